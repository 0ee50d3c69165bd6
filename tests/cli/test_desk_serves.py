"""How the desk is served: to this machine alone, quickly, with nothing on the disk that is not encrypted."""

from __future__ import annotations

import re
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.desks import QUICK, Served, desk, served
from waitress.adjustments import Adjustments

from jebo.cli import desk_arguments
from jebo.desk import serve

HTTPS = "https"
NOT_BEFORE_A_PAGE_NEEDS_IT = {
    "numpy",
    "PIL",
    "lxml",
    "yaml",
    "rich",
    "zxcvbn",
    "qrcode",
    "jebo.disclosure.judge",
}


@pytest.fixture(scope="module")
def local(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk that is served to its own machine, for those who only look."""
    root = tmp_path_factory.mktemp("local") / "desk"
    shutil.copytree(pattern, root)
    with served(root) as running:
        yield running


def way_in(running: Served, **asked: str) -> dict[str, str]:
    """The headers of the way-in page, asked for with the headers *asked*."""
    status, answer, _ = running.page(
        "/way-in/", {name.replace("_", "-"): value for name, value in asked.items()}
    )
    assert status == 200
    return answer


def test_on_its_own_machine_it_is_reached_as_localhost_and_by_no_other_name(local: Served) -> None:
    assert f"The desk is open at http://localhost:{local.port}/\n" in local.told
    assert "secure" not in way_in(local, X_Forwarded_Proto=HTTPS)["set-cookie"].lower()
    assert local.page("/way-in/", {"Host": "desk.example"})[0] == 400


def test_for_colleagues_it_is_reached_by_its_name_through_the_proxy(where: Path) -> None:
    with served(where, "--name", "Desk.Example") as running:
        assert "The desk is open at https://desk.example/\n" in running.told
        cookies = way_in(running, Host="desk.example", X_Forwarded_Proto=HTTPS)["set-cookie"].lower()
        assert cookies.count("secure") == cookies.count("samesite=strict") == 1
        assert running.page("/way-in/", {"Host": "other.example", "X-Forwarded-Proto": HTTPS})[0] == 400


def test_through_the_proxy_a_form_is_taken_from_the_desks_own_pages_alone(where: Path) -> None:
    proxied = {"Host": "desk.example", "X-Forwarded-Proto": HTTPS}
    with served(where, "--name", "desk.example") as running:
        _, headers, body = running.page("/way-in/", proxied)
        (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', body))
        cookie = re.findall(r"(csrftoken=[^;]+)", headers["set-cookie"])[0]
        form = {"csrfmiddlewaretoken": token, "login": "Haneul", "password": "wrong"}
        for origin, taken in (("https://desk.example", 200), ("https://other.example", 403), ("null", 403)):
            status, _, _ = running.page("/way-in/", proxied | {"Cookie": cookie, "Origin": origin}, form)
            assert status == taken, origin


def test_an_onion_service_is_believed_nothing_about_encryption(where: Path) -> None:
    name = f"{'a' * 56}.onion"
    with served(where, "--name", name) as running:
        assert f"The desk is open at http://{name}/\n" in running.told
        assert "secure" not in way_in(running, Host=name, X_Forwarded_Proto=HTTPS)["set-cookie"].lower()


def test_nothing_that_is_received_or_sent_grows_large_enough_for_a_file() -> None:
    ours = Adjustments(**serve.IN_MEMORY)
    assert min(ours.inbuf_overflow, ours.outbuf_overflow) > ours.max_request_body_size


def test_a_server_that_puts_large_bodies_in_files_would_be_seen() -> None:
    usual = Adjustments()
    assert min(usual.inbuf_overflow, usual.outbuf_overflow) < usual.max_request_body_size


def test_no_page_of_the_web_can_ask_whether_a_desk_runs_here(local: Served) -> None:
    _, headers, _ = local.page("/static/desk.css", {"Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in headers
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_the_journal_is_gone_when_the_desk_is_closed(where: Path) -> None:
    with served(where) as running:
        way_in(running)
        running.end()
    assert {one.name for one in where.iterdir() if one.name.startswith("desk.db")} == {"desk.db"}
    assert {stat.S_IMODE(one.stat().st_mode) for one in where.iterdir() if one.is_file()} == {0o600}


# A row is written and deleted when the desk is opened; whether its words are still in the index is told when it is closed.
LEAVES_WORDS = """
import sys
from jebo.desk import serve
forget, tidy = serve.forget, serve.tidy
def opened():
    from datetime import date
    from jebo.desk.sources.models import Source
    from jebo.desk.wall import whole_desk
    forget()
    with whole_desk():
        Source.objects.create(alias="푸른 항아리", registered=date(2026, 3, 2)).delete()
def closed():
    from django.db import connection
    from jebo.desk.search.fts5 import holds_what_left
    before = holds_what_left(connection)
    tidy()
    print(before, holds_what_left(connection), file=sys.stderr)
serve.forget, serve.tidy = opened, closed
"""


def test_no_words_of_deleted_rows_are_left_in_the_index_when_the_desk_is_closed(where: Path) -> None:
    with served(where, before=QUICK + LEAVES_WORDS) as running:
        way_in(running)
        assert running.end()[1].split()[-2:] == ["True", "False"]


TELLS = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "


def test_what_the_first_page_does_not_need_is_not_loaded(where: Path) -> None:
    with served(where, before=TELLS + QUICK) as running:
        way_in(running)
        seen = set(running.end()[1].split())
    assert "jebo.desk.people.views" in seen
    assert seen & NOT_BEFORE_A_PAGE_NEEDS_IT == set()


def test_what_is_loaded_would_be_seen(where: Path) -> None:
    told = desk("audit", "verify", "--folder", where, before=TELLS + QUICK + "import numpy; ")
    assert {"numpy", "jebo.desk.people.models"} <= set(told.stderr.split())


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells")
def test_memory_stays_under_90_megabytes(local: Served) -> None:
    way_in(local)
    status = Path(f"/proc/{local.process.pid}/status").read_text()
    (kilobytes,) = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")]
    assert kilobytes < 90_000


# Whether another process of the user may look into this one (prctl(2), PR_GET_DUMPABLE), and the size of a core dump.
PEEKS = """
import atexit, ctypes, resource, sys
def peek():
    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE)[0], file=sys.stderr)
atexit.register(peek)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be asked")
def test_no_other_process_may_look_into_its_memory_and_no_core_is_dumped(where: Path) -> None:
    assert desk("audit", "verify", "--folder", where, before=PEEKS + QUICK).stderr == "0 0\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be asked")
def test_a_process_that_does_not_hide_would_be_seen(where: Path) -> None:
    told = desk("audit", "verify", "--folder", where, before=f"{PEEKS}{QUICK}\n{SHOWN}")
    assert told.stderr.startswith("1 ")


SHOWN = "from jebo.desk import machine; machine.hide = lambda: None\n"


def test_the_help_and_the_desk_agree_on_roles_and_port() -> None:
    from jebo.desk.rights import Role

    assert tuple(role.value.replace(" ", "-") for role in Role) == desk_arguments.ROLES
    assert desk_arguments.PORT == serve.PORT
