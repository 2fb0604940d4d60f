galley repair --help
