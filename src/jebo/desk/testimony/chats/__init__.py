"""Chats as messengers export them, read into messages with a day and without the hour. Nothing here writes anything."""

from jebo.desk.testimony.chats.chat import Chat, Message, Speaker
from jebo.desk.testimony.chats.reading import chats_in, chats_of
from jebo.desk.testimony.chats.refused import (
    BrokenChat,
    ChatRefused,
    EmptyChat,
    LongChat,
    ManyChats,
    NoChat,
)

__all__ = [
    "BrokenChat",
    "Chat",
    "ChatRefused",
    "EmptyChat",
    "LongChat",
    "ManyChats",
    "Message",
    "NoChat",
    "Speaker",
    "chats_in",
    "chats_of",
]
