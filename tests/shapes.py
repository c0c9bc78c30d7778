"""What somebody may write: any text in any field, YAML of any shape, and files that something has damaged."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html
import yaml
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers

# Hypothesis also tries what stands in quotation marks in our code, as far as that is loaded: another set of examples
# after each change, and for each order of the tests. It has no setting for that.
assert callable(providers._get_local_constants)
providers._get_local_constants = providers.Constants
LANGUAGES = ("en", "ja", "zh")
# No page has an element or an attribute of this name, unless a text has made one.
EVIL = "x-evil"
FRAGMENTS = (
    *(f"{end}<{EVIL}>" for end in ("", "-->", "</script>", "</title>", "</style>", "</textarea>", "]]>", '"', "'>")),
    *(f"{quote} {EVIL}={quote}" for quote in ('"', "'", "`")),
    *(f"&lt;{EVIL}&gt;", f"&#60;{EVIL}>", f"{{: {EVIL}=1 }}", f"[x](javascript:{EVIL})", f"![x]({EVIL})"),
    *("&amp;", "&nbsp;", "&", "<", ">", '"', "'", "`", "```", "\\", "\\1", "$&", "$x$", "%s", "#let", "~~", "^", "@"),
    *(
        "{{ 7 * 7 }}",
        "{% raw %}",
        "{# note #}",
        "{page}",
        "{0}",
        "{",
        "}",
        "{{",
        "}}",
        ":smile:",
        "_a_",
        "*a*",
        "| a |",
    ),
    *("**", "**strong**", "[", "](", "[x](https://[)", "[here](https://library.example/a?b=c&d)", "[x](id:shelves)"),
    *("[x](term:reader)", "- ", "\n- ", "\n", "\n\n", "# ", "1. ", "---", "===", "!", "?", "#", "//", ": ", " #", "~"),
    *("\t", "\r\n", "\u00a0", "\u3000", "\u2028", "\u202e", "\u200b", "\u200d", "\ufeff", "\x00", "\x1b[31m", "\x85"),
    *(
        "e\u0301",
        "𠮷",
        "👩\u200d👧",
        "か\u3099",
        "ﬁ",
        "ｱ",
        "書棚",
        "书架",
        "「",
        "」",
        "。",
        "、",
        "：",
        "shelf",
        "7",
        "no",
    ),
)
# What means something to YAML, or is no text at all.
INSERTED = (
    *(fragment.encode() for fragment in FRAGMENTS),
    *(
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"&a ",
        b"*a",
        b"<<: *a\n",
        b"!!python/object:os.system ",
        b"!!binary ",
        b"|-\n",
    ),
    *(b"? ", b"[", b"{", b"- - - ", b"%YAML 1.1\n---\n", b"...\n", b"\n\n", b"  ", b"9" * 4400, b"1e999", b"0o17", b""),
)
_ANY = st.characters(exclude_categories=["Cs"])
_PLAIN = st.text(st.sampled_from("abcdefg ilmnorst書棚本記号书"), min_size=1, max_size=8)


def texts() -> st.SearchStrategy[str]:
    """Return texts of words, of signs that mean something to somebody, and of anything else."""
    parts = st.one_of(_PLAIN, st.sampled_from(FRAGMENTS), st.text(_ANY, max_size=6))
    return st.lists(parts, min_size=1, max_size=5).map("".join)


def documents() -> st.SearchStrategy[bytes]:
    """Return files of YAML, of any shape and style; several documents in one are among them."""
    styles = {
        "default_style": st.sampled_from([None, '"', "'", "|", ">"]),
        "default_flow_style": st.sampled_from([None, True, False]),
        "allow_unicode": st.booleans(),
        "width": st.sampled_from([10, 80, 100_000]),
        "canonical": st.booleans(),
    }
    return st.builds(_dumped, st.lists(_values(), min_size=1, max_size=2), st.fixed_dictionaries(styles))


def _values() -> st.SearchStrategy[Any]:
    """Return what YAML may hold, in any nesting, under keys that the content knows and others."""
    keys = st.sampled_from(["id", "title", "text", "en", "ja", "groups", "questions", "actions", "languages", "<<"])
    numbers = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes())
    scalars = st.one_of(numbers, st.binary(max_size=6), texts())
    return st.recursive(
        scalars,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.one_of(keys, scalars), inner, max_size=4),
            st.lists(scalars, max_size=3).map(dict.fromkeys),
        ),
        max_leaves=12,
    )


def _dumped(documents: Sequence[Any], style: Mapping[str, Any]) -> bytes:
    return yaml.dump_all(documents, encoding="utf-8", Dumper=yaml.Dumper, **style)


_Change = Callable[[bytes, int, int, bytes], bytes]
_CHANGES: Mapping[str, _Change] = {
    "insert": lambda content, start, _, new: content[:start] + new + content[start:],
    "replace": lambda content, start, end, new: content[:start] + new + content[end:],
    "double": lambda content, start, end, new: content[:end] + content[start:end] + new + content[end:],
    "cut off": lambda content, start, _, new: content[:start] + new,
}


def damaged(content: bytes) -> st.SearchStrategy[bytes]:
    """Return a file in which runs of bytes or lines are gone, doubled, or something else, or whose end is gone."""
    lines = [match.start() for match in re.finditer(rb"(?m)^", content)]
    words = [match.start() for match in re.finditer(rb"(?<=\w )\w|(?<=[a-z])[a-z]", content)] or lines
    places = st.one_of(st.sampled_from(lines), st.sampled_from(words), st.integers(0, len(content)))
    # Few are cut off, and few lose much: of such a file, the first lines say all.
    names = st.sampled_from([*_CHANGES, "insert", "insert", "replace", "double"])
    lengths = st.one_of(st.integers(0, 3), st.integers(0, 100))
    changes = st.tuples(names, places, lengths, st.one_of(st.just(b""), st.sampled_from(INSERTED)))
    return st.lists(changes, min_size=1, max_size=3).map(lambda some: _changed(content, some))


def _changed(content: bytes, changes: Sequence[tuple[str, int, int, bytes]]) -> bytes:
    for name, start, length, new in changes:
        content = _CHANGES[name](content, start, start + length, new)
    return content


# ---- texts in all fields of a playbook


class _Quoted(str):
    """A text that is written in double quotes, on one line, with escapes."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes any text so that it is read back as it was."""


