galley learn -h
