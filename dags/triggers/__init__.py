"""What wakes a DAG, run by the triggerer."""
