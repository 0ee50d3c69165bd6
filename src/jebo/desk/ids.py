"""Opaque ids: random, so that they tell neither order nor time nor how many there are."""

from __future__ import annotations

import secrets

LENGTH = 22  # characters of base64url: 128 bits


def new_id() -> str:
    """A fresh id, safe in a URL."""
    return secrets.token_urlsafe(16)
