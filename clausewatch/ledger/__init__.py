"""What happened and what is true: fetches, versions, statements, corrections, rules and alerts."""
