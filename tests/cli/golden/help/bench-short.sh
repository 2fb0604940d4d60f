galley bench -h
