"""A way to a server that can be made slow, or be cut, as a network does it."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

CHUNK = 65536


class Proxy:
    """Passes bytes on between clients and a server of this machine."""

    def __init__(self, port: int) -> None:
        self._server_port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._may_answer = threading.Event()
        self._may_answer.set()
        self._cuts = 0
        self._ends = threading.Event()
        self.cut = 0
        """Answers that never arrived."""
        self.answered = 0
        """Times that the server answered, whether or not it came through."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    @contextmanager
    def holding_answers(self) -> Iterator[None]:
        """The server does as it is asked, but its answers do not come through meanwhile."""
        self._may_answer.clear()
        try:
            yield
        finally:
            self._may_answer.set()

    def hold_answers_for(self, seconds: float) -> None:
        """The same for a while, from now on."""
        self._may_answer.clear()
        timer = threading.Timer(seconds, self._may_answer.set)
        timer.daemon = True
        timer.start()

    def cut_answers(self, number: int) -> None:
        """The next answers are lost: each connection breaks when the server has answered."""
        self._cuts = number

    @contextmanager
    def serving(self) -> Iterator["Proxy"]:
        """While it lasts, connections are passed on."""
        thread = threading.Thread(target=self._accept, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._ends.set()
            self._may_answer.set()
            # Else accept would not notice.
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            for one in self._open:
                one.close()
            thread.join()

    def _accept(self) -> None:
        while not self._ends.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._server_port))
            except OSError:
                client.close()
                continue
            self._open += (client, server)
            for target in (self._pass_questions, self._pass_answers):
                threading.Thread(target=target, args=(client, server), daemon=True).start()

    def _pass_questions(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while content := client.recv(CHUNK):
                server.sendall(content)
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)

    def _pass_answers(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while content := server.recv(CHUNK):
                self.answered += 1
                self._may_answer.wait()
                if self._cuts > 0:
                    self._cuts -= 1
                    self.cut += 1
                    break
                client.sendall(content)
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)
