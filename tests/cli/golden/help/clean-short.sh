galley clean -h
