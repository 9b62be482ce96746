#!/usr/bin/env python3
"""Runs clang-tidy over the sources of a build folder, on all cores. A source without a finding is not looked at again until
it, a header of the project that it includes, its compiler flags, the configuration or a tool changes.

Four things make it fast: a plug-in that keeps clang-tidy out of the headers of others (lintscope.cpp), one precompiled
header for all sources (lintprefix.h), with the templates that most of them need already made, sources that are looked at
together where the build compiles them together, and that cache.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

from sources import includes

HERE = Path(__file__).parent
FOLDERS = ("app", "bridge", "host")
# The last two are g++'s for many sources at once.
WITHOUT_MEANING = ("-c", "-MD", "-Werror", "-Winvalid-pch", "-fPIC", "-fPIE", "-g", "-O2",
                   "-Wno-subobject-linkage", "-Wno-shadow")
# Enough to find what is wrong in a function and in the small ones it calls, without minutes in templates.
ANALYZER = ("mode=shallow", "max-nodes=20000")


class Failure(Exception):
    """What keeps the check itself from running."""


def run(command: list[str], doing: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure(f"{doing} failed:\n{shlex.join(command)}\n{done.stderr}")
    return done.stdout


def flags_of(entry: dict) -> list[str]:
    """The flags that decide what the source means, without compiler, output and g++'s precompiled header."""
    arguments = iter(entry.get("arguments") or shlex.split(entry["command"]))
    next(arguments)
    flags = []
    for argument in arguments:
        if argument in ("-o", "-MF", "-MT"):
            next(arguments)
        elif argument == "-include":
            header = next(arguments)
            if "cmake_pch" not in header:
                flags += [argument, header]
        elif argument in ("-isystem", "-I"):
            flags += [argument, next(arguments)]
        elif argument not in (*WITHOUT_MEANING, entry["file"]):
            flags.append(argument)
    return flags


def sources_of(entry: dict) -> list[Path]:
    """What it compiles: its file or, where that stands for several, those."""
    whole = Path(entry["file"])
    if whole.parent.name != "Unity":
        return [whole]
    return [Path(line.split('"')[1]) for line in whole.read_text().splitlines() if line.startswith("#include")]


def apart(entry: dict) -> list[dict]:
    """The entry or, where it compiles several sources at once, one for each of them."""
    return [{**entry, "file": str(file), "command": entry["command"].replace(entry["file"], str(file))}
            for file in sources_of(entry)]


def pairs(flags: list[str]) -> list[tuple[str, ...]]:
    """Flags with their values."""
    result = []
    values = iter(flags)
    for flag in values:
        result.append((flag, next(values)) if flag in ("-isystem", "-I", "-include") else (flag,))
    return result


def digest(*parts) -> str:
    return hashlib.sha256("\0".join(str(part) for part in parts).encode()).hexdigest()


