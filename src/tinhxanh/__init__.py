"""Tỉnh Xanh: from a province's plan document to a running green programme."""
