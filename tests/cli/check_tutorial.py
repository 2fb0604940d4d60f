#!/usr/bin/env python3
"""Runs every command of fixtures/TUTORIAL.md in a folder of its own, and compares what it says with
the page. A line that ends with " ..." may go on in any way; sizes on disk and confidences may differ.

usage: tests/cli/check_tutorial.py GALLEY           compare (status 77: zstd or jq is absent)
       tests/cli/check_tutorial.py --set GALLEY     write what the commands say now into the page"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "fixtures/TUTORIAL.md"
PROMPT, INDENT = "    $ ", "    "


def blocks(lines):
    """(number of the command's line, number behind its output's last line)."""
    number = 0
    while number < len(lines):
        if not lines[number].startswith(PROMPT):
            number += 1
            continue
        end = number + 1
        while end < len(lines) and not lines[end].startswith(PROMPT) and \
                (not lines[end] or lines[end].startswith(INDENT)):
            end += 1
        behind = end
        while not lines[behind - 1]:
            behind -= 1
        yield number, behind
        number = end


def is_same(wanted, found):
    def steady(line):
        return re.sub(r"[0-9.]+ [KMG]?i?B on disk|[0-9]+ %", "N", line).rstrip()
    if wanted.endswith(" ..."):
        return found.startswith(wanted[:-4])
    return steady(wanted) == steady(found)


def main(words):
    setting = words[:1] == ["--set"]
    galley = pathlib.Path(words[-1]).resolve()
    for program in ("zstd", "jq"):
        if shutil.which(program) is None:
            print(f"skipped: {program} is not installed")
            return 77
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    written, passed, failed, copied = [], 0, 0, 0
    with tempfile.TemporaryDirectory(prefix="galley-tutorial.") as name:
        folder = pathlib.Path(name)
        (folder / "fixtures").symlink_to(ROOT / "fixtures")
        (folder / "bin").mkdir()
        (folder / "bin/galley").symlink_to(galley)
        environment = {"PATH": f"{folder / 'bin'}:/usr/local/bin:/usr/bin:/bin", "HOME": name, "LC_ALL": "C.UTF-8"}
        for begin, end in blocks(lines):
            command = lines[begin][len(PROMPT):]
            done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            found = done.stdout.decode().rstrip("\n").split("\n") if done.stdout.strip() else []
            wanted = [line[len(INDENT):] for line in lines[begin + 1:end]]
            same = len(wanted) == len(found) and all(map(is_same, wanted, found))
            passed, failed = passed + same, failed + (not same)
            if not same and not setting:
                print(f"failed: $ {command}", "says", *found, "and not", *wanted, sep="\n  ")
            kept = wanted if same else found
            written += lines[copied:begin + 1] + [(INDENT + line).rstrip() for line in kept]
            copied = end
    if setting:
        PAGE.write_text("\n".join(written + lines[copied:]), encoding="utf-8")
        return 0
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
