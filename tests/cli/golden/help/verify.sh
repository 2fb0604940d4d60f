galley verify --help
