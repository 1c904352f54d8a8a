"""The DAG files of Airflow: wiring only. All work is in `clausewatch.steps`, which the command line calls too."""
