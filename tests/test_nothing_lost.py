"""What was lost, guessed or let in once: terms, the site in the middle of a swap, names of a preview."""

import gzip
import http.client
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from forge.comment import comment
from playbook import publish
from playbook.loading import load
from playbook.preview.server import Server, own_names
from tests.conftest import ROOT, built, run

ADDRESS = "address: https://library.example/handbook/\n"
TERM = """\
  - id: {id}
    title:
      en: {title}
      ja: {title}
      zh: {title}
    text:
      en: A thing.
      ja: 物です。
      zh: 一件东西。
"""


def test_terms_that_come_back_to_a_letter_are_all_there(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    glossary = data / "glossary.yml"
    added = "".join(TERM.format(id=title.lower(), title=title) for title in ("IVR", "iPhone", "PBX", "ISO", "index"))
    glossary.write_text(glossary.read_text(encoding="utf-8") + added, encoding="utf-8")
    playbook = load(data).playbook
    assert playbook is not None
    for id in playbook.settings.languages:
        shown = [term.id for under in playbook.terms_by_letter(id).values() for term in under]
        assert sorted(shown) == sorted(playbook.term_by_id), id


@pytest.fixture
def two_sites(tmp_path: Path) -> tuple[Path, Path]:
    """A site that stands and a new one beside it, on a file system that cannot exchange two folders."""
    for name in ("site", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "playbook.json").write_text(name)
    return tmp_path / "new", tmp_path / "site"


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from playbook.publish import place, put_in_place

    place._exchange = lambda new, site: False
    renames = iter(range(int(sys.argv[3])))
    rename = Path.rename

    def killed(path, target):
        if next(renames, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return rename(path, target)

    Path.rename = killed
    put_in_place(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_a_kill_in_the_middle_of_a_swap_costs_no_site(two_sites: tuple[Path, Path], renames: int) -> None:
    new, site = two_sites
    command = [sys.executable, "-c", textwrap.dedent(KILLED), new, site, str(renames)]
    done = subprocess.run(command, cwd=ROOT, check=False)
    assert done.returncode == (-signal.SIGKILL if renames < 2 else 0)
    with publish.staging(site):
        assert (site / "playbook.json").read_text() == ("site" if renames < 2 else "new")
    assert [path.name for path in site.parent.iterdir() if path.name.startswith(".")] == []


def test_a_site_that_is_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "served").symlink_to(tmp_path / "disk" / "site")
    (tmp_path / "disk").mkdir()
    for _ in range(2):
        built(ROOT / "tests" / "data" / "tiny", tmp_path / "served")
    assert (tmp_path / "served").is_symlink()
    assert (tmp_path / "disk" / "site" / "playbook.json").is_file()


def test_the_packed_sitemap_tells_no_day(copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data = copy_of("tiny")
    settings = data / "playbook.yml"
    if "address:" not in settings.read_text(encoding="utf-8"):
        settings.write_text(settings.read_text(encoding="utf-8") + ADDRESS, encoding="utf-8")
    packed = (built(data, tmp_path / "site") / "sitemap.xml.gz").read_bytes()
    assert int.from_bytes(packed[4:8], "little") == 0  # RFC 1952: MTIME
    assert b"<urlset" in gzip.decompress(packed)


class Nothing:
    """A preview that has one page."""

    def file(self, address: str) -> object:  # noqa: ARG002
        return type("Answer", (), {"code": 200, "content": b"<p>page</p>", "is_page": False})()


@pytest.mark.parametrize(
    ("host", "code"),
    {
        "127.0.0.1": 200,
        "localhost": 200,
        "LOCALHOST": 200,
        "[::1]": 200,
        "library.example": 421,
        "localhost.library.example": 421,
        "10.1.2.3": 421,
        "": 421,
    }.items(),
)
def test_a_preview_answers_to_its_own_names_only(host: str, code: int) -> None:
    """DNS rebinding: a page of somebody else has its own name lead to this machine."""
    with Server("127.0.0.1", 0, Nothing()) as server:  # type: ignore[arg-type]
        port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        asked = http.client.HTTPConnection("127.0.0.1", port)
        asked.putrequest("GET", "/index.html", skip_host=True)
        asked.putheader("Host", f"{host}:{port}" if host else "")
        asked.endheaders()
        answer = asked.getresponse()
        answer.read()
        asked.close()
        server.shutdown()
    assert answer.status == code


def test_a_preview_for_the_whole_network_answers_to_addresses() -> None:
    assert own_names("Docs.Example") >= {"docs.example", "localhost"}
    assert "" in own_names("0.0.0.0")  # noqa: S104
    assert "" not in own_names("127.0.0.1")


@pytest.mark.parametrize("line", ["/close", "  /assign @somebody", "text\r/merge", "text\u2028/label ~x", "\t/approve"])
def test_no_line_of_a_comment_is_a_command(line: str) -> None:
    said = comment({"en": f"A change\n\n{line}\n"}, "https://forge.example/run/1")
    assert [one for one in said.splitlines() if one.lstrip().startswith("/")] == []
    assert "&#47;" in said


def test_nothing_is_left_of_a_build_that_was_killed(tmp_path: Path) -> None:
    """What an ended build has left beside the site goes with the next one."""
    left = tmp_path / ".site-being-built-x"
    left.mkdir()
    assert run("build", "--no-pdf", "--data", ROOT / "tests/data/tiny", "--site", tmp_path / "site").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
