"""The trail in words: each action that is written to it, as a person reads it. ``tests/desk/people`` compares them."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from jebo.desk.rights import Right

ACTIONS: Final[dict[str, Any]] = {
    "member.add": _("added a member"),
    "member.roles": _("changed the roles of a member"),
    "member.new_way_in": _("gave a member a new way in"),
    "member.return": _("took a member back"),
    "member.leave": _("ended a membership"),
    "key.make": _("made a key of their own"),
    "key.passphrase": _("changed the passphrase of their key"),
    "key.start_over": _("made a new key in place of their old one"),
    "way_in.make": _("made their own way in"),
    "way_in.add": _("added a way in"),
    "way_in.remove": _("removed a way in"),
    "identity.seal": _("sealed an identity"),
    "identity.open.touch": _("opened an identity, to get in touch"),
    "identity.open.warn": _("opened an identity, to warn them"),
    "identity.open.hand_over": _("opened an identity, to hand them over"),
    "identity.open.correct": _("opened an identity, to correct what is written"),
    "identity.open.other": _("opened an identity, for another reason"),
    "identity.not_opened": _("could not open an identity"),
    "identity.reseal": _("sealed an identity anew"),
    "identity.could_open": _("could open the identity until they left"),
    "original.take": _("took a copy of an original"),
    "source.register": _("registered a source"),
    "source.edit": _("changed what is written about a source"),
    "source.attest": _("attested that a source is real"),
    "source.unattest": _("took an attestation back"),
    "source.share": _("shared a source"),
    "source.unshare": _("stopped sharing a source"),
    "source.hand_over": _("handed a source over"),
    "source.keep_statements": _("let statements stand without their source"),
    "source.destroy": _("destroyed a source"),
    "go_between.register": _("wrote down a go-between"),
    "go_between.edit": _("changed what is written about a go-between"),
    "go_between.destroy": _("destroyed a go-between"),
    "contact.write": _("wrote down a contact"),
    "testimony.write": _("took testimony"),
    "testimony.change": _("changed testimony"),
    "testimony.remove": _("removed testimony"),
    "attachment.add": _("added an attachment"),
    "attachment.remove": _("removed an attachment"),
    "outgoing.write": _("wrote down what was told while checking"),
    "outgoing.remove": _("removed what was told while checking"),
    "statement.write": _("wrote a statement"),
    "statement.drop": _("dropped a statement"),
    "statement.grade": _("graded a statement"),
    "tip.delete": _("deleted what came through the door"),
    "event.write": _("wrote an event"),
    "event.rest": _("let an event rest on a statement"),
    "event.unrest": _("took a statement from under an event"),
    "event.show": _("showed a statement beside an event"),
    "event.verdict": _("judged whether statements are independent"),
    "event.settle": _("settled a contradiction"),
    "event.withdraw": _("withdrew an event"),
    "event.import": _("took events from a spreadsheet"),
    "story.begin": _("began a story"),
    "story.lay_aside": _("laid a story aside"),
    "story.take_up": _("took a story up again"),
    "draft.outside": _("had sentences drafted by a service outside"),
    "release": _("released a story"),
    "release.sign": _("signed a story"),
    "release.accept": _("accepted a risk of a story"),
    "release.deputy": _("named a deputy"),
    "release.correction": _("proposed a correction"),
    "release.withdrawal": _("proposed to withdraw a story"),
    "record.enter": _("entered an event in the public record"),
    "record.leave": _("took an event out of the public record"),
    "record.official": _("marked a public official for the public record"),
    "record.tie": _("tied events for the public record"),
}
"""The words that a reader sees for each action, those of the other apps too: the trail is one."""


MEANS: Final[dict[str, Any]] = {
    "source.register": _("register a source"),
    "source.see": _("see one's own sources and those shared with one"),
    "source.edit": _("change what is written about a source, its terms and go-betweens"),
    "identity.open": _("open the sealed identity of a source that was sealed to one"),
    "source.attest": _("attest that a source is real"),
    "source.share": _("share a source with a colleague"),
    "source.hand_over": _("hand the sources of a colleague who left to another"),
    "source.destroy": _("destroy a source"),
    "source.keep_statements": _("let statements stand without their source"),
    "contact.write": _("write down contacts, questions and testimony"),
    "statement.write": _("write and grade statements"),
    "check.paste": _("check a text that is kept nowhere"),
    "event.see": _("see events and what they rest on by alias"),
    "event.write": _("write events"),
    "story.see": _("see stories, their editions and what they rest on"),
    "story.write": _("write stories and editions, and say what a sentence rests on"),
    "story.comment": _("comment on a passage"),
    "glossary.write": _("keep glosses, standing texts and the glossary"),
    "release.sign": _("sign a release that one did not write"),
    "release.accept": _("accept a risk, and say yes where others are exposed"),
    "record.enter": _("enter events in the public record, and tie them"),
    "exposure.see": _("see what was published from one's own sources"),
    "tip.read": _("read what came through the door from somebody who is no source yet"),
    "tip.take": _("make a source of somebody who wrote, or delete what they sent"),
    "readers.answer": _("answer readers, and make corrections and leads of what they write"),
    "trail.see": _("see the audit trail"),
    "member.manage": _("add and remove members and give roles"),
    "member.leaving": _("see what is to be done when a colleague leaves"),
    "desk.look_after": _("back up, restore and examine the desk"),
}
"""What each action of ``rights.csv`` means, once more where the translators find it."""


def means(right: Right) -> Any:
    """What a row of the table of rights means, in the language of the page."""
    return MEANS.get(right.action, right.means)


def in_words(action: str) -> Any:
    """The action as a person reads it; its own name where there is no other word."""
    return ACTIONS.get(action, action)
