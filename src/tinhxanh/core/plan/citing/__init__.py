"""Cited instruments: their numbers, issuers and subjects, what carries out what, agreements, chains."""
