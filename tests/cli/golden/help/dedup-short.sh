galley dedup -h
