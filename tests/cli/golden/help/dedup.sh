galley dedup --help
