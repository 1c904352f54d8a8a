"""The `airflow` command kept warm: one process runs many commands, so that Airflow and the models are imported once.

Reads orders from standard input, one JSON object a line, and answers each with its exit status on standard output.
What the commands say goes to standard error.
"""

import json
import os
import sys

from airflow.cli import cli_parser


def main() -> None:
    """Serve orders until the input ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    parser = cli_parser.get_parser()
    for line in sys.stdin:
        order = json.loads(line)
        os.environ.update(order["environment"])
        arguments = parser.parse_args(order["arguments"])
        try:
            arguments.func(arguments)
            status = 0
        except SystemExit as end:
            # As the interpreter does: a text is told, and means 1.
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        print(status, file=answers, flush=True)


if __name__ == "__main__":
    main()
