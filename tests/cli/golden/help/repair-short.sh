galley repair -h
