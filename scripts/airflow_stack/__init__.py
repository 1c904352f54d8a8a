"""A local Airflow with our DAGs: its settings, secrets, processes and the fictional web; `scripts/run-airflow` runs it.

It stands beside the scripts and not in the core package, which knows no Airflow, nor among the DAG files, which
Airflow reads again and again. It talks to Airflow by its command and its API and imports nothing of it.
"""
