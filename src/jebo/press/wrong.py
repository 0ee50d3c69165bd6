"""What keeps the press from building, in one sentence each that says what to do. No words of a story are in it."""

from __future__ import annotations

from jebo.errors import N_, Refusal


class PressRefusal(Refusal):
    """The press cannot do what it was asked to; what was there before is as it was."""

    says = N_("the press cannot do this; nothing was changed")


class OfAnEdition(PressRefusal):
    """Something is wrong with one edition. ``edition`` is its opaque id."""

    def __init__(self, edition: str) -> None:
        super().__init__(edition)  # so that it can come from another process
        self.edition = edition


class NotReceipted(OfAnEdition):
    """No valid receipt over exactly these bytes."""

    says = N_(
        "an edition has no valid receipt over exactly what it says, so nothing was written; release it again"
    )


class BadEdition(OfAnEdition):
    """Signed, and not what the press can set."""

    says = N_(
        "an edition has a part that the press does not know or that is too long; correct it and release it again"
    )


class SameAddress(OfAnEdition):
    """Two editions of one language and month have one address."""

    says = N_("two stories of one month have the same address; give one of them another and release it again")


class NoPhoto(OfAnEdition):
    """The bytes of a photo are not there, or are not those that were released."""

    says = N_(
        "a photo of an edition is missing or is not the one that was released; release the edition again"
    )


class BadPhoto(OfAnEdition):
    """The bytes are no picture."""

    says = N_(
        "a photo of an edition is no picture that can be set; take it out and release the edition again"
    )


class BadHouse(PressRefusal):
    """The newsroom's own settings cannot be read. ``what`` names the setting."""

    says = N_("a setting of the newsroom's site is missing or has not its form; mend it in press.toml")

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class NotASite(PressRefusal):
    """There is something else where the site should be."""

    says = N_("there is already something else in that place; name a new folder or one that the press made")


class NoManifest(PressRefusal):
    """The folder has no list of its files."""

    says = N_(
        "there is no manifest in this folder, so nothing can be said of it; it may be an unsigned copy or no copy of a site"
    )


class NoStories(PressRefusal):
    """There is nothing to carry."""

    says = N_("there is no story in that month or under that topic; name another")


class TooSmall(PressRefusal):
    """Not even the words fit."""

    says = N_(
        "the stories do not fit into that size even without photos; allow more, or choose fewer stories"
    )


class NoPages(PressRefusal):
    """What sets pages for paper is not there."""

    says = N_(
        "a PDF needs WeasyPrint and the system's Pango; install them with: pip install 'jebo[pdf]',"
        " and as root apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"
    )


class NoFonts(PressRefusal):
    """No font has the letters of the language."""

    says = N_(
        "no font on this machine has the letters of these stories; install one, such as Debian's fonts-noto-cjk"
    )
