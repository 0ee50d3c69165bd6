"""YAML as a newsroom means it: ``no`` is a word, ``12:30`` is not a number, nothing refers to anything.

Library: PyYAML (MIT, wheels for all systems, released 2026); python-frontmatter would only add a layer to it.
"""

import re
from typing import Any, Final

import yaml

FAULTS: Final = (yaml.YAMLError, ValueError, TypeError, RecursionError)


class _Loader(yaml.SafeLoader):
    """YAML 1.2's core schema, without anchors, merges and repeated keys."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own name and form

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse references: a few lines of them stand for millions of values."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.composer.ComposerError(None, None, "reference", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Refuse a key that stands twice: one of the two would be lost without a word."""
        values = super().construct_mapping(node, deep=deep)
        if len(values) != len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "repeated key", node.start_mark)
        return values


_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(?:true|True|false|False)\Z"), list("tTfF")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|)\Z"), ["~", "n", "N", ""]
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z"), list("-+0123456789")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?\Z"), list("-+0123456789")
)


def load(block: str) -> object:
    """The value of *block*; an empty one is an empty mapping.

    >>> load("limit: 20\\ncountry: no\\ntime: 12:30")
    {'limit': 20, 'country': 'no', 'time': '12:30'}
    """
    value = yaml.load(block, Loader=_Loader)  # noqa: S506 - a SafeLoader
    return {} if value is None else value


def line_of(fault: BaseException) -> int | None:
    """The line of the block, from 1, where PyYAML stopped."""
    mark = fault.problem_mark if isinstance(fault, yaml.MarkedYAMLError) else None
    return None if mark is None else mark.line + 1
