"""Throughput and memory of the speech engines on a GPU, side by side: ``python bench/gpu.py``."""
