"""Submits what is missing of a run: an array a stage, each beginning when the one before has ended well.

Elements that still run keep their tasks; what waits is taken back first and submitted anew, because its
dependencies may name a job that failed."""

from __future__ import annotations

from typing import Dict, List, Set

from galley_cluster.messages import say
from galley_cluster.stages import STAGES, Stage, parts, ranges

from . import site
from .record import Options, Record
from .script import job_script, sbatch_words


def submit_missing(record: Record, options: Options) -> List[int]:
    """Submits all that is missing and not running; the jobs' numbers."""
    running = _take_back_waiting(record)
    most = min(site.largest_array(), options.most_elements)
    counts = record.counts()
    jobs: List[int] = []
    before = ""
    for stage in STAGES:
        missing = stage.missing(record.folder, stage.task_count(counts))
        at_work = running.get(stage.name, {})
        busy: Set[int] = set().union(*at_work.values()) if at_work else set()
        rest = [task for task in missing if task not in busy]
        conditions = [f"afterany:{job}" for job in at_work]
        if rest:
            jobs.append(_submit_stage(record, options, stage, rest, most, before))
            conditions.append(f"afterok:{jobs[-1]}")
        if conditions:
            before = ",".join(conditions)
    return jobs


def _submit_stage(
    record: Record, options: Options, stage: Stage, tasks: List[int], most: int, before: str
) -> int:
    elements = parts(tasks, most)
    (record.logs / stage.name).mkdir(parents=True, exist_ok=True)
    path = record.write_elements(stage.name, elements)
    words = [*sbatch_words(stage, record, options, len(elements))]
    if before:
        words.append(f"--dependency={before}")
    job = site.submit(job_script(stage, record, options, str(path)), words)
    record.add(stage.name, job, path)
    what = f"tasks {ranges(tasks)} in {len(elements)} elements" if stage.counted_as else "one task"
    say(f"{stage.name}: job {job}, {what}")
    return job


def _take_back_waiting(record: Record) -> Dict[str, Dict[int, Set[int]]]:
    """Tasks at work by stage and job, after all that only waits has left the queue."""
    submitted = list(record.submitted())
    queue = site.queued([each.job for each in submitted])
    waiting = [
        element for element, state in queue.items() if state in ("PENDING", "REQUEUED", "SPECIAL_EXIT")
    ]
    if waiting:
        site.cancel(waiting)
    at_work: Dict[str, Dict[int, Set[int]]] = {}
    for each in submitted:
        for position, tasks in enumerate(each.elements):
            element = each.element(position)
            if element in queue and element not in waiting:
                at_work.setdefault(each.stage, {}).setdefault(each.job, set()).update(tasks)
    return at_work
