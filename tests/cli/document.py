#!/usr/bin/env python3
"""Writes docs/cli.md from what the program says of itself, or (--check) says where the file differs from that."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

HEAD = """# The command line

`docker-extension` is a plug-in of the Docker CLI: `docker extension install …` is the same as `docker-extension install …`. This page
is made from the program's own help; `cmake --build --preset dev --target cli_document` makes it anew.
"""


def ask(program: str, *arguments: str) -> str:
    environment = {**os.environ, "COLUMNS": "80"}
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True, env=environment).stdout


def document(program: str) -> str:
    text = HEAD + f"\n```\n{ask(program, '--help')}```\n"
    for line in ask(program, "__complete", "").splitlines():
        if not line.startswith(":"):
            name = line.split("\t")[0]
            text += f"\n## {name}\n\n```\n{ask(program, name, '--help')}```\n"
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--file", required=True, type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    text = document(options.program)
    if not options.check:
        options.file.write_text(text)
        return 0
    if options.file.is_file() and options.file.read_text() == text:
        return 0
    print(f"{options.file} is not what the program's help says. Build the target cli_document and look at what changed.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
