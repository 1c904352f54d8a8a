"""What every test may take for granted, however the tests were started."""

import signal


def pytest_configure() -> None:
    """A shell that starts the tests in the background has Ctrl-C ignored, by them and by all that they start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
