"""The DAGs on real Airflow; run by `make test-airflow` in the environment that has it."""
