"""Why a chat could not be read, in one sentence each that says what to do."""

from __future__ import annotations

from jebo.desk.refused import Refused
from jebo.errors import N_


class ChatRefused(Refused):
    """The file cannot be read as a chat."""

    says = N_("the file cannot be read as a chat; copy the messages and paste them as text")


class NoChat(ChatRefused):
    """It is in none of the formats that are known here."""

    says = N_(
        "this is no chat of KakaoTalk, WeChat, Signal or Telegram that jebo knows; copy the messages and paste them as text"
    )


class BrokenChat(ChatRefused):
    """It begins like a chat and cannot be read to its end."""

    says = N_("the file is damaged or was cut off; export the chat again")


class EmptyChat(ChatRefused):
    """It is an export, with no message in it that anybody wrote."""

    says = N_("the export holds no message that anybody wrote; check that it is the right chat")


class LongChat(ChatRefused):
    """It holds more than is read at once."""

    says = N_("the chat is too long to read at once; export only the days that matter")


class ManyChats(ChatRefused):
    """It holds the chats of a whole telephone."""

    says = N_(
        "the file holds chats with many people, most of whom are no business of the desk; export only the one that matters"
    )
