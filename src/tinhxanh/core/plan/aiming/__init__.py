"""Numbers to reach: grammars of shares, scores, ranks, counts and quantities, and their targets."""
