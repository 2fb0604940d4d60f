galley --help
