#!/usr/bin/env python3
"""Fails on an #include that breaks the table of layers in docs/design.md, directly or through another header."""

import argparse
import functools
import sys
from pathlib import Path

from sources import cpp_files, includes

BOOST = ("boost/",)
LIBARCHIVE = ("archive.h", "archive_entry.h")
YAML = ("yaml-cpp/",)
HEAVY = {"Boost": BOOST, "libarchive": LIBARCHIVE, "yaml-cpp": YAML}
WINDOW = ("QtGui", "QtWidgets", "QtSvg")
ENGINE = ("QtWebEngineCore", "QtWebEngineWidgets")

# Folder (the longest that fits counts) -> Qt modules, folders of the project and libraries that it never includes.
LAYERS = {
    "host": ((*WINDOW, *ENGINE, "QtWebChannel"), ("bridge", "app"), {}),
    "bridge/core": ((*WINDOW, *ENGINE, "QtWebChannel"), ("bridge/web", "app"), {}),
    "bridge/web": (("QtWidgets", "QtWebEngineWidgets"), ("app",), {}),
    "app/webview": ((), ("app/desktop", "app/cli"), HEAVY),
    "app/desktop": ((*ENGINE, "QtWebChannel"), ("bridge/web", "app/cli"), HEAVY),
    "app/execguard": ((*WINDOW, *ENGINE, "QtWebChannel"),
                      ("bridge", "app/cli", "app/desktop", "app/pagetrial", "app/webview"), HEAVY),
    "app/pagetrial": ((*WINDOW, *ENGINE, "QtWebChannel"), ("bridge", "app/cli", "app/desktop", "app/webview"), {}),
    "app/cli": ((*WINDOW, *ENGINE, "QtWebChannel"), ("bridge", "app/desktop", "app/webview"), {}),
    "tests": ((), (), {}),
}
# Nothing but the C library, which its one program is linked to statically.
AGENT = "host/agent"
# What is hidden in one place.
HIDDEN = {"host/engine": BOOST, "host/archive": LIBARCHIVE, "host/extensions/schemavalidator.cpp": ("valijson/",)}


class Layering:
    def __init__(self, root: Path, qt_includes: Path):
        self._root = root
        self._qt = {}
        for module in {*WINDOW, *ENGINE, "QtWebChannel"}:
            folder = qt_includes / module
            for header in folder.iterdir() if folder.is_dir() else ():
                self._qt[header.name] = module

    def faults(self) -> list[str]:
        return [fault for file in cpp_files(self._root) for fault in self._faults_of(file)]

    def _faults_of(self, file: Path) -> list[str]:
        found = []
        clean: set[Path] = set()
        for line, name, own in self._includes(file):
            reason = self._forbidden(file, name, own)
            if reason:
                found.append(f"{file}:{line}: {name}: {reason}")
                continue
            chain = self._chain_to_forbidden(file, own, clean) if own else None
            if chain:
                found.append(f"{file}:{line}: {' -> '.join(chain)}")
        return found

    def _chain_to_forbidden(self, file: Path, header: Path, clean: set[Path]) -> list[str] | None:
        """How `header` comes to what `file` may not see. `clean` are headers that do not, or are being looked at."""
        if header in clean:
            return None
        clean.add(header)
        for _, name, own in self._includes(header):
            reason = self._forbidden(file, name, own)
            if reason:
                clean.discard(header)
                return [str(header), f"{name}: {reason}"]
            chain = self._chain_to_forbidden(file, own, clean) if own else None
            if chain:
                clean.discard(header)
                return [str(header), *chain]
        return None

    @functools.cache
    def _includes(self, file: Path):
        return includes(self._root, file)

    def _forbidden(self, file: Path, name: str, own: Path | None) -> str | None:
        """Why `file` may not see this include."""
        if _within(file, AGENT):
            is_own = own is not None and _within(own, AGENT)
            return None if is_own or (own is None and _is_system_header(name)) else f"{AGENT} has the system's headers alone"
        layer = max((folder for folder in LAYERS if _within(file, folder)), key=len, default=None)
        if layer is None:
            return None
        modules, folders, libraries = LAYERS[layer]
        module = self._qt_module(name)
        if module in modules:
            return f"{layer} never includes {module}"
        for folder in folders:
            if own is not None and _within(own, folder):
                return f"{layer} never includes {folder}"
        if own is not None and _within(own, "tests") and layer != "tests":
            return "the product never includes tests"
        for library, prefixes in libraries.items():
            if _is_of(name, prefixes):
                return f"{layer} never includes {library}"
        return None

    def hidden_faults(self) -> list[str]:
        """Libraries that one place alone may include."""
        found = []
        for file in cpp_files(self._root):
            if _within(file, "tests") or _within(file, "extensions"):
                continue
            for line, name, _ in self._includes(file):
                for place, prefixes in HIDDEN.items():
                    if _is_of(name, prefixes) and not _within(file, place):
                        found.append(f"{file}:{line}: {name}: only {place} includes it")
        return found

    def _qt_module(self, name: str) -> str | None:
        head, slash, tail = name.partition("/")
        return head if slash and head.startswith("Qt") else self._qt.get(name)


def _within(file: Path, place: str) -> bool:
    return file.parts[: len(Path(place).parts)] == Path(place).parts


def _is_of(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name.startswith(prefix) if prefix.endswith("/") else name == prefix for prefix in prefixes)


def _is_system_header(name: str) -> bool:
    is_project_like = name.split("/")[0] in ("host", "bridge", "app", "tests", "boost", "archive.h")
    return not is_project_like and not name.startswith("Q") and (name.endswith(".h") or "/" not in name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--qt-includes", type=Path, required=True, help="the folder that has QtWidgets/ in it")
    options = parser.parse_args()
    if not (options.qt_includes / "QtWidgets").is_dir():
        print(f"There is no QtWidgets in {options.qt_includes}.", file=sys.stderr)
        return 2
    layering = Layering(options.root, options.qt_includes)
    faults = layering.faults() + layering.hidden_faults()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
