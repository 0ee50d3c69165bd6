"""How the desk is served: to this machine alone, quickly, with nothing on the disk that is not encrypted."""

from __future__ import annotations

import os
import re
import stat
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


def way_in(running: Served, **headers: str) -> dict[str, str]:
    """The headers of the way-in page."""
    status, answer, _ = running.page("/way-in/", **headers)
    assert status == 200
    return answer


def test_on_its_own_machine_it_is_reached_as_localhost_and_by_no_other_name(where: Path) -> None:
    with served(where) as running:
        assert f"The desk is open at http://localhost:{running.port}/\n" in running.told
        assert "secure" not in way_in(running, X_Forwarded_Proto=HTTPS)["set-cookie"].lower()
        assert running.page("/way-in/", Host="desk.example")[0] == 400


def test_for_colleagues_it_is_reached_by_its_name_through_the_proxy(where: Path) -> None:
    with served(where, "--name", "Desk.Example") as running:
        assert "The desk is open at https://desk.example/\n" in running.told
        cookies = way_in(running, Host="desk.example", X_Forwarded_Proto=HTTPS)["set-cookie"].lower()
        assert cookies.count("secure") == cookies.count("samesite=strict") == 1
        assert running.page("/way-in/", Host="other.example", X_Forwarded_Proto=HTTPS)[0] == 400


def test_through_the_proxy_a_form_is_taken_from_the_desks_own_pages_alone(where: Path) -> None:
    proxied = {"Host": "desk.example", "X_Forwarded_Proto": HTTPS}
    with served(where, "--name", "desk.example") as running:
        _, headers, body = running.page("/way-in/", **proxied)
        (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', body))
        cookie = re.findall(r"(csrftoken=[^;]+)", headers["set-cookie"])[0]
        form = {"csrfmiddlewaretoken": token, "login": "Haneul", "password": "wrong"}
        for origin, taken in (("https://desk.example", 200), ("https://other.example", 403), ("null", 403)):
            status, _, _ = running.page("/way-in/", form, Cookie=cookie, Origin=origin, **proxied)
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


def test_no_page_of_the_web_can_ask_whether_a_desk_runs_here(where: Path) -> None:
    with served(where) as running:
        _, headers, _ = running.page("/static/desk.css", Origin="https://elsewhere.example")
    assert "access-control-allow-origin" not in headers
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_the_journal_is_gone_when_the_desk_is_closed(where: Path) -> None:
    with served(where) as running:
        way_in(running)
        running.end()
    assert {one.name for one in where.iterdir() if one.name.startswith("desk.db")} == {"desk.db"}
    assert {stat.S_IMODE(one.stat().st_mode) for one in where.iterdir() if one.is_file()} == {0o600}


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
def test_memory_stays_under_90_megabytes(where: Path) -> None:
    with served(where) as running:
        way_in(running)
        status = Path(f"/proc/{running.process.pid}/status").read_text()
    (kilobytes,) = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")]
    assert kilobytes < 90_000


@pytest.mark.skipif(os.geteuid() != 0, reason="a hidden process shows itself to root alone")
def test_no_other_process_of_the_user_may_look_into_its_memory_and_no_core_is_dumped(where: Path) -> None:
    with served(where) as running:
        process = Path(f"/proc/{running.process.pid}")
        assert process.stat().st_uid == 0
        (limit,) = [
            line for line in (process / "limits").read_text().splitlines() if "core file size" in line
        ]
    assert limit.split()[4:6] == ["0", "0"]


def test_the_help_and_the_desk_agree_on_roles_and_port() -> None:
    from jebo.desk.rights import Role

    assert tuple(role.value.replace(" ", "-") for role in Role) == desk_arguments.ROLES
    assert desk_arguments.PORT == serve.PORT
