galley clean --help
