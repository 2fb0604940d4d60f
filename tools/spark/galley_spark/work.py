"""What runs in Spark's tasks: galley, on tasks of a stage. Nothing here knows of a session."""

from __future__ import annotations

import ctypes
import dataclasses
import os
import shlex
import signal
import socket
import subprocess
import tempfile
import time
from typing import Iterable, Iterator, List, Sequence

from galley_cluster.stages import ranges
from pyspark import TaskContext

_PR_SET_PDEATHSIG = 1
_MOST_MESSAGE = 4096


class TaskFailed(Exception):
    """A galley that ended badly; what it said is the message."""


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What became of one command."""

    status: int
    output: str
    messages: str
    seconds: float = 0.0


@dataclasses.dataclass(frozen=True)
class Command:
    """A stage's command, to be given numbers of tasks."""

    words: Sequence[str]
    # The folder in which inputs that are given by relative names are found.
    working_folder: str
    # The statuses that are no failure.
    good: Sequence[int] = (0,)

    def run(self, more: Sequence[str] = ()) -> Outcome:
        words, began = [*self.words, *more], time.monotonic()
        with tempfile.TemporaryFile() as said:
            try:
                done = subprocess.run(
                    words,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=said,
                    check=False,
                    cwd=self.working_folder,
                    preexec_fn=_die_with_parent,
                )
            except OSError as fault:
                raise TaskFailed(
                    f"{shlex.join(words)}: {fault.strerror or fault}; galley and the folders of the run "
                    f"must be on every worker under one path, and are not on {socket.gethostname()}"
                ) from None
            messages = _ends_of(said)
        if done.returncode not in self.good:
            _pause_before_retry()
            raise TaskFailed(
                f"{shlex.join(words)} ended with {done.returncode} on {socket.gethostname()}\n{messages}".rstrip()
            )
        output = done.stdout.decode(errors="replace")
        return Outcome(done.returncode, output, messages, time.monotonic() - began)

    def run_tasks(self, tasks: Iterable[int]) -> Iterator[Outcome]:
        """Does the tasks of one partition in one process: what galley reads of the whole run, it reads once."""
        numbers = ranges(tasks)
        if numbers:
            yield self.run(["--task", numbers])


def _pause_before_retry() -> None:
    """Spark tries a failed task again at once; what it waits for (another attempt that still writes, a shared
    folder that shows new files late) takes some seconds."""
    context = TaskContext.get()
    time.sleep(min(0.5 * 2 ** (context.attemptNumber() if context else 0), 30))


def _die_with_parent() -> None:
    """An executor that is killed leaves no galley behind, which would work beside the one of the retry."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _ends_of(file) -> str:
    """A long text's beginning and end."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size <= 2 * _MOST_MESSAGE:
        return file.read().decode(errors="replace")
    head = file.read(_MOST_MESSAGE)
    file.seek(size - _MOST_MESSAGE)
    lines: List[bytes] = [head, b"...", file.read()]
    return b"\n".join(lines).decode(errors="replace")
