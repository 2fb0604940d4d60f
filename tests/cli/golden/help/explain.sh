galley explain --help
