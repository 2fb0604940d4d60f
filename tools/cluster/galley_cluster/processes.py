"""The processes that descend from one of ours: what tests of faults may kill."""

from __future__ import annotations

import os
import pathlib
import signal
from typing import Dict, List


def parent_of(process: int) -> int:
    """The parent; 0 where the process has ended."""
    try:
        # The name in parentheses may hold spaces; the parent follows the state behind it.
        return int(
            pathlib.Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2].split()[1]
        )
    except (OSError, ValueError, IndexError):
        return 0


def is_named(process: int, name: str) -> bool:
    try:
        return pathlib.Path(f"/proc/{process}/comm").read_text(errors="replace").strip() == name
    except OSError:
        return False


def descendants(ancestor: int) -> List[int]:
    """Processes below this one, parents before children."""
    children: Dict[int, List[int]] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        children.setdefault(parent_of(int(name)), []).append(int(name))
    found: List[int] = []
    queue = [ancestor]
    while queue:
        below = children.get(queue.pop(0), [])
        found += below
        queue += below
    return found


def command_line(process: int) -> List[str]:
    """The words that it was started with; none where it has ended."""
    try:
        return pathlib.Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace").split("\0")[:-1]
    except OSError:
        return []


def kill(process: int) -> bool:
    """Kills it by SIGKILL; whether it was there."""
    try:
        os.kill(process, signal.SIGKILL)
        return True
    except ProcessLookupError:
        return False
