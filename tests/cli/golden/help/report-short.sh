galley report -h
