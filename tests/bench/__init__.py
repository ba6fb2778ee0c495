"""Speed and memory on this machine: ``make bench``."""
