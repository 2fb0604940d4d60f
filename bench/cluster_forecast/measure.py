"""Runs the stages of archives of several sizes one after another, and notes what each took."""

from __future__ import annotations

import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import time
from typing import Dict, List, Tuple

from galley_cluster.stages import STAGES, read_plan

Figures = Dict[str, float]

# Files that no task reads from a stage on. They go, so that a fifth less of disk is needed to measure with;
# what a run keeps is told as if they stood.
UNREAD_FROM = {
    "rows": ("map/*/*/keys", "map/*/*/exact"),
    "pairs": ("map/*/*/rows",),
    "verify": ("rows/*/*/rows-*",),
    "decide": ("pairs/*/*/pairs-*",),
}


def make_archive(planted: pathlib.Path, text_bytes: int, folder: pathlib.Path) -> None:
    """An archive whose copies and templates grow with it, in files of about 128 MB as archives have them."""
    folder.mkdir(parents=True)
    source = subprocess.Popen([planted, str(text_bytes)], stdout=subprocess.PIPE)
    into_files = ["split", "-C", "128MB", "-d", "-a", "5", "--filter", "zstd -3 -q >$FILE.jsonl.zst", "-"]
    subprocess.run([*into_files, folder / "part-"], stdin=source.stdout, check=True)
    if source.wait() != 0:
        sys.exit(f"galley: error: {planted}: failed; build it with tools/test")


def zstd_seconds(archive: pathlib.Path, scratch: pathlib.Path) -> float:
    """The fixed program beside which figures of a shared machine are read: zstd -3 -T1 on the same text."""
    text = scratch / "text"
    with open(text, "wb") as out:
        subprocess.run(["zstd", "-dcq", sorted(archive.iterdir())[0]], stdout=out, check=True)
    began = time.monotonic()
    subprocess.run(["zstd", "-3", "-T1", "-qcf", text], stdout=subprocess.DEVNULL, check=True)
    seconds = time.monotonic() - began
    megabytes = text.stat().st_size / 1e6
    text.unlink()
    return seconds / megabytes


def run_stages(
    galley: pathlib.Path, archive: pathlib.Path, output: pathlib.Path, memory: str
) -> Dict[str, Figures]:
    """Figures of each stage of a run in one thread, its tasks one after another."""
    common = ["--threads", "1", "--memory", memory, "-q"]
    found: Dict[str, Figures] = {}
    plan, found["plan"] = _timed([galley, "plan", archive, "-o", output, *common], output)
    counts = read_plan(plan)
    removed_bytes = 0
    for stage in STAGES:
        removed_bytes += _remove(output / ".galley", UNREAD_FROM.get(stage.name, ()))
        count = stage.task_count(counts)
        parts: List[Figures] = []
        for task in range(count):
            words = [galley, *stage.command_words(str(output), str(task)), *common]
            parts.append(_timed(words, output)[1])
        if parts:
            found[stage.name] = _together(parts)
            if stage.name != "finish":
                found[stage.name]["kept_bytes"] += removed_bytes
    return found


def _timed(words: List[object], output: pathlib.Path) -> Tuple[str, Figures]:
    """What a command prints, and its figures."""
    began, before = time.monotonic(), _io()
    child = subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE, text=True)
    assert child.stdout
    printed = child.stdout.read()
    # This child's own use, where resource.getrusage would tell the most of all children.
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(
            f"galley: error: {shlex.join(map(str, words))}: ended with {child.returncode}; see its message"
        )
    seconds, after = time.monotonic() - began, _io()
    return printed, {
        "tasks": 1,
        "core_seconds": used.ru_utime + used.ru_stime,
        "wall_seconds": seconds,
        "longest_seconds": seconds,
        "read_bytes": after["rchar"] - before["rchar"],
        "written_bytes": after["wchar"] - before["wchar"],
        "kept_bytes": _size_of(output / ".galley"),
        "peak_mib": used.ru_maxrss / 1024,
    }


def _together(parts: List[Figures]) -> Figures:
    added = ("tasks", "core_seconds", "wall_seconds", "read_bytes", "written_bytes")
    whole = {name: sum(part[name] for part in parts) for name in added}
    most = {name: max(part[name] for part in parts) for name in ("longest_seconds", "peak_mib")}
    return {**whole, **most, "kept_bytes": parts[-1]["kept_bytes"]}


def _remove(folder: pathlib.Path, patterns: Tuple[str, ...]) -> int:
    """The bytes of the files that are gone."""
    gone = 0
    for path in (path for pattern in patterns for path in folder.glob(pattern)):
        gone += path.stat().st_size
        path.unlink()
    return gone


def _io() -> Dict[str, int]:
    """Bytes that this process and the children it has waited for have read and written."""
    lines = pathlib.Path("/proc/self/io").read_text().splitlines()
    return {name: int(value) for name, value in (line.split(": ") for line in lines)}


def _size_of(folder: pathlib.Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def measure(
    galley: pathlib.Path, planted: pathlib.Path, gigabytes: float, memory: str, scratch: pathlib.Path
) -> Dict[str, object]:
    """The figures of one size."""
    shutil.rmtree(scratch, ignore_errors=True)
    archive, output = scratch / "archive", scratch / "corpus"
    make_archive(planted, int(gigabytes * 1e9), archive)
    stages = run_stages(galley, archive, output, memory)
    figures = {
        "text_bytes": int(gigabytes * 1e9),
        "input_bytes": _size_of(archive),
        "output_bytes": _size_of(output),
        "memory": memory,
        "zstd_seconds_a_megabyte": zstd_seconds(archive, scratch),
        "stages": stages,
    }
    shutil.rmtree(scratch)
    return figures
