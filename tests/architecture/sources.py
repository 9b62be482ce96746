"""Which C++ files the project has, and what they include."""

import re
import subprocess
from pathlib import Path

FOLDERS = ("app", "bridge", "extensions", "host", "tests")
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)


def cpp_files(root: Path) -> list[Path]:
    """All sources and headers, relative to the root; those git knows, where it is a git checkout."""
    try:
        listed = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard", *FOLDERS],
            check=True, capture_output=True, text=True).stdout.split("\0")
        names = [name for name in listed if name and (root / name).is_file()]
    except (OSError, subprocess.CalledProcessError):
        names = [str(path.relative_to(root)) for folder in FOLDERS for path in (root / folder).rglob("*")]
    return sorted(Path(name) for name in names if name.endswith((".cpp", ".h")))


def includes(root: Path, file: Path) -> list[tuple[int, str, Path | None]]:
    """Line, name as written and, where it is a file of the project, its path, for each #include."""
    text = (root / file).read_text(encoding="utf-8")
    found = []
    for match in _INCLUDE.finditer(text):
        name = match.group(2)
        line = text.count("\n", 0, match.start()) + 1
        beside = file.parent / name
        own = None
        if match.group(1) == '"' and (root / beside).is_file():
            own = Path(*_normalised(beside))
        elif (root / name).is_file() and Path(name).parts[0] in FOLDERS:
            own = Path(name)
        found.append((line, name, own))
    return found


def _normalised(path: Path) -> list[str]:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return parts
