galley bench --help
