# Two commands do all the set-up: `make demo` runs the main job, `make test` runs every check and test.

PYTHON ?= python3
BIN := .venv/bin
PROFILE ?= search
AIRFLOW_BIN := .venv-airflow/bin
LINTED := clausewatch dags nlp spiders scripts/airflow_stack tests bench
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadscope -q --durations=15

.PHONY: setup demo airflow test test-servers test-airflow check up down lock clean

setup: .venv/.ready-base

demo: setup
	$(BIN)/clausewatch demo

# A local Airflow with our DAGs and the fictional web, in the foreground, for example with
# AIRFLOW_OPTIONS="--port 8090"; docs/airflow.md says more.
airflow: .venv-airflow/.ready
	scripts/run-airflow $(AIRFLOW_OPTIONS)

test: .venv/.ready-dev
	scripts/install-servers
	$(MAKE) --no-print-directory check
	$(BIN)/python -m coverage erase
	$(BIN)/python -m tests.servers.running $(PYTEST) -m "not more_servers and not compose" --cov --cov-report=term

# The other search servers that are supported, servers that are stopped, slow or secured, and Docker Compose.
test-servers: .venv/.ready-dev
	scripts/install-servers
	scripts/install-compose
	$(BIN)/python -m tests.servers.running --every $(PYTEST) -m "more_servers or compose"

# The DAGs on real Airflow, in an environment of its own: first without a scheduler, then in every mode.
test-airflow: .venv-airflow/.ready
	scripts/install-servers
	scripts/install-airflow-servers
	$(AIRFLOW_BIN)/ruff check --preview --select AIR dags
	$(AIRFLOW_BIN)/mypy --config-file mypy-airflow.ini
	COVERAGE_FILE=.coverage-airflow $(AIRFLOW_BIN)/python -m pytest -q --durations=15 --cov=dags --cov-report=term tests/dags --ignore=tests/dags/modes
	$(AIRFLOW_BIN)/python -m pytest -q --durations=15 tests/dags/modes

check: .venv/.ready-dev
	$(BIN)/ruff check $(LINTED)
	$(BIN)/ruff format --check $(LINTED)
	$(BIN)/lint-imports
	$(BIN)/mypy

# In containers: Elasticsearch, Kibana and the app; or, with PROFILE=airflow, everything on a schedule. See
# docs/operations.md.
up:
	scripts/make-secrets
	docker compose --profile $(PROFILE) up --detach --build --wait

down:
	docker compose --profile $(PROFILE) down

lock: .venv/.ready-dev
	scripts/compile-requirements

.venv/.ready-base: requirements/base.txt pyproject.toml
	scripts/make-environment $(PYTHON) base

.venv/.ready-dev: requirements/dev.txt pyproject.toml
	scripts/make-environment $(PYTHON) dev

.venv-airflow/.ready: requirements/airflow.txt requirements/dev.txt pyproject.toml
	scripts/make-environment $(PYTHON) airflow

clean:
	rm -rf .venv .venv-airflow .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info .coverage*
