"""ministack as a process of its own, mended where it would prove the wrong thing (decision 27)."""
