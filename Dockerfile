# One image: the locked environment is built first, so that a change of code does not install it again.
FROM python:3.11-slim AS environment
WORKDIR /srv/clausewatch
RUN python -m venv .venv
COPY requirements/base.txt requirements/base.txt
RUN .venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements/base.txt

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 clausewatch && mkdir /data && chown clausewatch /data
WORKDIR /srv/clausewatch
COPY --from=environment /srv/clausewatch/.venv .venv
COPY . .
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable .
USER clausewatch
ENV PATH=/srv/clausewatch/.venv/bin:$PATH CLAUSEWATCH_DATA=/data
VOLUME /data
ENTRYPOINT ["clausewatch"]
CMD ["serve", "--host", "0.0.0.0"]
