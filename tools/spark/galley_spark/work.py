"""What runs in Spark's tasks: galley, on tasks of a stage. Nothing here knows of a session."""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import fcntl
import os
import shlex
import signal
import socket
import subprocess
import tempfile
import time
from typing import BinaryIO, Iterable, Iterator, List, Optional, Sequence, Tuple

from galley_cluster.stages import ranges
from pyspark import TaskContext

from .parcels import NoParcel, read_parcels

_PR_SET_PDEATHSIG = 1
_F_SETPIPE_SZ = 1031
_PIPE_BYTES = 1 << 20
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


class _Process:
    """A galley at work."""

    def __init__(self, process: subprocess.Popen, line: str, said: BinaryIO, good: Sequence[int]):
        self._process, self.line, self._said, self._good = process, line, said, good
        self.output: BinaryIO = process.stdout
        for pipe in filter(None, (process.stdin, process.stdout)):
            with contextlib.suppress(OSError):  # where pipes have a limit they stay as they are
                fcntl.fcntl(pipe, _F_SETPIPE_SZ, _PIPE_BYTES)

    def feed(self, parcels: Iterable[bytes]) -> None:
        """One that ends before it has read all says by its status whether that is right: a task that was done
        already reads nothing. What it was sent is then read in vain, as Spark wants it."""
        with contextlib.suppress(BrokenPipeError):
            for parcel in parcels:
                self._process.stdin.write(parcel)
        for _ in parcels:
            pass
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()

    def end(self) -> Tuple[int, str]:
        """Its status, and what it has said."""
        status = self._process.wait()
        messages = _ends_of(self._said)
        if status not in self._good:
            _pause_before_retry()
            raise TaskFailed(
                f"{self.line} ended with {status} on {socket.gethostname()}\n{messages}".rstrip()
            )
        return status, messages


@dataclasses.dataclass(frozen=True)
class Command:
    """A stage's command, to be given numbers of tasks."""

    words: Sequence[str]
    # The folder in which inputs that are given by relative names are found.
    working_folder: str
    # The statuses that are no failure.
    good: Sequence[int] = (0,)

    def run(self, more: Sequence[str] = ()) -> Outcome:
        began = time.monotonic()
        with self._begun(more, subprocess.DEVNULL) as process:
            output = process.output.read()
            status, messages = process.end()
        return Outcome(status, output.decode(errors="replace"), messages, time.monotonic() - began)

    def take(self, more: Sequence[str], parcels: Iterable[bytes]) -> Outcome:
        """As run(), with parcels on its standard input."""
        began = time.monotonic()
        with self._begun(more, subprocess.PIPE) as process:
            process.feed(parcels)
            status, messages = process.end()
        return Outcome(status, "", messages, time.monotonic() - began)

    def pipe(
        self, more: Sequence[str], parcels: Optional[Iterable[bytes]] = None
    ) -> Iterator[Tuple[int, int, int, bytearray]]:
        """Its parcels, as read_parcels() has them, as it writes them. It is given those it was sent, if it is
        of a step that reads: such a step writes nothing before it has read all."""
        with self._begun(more, subprocess.DEVNULL if parcels is None else subprocess.PIPE) as process:
            if parcels is not None:
                process.feed(parcels)
            try:
                yield from read_parcels(process.output)
            except NoParcel as fault:
                process.end()
                raise TaskFailed(f"{process.line}: what it has sent {fault}") from None
            process.end()

    @contextlib.contextmanager
    def _begun(self, more: Sequence[str], sent: int) -> Iterator[_Process]:
        """The command at work, which does not outlive the context."""
        words = [*self.words, *more]
        with tempfile.TemporaryFile() as said:
            try:
                process = subprocess.Popen(
                    words,
                    stdin=sent,
                    stdout=subprocess.PIPE,
                    stderr=said,
                    cwd=self.working_folder,
                    preexec_fn=_die_with_parent,
                )
            except OSError as fault:
                raise TaskFailed(
                    f"{shlex.join(words)}: {fault.strerror or fault}; galley and the folders of the run "
                    f"must be on every worker under one path, and are not on {socket.gethostname()}"
                ) from None
            try:
                yield _Process(process, shlex.join(words), said, self.good)
            finally:
                if process.poll() is None:
                    process.kill()
                process.wait()
                process.stdout.close()

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
