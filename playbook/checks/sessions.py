"""Sessions that can be run as they stand: their parts add up, and nothing stands in one twice."""

from collections.abc import Iterator

from playbook.loading import File, Loaded
from playbook.model.chapters import Chapter, Session
from playbook.model.nodes import MappingNode, Scalar
from playbook.problems import Problem


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name each session whose parts do not add up to its length, each length and each question that stands twice."""
    for file in loaded.files:
        if isinstance(file.record, Chapter) and isinstance(file.tree, MappingNode) and file.record.sessions:
            nodes = file.tree["sessions"]
            yield from _repeated(file, [node["minutes"] for node in nodes])
            for session, node in zip(file.record.sessions, nodes, strict=True):
                yield from _sum(file, session, node["minutes"])
                yield from _repeated(file, [one["question"] for one in node["questions"]])


def _repeated(file: File, values: list[Scalar]) -> Iterator[Problem]:
    for at, value in enumerate(values):
        if value in values[:at]:
            yield file.problem("listed-twice", value.mark, found=value)


def _sum(file: File, session: Session, minutes: Scalar) -> Iterator[Problem]:
    parts = {
        "opening": session.opening,
        "questions": session.discussion,
        "agreeing": session.agreeing,
        "closing": session.closing,
    }
    total = sum(parts.values())
    if total != session.minutes:
        facts = {name: str(value) for name, value in parts.items()}
        yield file.problem("session-sum", minutes.mark, found=minutes, total=str(total), **facts)
