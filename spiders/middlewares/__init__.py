"""What every request and response passes: addresses, robots, budget, archive and ledger, waiting, redirects."""
