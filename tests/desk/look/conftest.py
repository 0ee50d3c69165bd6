"""A real browser before a filled desk, which a process of its own serves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).parent / "programs" / "filled_desk.py"
Browse = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A desk that is being served: where, who is inside, what is in it, and where its pages are."""

    url: str
    sessions: dict[str, str]
    ids: dict[str, str]
    pages: dict[str, str]
    missing: list[str]


@pytest.fixture(scope="session")
def served(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk with something of everything in it."""
    folder = tmp_path_factory.mktemp("filled")
    with subprocess.Popen(
        [sys.executable, PROGRAM, folder], stdout=subprocess.PIPE, env=os.environ
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            yield Served(**json.loads(line or "{}"))
        finally:
            process.terminate()


@contextmanager
def window(
    chromium: Any,
    served: Served,
    name: str | None = None,
    width: int = 1280,
    language: str = "en",
    **how: Any,
) -> Iterator[Any]:
    """A page in a browser of its own, of a member who is inside or of somebody outside."""
    context = chromium.new_context(
        base_url=served.url, viewport={"width": width, "height": 800}, reduced_motion="reduce", **how
    )
    context.set_default_timeout(10_000)
    cookies = {"django_language": language} | ({"desk": served.sessions[name]} if name else {})
    context.add_cookies([{"name": k, "value": v, "url": served.url} for k, v in cookies.items()])
    try:
        yield context.new_page()
    finally:
        context.close()


@pytest.fixture
def browse(chromium: Any, served: Served) -> Iterator[Browse]:
    """Opens a window: ``browse("Mina", width=320, language="ko")``. Without a name: of somebody who is outside."""
    with ExitStack() as opened:
        yield lambda name=None, **how: opened.enter_context(window(chromium, served, name, **how))
