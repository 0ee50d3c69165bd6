"""The machine that drafts is on this machine, is told nothing but the sentences and the terms, and is believed in nothing."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from tests.conftest import NetworkReached
from tests.desk.translation.model_server import Model, http, listening, said

from jebo.desk.refused import Refused
from jebo.desk.translation import answer, chat
from jebo.desk.translation.answer import NotSentences

SENTENCES = ("쌀값이 올랐다.", "장마당은 조용하다.")
TERMS = (("장마당", "market"),)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine may be reached, and nothing else: the server of these tests is on it."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1"):
            raise NetworkReached("a test tried to open a connection")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def model() -> Iterator[Model]:
    with listening() as found:
        yield found


def at(url: str, **more: str) -> chat.Chat:
    found = chat.named({chat.SERVER: url, chat.MODEL: "small", **more})
    assert found is not None
    return found


def asked(found: chat.Chat) -> tuple[str, ...]:
    return found.drafts(SENTENCES, "ko", "en", TERMS)


# Which server may be named.


def test_a_desk_comes_without_a_machine() -> None:
    assert chat.named({}) is None
    assert chat.named({chat.MODEL: "small", chat.OUTSIDE: "all"}) is None


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("http://127.0.0.1:11434", "127.0.0.1", "/v1/chat/completions"),
        ("http://localhost:8080/v1", "localhost", "/v1/chat/completions"),
        ("http://[::1]:8080/", "::1", "/v1/chat/completions"),
        ("https://127.8.9.1/llama/v1/", "127.8.9.1", "/llama/v1/chat/completions"),
    ],
)
def test_a_server_on_this_machine_may_be_named(url: str, host: str, path: str) -> None:
    found = at(url)
    assert (found.host, found.path, found.here, found.outside) == (host, path, True, "")


OUTSIDE = [
    "https://draft.example/v1", "http://192.168.0.4:11434", "http://0.0.0.0:11434", "http://[::]:80", "http://2130706433",
    "http://localhost.draft.example", "http://127.0.0.1.draft.example", "http://[::ffff:192.0.2.1]:80", "http://127.1:80",
]  # fmt: skip


@pytest.mark.parametrize("url", OUTSIDE)
def test_another_machine_is_refused(url: str) -> None:
    with pytest.raises(chat.NotHere):
        at(url)


def test_another_machine_is_asked_only_where_words_name_it_and_over_tls() -> None:
    words = "Unpublished sentences and glossary terms go to draft.example in Iceland."
    found = at("https://draft.example/v1", JEBO_DRAFT_OUTSIDE=words)
    assert (found.outside, found.here, found.encrypted) == (words, False, True)
    for url in ("https://other.example/v1", "http://draft.example/v1"):
        with pytest.raises(chat.NotHere):
            at(url, JEBO_DRAFT_OUTSIDE=words)
    assert (
        at("http://127.0.0.1", JEBO_DRAFT_OUTSIDE=words).outside == ""
    )  # nothing leaves, and nobody is told so


def test_a_model_that_this_machine_s_program_asks_elsewhere_counts_as_elsewhere() -> None:
    told = {chat.SERVER: "http://127.0.0.1:11434", chat.MODEL: "gpt-oss:20b-cloud"}
    with pytest.raises(chat.NotHere):
        chat.named(told)
    found = chat.named(told | {chat.OUTSIDE: "All of it goes to ollama.com."})
    assert found is not None
    assert (found.here, found.outside) == (True, "All of it goes to ollama.com.")


@pytest.mark.parametrize(
    "url",
    ["127.0.0.1:11434", "ftp://127.0.0.1", "http://", "http://a:b@127.0.0.1", "http://127.0.0.1/?x=1", "http://127.0.0.1:0",
     "http://127.0.0.1:x", "http://127.0.0.1/#x", "http://[::1"],
)  # fmt: skip
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(chat.NoServer):
        at(url)


def test_a_server_without_a_model_is_refused() -> None:
    with pytest.raises(chat.NoServer):
        chat.named({chat.SERVER: "http://127.0.0.1"})


# What is sent.


def test_it_answers_with_one_draft_for_each_sentence(model: Model) -> None:
    assert asked(at(model.url)) == ("[Draft 0]", "[Draft 1]")


def test_what_is_sent_is_the_sentences_the_terms_and_a_fixed_task_byte_by_byte(model: Model) -> None:
    asked(at(model.url))
    (bytes_sent,) = model.sent
    head, _, body = bytes_sent.partition(b"\r\n\r\n")
    assert sorted(head.decode().split("\r\n")) == sorted(
        [
            "POST /v1/chat/completions HTTP/1.1",
            f"Host: 127.0.0.1:{model.port}",
            "Accept-Encoding: identity",
            f"Content-Length: {len(body)}",
            "Content-Type: application/json",
        ]
    )
    told = json.loads(body)
    assert set(told) == {
        "model", "messages", "temperature", "max_tokens", "stream", "response_format",
    }  # fmt: skip
    system, user = told["messages"]
    assert json.loads(user["content"]) == {"sentences": list(SENTENCES), "terms": dict(TERMS)}
    assert set("".join(SENTENCES)) & set(system["content"]) <= set(". ")
    assert told["response_format"]["json_schema"]["schema"]["properties"]["translations"]["maxItems"] == 2


def test_a_key_is_sent_as_such_and_shown_nowhere(model: Model) -> None:
    found = at(model.url, JEBO_DRAFT_KEY="QX-key")
    asked(found)
    assert b"Authorization: Bearer QX-key\r\n" in model.sent[0]
    assert "QX" not in repr(found)


def test_a_proxy_in_the_environment_is_passed_by(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert asked(at(model.url))
        assert not proxy.sent


def test_a_name_of_this_machine_that_leads_elsewhere_is_sent_nothing(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = at(f"http://localhost:{model.port}")
    monkeypatch.setattr(socket.socket, "getpeername", lambda self: ("192.0.2.1", model.port))
    with pytest.raises(chat.NoAnswer):
        asked(found)
    assert not model.sent
    monkeypatch.undo()
    with listening() as here:
        assert asked(at(f"http://127.0.0.1:{here.port}"))


def test_a_redirect_is_not_followed(model: Model) -> None:
    with listening() as elsewhere:
        for status in ("301 Moved Permanently", "307 Temporary Redirect", "308 Permanent Redirect"):
            model.tells(http(b"", status, f"Location: {elsewhere.url}/v1/chat/completions"))
            with pytest.raises(chat.SentElsewhere):
                asked(at(model.url))
        assert not elsewhere.sent


# What goes wrong.


@pytest.mark.parametrize(
    "status",
    ["400 Bad Request", "401 Unauthorized", "404 Not Found", "500 Internal Server Error", "503 Service Unavailable", "204 No Content"],
)  # fmt: skip
def test_an_error_of_the_server_is_one_sentence_that_quotes_nothing(model: Model, status: str) -> None:
    model.tells(http(json.dumps({"error": {"message": "QX", "code": 500}}).encode(), status))
    with pytest.raises(chat.Declined) as refused:
        asked(at(model.url))
    assert "QX" not in str(refused.value)


def test_whoever_does_not_speak_the_protocol_gives_no_answer(model: Model) -> None:
    for line in (
        b"",
        b"220 mail.example ESMTP\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ):
        model.tells([line])
        with pytest.raises(chat.NoAnswer):
            asked(at(model.url))


def test_where_nobody_listens_there_is_no_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(chat.NoAnswer):
            asked(at(f"http://127.0.0.1:{taken.getsockname()[1]}"))


def test_time_is_over_however_the_answer_drips(model: Model) -> None:
    from dataclasses import replace

    model.drips()
    with pytest.raises(chat.TooLong):
        asked(replace(at(model.url), seconds=0.2))
    model.says("Rice rose.", "The market is quiet.")
    assert asked(at(model.url))[0] == "Rice rose."


def test_an_answer_above_the_limit_is_not_taken(model: Model) -> None:
    whole = json.dumps(said("Rice rose.", "The market is quiet.")).encode()
    model.tells(http(whole.ljust(chat.LARGEST)))
    assert asked(at(model.url))
    model.tells(http(whole.ljust(chat.LARGEST + 1)))
    with pytest.raises(chat.TooLarge):
        asked(at(model.url))


# What is taken of an answer.


def taken(*translations: object, **how: Any) -> tuple[str, ...]:
    return answer.drafts(json.dumps(said(*translations, **how)).encode(), SENTENCES)


@pytest.mark.parametrize(
    "body",
    [
        said("Rice rose."),
        said("Rice rose.", "The market is quiet.", "And more."),
        said("Rice rose.", 7),
        said("Rice rose.", ""),
        said("Rice rose.", " \u200b\n"),
        said("Rice rose.", "The <b>market</b> is quiet."),
        said("Rice rose.", "<!-- market -->"),
        said("Rice rose.", "x" * 400),
        said("Rice rose.", "The market is quiet.", finish="length"),
        said(content="Rice rose. The market is quiet."),
        said(content='["Rice rose.", "The market is quiet."]'),
        said(content='{"translations": {"0": "Rice rose.", "1": "The market is quiet."}}'),
        {"choices": []}, {"choices": {}}, {"choices": ["x"]}, {"choices": [{"message": {"content": None}}]}, {}, [], None,
    ],
)  # fmt: skip
def test_what_is_not_one_plain_sentence_for_each_is_not_taken(body: Any) -> None:
    with pytest.raises(NotSentences):
        answer.drafts(json.dumps(body).encode(), SENTENCES)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"choices":' * 50_000])
def test_what_is_no_json_is_not_taken(body: bytes) -> None:
    with pytest.raises(NotSentences):
        answer.drafts(body, SENTENCES)


def test_words_around_the_json_do_no_harm() -> None:
    content = '```json\n{"translations": ["Rice rose.", "The market is quiet."]}\n```'
    assert taken(content=content) == ("Rice rose.", "The market is quiet.")


@pytest.mark.parametrize(
    ("drafted", "kept"),
    [
        ("## Rice rose.", "Rice rose."),
        ("> > Rice rose.", "Rice rose."),
        ("::photo abc", "photo abc"),
        ("Rice\n\n## rose.", "Rice ## rose."),
        ("Rice\u202e \u200brose\x00.", "Rice rose."),
        ("Rice \ud800rose.", "Rice rose."),
        ("  Rice\trose. ", "Rice rose."),
        ("Rice < oil & “salt”.", "Rice < oil & “salt”."),
    ],
)
def test_a_draft_is_plain_words_on_one_line(drafted: str, kept: str) -> None:
    assert taken(drafted, "The market is quiet.")[0] == kept


def test_every_refusal_has_a_sentence_of_its_own() -> None:
    kinds = [one for one in vars(chat).values() if isinstance(one, type) and issubclass(one, Refused)]
    assert len({one.says for one in kinds}) == len(kinds) > 5
