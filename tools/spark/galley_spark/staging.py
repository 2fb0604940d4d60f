"""Copies between other file systems and the folder that the workers share: inputs in, the corpus out.
The driver lists names; tasks copy."""

from __future__ import annotations

import functools
import os
import pathlib
from typing import Dict, Iterable, Iterator, List, Sequence, Tuple

from galley_cluster.messages import Failure
from galley_cluster.stages import MANIFEST

from . import hadoop
from .jobs import run_rows
from .places import place
from .work import Outcome, TaskFailed

# Source, target, size and time of change of a file.
Copy = Tuple[str, str, int, int]


def fetch_inputs(spark, uris: Sequence[str], folder: str) -> Dict[str, str]:
    """Copies files and folders below a folder that all workers share; the names of the copies there.
    Copies that are there from an earlier try are kept."""
    files = hadoop.driver_files(spark)
    names: Dict[str, str] = {}
    copies: List[Copy] = []
    for uri in uris:
        name = place(uri).last_name
        names[uri] = name if name not in names.values() else f"{len(names)}-{name}"
        target = os.path.join(folder, names[uri])
        try:
            is_folder, entries = files.is_folder(uri), files.under(uri)
        except Exception as fault:  # py4j has one class for all that Java throws
            raise Failure(
                uri, _first_line(fault), "see that the name is right and the cluster may read it"
            ) from None
        copies += [
            (
                entry.uri,
                os.path.join(target, entry.name) if is_folder else target,
                entry.bytes,
                entry.modified_ms,
            )
            for entry in entries
        ]
    run_rows(
        spark.sparkContext,
        "fetch",
        functools.partial(_fetch, hadoop.configuration_of(spark)),
        copies,
        _tasks(spark),
    )
    return names


def store_corpus(spark, folder: str, output: str) -> None:
    """Copies a finished corpus to a URI, its manifest last. What an earlier corpus had more goes first."""
    files, top = hadoop.driver_files(spark), output.rstrip("/")
    names = sorted(path.name for path in pathlib.Path(folder).iterdir() if path.is_file())
    earlier = {entry.name for entry in files.under(top)} if files.size(top) >= 0 else set()
    stale = [name for name in earlier if "/" not in name and name not in names]
    for name in [MANIFEST, *stale]:
        files.remove(f"{top}/{name}")
    store = functools.partial(_store, hadoop.configuration_of(spark))
    for some in ([name for name in names if name != MANIFEST], [MANIFEST]):
        rows = [(os.path.join(folder, name), f"{top}/{name}", 0, 0) for name in some]
        run_rows(spark.sparkContext, "store", store, rows, _tasks(spark))


def _tasks(spark) -> int:
    """Few, because each begins a Java of its own; enough to even out files of different sizes."""
    return 4 * spark.sparkContext.defaultParallelism


def _fetch(configuration: hadoop.Configuration, copies: Iterable[Copy]) -> Iterator[Outcome]:
    with hadoop.task_files(configuration) as files:
        for uri, target, size, modified_ms in copies:
            with _naming(uri):
                if not os.path.exists(target) or os.path.getsize(target) != size:
                    files.fetch(uri, target)
                # The plan knows its inputs by it.
                os.utime(target, ns=(modified_ms * 1_000_000, modified_ms * 1_000_000))
            yield Outcome(0, "", "")


def _store(configuration: hadoop.Configuration, copies: Iterable[Copy]) -> Iterator[Outcome]:
    with hadoop.task_files(configuration) as files:
        for source, uri, _, _ in copies:
            with _naming(uri):
                files.store(source, uri)
            yield Outcome(0, "", "")


class _naming:
    """Turns what a copy raises into a task's failure that names the file."""

    def __init__(self, uri: str):
        self._uri = uri

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind, fault, trace) -> None:
        if isinstance(fault, Exception):
            raise TaskFailed(f"{self._uri}: {_first_line(fault)}") from None


def _first_line(fault: Exception) -> str:
    """What Java said, without its stack."""
    cause = getattr(fault, "java_exception", None)
    return (str(cause.toString()) if cause is not None else str(fault)).splitlines()[0]
