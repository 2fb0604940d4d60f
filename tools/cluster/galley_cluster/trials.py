"""What the tests of both front ends share: archives to clean, programs that misbehave, and the comparison
of every byte with galley clean."""

from __future__ import annotations

import hashlib
import pathlib
import random
import subprocess
import sys
import time
import traceback
from typing import Callable, Dict, List, Sequence

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools"))

from fixtures.invented_dump import write_dump  # noqa: E402


class Wrong(Exception):
    """What a trial found."""


def digests(folder: pathlib.Path) -> Dict[str, str]:
    """Digest of each file by its path in the folder, run.json apart, which tells of times."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "run.json"
    }


def check_same(found: pathlib.Path, wanted: Dict[str, str]) -> None:
    these = digests(found)
    different = sorted(name for name in {*these, *wanted} if these.get(name) != wanted.get(name))
    if different:
        raise Wrong(
            f"{len(different)} of {len(wanted)} files differ from those of galley clean: {', '.join(different[:5])}"
        )


def check_whole(found: pathlib.Path, wanted: Dict[str, str]) -> None:
    """What stands under a final name is whole, however far the run is."""
    for name, digest in digests(found).items() if found.exists() else ():
        if (
            not name.startswith(".")
            and ".tmp" not in name
            and not name.endswith(".galley-part")
            and digest != wanted.get(name)
        ):
            raise Wrong(f"{name} was half-written under its final name")


def write_fixtures(folder: pathlib.Path) -> pathlib.Path:
    """About 1 MB in 24 files."""
    folder.mkdir()
    write_dump(folder, random.Random(9))
    return folder


def write_archive(folder: pathlib.Path, megabytes: int) -> pathlib.Path:
    """An archive with planted duplicates, as one file of JSON Lines."""
    folder.mkdir()
    planted = ROOT / "build/release/bench/planted_archive"
    if not planted.exists():
        subprocess.run(
            ["cmake", "--preset", "release", "-DGALLEY_BENCH=ON"],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        subprocess.run(
            ["cmake", "--build", "--preset", "release", "--target", "planted_archive"],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    with open(folder / "archive.jsonl", "wb") as file:
        subprocess.run([planted, str(megabytes * 1_000_000)], stdout=file, check=True)
    return folder


def clean_alone(
    galley: str,
    inputs: Sequence[object],
    output: pathlib.Path,
    options: Sequence[str],
    wanted_status: int = 0,
) -> Dict[str, str]:
    """What galley clean makes of it on this machine."""
    words = [galley, "clean", *map(str, inputs), "-o", str(output), "-q", *options]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != wanted_status:
        raise Wrong(f"galley clean ended with {done.returncode}, not {wanted_status}: {done.stderr}")
    return digests(output)


def write_program(path: pathlib.Path, body: str) -> str:
    path.write_text("#!/bin/bash\n" + body)
    path.chmod(0o755)
    return str(path)


def twice_at_once(path: pathlib.Path, galley: str) -> str:
    """A galley that does each task twice at the same time, with the same on standard input; the plan is no
    task."""
    return write_program(
        path,
        f"""[ "$1" != plan ] || exec {galley} "$@"
sent=$(mktemp)
trap 'rm -f "$sent"' EXIT
cat >"$sent"
{galley} "$@" <"$sent" >/dev/null & first=$!
{galley} "$@" <"$sent"; status=$?
wait $first || status=$?
exit $status
""",
    )


def killed_once(path: pathlib.Path, galley: str, words: str, seconds: float) -> str:
    """A galley whose first command with these words is killed after so long."""
    mark = path.with_suffix(".mark")
    return write_program(
        path,
        f"""if [[ " $* " = *" {words} "* ]] && mkdir {mark} 2>/dev/null; then
  {galley} "$@" <&0 & mine=$!
  sleep {seconds}
  kill -KILL $mine 2>/dev/null
  kill -KILL $$
fi
exec {galley} "$@"
""",
    )


class Tally:
    """Runs trials and counts them; the harness's exit status."""

    def __init__(self) -> None:
        self.passed: List[str] = []
        self.failed: List[str] = []

    def run(self, name: str, trial: Callable[[], object]) -> None:
        began = time.monotonic()
        try:
            note = trial()
        except Exception as fault:  # the tally goes on to the next, whatever went wrong
            self.failed.append(name)
            print(f"failed: {name}: {fault}", flush=True)
            if not isinstance(fault, Wrong):
                traceback.print_exc()
            return
        self.passed.append(name)
        print(f"passed: {name} ({time.monotonic() - began:.0f} s{f'; {note}' if note else ''})", flush=True)

    def status(self) -> int:
        print(f"{len(self.passed)} passed, {len(self.failed)} failed")
        return 1 if self.failed else 0
