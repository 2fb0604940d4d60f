galley restore -h
