"""What the DAG files share. Nothing here imports at top level more than Airflow itself: every file is parsed often."""
