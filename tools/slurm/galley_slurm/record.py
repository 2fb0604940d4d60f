"""What is kept of a run's jobs, in DIR/.galley/slurm: the plan, the options, and what was submitted.

Each submission of a stage has a file of task ranges, a line an element: the element reads its line,
and the front end learns from it which tasks an element has."""

from __future__ import annotations

import dataclasses
import json
import os
import pathlib
from typing import Dict, Iterator, List, Sequence

from galley_cluster.messages import Failure
from galley_cluster.stages import STATE, numbers, ranges


@dataclasses.dataclass
class Options:
    """How the jobs of a run are submitted; kept, so that a repeated submission needs no words."""

    galley: str
    working_folder: str
    sbatch: List[str]
    sbatch_of_stage: Dict[str, List[str]]
    memory_mib: int
    cpus: int
    temp: str
    most_elements: int
    most_at_once: int


@dataclasses.dataclass
class Submitted:
    """One job of one stage."""

    stage: str
    job: int
    # Tasks of each element.
    elements: List[List[int]]
    # Whether its elements have numbers.
    is_array: bool

    def element(self, position: int):
        return (self.job, position if self.is_array else -1)


class Record:
    def __init__(self, folder: str):
        self.folder = folder
        self.state = pathlib.Path(folder, STATE, "slurm")
        self.logs = pathlib.Path(folder, STATE, "logs")

    def begin(self, options: Options, counts: Dict[str, int]) -> None:
        self.state.mkdir(parents=True, exist_ok=True)
        _write(self.state / "options.json", json.dumps(dataclasses.asdict(options), indent=1))
        _write(self.state / "plan.json", json.dumps(counts))

    def options(self) -> Options:
        return Options(**json.loads(self._read("options.json")))

    def counts(self) -> Dict[str, int]:
        return json.loads(self._read("plan.json"))

    def write_elements(self, stage: str, elements: Sequence[Sequence[int]]) -> pathlib.Path:
        """Writes the tasks of each element to a new file of ranges; -1 stands for a stage's one task."""
        turn = 1 + sum(1 for _ in self.state.glob(f"{stage}-*.tasks"))
        path = self.state / f"{stage}-{turn:03}.tasks"
        _write(path, "".join(ranges(element) + "\n" for element in elements))
        return path

    def add(self, stage: str, job: int, tasks: pathlib.Path) -> None:
        with open(self.state / "jobs", "a", encoding="utf-8") as file:
            file.write(json.dumps({"stage": stage, "job": job, "tasks": tasks.name}) + "\n")

    def submitted(self) -> Iterator[Submitted]:
        """All jobs that were submitted, in their order."""
        if not (self.state / "jobs").exists():
            return
        for line in self._read("jobs").splitlines():
            row = json.loads(line)
            elements = [numbers(text) for text in self._read(row["tasks"]).splitlines()]
            yield Submitted(row["stage"], row["job"], elements, row["stage"] not in ("decide", "finish"))

    def _read(self, name: str) -> str:
        try:
            return (self.state / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise Failure(
                self.folder,
                "holds no run that was submitted to Slurm",
                "begin one with tools/slurm/clean INPUT... -o DIR",
            ) from None


def _write(path: pathlib.Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.tmp{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.rename(path)
