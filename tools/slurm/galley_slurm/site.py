"""The one place that speaks with Slurm: its limits, submitting, what is queued, why a job ended."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from typing import Dict, List, Optional, Sequence, Tuple

from galley_cluster.messages import Failure

# A job and an element of its array; -1 where it is no array.
Element = Tuple[int, int]


def _call(words: Sequence[str], text: str = "") -> str:
    # A job that submits jobs must not hand its own resources down to them.
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SLURM_") or name == "SLURM_CONF"
    }
    try:
        done = subprocess.run(words, input=text, capture_output=True, text=True, env=environment, check=False)
    except FileNotFoundError:
        raise Failure(words[0], "is not installed here", "work on a machine that submits jobs") from None
    if done.returncode != 0:
        raise Failure(
            shlex.join(words),
            " ".join(done.stderr.split()) or f"ended with {done.returncode}",
            "ask your site's administrators, or give other words with --sbatch",
        )
    return done.stdout


def largest_array() -> int:
    """How many elements the site allows an array to have."""
    found = re.search(r"^MaxArraySize\s*=\s*(\d+)", _call(["scontrol", "show", "config"]), re.MULTILINE)
    return max(1, int(found.group(1))) if found else 1001


def submit(script: str, words: Sequence[str]) -> int:
    """Submits a job; its number."""
    return int(_call(["sbatch", "--parsable", *words], script).split(";")[0])


def cancel(elements: Sequence[Element]) -> None:
    names = [str(job) if index < 0 else f"{job}_{index}" for job, index in elements]
    for first in range(0, len(names), 500):
        _call(["scancel", *names[first : first + 500]])


def queued(jobs: Sequence[int]) -> Dict[Element, str]:
    """Elements of these jobs that wait or run, with their states."""
    if not jobs:
        return {}
    mine, wanted = {}, set(jobs)
    for line in _call(["squeue", "-h", "-r", "-u", str(os.getuid()), "-o", "%F %K %T"]).splitlines():
        job, index, state = line.split()
        if int(job) in wanted:
            mine[int(job), int(index) if index.isdigit() else -1] = state
    return mine


def ending(element: Element) -> Optional[str]:
    """How an element ended, in Slurm's words, while Slurm still knows."""
    name = f"{element[0]}" if element[1] < 0 else f"{element[0]}_{element[1]}"
    attempts: List[Tuple[List[str], str]] = [
        (["scontrol", "-o", "show", "job", name], r"JobState=(\S+).*?ExitCode=(\S+)"),
        (["sacct", "-n", "-X", "-P", "-j", name, "-o", "State,ExitCode"], r"^([A-Z_]+)[^|]*\|(\S+)"),
    ]
    for words, pattern in attempts:
        try:
            found = re.search(pattern, _call(words), re.MULTILINE)
        except Failure:
            continue
        if found:
            return f"{found.group(1)}, exit status {found.group(2).split(':')[0]}"
    return None
