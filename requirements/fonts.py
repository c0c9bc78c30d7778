"""Make the fonts of the printed sheets anew: cut Noto Sans JP and SC down to what their countries' standards hold.

Started by `make fonts`, which brings the whole fonts along from the package that `fonts.txt` pins. What comes out is
committed: a build needs neither this script nor that package.
"""

import importlib.util
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

TARGET = Path(__file__).parent.parent / "playbook" / "pdf" / "fonts"
# The font, its folder in the package, the encodings whose Han characters stay, and those beside them: four that the
# Japanese list for general use took up after the encoding was made.
FONTS = (("NotoSansJP", "notosansjp", ("cp932",), "𠮟塡剝頰"), ("NotoSansSC", "notosanssc", ("gb2312",), ""))
FEATURES = ["ccmp", "kern", "liga", "locl", "lnum", "mark", "mkmk", "palt", "tnum"]
HANGUL = (range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xA960, 0xA980), range(0xAC00, 0xD800))
HAN = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x40000))
REGULAR, BOLD = 400, 700


def main() -> None:
    """Write each font and the licence beside it, and which characters they have."""
    package = importlib.util.find_spec("justmytype_intl_cjk")
    assert package is not None
    assert package.origin is not None
    fonts = Path(package.origin).parent / "fonts" / "ofl"
    characters: set[int] = set()
    for name, folder, encodings, more in FONTS:
        font = TTFont(fonts / folder / f"{name}[wght].ttf", recalcTimestamp=False)
        _cut(font, {code for code in font.getBestCmap() if _stays(chr(code), encodings, more)})
        # From regular to bold, so that the font is named after its regular weight.
        font = instancer.instantiateVariableFont(font, {"wght": (REGULAR, REGULAR, BOLD)}, updateFontNames=True)
        font.save(TARGET / f"{name}.ttf")
        (TARGET / "OFL.txt").write_bytes((fonts / folder / "OFL.txt").read_bytes())
        characters |= font.getBestCmap().keys()
        print(f"{name}: {len(font.getBestCmap())} characters", file=sys.stderr)
    (TARGET / "characters.txt").write_text(runs(characters), encoding="ascii")


def runs(codes: Iterable[int]) -> str:
    """Return codes in their order, a run a line: its first and its last one, or the only one, in base 16."""
    # Neighbours have the same distance to their numbers.
    grouped = groupby(enumerate(sorted(codes)), key=lambda one: one[1] - one[0])
    found = ([code for _, code in run] for _, run in grouped)
    return "".join(f"{run[0]:04X}-{run[-1]:04X}\n" if len(run) > 1 else f"{run[0]:04X}\n" for run in found)


def _cut(font: TTFont, characters: set[int]) -> None:
    options = subset.Options(layout_features=FEATURES, name_IDs=["*"], notdef_outline=True, glyph_names=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def _stays(character: str, encodings: tuple[str, ...], more: str) -> bool:
    """Tell whether a font keeps a character: all but Hangul, and of Han those that an encoding of its language has."""
    if any(ord(character) in block for block in HANGUL):
        return False
    if not any(ord(character) in block for block in HAN):
        return True
    return character in more or any(_has(encoding, character) for encoding in encodings)


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main()
