"""Reads the lines at the top of a story that say something about it: language, outlet, limits.

Libraries: tomllib (standard) between lines of plus signs; PyYAML between lines of dashes, loaded when needed.
"""

import re
from collections.abc import Callable
from typing import Final

from jebo.texts.unreadable import BrokenFrontMatter, HalfCharacter, UnclosedFrontMatter

# Chosen by us: hundreds of keys fit. tomllib's time grows with the square of a dotted key, to a second here.
BLOCK_LIMIT_CHARACTERS: Final = 16_384
_OPENING: Final = re.compile(r"(---|\+\+\+)[ \t]*(\r\n|\n|\r)")
_CLOSING: Final = {
    "---": re.compile(r"(?:\r\n|\n|\r)---[ \t]*(?:\r\n|\n|\r|\Z)"),
    "+++": re.compile(r"(?:\r\n|\n|\r)\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)"),
}
_BLANK_LINE: Final = re.compile(r"[ \t]*(?:[\r\n]|\Z)")
_KEY: Final = re.compile(r"[\"']?\w[\w .-]*+[\"']?[ \t]*(?::(?:\s|\Z)|=)|#|\[")
_TOML_LINE: Final = re.compile(r"\(at line (\d+)")


def split(text: str) -> tuple[dict[str, object], int]:
    """What the front matter of *text* says, and where the body begins.

    A line of dashes is also how Markdown draws a rule. It is taken for a rule when a blank line follows, or
    when nothing closes it and no key follows.

    :raises UnclosedFrontMatter: if it begins with a key and does not end.
    :raises BrokenFrontMatter: if it cannot be parsed, with the line where that is known.
    """
    opening = _OPENING.match(text)
    if opening is None or _BLANK_LINE.match(text, opening.end()):
        return {}, 0
    closing = _CLOSING[opening[1]].search(text, opening.start(2))
    if closing is None:
        if _KEY.match(text, opening.end()):
            raise UnclosedFrontMatter
        return {}, 0
    block = text[opening.end() : max(opening.end(), closing.start())]
    return _parsed(block, opening[1]), closing.end()


def _parsed(block: str, fence: str) -> dict[str, object]:
    if len(block) > BLOCK_LIMIT_CHARACTERS:
        raise BrokenFrontMatter
    values, line = (_yaml if fence == "---" else _toml)(block)
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise BrokenFrontMatter(line)
    if _has_half_characters(values):
        raise HalfCharacter
    return values


def _yaml(block: str) -> tuple[object, int | None]:
    from jebo.texts import simple_yaml  # only here: it loads PyYAML

    return _located(lambda: simple_yaml.load(block), simple_yaml.FAULTS, simple_yaml.line_of)


def _toml(block: str) -> tuple[object, int | None]:
    import tomllib

    # With a line end after it, for else a fault in the last line is told without its number.
    unified = block.replace("\r\n", "\n").replace("\r", "\n") + "\n"
    return _located(lambda: tomllib.loads(unified), (ValueError, RecursionError), _toml_line_of)


def _toml_line_of(fault: BaseException) -> int | None:
    found = _TOML_LINE.search(str(fault))
    return int(found[1]) if found else None


def _located(
    load: Callable[[], object],
    faults: tuple[type[BaseException], ...],
    line_of: Callable[[BaseException], int | None],
) -> tuple[object, int | None]:
    """What *load* returns, or None and the line of the file where it failed; the fault itself is let go."""
    try:
        return load(), None
    except faults as fault:
        line = line_of(fault)
        return None, None if line is None else line + 1  # the opening line


def _has_half_characters(values: dict[str, object]) -> bool:
    """Whether an escape in YAML made a lone surrogate, which no later step could write out."""
    waiting: list[object] = [values]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
            return True
        if isinstance(value, dict):
            waiting.extend([*value.keys(), *value.values()])
        elif isinstance(value, list):
            waiting.extend(value)
    return False
