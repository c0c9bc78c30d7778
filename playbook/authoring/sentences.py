"""Where sentences end, as far as a program can tell: for text that stands one sentence a line.

A line break that somebody set behind a sentence stays: who wrote it knew. A new one is set only where it is certain,
never inside a quotation, parentheses, a link or an emphasis.
"""

import re
from collections.abc import Iterator, Sequence

# A line that ends so may be the end of a sentence, in any of the languages.
_ENDED = re.compile(r"[.!?…。！？]['\"’”»)\]*」』）]*$")
# The end of a sentence where words have spaces between them, and the letter that comes next.
_SPACED = re.compile(r"""(?<![ .])[.!?…]['"’”»)\]*]* (?=['"‘“«(\[*]*(?P<first>[^\W\d_]))""")
_DENSE = re.compile(r"[。！？]+(?=[^\s」』）”’。！？\-])")
_ENCLOSED = re.compile(
    r"「[^」]*」|『[^』]*』|“[^”]*”|‘[^’]*’(?!\w)|（[^）]*）|\([^)]*\)|\*\*.+?\*\*|\[[^\[\]]*\]\([^()\s]*\)"
    r"""|"[^"]*"|(?<!\w)'(?:[^']|(?<=\w)'(?=\w))*'(?!\w)"""
)
# Words that end with a full stop inside a sentence, beside single letters and those with another full stop inside.
_SHORT = frozenset({"mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "vs", "cf", "fig", "p", "pp", "approx"})


def sentences(lines: Sequence[str], joiner: str) -> Iterator[str]:
    """Return the lines of one paragraph anew, one sentence each; `joiner` stands between two lines in its language."""
    whole = ""
    for line in lines:
        whole = f"{whole}{joiner}{line.strip()}" if whole else line.strip()
        if _ENDED.search(whole):
            yield from _split(whole, joiner)
            whole = ""
    if whole:
        yield from _split(whole, joiner)


def _split(line: str, joiner: str) -> Iterator[str]:
    last = 0
    for end in _ends(line, joiner):
        yield line[last:end].rstrip()
        last = end
    yield line[last:]


def _ends(line: str, joiner: str) -> Iterator[int]:
    enclosed = [one.span() for one in _ENCLOSED.finditer(line)]
    for end in _SPACED.finditer(line) if joiner == " " else _DENSE.finditer(line) if not joiner else ():
        is_certain = not joiner or not (end["first"].islower() or _is_short(line[: end.start()], end[0]))
        if is_certain and not any(start < end.end() < stop for start, stop in enclosed):
            yield end.end()


def _is_short(before: str, end: str) -> bool:
    word = re.split(r"[\s'\"(\[]", before)[-1]
    return end.startswith(".") and (len(word) < 2 or "." in word or word.lower() in _SHORT)
