"""Why the door does not do something, in one sentence each that says what to do. None holds what somebody sent."""

from __future__ import annotations

from collections.abc import Iterable

from jebo.errors import N_, Refusal


class DoorRefusal(Refusal):
    """The door cannot be made, opened or run."""

    says = N_("the door cannot do this")


class NoDoor(DoorRefusal):
    """There is none in the folder."""

    says = N_("there is no door in this folder; make one with jebo door init, or name another folder")


class DoorIsThere(DoorRefusal):
    """Something is in the folder already."""

    says = N_("there is something in this folder already; name a new one")


class BadSettings(DoorRefusal):
    """The settings cannot be used."""

    says = N_("a setting in door.toml is missing or not as it should be: {setting}")

    def __init__(self, setting: str = "door.toml") -> None:
        """Name the *setting*, one of ours, never what stands there."""
        super().__init__()
        self.facts = {"setting": setting}

    def __str__(self) -> str:
        return self.says.format(**self.facts)


class UnknownSetting(DoorRefusal):
    """The settings hold one that is none of ours."""

    says = N_("door.toml has a setting that the door does not know; its settings are {settings}")

    def __init__(self, settings: Iterable[str] = ()) -> None:
        """Name ours, never the other."""
        super().__init__()
        self.facts = {"settings": ", ".join(settings)}

    def __str__(self) -> str:
        return self.says.format(**self.facts)


class NotOnLoopback(DoorRefusal):
    """The door was to listen where others than Tor reach it."""

    says = N_("the door listens on 127.0.0.1 alone, so that nobody but Tor reaches it; change the address")


class AlreadyOpen(DoorRefusal):
    """Another process has the door."""

    says = N_("this door is open already; end the other process first")


class PortTaken(DoorRefusal):
    """Something else listens there."""

    says = N_("something else listens at this address; choose another port in door.toml")


class NotKept(DoorRefusal):
    """The disk refused, so what was sent is not acknowledged."""

    says = N_("the disk refused; nothing was acknowledged that was not kept")
