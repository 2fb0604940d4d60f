"""The stages of a run: their commands, their tasks, and the marks that finished tasks leave.

A run lives in its output folder: galley plan cuts it into tasks, each stage's command does tasks by
number, and a finished task is known by a file of its own. So any scheduler can run the stages, and
what is left to do is what has no mark."""

from __future__ import annotations

import dataclasses
import json
import os
import pathlib
from typing import Dict, Iterable, List, Sequence, Set

# What a run keeps beside its output until it is finished.
STATE = ".galley"
MANIFEST = "manifest.json"
_TASKS_IN_FOLDER = 1000


@dataclasses.dataclass(frozen=True)
class Stage:
    """A step that begins when all tasks of the one before it are done."""

    name: str
    command: str
    # Words behind the command; FOLDER stands for the run's folder.
    words: Sequence[str]
    # The member of the plan that counts its tasks; without one the stage is one task without number.
    counted_as: str = ""

    def task_count(self, counts: Dict[str, int]) -> int:
        return int(counts.get(self.counted_as, 0)) if self.counted_as else 1

    def command_words(self, folder: str, tasks: str = "") -> List[str]:
        """The words that do these tasks; without tasks, of a numbered stage, all that are missing."""
        words = [self.command, *(folder if word == "FOLDER" else word for word in self.words)]
        return words + ["--task", tasks] if self.counted_as and tasks else words

    def missing(self, folder: str, count: int) -> List[int]:
        """Numbers of the tasks that are not done, in their order."""
        state = pathlib.Path(folder, STATE)
        if is_finished(folder):
            return []
        if not self.counted_as:
            return [] if 0 in _numbers_in(state / self.name / "000") else [0]
        marks = state / self.name
        done: Set[int] = set()
        for first in range(0, count, _TASKS_IN_FOLDER):
            done.update(_numbers_in(marks / f"{first // _TASKS_IN_FOLDER:03}"))
        missing = [task for task in range(count) if task not in done]
        if self.name == "learn" and count and not missing and not (state / "profile").exists():
            # Its last task puts all parts together; done again, it does only that.
            return [count - 1]
        return missing


STAGES = (
    Stage("learn", "learn", ("--run", "FOLDER"), "learn"),
    Stage("map", "map", ("FOLDER",), "map"),
    Stage("copies", "match", ("FOLDER", "--step", "copies"), "match"),
    Stage("rows", "match", ("FOLDER", "--step", "rows"), "match"),
    Stage("pairs", "match", ("FOLDER", "--step", "pairs"), "match"),
    Stage("verify", "match", ("FOLDER", "--step", "verify"), "match"),
    Stage("decide", "resolve", ("FOLDER", "--step", "decide")),
    Stage("follow", "resolve", ("FOLDER", "--step", "follow"), "match"),
    Stage("trace", "resolve", ("FOLDER", "--step", "trace"), "match"),
    Stage("gather", "resolve", ("FOLDER", "--step", "gather"), "match"),
    Stage("emit", "emit", ("FOLDER",), "emit"),
    Stage("finish", "emit", ("FOLDER", "--finish")),
)


def is_finished(folder: str) -> bool:
    return pathlib.Path(folder, MANIFEST).exists()


def read_plan(line: str) -> Dict[str, int]:
    """Numbers of tasks by stage, of the line that galley plan prints."""
    return {name: int(count) for name, count in json.loads(line)["tasks"].items()}


def ranges(numbers: Iterable[int]) -> str:
    """Task numbers in rising order, as the commands take them: 0-3,7."""
    runs: List[List[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def numbers(text: str) -> List[int]:
    """The inverse of `ranges`."""
    found: List[int] = []
    for part in filter(None, text.strip().split(",")):
        first, _, last = part.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return found


def parts(tasks: Sequence[int], most: int) -> List[Sequence[int]]:
    """Tasks in at most so many parts of neighbours, whose sizes differ by one at most."""
    count = min(len(tasks), most)
    bounds = [len(tasks) * part // count for part in range(count + 1)] if count else [0]
    return [tasks[begin:end] for begin, end in zip(bounds, bounds[1:])]


def _numbers_in(folder: pathlib.Path) -> Iterable[int]:
    try:
        return [int(name) for name in os.listdir(folder) if name.isdigit()]
    except FileNotFoundError:
        return []
