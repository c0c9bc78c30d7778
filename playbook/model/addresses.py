"""Addresses that readers may follow: what is wrong with one, before a browser or a mail program guesses."""

import ipaddress
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from playbook.languages.lookalikes import first_lookalike, in_latin

# What browsers, programs of mail and the codes of printed sheets hold.
MAX_ADDRESS = 2_000
_WEB = re.compile(r"https?://(?P<authority>[^/?#]*).*", re.DOTALL)
_MAIL = re.compile(r"(?:mailto:)?[^@]+@(?P<host>[^?]*)(?:\?.*)?", re.DOTALL)
_AUTHORITY = re.compile(r"(?P<host>\[[^\]]*\]|[^:\[\]]*)(?P<port>:.*)?", re.DOTALL)
_PORT = re.compile("[1-9][0-9]{0,4}")
_MAX_PORT = 65_535
_MAX_HOST, _MAX_LABEL = 253, 63
# Scripts that stand together in one word of a language; otherwise letters of several scripts are a disguise.
_TOGETHER = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
)


class Fault(NamedTuple):
    """What is wrong with an address: the code of the message, and its facts."""

    code: str
    facts: Mapping[str, str]


def fault_in(address: str) -> Fault | None:
    """Return what is wrong with an address of the web or of mail, with its scheme or, for mail, without."""
    if len(address) > MAX_ADDRESS:
        return Fault("address-too-long", {"found": address, "most": f"{MAX_ADDRESS:,}"})
    web, mail = _WEB.fullmatch(address), _MAIL.fullmatch(address)
    if web and "@" in web["authority"]:
        return Fault("address-with-user", {"found": address})
    parts = _AUTHORITY.fullmatch(web["authority"]) if web else None
    if parts and parts["port"] and not _is_port(parts["port"].removeprefix(":")):
        return Fault("address-port", {"found": parts["port"], "most": str(_MAX_PORT)})
    host = parts["host"] if parts else mail["host"] if mail and not web else ""
    if disguise := _disguise(host):
        return Fault("address-lookalike", disguise)
    return None if _is_host(host) else Fault("address-broken", {"found": address})


def _is_port(written: str) -> bool:
    return _PORT.fullmatch(written) is not None and int(written) <= _MAX_PORT


def _disguise(host: str) -> Mapping[str, str]:
    """Name what makes a host look like another one; nothing where nothing does."""
    if host.isascii() and "xn--" not in host.lower():
        return {}
    labels = list(_labels(host))
    usual = ".".join(unicodedata.normalize("NFKC", label) for label in labels)
    if usual != ".".join(labels) or any(map(_is_disguised, labels)):
        shown = ".".join(labels)
        found = host if shown == host.removesuffix(".") else f"{host} ({shown})"
        return {**(first_lookalike(shown) or _odd(shown)), "found": found}
    return {}


def _odd(host: str) -> dict[str, str]:
    letter = next((one for one in host if not one.isascii()), "")
    return {"letter": letter, "name": unicodedata.name(letter, "?").lower()}


def _labels(host: str) -> Iterator[str]:
    """Return the parts of a host as readers see them: `xn--` hides letters in ASCII."""
    for label in host.removesuffix(".").split("."):
        hidden = label.lower().removeprefix("xn--")
        try:
            yield hidden.encode("ascii").decode("punycode") if hidden != label.lower() else label
        except UnicodeError:
            yield label


def _is_disguised(label: str) -> bool:
    if label.isascii():
        return False
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in label if letter.isalpha()}
    is_one = len(scripts) == 1 or any(scripts <= together for together in _TOGETHER)
    return not is_one or in_latin(label).isascii()


def _is_host(host: str) -> bool:
    if host.startswith("["):
        return _is_number(host[1:-1], ipaddress.IPv6Address)
    labels = host.removesuffix(".").split(".")
    if labels[-1].isdigit():
        return _is_number(host, ipaddress.IPv4Address)
    return len(host) <= _MAX_HOST and all(map(_is_label, labels))


def _is_number(host: str, kind: type[ipaddress.IPv4Address | ipaddress.IPv6Address]) -> bool:
    try:
        kind(host)
    except ValueError:
        return False
    return True


def _is_label(label: str) -> bool:
    try:
        coded = label.encode("ascii") if label.isascii() else b"xn--" + label.encode("punycode")
    except UnicodeError:
        return False
    is_long = not 0 < len(coded) <= _MAX_LABEL
    signs = (sign for sign in label if not (sign.isalnum() or sign in "-_・ー" or unicodedata.category(sign)[0] == "M"))
    return not is_long and not any(signs) and not label.startswith("-") and not label.endswith("-")
