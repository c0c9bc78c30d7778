"""The pipelines of the forges: their files are sound, and they review a change without running anything of it."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from forge.comment import MARK, MOST, comment
from tests.conftest import DATA, ROOT, run
from tests.test_diff import commit, git, repository

__all__ = ["repository"]

SCRIPTS = Path(sysconfig.get_path("scripts"))
WORKFLOWS = ROOT / ".github" / "workflows"
GITLAB = ROOT / ".gitlab-ci.yml"
CASES: dict[str, Any] = yaml.safe_load((DATA / "reviews.yml").read_text("utf-8"))
# Of the project, what an engine needs.
ENGINE = ("playbook", "macros", "docs", "forge", "requirements", "Makefile", "mkdocs.yml", "pyproject.toml")
SCHEMA = ("check-jsonschema", "--builtin-schema")

SOUND = {
    "shell": ["shellcheck", "forge/review.sh", "requirements/system.sh"],
    "risks": ["zizmor", "--offline", "--quiet", "--no-progress", ".github/workflows"],
    "github": [
        "check-jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        *sorted(map(str, WORKFLOWS.glob("*"))),
    ],
    "gitlab": ["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(GITLAB)],
}


@pytest.mark.parametrize("what", SOUND)
def test_files_are_sound(what: str) -> None:
    program, *arguments = SOUND[what]
    done = subprocess.run([SCRIPTS / program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_images_are_named_by_their_digest() -> None:
    """A tag can be moved to an image of somebody else."""
    pipelines = "\n".join(path.read_text("utf-8") for path in (GITLAB, *WORKFLOWS.glob("*")))
    images = re.findall(
        r"^\s*(?:-\s*)?(?:image|container|name|uses): *(?:docker://)?(\w[\w./-]*:[^\s#]+)", pipelines, re.MULTILINE
    )
    assert images, "the pipelines run in images"
    assert [image for image in images if not re.fullmatch(r"[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}", image)] == []


# ---- the step that reads a change


@dataclass
class Proposal:
    """A folder with a checkout of a change of the origin, and the revision that it is compared with."""

    folder: Path
    base: str

    @property
    def change(self) -> Path:
        return self.folder / "change"

    @property
    def marker(self) -> Path:
        return self.folder / "marker"


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose branch `main` has the engine and the sample; no test changes it."""
    origin = tmp_path_factory.mktemp("forge") / "origin"
    for name in ENGINE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, origin / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, origin / name)
    shutil.copytree(DATA / "sample", origin / "data")
    git(origin, "init", "--quiet", "--initial-branch", "main")
    commit(origin)
    return origin


@pytest.fixture(scope="module")
def compiled(origin: Path) -> Path:
    """A checkout of the engine that Python has compiled, so that no test has to wait for that."""
    engine = origin.with_name("engine")
    git(origin.parent, "clone", "--quiet", str(origin), str(engine))
    subprocess.run([sys.executable, "-m", "compileall", "-q", "playbook", "macros"], cwd=engine, check=True)
    return engine


@pytest.fixture
def proposal(origin: Path, tmp_path: Path) -> Proposal:
    git(tmp_path, "clone", "--quiet", str(origin), str(tmp_path / "change"))
    return Proposal(tmp_path, git(origin, "rev-parse", "HEAD"))


def propose(proposal: Proposal, case: dict[str, Any]) -> None:
    for name in case.get("gone", ()):
        shutil.rmtree(proposal.change / name)
    for one in case.get("edits", ()):
        place, new = proposal.change / one["file"], one["new"]
        text = place.read_text("utf-8") if "old" in one else ""
        assert one.get("old", "") in text
        place.write_text(text.replace(one["old"], new, 1) if "old" in one else new, "utf-8")
    for name, target in case.get("links", {}).items():
        place = proposal.change / name
        if place.is_dir():
            shutil.rmtree(place)
        place.symlink_to(target)
    commit(proposal.change)


