galley report --help
