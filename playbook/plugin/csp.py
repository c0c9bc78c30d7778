"""The content security policy of a page."""

import base64
import hashlib
import re

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", re.DOTALL)
_INLINE_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)


def with_policy(page: str) -> str:
    """Put a content security policy into a page that allows its own files and, by hash, its scripts and styles."""
    policy = (
        f"default-src 'none'; script-src {_allowed(_INLINE_SCRIPT, page)}; style-src {_allowed(_INLINE_STYLE, page)}; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'self'; object-src 'none'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{meta}', 1)


def _allowed(inline: re.Pattern[str], page: str) -> str:
    found = {match[1] for match in inline.finditer(page)}
    hashes = sorted(base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in found)
    return " ".join(["'self'", *(f"'sha256-{one}'" for one in hashes)])
