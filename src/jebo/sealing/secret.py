"""What a secret key never does: show itself in a traceback, a pickle or a comparison."""

from typing import NoReturn

from jebo.sealing.refusals import SecretStays


class Secret:
    """The root of objects that hold a secret key.

    Not a dataclass, on purpose: ``dataclasses.asdict`` and ``replace`` would hand the secret on. ``repr`` and
    ``str`` give the name of the class, ``pickle`` is refused, ``copy`` gives the object itself.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise SecretStays

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, memo: object) -> "Secret":
        return self
