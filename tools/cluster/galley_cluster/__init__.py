"""What the cluster front ends share: the stages of a run, and the words of the command line."""
