# Two images: `app` is the command and the page, `airflow` is that and Airflow with the DAGs (docker-compose.yml builds
# both). Each locked environment is built first, so that a change of code does not install it again.
FROM python:3.11.13-slim-bookworm AS base
RUN useradd --create-home --uid 10001 clausewatch \
    && mkdir /data /var/log/airflow \
    && chown clausewatch: /data /var/log/airflow
WORKDIR /srv/clausewatch

FROM base AS app-environment
RUN python -m venv .venv
COPY requirements/base.txt requirements/base.txt
RUN .venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements/base.txt

FROM base AS airflow-environment
RUN python -m venv .venv
COPY requirements/airflow.txt requirements/airflow.txt
RUN .venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements/airflow.txt

FROM base AS airflow
COPY --from=airflow-environment /srv/clausewatch/.venv .venv
COPY . .
# Compiled here, as the file system is read-only later and every task is a new process.
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && .venv/bin/python -m compileall -q clausewatch dags nlp spiders
USER clausewatch
ENV PATH=/srv/clausewatch/.venv/bin:$PATH CLAUSEWATCH_DATA=/data AIRFLOW_HOME=/home/clausewatch/airflow
VOLUME /data
ENTRYPOINT ["airflow"]

FROM base AS app
COPY --from=app-environment /srv/clausewatch/.venv .venv
COPY . .
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && .venv/bin/python -m compileall -q clausewatch nlp spiders
USER clausewatch
ENV PATH=/srv/clausewatch/.venv/bin:$PATH CLAUSEWATCH_DATA=/data
VOLUME /data
ENTRYPOINT ["clausewatch"]
CMD ["serve", "--host", "0.0.0.0"]
