"""All that the client's libraries log, at their most talkative."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

TALKERS = ("", "elastic_transport", "elastic_transport.node", "elastic_transport.transport", "elasticsearch", "urllib3")
"""The node's logger hands nothing on to the others."""


@contextmanager
def capture_logs() -> Iterator[io.StringIO]:
    """What was logged in the block, with the tracebacks of errors."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    loggers = [logging.getLogger(name) for name in TALKERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    try:
        yield log
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)
