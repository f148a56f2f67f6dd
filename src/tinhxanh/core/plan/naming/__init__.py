"""Names of agencies: their grammar and words, collectives, boards, and the register that knows them."""
