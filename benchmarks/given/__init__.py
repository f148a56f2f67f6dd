"""What several benchmarks are given: inputs, and the same computations in plain NumPy."""
