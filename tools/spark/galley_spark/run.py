"""A run from plan to corpus: each stage is a job of Spark, and galley works in its tasks.

The stages exchange files in the run's folder, which all workers share. What a stage has done is told by
the files it has left, so a run that failed goes on where it stopped when it is called again. A stage
that exchanged records through Spark's own shuffle would stand in `Run.stage` beside `_by_files`."""

from __future__ import annotations

import dataclasses
import functools
import os
import re
import shutil
import statistics
import time
from typing import Callable, Dict, List, Sequence, TypeVar, Union

from galley_cluster.messages import Failure
from galley_cluster.stages import STAGES, STATE, Stage, is_finished, read_plan
from galley_cluster.words import RESOURCES, Words, galley_program, take

from .jobs import run_once, run_tasks, ship_code
from .places import Place, place
from .staging import fetch_inputs, store_corpus
from .work import Command, Outcome

Done = TypeVar("Done")

# What plan and finish say of a run whose inputs could not all be read.
_SOME_UNREADABLE = 3


@dataclasses.dataclass
class Result:
    """Where the corpus is; status 0, or 3 where some inputs could not be read, as galley clean has it."""

    output: str
    status: int
    seconds: Dict[str, float]


def clean(
    spark,
    inputs: Union[str, Sequence[str]],
    output: str,
    *,
    galley: str = "",
    work: str = "",
    tell: Callable[[str], None] = lambda line: None,
    words: Sequence[str] = (),
    **options,
) -> Result:
    """Cleans archives into a corpus, byte for byte as galley clean does.

    inputs, output: paths that all workers share, or URIs of Hadoop's file systems, which tasks copy to
        and from `work`, a folder that all workers share.
    galley: the program, under the same path on all workers; without it GALLEY, or that of the path.
    tell: is given lines on the progress, and warnings.
    options: those of galley clean, with underscores: text_field="body", keep_removed=True; or written as
        on the command line, in `words`. memory (1G) is that of each galley, outside of Java's, one of which
        runs in each slot of an executor; temp is a folder of each worker.

    Raises galley_cluster.messages.Failure: what, where, and the remedy."""
    given = take([*([inputs] if isinstance(inputs, str) else inputs), *_words_of(options), *words], RESOURCES)
    target = place(output)
    remote = [word for word in given.rest if not place(word).is_shared]
    if not work and (remote or not target.is_shared):
        raise Failure(
            (remote or [output])[0],
            "is no path that all workers share",
            "name a folder that they do share, for copies (--work FOLDER)",
        )
    copies = os.path.join(os.path.abspath(work), "inputs")
    ship_code(spark.sparkContext)
    run = Run(spark, galley_program(galley), given, tell)
    if not target.is_shared and "--overwrite" not in given.rest:
        run.refuse_taken(target)
    if remote:
        names = run.timed("fetch", lambda: fetch_inputs(spark, remote, copies))
        # Copies are named from their folder, so that the corpus does not tell where that was.
        run.working_folder = copies
        given.rest = [names.get(word) or _absolute(word) for word in given.rest]
    else:
        given.rest = [place(word).text for word in given.rest]
    folder = (
        os.path.abspath(target.text) if target.is_shared else os.path.join(os.path.abspath(work), "corpus")
    )
    run.all_stages(folder, given.rest)
    if not target.is_shared:
        run.timed("store", lambda: store_corpus(spark, folder, target.text))
        shutil.rmtree(folder)
    if remote:
        shutil.rmtree(copies)
    return Result(output, run.status, run.seconds)