class Linter:
    def __init__(self, root: Path, build: Path, cache: Path):
        self._root = root.resolve()
        self._build = build.resolve()
        self._cache = cache
        cache.mkdir(parents=True, exist_ok=True)
        (cache / "clean").mkdir(exist_ok=True)
        tidy = shutil.which("clang-tidy")
        if not tidy:
            raise Failure("clang-tidy is not installed.")
        self._tidy = Path(tidy)
        self._llvm = self._tidy.resolve().parent.parent
        self._version = run([tidy, "--version"], "Asking clang-tidy for its version")
        self._hashes: dict[Path, str] = {}

    def entries(self, only: list[str]) -> list[dict]:
        """What is compiled of the project's own sources, each once. With `only`, those alone and each for itself."""
        database = json.loads((self._build / "compile_commands.json").read_text())
        found = {}
        for entry in database:
            own = [part for part in apart(entry) if self._is_own(Path(part["file"]))]
            if len(own) == len(sources_of(entry)) and not only:
                own = [entry]
            for part in own:
                if not only or any(name in part["file"] for name in only):
                    found.setdefault(part["file"], part)
        if not found:
            raise Failure(f"{self._build}/compile_commands.json has no such source of {self._root}.")
        return list(found.values())

    def _is_own(self, file: Path) -> bool:
        inside = file.is_relative_to(self._root) and not file.is_relative_to(self._build)
        return inside and file.relative_to(self._root).parts[0] in FOLDERS

    def plugin(self) -> Path:
        source = HERE / "lintscope.cpp"
        target = self._cache / f"scope-{digest(source.read_text(), self._version)[:16]}.so"
        headers = self._llvm / "include"
        if not (headers / "clang/Frontend/FrontendPluginRegistry.h").is_file():
            raise Failure(f"clang's headers are not in {headers}: install libclang-dev and llvm-dev.")
        if not target.exists():
            run(["c++", "-std=c++17", "-O1", "-fno-rtti", "-fPIC", "-shared", "-w", f"-I{headers}", "-o",
                 f"{target}.new", str(source)], "Building clang-tidy's plug-in")
            os.replace(f"{target}.new", target)
        return target

    def prefix(self, entries: list[dict]) -> tuple[Path, str]:
        """A precompiled header that suits all sources, and a hash of all that is in it."""
        lists = [pairs(flags_of(entry)) for entry in entries]
        flags = [flag for flag in lists[0] if all(flag in others for others in lists) and flag[0] != "-I"]
        for others in lists:
            flags += [flag for flag in others if flag[0] == "-isystem" and flag not in flags]
        source = HERE / "lintprefix.h"
        command = [str(self._llvm / "bin/clang++"), *(part for flag in flags for part in flag), "-w", "-Xclang", "-fno-cxx-modules",
                   "-fpch-instantiate-templates", "-x", "c++-header"]
        key = digest(source.read_text(), command, self._version)[:16]
        target = self._cache / f"prefix-{key}.pch"
        read = self._cache / f"prefix-{key}.d"
        if not target.exists() or self._newer(read, target):
            run([*command, str(source), "-MD", "-MF", str(read), "-o", f"{target}.new"], "Precompiling headers")
            os.replace(f"{target}.new", target)
        return target, digest(key, *self._states(read))

    @staticmethod
    def _states(read: Path) -> list[str]:
        files = read.read_text().replace("\\\n", " ").split(":", 1)[1].split()
        return [f"{file} {os.stat(file).st_size} {os.stat(file).st_mtime_ns}" for file in files]

    def _newer(self, read: Path, target: Path) -> bool:
        try:
            files = read.read_text().replace("\\\n", " ").split(":", 1)[1].split()
            return any(os.stat(file).st_mtime > target.stat().st_mtime for file in files)
        except (OSError, IndexError):
            return True

    def _content(self, file: Path, seen: dict[Path, str]) -> None:
        """The hash of the file and of every header of the project that it includes."""
        if file in seen:
            return
        if file not in self._hashes:
            self._hashes[file] = digest((self._root / file).read_text(encoding="utf-8"))
        seen[file] = self._hashes[file]
        for _, _, own in includes(self._root, file):
            if own:
                self._content(own, seen)

    def key(self, entry: dict, common: str) -> str:
        seen: dict[Path, str] = {}
        for file in sources_of(entry):
            self._content(file.relative_to(self._root), seen)
        flags = [part.replace(str(self._root), "") for part in flags_of(entry)]
        return digest(common, flags, *sorted(f"{file} {state}" for file, state in seen.items()))

    def lint(self, entry: dict, plugin: Path, prefix: Path) -> tuple[bool, str, float]:
        start = time.monotonic()
        extra = [part for setting in ANALYZER for part in ("-Xclang", "-analyzer-config", "-Xclang", setting)]
        flags = flags_of(entry)
        # A source without exceptions can take nothing of the others.
        shared = [] if "-fno-exceptions" in flags else ["-include-pch", str(prefix)]
        # Several sources at once are included by one that the build wrote.
        done = subprocess.run(
            [str(self._tidy), "--quiet", "--checks=-bugprone-suspicious-include", f"--load={plugin}",
             f"--header-filter={self._root}/({'|'.join(FOLDERS)})/", entry["file"], "--", "clang++", *shared, *flags, "-Xclang", "-fno-cxx-modules", *extra], capture_output=True, text=True, cwd=entry["directory"])
        # What is left on standard error are counts; where it does not run at all, the reason.
        output = done.stdout if done.stdout.strip() else done.stderr
        return done.returncode == 0, output, time.monotonic() - start

    def run(self, only: list[str], jobs: int) -> int:
        entries = self.entries(only)
        prefix, prefix_hash = self.prefix(self.entries([]))
        plugin = self.plugin()
        configuration = (self._root / ".clang-tidy").read_text()
        common = digest(self._version, configuration, ANALYZER, plugin.name, prefix_hash)
        waiting = [(entry, self._cache / "clean" / self.key(entry, common)) for entry in entries]
        waiting = [(entry, mark) for entry, mark in waiting if only or not mark.exists()]
        count = sum(len(sources_of(entry)) for entry, _ in waiting)
        print(f"{len(waiting)} of {len(entries)} to look at, with {count} sources", flush=True)
        failed = []
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            pending = {pool.submit(self.lint, entry, plugin, prefix): (entry, mark) for entry, mark in waiting}
            for done in concurrent.futures.as_completed(pending):
                entry, mark = pending[done]
                clean, output, seconds = done.result()
                name = os.path.relpath(entry["file"], self._root)
                if clean:
                    mark.touch()
                else:
                    failed.append(name)
                    print(f"--- {name} ({seconds:.1f} s)\n{output}", flush=True)
                if only or os.environ.get("VERBOSE"):
                    print(f"{seconds:6.1f} s {name}", flush=True)
        if failed:
            print(f"{len(failed)} with findings: {' '.join(sorted(failed))}")
        return 1 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--build", type=Path, required=True, help="the folder that has compile_commands.json")
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    parser.add_argument("--cache", type=Path, default=home / "pierhead-lint")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("only", nargs="*", help="parts of paths: look at these alone, whatever is in the cache")
    options = parser.parse_args()
    try:
        return Linter(options.root, options.build, options.cache).run(options.only, options.jobs)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
