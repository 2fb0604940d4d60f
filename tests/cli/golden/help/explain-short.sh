galley explain -h
