galley restore --help
