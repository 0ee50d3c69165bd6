"""Django runs on the encrypted database, and what goes wrong there is one clear sentence."""

from __future__ import annotations

import pytest
from tests.desk.ground.desks import program

from jebo.desk.refused import ClosedFolder, DiskFailed, DiskFull


def test_djangos_checks_and_migrations_run_there_and_back() -> None:
    assert program("backend", "migrations") == {
        "users": 1200,
        "like": 2,
        "decimal": "1.50",
        "sound": True,
    }


def test_deleted_text_is_overwritten_and_scratch_space_stays_in_memory() -> None:
    assert program("backend", "settled") == {
        "journal_mode": "wal",
        "secure_delete": 1,
        "foreign_keys": 1,
        "temp_store": 2,  # memory
        "synchronous": 2,  # full
        "mode": "IMMEDIATE",
    }


def test_a_checkpoint_empties_the_journal_and_the_last_to_leave_takes_it_away() -> None:
    assert program("backend", "checkpoints") == {"before": True, "done": True, "after": 0, "left": False}


def test_four_writers_and_a_reader_do_not_get_in_each_others_way() -> None:
    assert program("backend", "threads") == {"faults": [], "rows": 300}


def test_test_databases_are_encrypted_private_and_gone_afterwards() -> None:
    found = program("backend", "test_databases")
    assert found["encrypted"] == {"test.db": True, "test_1.db": True, "test_2.db": True}
    assert (found["modes"], found["folder"]) == (["0o600"], "0o700")
    assert (found["elsewhere"], found["left"]) == (True, [])


def test_a_full_database_is_told_in_one_sentence_and_loses_nothing() -> None:
    found = program("backend", "full_file")
    assert found == {
        "kind": "DiskFull",
        "says": DiskFull.says,
        "django": True,
        "rows": 5,
        "sound": True,
    }


def test_a_disk_that_takes_no_more_is_told_in_one_sentence_and_loses_nothing() -> None:
    found = program("backend", "full_disk")
    assert found == {
        "kind": "DiskFailed",
        "says": DiskFailed.says,
        "django": True,
        "rows": 5,
        "then": 6,
        "sound": True,
    }


def test_a_read_only_folder_is_told_in_one_sentence_and_loses_nothing() -> None:
    found = program("backend", "read_only")
    assert found == {
        "kind": "ClosedFolder",
        "says": ClosedFolder.says,
        "django": True,
        "rows": 5,
        "sound": True,
    }


PLACES = {"queries", "log", "settings", "copies", "parameters", "output", "reports", "pickle"}


def test_the_key_is_in_no_query_log_setting_report_or_place_that_shows_a_process() -> None:
    seen = program("secrets_seen", "none")
    assert seen["found"] == seen["empty"] == []
    assert set(seen["places"]) >= PLACES


@pytest.mark.parametrize(
    ("breach", "where"),
    [("leak", ["queries"]), ("talkative", ["copies", "parameters", "reports", "settings"])],
)
def test_a_key_in_a_query_or_one_that_shows_itself_would_be_seen(breach: str, where: list[str]) -> None:
    assert set(program("secrets_seen", breach)["found"]) >= set(where)
