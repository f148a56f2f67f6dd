"""What is carried: files, tables and servers to core values and back. Alone touches disk and network."""
