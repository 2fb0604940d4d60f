"""How far a run is, stage by stage. What is done is told by the marks of finished tasks, what runs by
Slurm's queue; what is neither, in the first stage that is not done, has failed."""

from __future__ import annotations

import dataclasses
import json
import pathlib
from typing import Dict, Iterable, List

from galley_cluster.stages import MANIFEST, STAGES, ranges

from . import site
from .record import Record, Submitted

_WAITING = ("PENDING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "SPECIAL_EXIT")
_LINES_OF_A_LOG = 5


@dataclasses.dataclass
class FailedElement:
    stage: str
    tasks: List[int]
    element: site.Element
    log: pathlib.Path


@dataclasses.dataclass
class StageState:
    name: str
    tasks: int
    done: int
    running: int = 0
    waiting: int = 0
    failed: int = 0


@dataclasses.dataclass
class RunState:
    stages: List[StageState]
    failed: List[FailedElement]

    @property
    def is_moving(self) -> bool:
        return any(stage.running or stage.waiting for stage in self.stages)


def run_state(record: Record) -> RunState:
    submitted = list(record.submitted())
    counts = record.counts()
    # The queue is asked first: what leaves it meanwhile is then found to be done.
    queue = site.queued([each.job for each in submitted])
    state = RunState([], [])
    for stage in STAGES:
        count = stage.task_count(counts)
        missing = stage.missing(record.folder, count)
        row = StageState(stage.name, count, done=count - len(missing))
        # Later stages of a failed one are taken from the queue: they have not failed, they wait.
        is_first = all(before.done == before.tasks for before in state.stages)
        latest = _latest(each for each in submitted if each.stage == stage.name)
        lost: Dict[site.Element, List[int]] = {}
        for task in missing:
            element = latest.get(task)
            if element in queue:
                row.waiting += queue[element] in _WAITING
                row.running += queue[element] not in _WAITING
            elif element and is_first:
                row.failed += 1
                lost.setdefault(element, []).append(task)
        state.stages.append(row)
        state.failed += [
            FailedElement(stage.name, tasks, element, _log_of(record, stage.name, element))
            for element, tasks in lost.items()
        ]
    return state


def describe(state: RunState, most_failed: int) -> List[str]:
    """The state in lines of text, with the first lines of failed elements' logs."""
    lines = [f"{'stage':<8}{'tasks':>9}{'done':>9}{'running':>9}{'waiting':>9}{'failed':>9}"]
    for row in state.stages:
        lines.append(
            f"{row.name:<8}{row.tasks:>9}{row.done:>9}{row.running:>9}{row.waiting:>9}{row.failed:>9}"
        )
    for failed in state.failed[:most_failed]:
        how = site.ending(failed.element) or "Slurm no longer knows how it ended"
        tasks = f" tasks {ranges(failed.tasks)}" if failed.tasks != [0] or failed.element[1] >= 0 else ""
        lines.append(f"failed: {failed.stage}{tasks}: job {_element_name(failed.element)}: {how}")
        lines += [f"    {line}" for line in _first_lines(failed.log)] or [f"    {failed.log}: nothing"]
    if len(state.failed) > most_failed:
        lines.append(
            f"and {len(state.failed) - most_failed} more failed elements; see their logs in {state.failed[0].log.parent}"
        )
    return lines


def unreadable_inputs(folder: str) -> int:
    manifest = json.loads(pathlib.Path(folder, MANIFEST).read_text(encoding="utf-8"))
    return len(manifest.get("unreadable", []))


def _latest(submitted: Iterable[Submitted]) -> Dict[int, site.Element]:
    """The element that was last to have each task."""
    return {
        task: each.element(position)
        for each in submitted
        for position, tasks in enumerate(each.elements)
        for task in tasks
    }


def _log_of(record: Record, stage: str, element: site.Element) -> pathlib.Path:
    return record.logs / stage / (f"{element[0]}.log" if element[1] < 0 else f"{element[0]}_{element[1]}.log")


def _element_name(element: site.Element) -> str:
    return str(element[0]) if element[1] < 0 else f"{element[0]}_{element[1]}"


def _first_lines(path: pathlib.Path) -> List[str]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return [line.rstrip("\n") for _, line in zip(range(_LINES_OF_A_LOG), file)]
    except OSError:
        return []
