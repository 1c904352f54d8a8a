"""Real Airflow: server, scheduler, DAG processor, triggerer and workers as processes, started by our own command."""