class Run:
    """One run on one session."""

    def __init__(self, spark, galley: str, given: Words, tell: Callable[[str], None]):
        self.spark, self.galley, self.given, self.tell = spark, galley, given, tell
        self.working_folder = os.getcwd()
        self.status = 0
        self.seconds: Dict[str, float] = {}

    def timed(self, name: str, work: Callable[[], Done]) -> Done:
        began = time.monotonic()
        try:
            return work()
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.monotonic() - began

    def refuse_taken(self, target: Place) -> None:
        from .hadoop import driver_files

        if driver_files(self.spark).size(f"{target.text.rstrip('/')}/manifest.json") >= 0:
            raise Failure(target.text, "holds a corpus", "choose another place, or give --overwrite")

    def all_stages(self, folder: str, words: Sequence[str]) -> None:
        command = self.command(["plan", *words, "-o", folder], self.executor_cores())
        planned = self.timed("plan", lambda: run_once(self.spark.sparkContext, "plan", command))
        self.heed(planned)
        if is_finished(folder):
            self.tell(f"{folder} is complete")
            return
        counts = read_plan(planned.output)
        for stage in STAGES:
            self.timed(stage.name, functools.partial(self.stage, stage, folder, counts))

    def stage(self, stage: Stage, folder: str, counts: Dict[str, int]) -> None:
        """What the stage has not done yet, as one job."""
        tasks = self.missing(stage, folder, stage.task_count(counts))
        if tasks:
            self.tell(f"{stage.name}: {len(tasks)} of {stage.task_count(counts)} tasks")
            self._by_files(stage, folder, tasks)

    def _by_files(self, stage: Stage, folder: str, tasks: List[int]) -> None:
        context = self.spark.sparkContext
        # A stage of one task has an executor's cores to itself.
        threads = self.task_cores() if len(tasks) > 1 else self.executor_cores()
        command = self.command(stage.command_words(folder), threads)
        outcomes = (
            run_tasks(context, stage.name, command, tasks)
            if stage.counted_as
            else [run_once(context, stage.name, command)]
        )
        for outcome in outcomes:
            self.heed(outcome)
        if len(outcomes) > 1:
            seconds = sorted(outcome.seconds for outcome in outcomes)
            self.tell(f"{stage.name}: median {statistics.median(seconds):.1f} s, longest {seconds[-1]:.1f} s")

    def missing(self, stage: Stage, folder: str, count: int) -> List[int]:
        """A driver that does not see the folder has all tasks asked again: those that are done do nothing."""
        if not os.path.isdir(os.path.join(folder, STATE)) and not is_finished(folder):
            return list(range(count))
        return stage.missing(folder, count)

    def heed(self, outcome: Outcome) -> None:
        self.status = max(self.status, outcome.status)
        for line in outcome.messages.splitlines():
            self.tell(line)

    def command(self, words: Sequence[str], threads: int) -> Command:
        resources = [
            "--threads",
            self.given.last("--threads", str(threads)),
            "--memory",
            self.given.last("--memory", "1G"),
            "-q",
        ]
        temp = ["--temp", self.given.last("--temp")] if self.given.has("--temp") else []
        return Command([self.galley, *words, *resources, *temp], self.working_folder, (0, _SOME_UNREADABLE))

    def task_cores(self) -> int:
        return int(self.spark.sparkContext.getConf().get("spark.task.cpus", "1"))

    def executor_cores(self) -> int:
        context = self.spark.sparkContext
        told = context.getConf().get("spark.executor.cores", "")
        found = re.fullmatch(r"local-cluster\[\d+,\s*(\d+),\s*\d+\]", context.master)
        if told:
            return int(told)
        if found:
            return int(found.group(1))
        return context.defaultParallelism if context.master.startswith("local") else self.task_cores()


def _absolute(word: str) -> str:
    """The same for any working folder, where the word names a file or folder of this one."""
    path = place(word).text
    return os.path.abspath(path) if not word.startswith("-") and os.path.exists(path) else word


def _words_of(options: Dict[str, object]) -> List[str]:
    """Keyword arguments as words of the command line."""
    words: List[str] = []
    for name, value in options.items():
        option = "--" + name.replace("_", "-")
        for each in value if isinstance(value, (list, tuple)) else [value]:
            if each is True:
                words.append(option)
            elif each is not None and each is not False:
                words += [option, str(each)]
    return words
