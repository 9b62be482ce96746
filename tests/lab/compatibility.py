#!/usr/bin/env python3
"""Writes docs/compatibility.md from the reports of the extension api-lab, or with --check says where it is out of date."""

import argparse
import difflib
import json
import sys
from pathlib import Path

HEAD = """# Compatibility

What of Docker's interface for extensions works, as the extension [api-lab](../extensions/api-lab) found it with the client
packages {clients}: {rows} checks of {members} members, {passed}. Made by `tests/lab/compatibility.py` from the last run of the
test `lab`, except for the columns of what differs; `cmake --build --preset dev --target compatibility_table` makes it anew.

![The lab's page after a run](images/api-lab-light.png)
"""
TRAPS = """
## Mistakes that hosts make

| | Mistake | Here | Tried by |
|---|---|---|---|
"""


class Failure(Exception):
    """What keeps the table from being made."""


def read_reports(folder: Path) -> dict[str, list[dict]]:
    """The rows by the version of the client."""
    reports = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))}
    if not reports:
        raise Failure(f"{folder} has no report: run the test \"lab\" first.")
    return reports


def merged(reports: dict[str, list[dict]]) -> dict[str, dict[str, dict]]:
    """Area -> member -> title -> trap and the versions with which it failed, in the order of the latest version."""
    areas: dict[str, dict[str, dict]] = {}
    for version in sorted(reports, reverse=True):
        for row in reports[version]:
            members = areas.setdefault(row["area"], {})
            checks = members.setdefault(row["member"], {})
            check = checks.setdefault(row["title"], {"trap": row.get("trap"), "versions": [], "failed": []})
            if version in check["versions"]:
                raise Failure(f"{row['member']} has two checks \"{row['title']}\".")
            check["versions"].append(version)
            if not row["passed"]:
                check["failed"].append(version)
    return areas


def outcome(checks: dict[str, dict], versions: list[str]) -> str:
    """What a member's checks say together."""
    absent = sorted({version for check in checks.values() for version in versions if version not in check["versions"]})
    failed = [title for title, check in checks.items() if check["failed"]]
    if absent:
        return f"not tried with {', '.join(absent)}"
    if not failed:
        return "yes"
    if len(failed) == len(checks):
        return "no"
    return "in part; not: " + "; ".join(cell(title) for title in failed)


def cell(text: str) -> str:
    """Text within a table's cell."""
    for character, replacement in (("\\", "\\\\"), ("|", "\\|"), ("<", "&lt;"), ("*", "\\*"), ("`", "\\`")):
        text = text.replace(character, replacement)
    return text


def check_tests(names: list[str], folder: Path) -> None:
    """Fails for what is no test of the project: "name", of tst_name.cpp, or "name: function"."""
    for name in names:
        test, _, function = name.partition(": ")
        sources = list(folder.glob(f"**/tst_{test}.cpp"))
        if not sources or f"void {function}" not in sources[0].read_text(encoding="utf-8"):
            raise Failure(f"There is no test \"{name}\".")


def member_tables(areas: dict, notes: dict, tests: dict[str, list[str]], versions: list[str]) -> str:
    """`tests`: those of other tests than the lab, each with the members that it tries."""
    text = ""
    others = {member: test for test, members in tests.items() for member in members}
    unused = set(notes) | set(others)
    for area, members in areas.items():
        text += f"\n## {area}\n\n| Member | Works | Tried | Differs from Docker Desktop |\n|---|---|---|---|\n"
        for member, checks in members.items():
            unused.discard(member)
            titles = "; ".join([cell(title) for title in checks] + ([f"tests: {others[member]}"] if member in others else []))
            text += f"| `{member}` | {outcome(checks, versions)} | {titles} | {notes.get(member, '')} |\n"
    if unused:
        raise Failure(f"There is a note or a test of {', '.join(sorted(unused))}, and no check of that name.")
    return text


def trap_table(areas: dict, traps: dict) -> str:
    text = TRAPS
    found: dict[str, list[tuple[str, dict]]] = {}
    for members in areas.values():
        for member, checks in members.items():
            for check in checks.values():
                if check["trap"]:
                    found.setdefault(str(check["trap"]), []).append((member, check))
    if set(found) - set(traps):
        raise Failure(f"The traps {sorted(set(found) - set(traps))} have no text.")
    for number, trap in traps.items():
        checks = found.get(number, [])
        if not checks and "tests" not in trap and "untried" not in trap:
            raise Failure(f"Trap {number} is tried by nothing.")
        failed = [member for member, check in checks if check["failed"]]
        here = "avoided" if not failed else "made"
        members = list(dict.fromkeys(f"`{member}`" for member, _ in checks))
        tests = [f"tests: {', '.join(trap['tests'])}"] if "tests" in trap else []
        by = ", ".join(members + tests + ([trap["untried"]] if "untried" in trap else []))
        text += f"| {number} | {cell(trap['text'])} | {here} | {by} |\n"
    return text


def table(reports: dict[str, list[dict]], notes: dict) -> str:
    areas = merged(reports)
    versions = sorted(reports)
    checks = [check for members in areas.values() for titles in members.values() for check in titles.values()]
    failed = sum(1 for check in checks if check["failed"])
    head = HEAD.format(
        clients=", ".join(versions[:-1]) + " and " + versions[-1] if len(versions) > 1 else versions[0],
        rows=len(checks),
        members=len({member for members in areas.values() for member in members}),
        passed="all of which hold" if failed == 0 else f"{failed} of which do not hold",
    )
    members = member_tables(areas, notes["differs"], notes["tests"], versions)
    return head + members + trap_table(areas, notes["traps"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, required=True, help="folder with <client version>.json")
    parser.add_argument("--notes", type=Path, required=True, help="what differs, and the texts of the mistakes")
    parser.add_argument("--table", type=Path, required=True)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the table is another")
    arguments = parser.parse_args()
    try:
        notes = json.loads(arguments.notes.read_text(encoding="utf-8"))
        named = [test for trap in notes["traps"].values() for test in trap.get("tests", [])]
        check_tests(named + list(notes["tests"]), Path(__file__).parents[1])
        text = table(read_reports(arguments.reports), notes)
    except (Failure, OSError, ValueError, KeyError) as problem:
        print(f"compatibility: {problem}", file=sys.stderr)
        return 1
    if not arguments.check:
        arguments.table.write_text(text, encoding="utf-8")
        return 0
    now = arguments.table.read_text(encoding="utf-8") if arguments.table.exists() else ""
    difference = list(difflib.unified_diff(now.splitlines(), text.splitlines(), str(arguments.table), "the last run", lineterm=""))
    if difference:
        print("\n".join(difference))
        print("The target compatibility_table of the build makes it anew.")
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main())
