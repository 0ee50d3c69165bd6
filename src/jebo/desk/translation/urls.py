"""The pages of translation."""

from __future__ import annotations

urlpatterns: list[object] = []
