"""What a run on many machines will take, from runs measured stage by stage on one."""
