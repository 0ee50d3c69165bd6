"""Tests give the same answer each time and reach nothing outside this machine."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from hypothesis import settings

# The same examples each time, and no deadline: a machine may be slow.
# `--hypothesis-profile=search` looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None, print_blob=False)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile("same")


class NetworkReached(AssertionError):
    """A test tried to reach the network."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection over the network fails the test; a socket file of this machine does not."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX:
            raise NetworkReached("a test tried to open a connection")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)
