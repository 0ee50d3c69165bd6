"""Signal's messages, as its own export and the common tools write them."""

from __future__ import annotations

import json
from datetime import date

import pytest

from jebo.desk.testimony.chats import ManyChats, chats_in

MORNING = 1772467200000  # 2026-03-02 16:00 UTC, the third of March in Korea
OFFICIAL = "\n".join(
    json.dumps(piece)
    for piece in (
        {"version": "1", "backupTimeMs": "1"},
        {"account": {"givenName": "Mina"}},
        {"recipient": {"id": "1", "self": {}}},
        {"recipient": {"id": "2", "contact": {"e164": "+15550001111", "systemGivenName": "Blue", "systemFamilyName": "Jar"}}},
        {"chat": {"id": "10", "recipientId": "2"}},
        {"chatItem": {"chatId": "10", "authorId": "2", "dateSent": str(MORNING), "incoming": {"dateReceived": "1"},
                      "standardMessage": {"text": {"body": "Inspectors came"}}}},
        {"chatItem": {"chatId": "10", "authorId": "1", "dateSent": str(MORNING), "outgoing": {},
                      "standardMessage": {"text": {"body": "Where?"}}}},
        {"chatItem": {"chatId": "10", "authorId": "2", "dateSent": str(MORNING), "incoming": {},
                      "standardMessage": {"attachments": [{"pointer": {"contentType": "image/jpeg"}}]}}},
        {"chatItem": {"chatId": "10", "authorId": "2", "dateSent": str(MORNING), "updateMessage": {}}},
        {"chatItem": {"chatId": "10", "authorId": "2", "dateSent": str(MORNING), "remoteDeletedMessage": {}}},
    )
)  # fmt: skip
ROWS = json.dumps(
    [
        {"conversationId": "c", "type": "incoming", "sent_at": MORNING, "source": "+15550001111", "body": "Inspectors came"},
        {"conversationId": "c", "type": "outgoing", "sent_at": MORNING, "body": "Where?", "hasAttachments": 0},
        {"conversationId": "c", "type": "incoming", "sent_at": MORNING, "source": "+15550001111", "body": "",
         "attachments": [{"contentType": "image/jpeg"}]},
        {"conversationId": "c", "type": "keychange", "sent_at": MORNING, "body": None},
    ]
)  # fmt: skip
EXPORTED = "\n".join(
    json.dumps(piece)
    for piece in (
        {"date": "2026-03-03T01:00:00", "sender": "Jar", "body": "Inspectors came  ", "quote": "\n\n> When?\n\n",
         "sticker": "", "reactions": [["Mina", "x"]], "attachments": []},
        {"date": "2026-03-03T01:00:00", "sender": "Me", "body": "Where?  ", "quote": "", "attachments": []},
        {"date": "2026-03-03T01:00:00", "sender": "Jar", "body": "  ", "attachments": [{"name": "a.jpg", "path": "media/a.jpg"}]},
        {"date": "2026-03-03T01:00:00", "sender": "Jar", "body": "", "deleted": True, "attachments": []},
    )
)  # fmt: skip
ANDROID = json.dumps(
    [
        {
            "_id": 1,
            "thread_id": 4,
            "from_recipient_id": 2,
            "date_sent": MORNING,
            "type": 10485780,
            "body": "Inspectors came",
        },
        {
            "_id": 2,
            "thread_id": 4,
            "from_recipient_id": 1,
            "date_sent": MORNING,
            "type": 10485783,
            "body": "Where?",
        },
        {
            "_id": 3,
            "thread_id": 4,
            "from_recipient_id": 2,
            "date_sent": MORNING,
            "type": 10485780,
            "body": None,
        },
    ]
)
LONG = """Conversation: Blue Jar (+15550001111)

From: Blue Jar (+15550001111)
Type: incoming
Sent: Tue, 3 Mar 2026 01:00:00 +0900
Received: Tue, 3 Mar 2026 01:00:02 +0900
Reaction: x from Mina

> From: You
> Sent: Tue, 3 Mar 2026 00:59:00 +0900
>
> When?

Inspectors came

From: You
Type: outgoing
Sent: Tue, 3 Mar 2026 01:01:00 +0900

Where?

From: Blue Jar (+15550001111)
Type: incoming
Sent: Tue, 3 Mar 2026 01:02:00 +0900
Received: Tue, 3 Mar 2026 01:02:00 +0900
Attachment: no filename (image/jpeg, 12 bytes)

Type: keychange
Sent: Tue, 3 Mar 2026 01:02:00 +0900
Received: Tue, 3 Mar 2026 01:02:00 +0900

"""
SHORT = """2026-03-03 01:00 Blue Jar: [reply to You on 2026-03-03 00:59] Inspectors came
2026-03-03 01:01 You: Where?
2026-03-03 01:02 Blue Jar: [1 attachment]
2026-03-03 01:02 Blue Jar: [keychange message]
"""
MARKED = """[2026-03-03 01:00:00] Jar: \n
> When?

Inspectors came \x20
(- Mina: x -)

[2026-03-03 01:01:00] Me: Where? \x20

[2026-03-03 01:02:00] Jar:   ![a.jpg](./media/a.jpg) \x20

[2026-03-03 01:03:00] Jar: (This message was deleted)
"""


@pytest.mark.parametrize(
    "export",
    [OFFICIAL, ROWS, json.dumps({"messages": json.loads(ROWS)}), EXPORTED, LONG, SHORT, MARKED],
    ids=[
        "its own",
        "sigtop json",
        "wrapped",
        "signal-export json",
        "sigtop text",
        "sigtop short",
        "signal-export md",
    ],
)
def test_each_tool_s_file_gives_the_words_the_day_and_what_was_sent(export: str) -> None:
    (chat,) = chats_in(export)
    told, asked, sent = chat.messages
    assert (told.text, asked.text) == ("Inspectors came", "Where?")
    assert (told.who == sent.who, told.who == asked.who) == (True, False)
    assert {m.day for m in chat.messages} == {date(2026, 3, 3)}
    assert (sent.has_attachment, sent.text) == (True, "")
    assert [s.ours for s in chat.speakers] == [False, True]


def test_a_table_of_an_android_backup_tells_who_sent_by_its_bits() -> None:
    (chat,) = chats_in(ANDROID)
    assert [(m.who, m.text) for m in chat.messages] == [("2", "Inspectors came"), ("Me", "Where?")]


def test_an_edited_message_counts_in_its_last_wording() -> None:
    edited = LONG.replace(
        "\n> From: You\n> Sent: Tue, 3 Mar 2026 00:59:00 +0900\n>\n> When?\n\nInspectors came\n",
        "Edited: 2 versions\n\n| Version: 2\n| Sent: Tue, 3 Mar 2026 01:05:00 +0900\n|\n| Inspectors came\n| at noon\n|\n"
        "| Version: 1\n| Sent: Tue, 3 Mar 2026 01:00:00 +0900\n|\n| Inspectors cme\n",
    )
    (chat,) = chats_in(edited)
    assert chat.messages[0].text == "Inspectors came\nat noon"


def test_somebody_s_whole_telephone_is_refused() -> None:
    rows = [
        {"conversationId": f"c{n}", "type": "incoming", "sent_at": MORNING, "source": "x", "body": "hi"}
        for n in range(21)
    ]
    assert len(chats_in(json.dumps(rows[:20]))) == 20
    with pytest.raises(ManyChats):
        chats_in(json.dumps(rows))
