#!/usr/bin/env python3
"""Fails on a C++ file that clang-format would write differently."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from sources import cpp_files


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, required=True)
    root = parser.parse_args().root
    files = [str(file) for file in cpp_files(root)]
    if not files:
        print(f"There are no C++ files in {root}.", file=sys.stderr)
        return 2
    jobs = os.cpu_count() or 1
    running = [subprocess.Popen(["clang-format", "--dry-run", "-Werror", *files[start::jobs]], cwd=root)
               for start in range(min(jobs, len(files)))]
    if any([process.wait() != 0 for process in running]):
        print("`clang-format -i` on the files above puts them right.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
