"""Pages: the two forms of the page, the single file and the folder to be hosted.

Both are made of `page/index.html`, its style sheets and modules, the engine, and the same parts.  The single file holds
everything, parts as base64 of gzip in script elements that no browser runs; the folder has files and a service worker
that keeps them, so that it works offline after the first visit.  The content-security policy is written here: nothing
may be asked of any address, no script runs but these.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from making.scripts import NotUnderstood, imports, joined

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MODULES", "hosted", "packed", "single", "unpacked"]

HERE = Path(__file__).parent.parent

MODULES = ("pyodide.mjs", "pyodide.asm.mjs")
"""The parts that are scripts."""

_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)">\n?')
_SCRIPT = re.compile(r'<script type="module" src="([^"]+)"></script>\n?')

_ALWAYS = {
    "default-src": "'none'",
    "img-src": "data: blob:",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_WASM = "'wasm-unsafe-eval'"
"""WebAssembly is compiled; no text becomes a script."""


def single(parts: Mapping[str, bytes]) -> bytes:
    """Make the single file."""
    page, styles, first = _page()
    script = joined(first, _read) + "\n"
    style = "".join(styles)
    if "</script" in script or "</style" in style:
        raise NotUnderstood("A script or a style sheet holds an end tag, which would end it in the single file.")
    allowed = _ALWAYS | {"style-src": _hash(style), "script-src": f"{_hash(script)} blob: {_WASM}"}
    held = "".join(
        f'<script type="application/octet-stream" data-part="{name}">{_text(content)}</script>\n'
        for name, content in sorted(parts.items())
    )
    head = f"{_policy(allowed)}\n<style>{style}</style>\n"
    page = _STYLE.sub("", _SCRIPT.sub("", page)).replace("</head>", f"{head}</head>")
    # The parts come last and the script after them: what people see stands there while the rest is read.
    page = page.replace("</body>", f'{held}<script type="module">{script}</script>\n</body>')
    return page.encode()


def hosted(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Make the files of the folder, by their paths."""
    page, styles, first = _page()
    allowed = _ALWAYS | {
        "style-src": "'self'", "script-src": f"'self' {_WASM}", "connect-src": "'self'", "worker-src": "'self'",
    }  # fmt: skip
    files = {f"parts/{name}" if name in MODULES else f"parts/{name}.gz": content for name, content in parts.items()}
    files = {path: packed(content) if path.endswith(".gz") else content for path, content in files.items()}
    modules: dict[str, bytes] = {}
    for start in (first, "engine/worker.mjs"):
        _collect(start, modules)
    page = _STYLE.sub("", page).replace(f'src="{posixpath.basename(first)}"', f'src="{first}"')
    head = f'{_policy(allowed)}\n<link rel="stylesheet" href="page/style.css">\n'
    files |= modules | {"page/style.css": "".join(styles).encode()}
    files["index.html"] = page.replace("</head>", f"{head}</head>").encode()
    digest = hashlib.sha256()
    for path, content in sorted(files.items()):
        digest.update(f"{path} {len(content)}\n".encode() + content)
    told = {"VERSION": digest.hexdigest()[:16], "FILES": ["./", *sorted(files)], "POLICY": _words(allowed)}
    constants = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in told.items())
    files["offline.js"] = (constants + (HERE / "engine" / "offline.js").read_text(encoding="utf-8")).encode()
    return files


def packed(content: bytes) -> bytes:
    """Compress as browsers can by themselves, with no date."""
    made = gzip.compress(content, 9, mtime=0)
    return made[:9] + b"\xff" + made[10:]  # the system it was made on is not said either


def unpacked(content: bytes) -> bytes:
    """Give back what `packed` compressed."""
    return gzip.decompress(content)


def _page() -> tuple[str, list[str], str]:
    page = _read("page/index.html") or ""
    styles = [_read(posixpath.normpath(f"page/{path}")) or "" for path in _STYLE.findall(page)]
    (first,) = _SCRIPT.findall(page)
    return page, styles, f"page/{first}"


def _read(path: str) -> str | None:
    file = HERE / path
    return file.read_text(encoding="utf-8") if file.is_file() else None


def _collect(path: str, found: dict[str, bytes]) -> None:
    text = _read(path)
    if path in found or text is None:
        return
    if path.endswith(".json"):  # not every browser takes JSON as a module
        found[f"{path}.mjs"] = f"export default {json.dumps(json.loads(text), ensure_ascii=False)};\n".encode()
        return
    found[path] = re.sub(r'(from "[^"]+\.json)"', r'\1.mjs"', text).encode()
    for inner in imports(path, text):
        _collect(inner, found)


def _text(content: bytes) -> str:
    return base64.b64encode(packed(content)).decode()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _words(allowed: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _policy(allowed: Mapping[str, str]) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{_words(allowed)}">'
