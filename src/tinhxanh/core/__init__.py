"""What is true: Python and NumPy only. No Django, file, network, clock or global random."""
