"""A language model's server that is none: it listens on this machine, speaks the protocol, and keeps every byte that it was sent."""

from __future__ import annotations

import json
import re
import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

Answer = Callable[[dict[str, Any]], Iterable[bytes]]


def said(*translations: object, finish: str = "stop", content: str | None = None) -> dict[str, Any]:
    """What llama.cpp and Ollama answer to a chat."""
    told = json.dumps({"translations": translations}) if content is None else content
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_750_000_000,
        "model": "small",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": told}, "finish_reason": finish}],
        "usage": {"prompt_tokens": 210, "completion_tokens": 40, "total_tokens": 250},
    }


def http(body: bytes, status: str = "200 OK", *more: str) -> list[bytes]:
    """An answer with its head."""
    head = [
        f"HTTP/1.1 {status}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        *more,
        "Connection: close",
    ]
    return ["\r\n".join([*head, "", ""]).encode(), body]


def translating(asked: dict[str, Any]) -> Iterable[bytes]:
    """Drafts each sentence as ``[its number]``."""
    sentences = json.loads(asked["messages"][1]["content"])["sentences"]
    return http(json.dumps(said(*(f"[Draft {n}]" for n, _ in enumerate(sentences)))).encode())


@dataclass
class Model:
    """The server: where it is, what it was sent, how it answers, and an event that ends whatever it waits for."""

    port: int = 0
    sent: list[bytes] = field(default_factory=list)
    answer: Answer = translating
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def says(self, *translations: object, **how: Any) -> None:
        """Answer with these from now on."""
        self.tells(http(json.dumps(said(*translations, **how)).encode()))

    def tells(self, pieces: list[bytes]) -> None:
        """Answer with these bytes from now on."""
        self.answer = lambda asked: pieces

    def drips(self) -> None:
        """Answer with a byte now and then, for ever."""

        def pieces(asked: dict[str, Any]) -> Iterator[bytes]:
            yield b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"
            while not self.done.wait(0.02):
                yield b" "

        self.answer = pieces


@contextmanager
def listening() -> Iterator[Model]:
    """A server on a port of its own, until the end."""
    model = Model()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                line = self.rfile.readline()
                if not line:
                    return
                head += line
            length = re.search(rb"(?i)content-length: (\d+)", head)
            body = self.rfile.read(int(length[1])) if length else b""
            model.sent.append(head + body)
            with suppress(OSError):
                for piece in model.answer(json.loads(body)):
                    self.wfile.write(piece)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        model.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield model
        finally:
            model.done.set()
            server.shutdown()
            thread.join()
