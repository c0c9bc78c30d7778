"""Writes the review of a change below its pull request, and writes it anew when the change goes on.

This is the step that may write: it takes its code from the base branch, runs nothing of the change, and what a review
says is data to it. `python3 -m forge.comment github FOLDER` tells of one run, of which the environment has the branch;
`python3 -m forge.comment gitlab` of all merge requests that are open. Needs Python alone.
"""

import json
import os
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, urlencode

from playbook.languages import language

MARK = "<!-- review of the content -->"
# GitHub takes 65,536 characters in a comment; a review is no longer than this in one language.
MOST = 64_000
PAGE = 100


@dataclass(frozen=True)
class Api:
    """The address of a forge's API, without a slash at its end, and the headers that it wants."""

    address: str
    headers: Mapping[str, str]

    def ask(self, method: str, path: str, body: object = None) -> bytes:
        """Send a request; raises HTTPError where the forge refuses."""
        given = None if body is None else json.dumps(body).encode()
        headers = {**self.headers, **({"Content-Type": "application/json"} if given else {})}
        # The address comes from the pipeline's own settings, not from the change.
        request = urllib.request.Request(f"{self.address}{path}", given, headers, method=method)  # noqa: S310
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return cast(bytes, answer.read())

    def all(self, path: str) -> Iterator[dict[str, Any]]:
        """Return the rows of a list, page by page."""
        number = 1
        while True:
            rows = json.loads(self.ask("GET", f"{path}{'&' if '?' in path else '?'}per_page={PAGE}&page={number}"))
            yield from rows
            if len(rows) < PAGE:
                return
            number += 1


@dataclass(frozen=True)
class Thread:
    """The comments below a pull request: where they are listed and added, where one is changed, and which are ours."""

    comments: str
    comment: str
    change: str
    is_ours: Callable[[dict[str, Any]], bool]

    def put(self, api: Api, text: str) -> None:
        """Write our comment, in place of the one that is there."""
        found = (one for one in api.all(self.comments) if one["body"].startswith(MARK) and self.is_ours(one))
        ours = next(found, None)
        if ours is None:
            api.ask("POST", self.comments, {"body": text})
        elif ours["body"] != text:
            api.ask(self.change, f"{self.comment}/{ours['id']}", {"body": text})


def comment(reviews: Mapping[str, str], link: str) -> str:
    """Join reviews by language: the first one open, the others to unfold, as many as a comment holds."""
    (_, first), *others = reviews.items()
    text = f"{MARK}\n{first}\n"
    for id, review in others:
        fold = f"\n<details><summary>{language(id).name}</summary>\n\n{review}\n\n</details>\n"
        text += fold if len(text) + len(fold) < MOST else ""
    return _without_actions(f"{text}\n{link}\n")


def _without_actions(text: str) -> str:
    """Return a text in which no line begins with a slash, which GitLab takes for a command; it looks the same."""
    return re.sub(r"^(\s*)/", r"\1&#47;", re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text), flags=re.MULTILINE)


def github(environment: Mapping[str, str], folder: Path) -> None:
    """Comment on the pull request that a run was for; the branch, the commit and the repository name it."""
    headers = {"Authorization": f"Bearer {environment['TOKEN']}", "Accept": "application/vnd.github+json"}
    api = Api(environment["GITHUB_API_URL"], headers)
    repository = f"/repos/{environment['GITHUB_REPOSITORY']}"
    branch = urlencode({"state": "open", "head": f"{environment['HEAD_OWNER']}:{environment['HEAD_BRANCH']}"})
    texts = {id: folder / f"diff.{id}.md" for id in environment["LANGUAGES"].split()}
    reviews = {id: path.read_text(encoding="utf-8") for id, path in texts.items() if path.is_file()}
    for pull in api.all(f"{repository}/pulls?{branch}"):
        if pull["head"]["sha"] == environment["HEAD_SHA"] and reviews:
            thread = Thread(
                comments=f"{repository}/issues/{pull['number']}/comments",
                comment=f"{repository}/issues/comments",
                change="PATCH",
                is_ours=lambda one: one["user"]["login"] == "github-actions[bot]",
            )
            thread.put(api, comment(reviews, environment["RUN"]))


def gitlab(environment: Mapping[str, str]) -> None:
    """Comment on every open merge request whose newest pipeline has a review."""
    api = Api(environment["CI_API_V4_URL"], {"PRIVATE-TOKEN": environment["TOKEN"]})
    me = json.loads(api.ask("GET", "/user"))["id"]
    requests = f"/projects/{environment['CI_PROJECT_ID']}/merge_requests"
    for request in api.all(f"{requests}?state=opened"):
        job = _newest_review(api, f"{requests}/{request['iid']}/pipelines")
        reviews = _artifacts(api, job, environment["LANGUAGES"].split()) if job else {}
        if job and reviews:
            notes = f"{requests}/{request['iid']}/notes"
            Thread(notes, notes, "PUT", lambda one: one["author"]["id"] == me).put(
                api, comment(reviews, job["web_url"])
            )


def _newest_review(api: Api, pipelines: str) -> dict[str, Any] | None:
    """Return the review job of the newest pipeline, with its `project_id`; none while it runs."""
    newest = next(api.all(pipelines), None)
    if newest is None:
        return None
    jobs = api.all(f"/projects/{newest['project_id']}/pipelines/{newest['id']}/jobs")
    found = (job for job in jobs if job["name"] == "review" and job["status"] in ("success", "failed"))
    return next(({**job, "project_id": newest["project_id"]} for job in found), None)


def _artifacts(api: Api, job: Mapping[str, Any], languages: list[str]) -> dict[str, str]:
    reviews = {}
    for id in languages:
        place = f"/projects/{job['project_id']}/jobs/{job['id']}/artifacts/review/{quote(f'diff.{id}.md')}"
        try:
            reviews[id] = api.ask("GET", place).decode("utf-8", "replace")
        except urllib.error.HTTPError as refusal:
            if refusal.code != 404:
                raise
    return reviews


def main() -> None:
    """Run what the command line names."""
    forge, *folder = sys.argv[1:]
    try:
        {"github": lambda: github(os.environ, Path(*folder)), "gitlab": lambda: gitlab(os.environ)}[forge]()
    except urllib.error.HTTPError as refusal:
        sys.exit(f"{refusal.url}: the forge refused: {refusal.code} {refusal.reason}; look at the rights of the token")


if __name__ == "__main__":
    main()
