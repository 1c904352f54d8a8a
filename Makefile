# Two commands do all the set-up: `make demo` runs the main job, `make test` runs every check and test.

PYTHON ?= python3
BIN := .venv/bin
LINTED := clausewatch nlp spiders tests bench

.PHONY: setup demo test check up down lock clean

setup: .venv/.ready-base

demo: setup
	$(BIN)/clausewatch demo

test: .venv/.ready-dev
	scripts/install-servers
	$(MAKE) --no-print-directory check
	$(BIN)/python -m coverage erase
	$(BIN)/python -m tests.servers.running $(BIN)/python -m pytest -n 2 --dist loadscope -q --cov --cov-report=term --durations=15

check: .venv/.ready-dev
	$(BIN)/ruff check $(LINTED)
	$(BIN)/ruff format --check $(LINTED)
	$(BIN)/lint-imports
	$(BIN)/mypy

# Elasticsearch, Kibana and the app in containers; docs/operations.md says more.
up:
	scripts/make-secrets
	docker compose --profile elastic up --detach --build --wait

down:
	docker compose --profile elastic down

lock: .venv/.ready-dev
	scripts/compile-requirements

.venv/.ready-base: requirements/base.txt pyproject.toml
	scripts/make-environment $(PYTHON) base

.venv/.ready-dev: requirements/dev.txt pyproject.toml
	scripts/make-environment $(PYTHON) dev

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info .coverage*
