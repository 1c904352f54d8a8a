"""Where the fictional web listens, as the variable CLAUSEWATCH_DEMO_PORT says."""

import os

from clausewatch.demo.answers import base_address

PORT_VARIABLE = "CLAUSEWATCH_DEMO_PORT"


def address(host: str, path: str = "") -> str:
    """An address on a site of the demo; port 1, where nothing listens, if the variable is not set."""
    return base_address(host, int(os.environ.get(PORT_VARIABLE, "1"))) + path
