"""Spark jobs over rows of numbers or names: no text goes through the driver."""

from __future__ import annotations

import atexit
import functools
import pathlib
import re
import shutil
import tempfile
import zipfile
from typing import Callable, Iterable, Iterator, List, Sequence, TypeVar

from galley_cluster.messages import Failure
from pyspark import RDD

from .work import Command, Outcome

Row = TypeVar("Row")

# A partition for each slot several times over evens out tasks of different lengths; more would only have
# galley read more often what it reads of the whole run.
_PARTITIONS_A_SLOT = 16
_FEWEST_PARTITIONS = 200
_CODE = "galley_code.zip"


class StageFailed(Failure):
    """A task failed as often as Spark tries one; what galley said stands in `messages`."""

    def __init__(self, stage: str, messages: str):
        super().__init__(
            stage,
            "a task failed, also when it was tried again",
            "repeat the command when the cause is mended; what is done stays done",
        )
        self.messages = messages


def ship_code(context) -> None:
    """Brings this package and what it stands on to the executors, once a session."""
    if _CODE in getattr(context, "_python_includes", []):
        return
    # Executors that begin later fetch it later: it stays until the driver ends.
    folder = tempfile.mkdtemp(prefix="galley-code.")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    here = pathlib.Path(__file__).resolve().parent
    with zipfile.ZipFile(pathlib.Path(folder, _CODE), "w") as code:
        for package in (here, here.parents[1] / "cluster/galley_cluster"):
            for module in sorted(package.glob("*.py")):
                code.write(module, f"{package.name}/{module.name}")
    context.addPyFile(str(pathlib.Path(folder, _CODE)))


def run_rows(
    context,
    stage: str,
    work: Callable[[Iterable[Row]], Iterator[Outcome]],
    rows: Sequence[Row],
    most_partitions: int = 0,
) -> List[Outcome]:
    """One job: the rows are divided among tasks, each of which does its own one after another."""
    if not rows:
        return []
    partitions = min(len(rows), most_partitions or partitions_for(context, len(rows)))
    return collect(context, stage, context.parallelize(rows, partitions).mapPartitions(work), len(rows))


def partitions_for(context, rows: int) -> int:
    return min(rows, max(_FEWEST_PARTITIONS, _PARTITIONS_A_SLOT * context.defaultParallelism))


def collect(context, stage: str, outcomes: RDD, tasks: int) -> List[Outcome]:
    """The outcomes of all tasks, in one job that is called after its stage."""
    context.setJobGroup(f"galley {stage}", f"galley {stage}: {tasks} tasks", interruptOnCancel=True)
    try:
        return outcomes.collect()
    except KeyboardInterrupt:
        context.cancelJobGroup(f"galley {stage}")
        raise
    except Exception as fault:
        found = re.search(
            r"TaskFailed: (.*?)(?:\s*SQLSTATE: \w+)?(?:\n\s*\n|\n\s+at |\Z)", str(fault), re.DOTALL
        )
        if not found:
            raise
        raise StageFailed(stage, found.group(1).strip()) from None
    finally:
        context.setLocalProperty("spark.jobGroup.id", None)
        context.setLocalProperty("spark.job.description", None)


def run_tasks(context, stage: str, command: Command, tasks: Sequence[int]) -> List[Outcome]:
    return run_rows(context, stage, command.run_tasks, tasks)


def run_once(context, stage: str, command: Command) -> Outcome:
    """A command without number, in one task."""
    return run_rows(context, stage, functools.partial(_run_once, command), [0])[0]


def _run_once(command: Command, rows: Iterable[int]) -> Iterator[Outcome]:
    for _ in rows:
        yield command.run()
