"""All cores make a site, and one core makes the same."""

from pathlib import Path

import pytest

from playbook import pdf
from playbook.model.playbook import Playbook
from playbook.model.sheets import Sheet, sheets
from playbook.pdf.typesetting import NotTypeset, Typeset, Typesetter

# Sheets of several kinds and languages, small ones behind large ones.
MOST = 14


def made(sample: Playbook, wanted: tuple[Sheet, ...], cores: int, folder: Path) -> dict[str, bytes]:
    """Print sheets on some cores, with nothing kept from before; return them by name as they came."""
    order: list[Path] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "_cores", lambda: cores)
        pdf.make(sample, wanted, folder, pdf.Cache(folder / "cache"), made=lambda _: order.extend(folder.glob("*.pdf")))
    return {path.name: path.read_bytes() for path in dict.fromkeys(order)}


def test_sheets_are_the_same_whatever_sets_them(sample: Playbook, tmp_path: Path) -> None:
    wanted = sheets(sample)[-MOST:]
    one, several = (made(sample, wanted, cores, tmp_path / str(cores)) for cores in (1, 3))
    assert list(several) == [sheet.name for sheet in wanted]
    assert several == one


def test_of_several_sheets_that_cannot_be_set_the_first_is_named(
    sample: Playbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Typesetter, source: str) -> Typeset:
        raise NotTypeset(str(len(source)))

    monkeypatch.setattr(Typesetter, "typeset", refused)
    wanted = sheets(sample)[:MOST]
    with pytest.raises(pdf.SheetFailed) as failed:
        made(sample, wanted, 3, tmp_path)
    assert failed.value.problem.path == wanted[0].name
