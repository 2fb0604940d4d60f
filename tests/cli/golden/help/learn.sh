galley learn --help
