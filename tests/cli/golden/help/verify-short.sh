galley verify -h
