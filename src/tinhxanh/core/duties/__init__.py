"""Duties: working days, reporting days and the state that follows from them."""