def environment(proposal: Proposal, **more: str) -> dict[str, str]:
    """Return what a runner gives, and an engine that is set up: its packages are those of this test."""
    venv = proposal.folder / "venv"
    venv.mkdir()
    (venv / "bin").symlink_to(SCRIPTS)
    (venv / ".site").touch()
    os.utime(venv / ".site", (2**31, 2**31))  # newer than any file of the engine: nothing is installed
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    given = {
        "MAKEFLAGS": f"VENV={venv}",
        "PLAYBOOK_LANG": "en",
        "LANGUAGES": "en ja zh",
        "MARKER": str(proposal.marker),
    }
    return kept | given | more


def shell(script: str, folder: Path, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = ["bash", "-e", "-o", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("case", CASES)
def test_github_reviews_a_change(case: str, compiled: Path, proposal: Proposal) -> None:
    propose(proposal, CASES[case])
    engine = Path(shutil.copytree(compiled, proposal.folder / "engine", symlinks=True))
    steps = yaml.safe_load((WORKFLOWS / "content.yml").read_text("utf-8"))["jobs"]["review"]["steps"]
    script = next(step["run"] for step in steps if "make" in step.get("run", ""))
    given = environment(proposal, BASE=proposal.base, FORMAT="github", PYTHONPATH=str(engine))
    done = shell(script, proposal.folder, given)
    check(proposal, CASES[case], done, proposal.folder / "review")
    annotations = [line for line in done.stdout.splitlines() if line.startswith("::error")]
    assert bool(annotations) == ("review" in CASES[case] and CASES[case]["status"] == 1)
    assert all(line.startswith("::error file=data/pillars/") for line in annotations)


@pytest.mark.parametrize("case", ["code-among-it", "a-slip"])
def test_gitlab_reviews_a_change(case: str, proposal: Proposal) -> None:
    propose(proposal, CASES[case])
    job = yaml.safe_load(GITLAB.read_text("utf-8"))["review"]
    work = proposal.folder / "change.review"
    given = environment(
        proposal, CI_PROJECT_DIR=str(proposal.change), BASE=proposal.base, WORK=str(work), FORMAT="gitlab"
    )
    given |= {
        "PYTHONPATH": str(work / "engine"),
        "PREVIEW": "https://forge.example.org/job/1/artifacts/file/review/site",
    }
    done = shell("\n".join(job["script"]), proposal.change, given)
    shell("\n".join(job["after_script"]), proposal.change, given)
    review = proposal.change / "review"
    check(proposal, CASES[case], done, review)
    rows = json.loads((review / "problems.json").read_text("utf-8"))
    places = {(row["location"]["path"], row["location"]["lines"]["begin"]) for row in rows}
    assert (("data/pillars/shelves.yml", 2) in places) == (case == "a-slip")
    assert ("(https://forge.example.org/job/1/artifacts/file/review/site/en/" in plain(review)) == (case != "a-slip")


def check(proposal: Proposal, case: dict[str, Any], done: subprocess.CompletedProcess[str], review: Path) -> None:
    log = done.stdout + done.stderr
    assert min(done.returncode, 1) == case["status"], log
    assert not proposal.marker.exists()
    assert all(words in log for words in case.get("log", ()))
    if "review" in case:
        assert all(words in plain(review) for words in case["review"]), plain(review)
        assert not any(words in plain(review) + log for words in case.get("review_without", ()))
        assert {path.name for path in review.glob("diff.*")} == {"diff.en.md", "diff.ja.md", "diff.zh.md"}
        assert "@everyone" not in (review / "diff.en.md").read_text("utf-8")
    assert (review / "site").is_dir() == ("site" in case)
    pages = unescape("".join(path.read_text("utf-8") for path in review.glob("site/en/**/*.html")))
    assert all(words in pages for words in case.get("site", ()))
    assert not any(words in pages for words in case.get("site_without", ()))


def plain(review: Path) -> str:
    """Return what somebody reads in a review."""
    return re.sub("<[^>]+>", "", unescape((review / "diff.en.md").read_text("utf-8")))


# ---- before a commit


def test_hooks_stop_a_commit_that_the_check_refuses(repository: Path) -> None:
    shutil.copy(ROOT / ".pre-commit-config.yaml", repository)
    (repository / ".venv").mkdir()
    (repository / ".venv" / "bin").symlink_to(SCRIPTS)
    assert run("schema", "--write", "--data", repository / "data").exit_code == 0
    commit(repository)
    kept = {**os.environ, "PRE_COMMIT_HOME": str(repository / ".git" / "hooks-home"), "PLAYBOOK_LANG": "en"}
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    content = [hook["id"] for hook in config["repos"][0]["hooks"] if hook["id"].startswith("content-")]

    def hooks() -> str:
        git(repository, "add", "--all")
        command = [SCRIPTS / "pre-commit", "run", "--color", "never"]
        done = subprocess.run(command, cwd=repository, env=kept, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stdout + done.stderr
        return done.stdout

    place = repository / "data" / "pillars" / "shelves.yml"
    place.write_text(place.read_text("utf-8").replace("Which books were lost", "Which books did we lose"), "utf-8")
    assert hooks().count("Passed") == len(content)
    place.write_text(place.read_text("utf-8").replace("title:", "\ttitle:", 1), "utf-8")
    said = hooks()
    assert "Failed" in said
    assert "pillars/shelves.yml:3:1" in said


# ---- the step that writes


@dataclass
class Forge:
    """What a forge answers to a `GET`, by path; what it was asked to write, as (method, path, text)."""

    rows: dict[str, Any]
    address: str = ""
    written: list[tuple[str, str, str]] = field(default_factory=list)


@pytest.fixture
def forge() -> Iterator[Callable[[dict[str, Any]], Forge]]:
    """A real server that answers as the API of a forge does; who has not the token is refused."""
    servers: list[ThreadingHTTPServer] = []

    def serve(rows: dict[str, Any]) -> Forge:
        made = Forge(rows)

        class Handler(BaseHTTPRequestHandler):
            tokens: ClassVar = {"Bearer secret", "secret"}

            def do_GET(self) -> None:
                place = urlsplit(self.path)
                number = int(parse_qs(place.query).get("page", ["1"])[0])
                found = made.rows.get(place.path)
                self.answer(found[100 * (number - 1) :][:100] if isinstance(found, list) else found)

            def write(self) -> None:
                text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
                made.written.append((self.command, self.path, text))
                self.answer({})

            do_POST = do_PATCH = do_PUT = write  # noqa: N815 - the names that the library calls

            def answer(self, found: object) -> None:
                given = {self.headers.get("Authorization"), self.headers.get("PRIVATE-TOKEN")}
                known = 404 if found is None else 200
                self.send_response(known if given & self.tokens else 403)
                self.end_headers()
                self.wfile.write(found.encode() if isinstance(found, str) else json.dumps(found).encode())

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        made.address = f"http://127.0.0.1:{server.server_port}"
        return made

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def tell(*arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    kept = {"PATH": os.environ["PATH"], "LANGUAGES": "ja en zh", "TOKEN": "secret"}
    command = [sys.executable, "-m", "forge.comment", *arguments]
    return subprocess.run(command, cwd=ROOT, env=kept | given, capture_output=True, text=True, check=False)


WORDS = {"ja": "## 変更\n`$(x)` {{ y }}", "en": "## The change", "zh": "## 更改"}


def pull(number: int, sha: str) -> dict[str, Any]:
    return {"number": number, "head": {"sha": sha}}


def on_github(forge: Forge, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    for id, words in WORDS.items():
        (folder / f"diff.{id}.md").write_text(words, "utf-8")
    branch = {
        "HEAD_OWNER": "someone",
        "HEAD_BRANCH": "a&b",
        "HEAD_SHA": "abc",
        "RUN": "https://forge.example.org/runs/7",
    }
    place = {"GITHUB_API_URL": forge.address, "GITHUB_REPOSITORY": "team/playbook"}
    return tell("github", str(folder), **(branch | place | more))


def test_github_gets_one_comment_that_is_written_anew(forge: Callable[..., Forge], tmp_path: Path) -> None:
    theirs = {"id": 1, "user": {"login": "someone"}, "body": f"{MARK} not ours"}
    comments = "/repos/team/playbook/issues/5/comments"
    many = [{**theirs, "id": number} for number in range(200, 320)]
    made = forge({"/repos/team/playbook/pulls": [pull(4, "other"), pull(5, "abc")], comments: many})
    assert on_github(made, tmp_path).returncode == 0
    ((method, path, text),) = made.written
    assert (method, path) == ("POST", comments)
    assert text.startswith(f"{MARK}\n{WORDS['ja']}\n\n<details><summary>English</summary>\n\n## The change")
    assert "<summary>简体中文</summary>" in text
    assert text.endswith("https://forge.example.org/runs/7\n")
    ours = {"id": 9, "user": {"login": "github-actions[bot]"}, "body": text}
    made.rows[comments] = [*many, ours]
    assert on_github(made, tmp_path).returncode == 0
    assert len(made.written) == 1, "nothing new to say"
    on_github(made, tmp_path, RUN="https://forge.example.org/runs/8")
    assert [one[:2] for one in made.written[1:]] == [("PATCH", "/repos/team/playbook/issues/comments/9")]


def test_refused_token_is_said_without_a_traceback(forge: Callable[..., Forge], tmp_path: Path) -> None:
    done = on_github(forge({}), tmp_path, TOKEN="wrong")  # noqa: S106 - that is the point
    assert done.returncode == 1
    assert "the forge refused: 403" in done.stderr
    assert "Traceback" not in done.stderr


def test_gitlab_gets_a_comment_on_each_open_merge_request(forge: Callable[..., Forge]) -> None:
    job = {"id": 30, "name": "review", "status": "failed", "web_url": "https://forge.example.org/jobs/30"}
    requests = "/projects/1/merge_requests"
    rows: dict[str, Any] = {
        "/user": {"id": 7},
        requests: [{"iid": 2}, {"iid": 3}, {"iid": 4}],
        f"{requests}/2/pipelines": [{"id": 20, "project_id": 11}, {"id": 19, "project_id": 1}],
        f"{requests}/3/pipelines": [{"id": 21, "project_id": 1}],
        f"{requests}/4/pipelines": [],
        "/projects/11/pipelines/20/jobs": [{**job, "id": 29, "name": "test"}, job],
        "/projects/1/pipelines/21/jobs": [{**job, "status": "running"}],
        **{f"/projects/11/jobs/30/artifacts/review/diff.{id}.md": WORDS[id] for id in ("ja", "zh")},
        f"{requests}/2/notes": [{"id": 5, "author": {"id": 7}, "body": f"{MARK} old"}],
    }
    made = forge(rows)
    done = tell("gitlab", CI_API_V4_URL=made.address, CI_PROJECT_ID="1")
    assert done.returncode == 0, done.stderr
    assert [one[:2] for one in made.written] == [("PUT", f"{requests}/2/notes/5")]
    assert WORDS["ja"] in made.written[0][2]
    assert "English" not in made.written[0][2]


def test_a_comment_holds_what_a_forge_takes() -> None:
    reviews = {"en": "x" * 60_000, "ja": "y" * 60_000, "zh": "z"}
    text = comment(reviews, "https://forge.example.org")
    assert len(text) < MOST + 100
    assert "yyy" not in text
    assert "<summary>简体中文</summary>" in text
