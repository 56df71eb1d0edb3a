"""A mail server that remembers what it accepted and refuses every third mail for the moment."""

from collections import Counter
from email import message_from_bytes
from socket import socket
from threading import Lock

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

REFUSES_EVERY = 3


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class MailServer:
    """`accepted`: Message-ID -> how often; `refused`: how many mails were turned away with a temporary error."""

    def __init__(self) -> None:
        self.accepted: Counter[str] = Counter()
        self.refused = 0
        self._seen = 0
        self._lock = Lock()
        self._port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self._port)

    def start(self) -> str:
        """Listen on a free port of this machine; returns the EMAIL_URL."""
        self._controller.start()
        return f"smtp://127.0.0.1:{self._port}"

    def stop(self) -> None:
        self._controller.stop()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        with self._lock:
            self._seen += 1
            if self._seen % REFUSES_EVERY == 0:
                self.refused += 1
                return "451 4.3.0 Try again later"
            content = envelope.content
            assert isinstance(content, bytes)
            self.accepted[str(message_from_bytes(content)["Message-ID"])] += 1
        return "250 OK"