_Dumper.add_representer(_Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
_SLOT = re.compile(r'"\\0(\d+)\\0"')


@dataclass
class Written:
    """A playbook in whose fields other texts may stand: `now` has them by slot, and `original` what stood there."""

    trees: dict[str, Any]
    original: dict[int, str] = field(default_factory=dict)
    languages: dict[int, str] = field(default_factory=dict)
    now: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Path) -> "Written":
        """Read a playbook; every version of every text becomes a slot."""
        files = sorted(data.rglob("*.yml"))
        written = cls({path.relative_to(data).as_posix(): yaml.safe_load(path.read_text("utf-8")) for path in files})
        for versions, language in [found for tree in written.trees.values() for found in _versions(tree)]:
            slot = len(written.original)
            written.original[slot], written.languages[slot] = versions[language], language
            versions[language] = _Quoted(f"\x00{slot}\x00")
        written.now = dict(written.original)
        return written

    def write(self, data: Path) -> dict[tuple[str, int], int]:
        """Write all files, and return which slot stands on which line of which file."""
        lines = {}
        for path, tree in self.trees.items():
            text = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)
            found = enumerate(map(_SLOT.search, text.splitlines()), 1)
            lines |= {(path, number): int(slot[1]) for number, slot in found if slot}
            (data / path).write_text(_SLOT.sub(lambda slot: self._quoted(int(slot[1])), text), "utf-8")
        return lines

    def _quoted(self, slot: int) -> str:
        said: str = yaml.dump(_Quoted(self.now[slot]), Dumper=_Dumper, allow_unicode=True, width=100_000)
        return said.rstrip("\n")


def _versions(tree: Any) -> Iterator[tuple[dict[str, str], str]]:
    """Find each version of each text: a map from languages to words."""
    if isinstance(tree, dict) and set(tree) <= set(LANGUAGES) and all(isinstance(one, str) for one in tree.values()):
        yield from [(tree, language) for language in tree]
    elif isinstance(tree, (dict, list)):
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from _versions(inner)


def shown(site: Path, language: str) -> str:
    """Return all that the pages of a language say, without white space; no text has made an element or an attribute."""
    said = []
    for path in sorted((site / language).rglob("*.html")):
        page = lxml.html.fromstring(path.read_bytes())
        assert page.xpath(f"//{EVIL} | //*[@{EVIL}]") == [], path
        for hidden in page.xpath("//script | //style"):
            hidden.drop_tree()
        said.append(bare(page.text_content()))
    return "\n".join(said)


def bare(text: str) -> str:
    """Return a text without white space, in one form of Unicode."""
    return "".join(unicodedata.normalize("NFC", text).split())
