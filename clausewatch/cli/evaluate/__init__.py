"""One plain function for each thing that `clausewatch evaluate` can measure."""
