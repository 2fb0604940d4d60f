"""A run from plan to corpus: each stage is a job of Spark, and galley works in its tasks.

The run's folder, which all workers share, has the text and what stages leave in files: by these it is told
what is done, so a run that failed goes on where it stopped when it is called again. Between the steps of
matching, fingerprints, rows and pairs go through Spark's own shuffle (shuffle.py); with exchange="files"
they are files as well."""

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
from .shuffle import CHAINS, Step, run_chain
from .staging import fetch_inputs, store_corpus
from .work import Command, Outcome

Done = TypeVar("Done")

EXCHANGES = ("shuffle", "files")
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
    exchange: str = "",
    tell: Callable[[str], None] = lambda line: None,
    words: Sequence[str] = (),
    **options,
) -> Result:
    """Cleans archives into a corpus, byte for byte as galley clean does.

    inputs, output: paths that all workers share, or URIs of Hadoop's file systems, which tasks copy to
        and from `work`, a folder that all workers share.
    galley: the program, under the same path on all workers; without it GALLEY, or that of the path.
    exchange: how steps of matching hand records on. "shuffle": through Spark's shuffle, on the workers' own
        disks; "files": through the folder that all workers share, which is right where that is as fast as a
        disk of their own, or workers come and go so often that shuffles are lost. Without it: files where
        all workers are on this machine, else shuffle.
    tell: is given lines on the progress, and warnings.
    options: those of galley clean, with underscores: text_field="body", keep_removed=True; or written as
        on the command line, in `words`. memory (1G) is that of each galley, outside of Java's, one of which
        runs in each slot of an executor; temp is a folder of each worker.

    Raises galley_cluster.messages.Failure: what, where, and the remedy."""
    given = take([*([inputs] if isinstance(inputs, str) else inputs), *_words_of(options), *words], RESOURCES)
    if not exchange:
        exchange = "files" if spark.sparkContext.master.startswith("local") else "shuffle"
    if exchange not in EXCHANGES:
        raise Failure("exchange", f"is not {exchange!r}", f"choose {' or '.join(EXCHANGES)}")
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
    run.exchange = exchange
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
        self.exchange = ""  # set by clean()
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
        for stage in self.stages():
            self.timed(stage.name, functools.partial(self.stage, stage, folder, counts))

    def stages(self) -> List[Stage]:
        """Those that leave files: steps of a chain that send all they have are done with its last."""
        senders = [name for chain in CHAINS.values() for name in chain[:-1]]
        return [stage for stage in STAGES if self.exchange == "files" or stage.name not in senders]

    def stage(self, stage: Stage, folder: str, counts: Dict[str, int]) -> None:
        """What the stage has not done yet, as one job."""
        tasks = self.missing(stage, folder, stage.task_count(counts))
        if not tasks:
            return
        self.tell(f"{stage.name}: {len(tasks)} of {stage.task_count(counts)} tasks")
        if self.exchange == "shuffle" and stage.name in CHAINS:
            outcomes = self._by_shuffle(stage, folder, counts, tasks)
        else:
            outcomes = self._by_files(stage, folder, tasks)
        for outcome in outcomes:
            self.heed(outcome)
        if len(outcomes) > 1:
            seconds = sorted(outcome.seconds for outcome in outcomes)
            self.tell(f"{stage.name}: median {statistics.median(seconds):.1f} s, longest {seconds[-1]:.1f} s")

    def _by_files(self, stage: Stage, folder: str, tasks: List[int]) -> List[Outcome]:
        context = self.spark.sparkContext
        # A stage of one task has an executor's cores to itself.
        threads = self.task_cores() if len(tasks) > 1 else self.executor_cores()
        command = self.command(stage.command_words(folder), threads)
        if stage.counted_as:
            return run_tasks(context, stage.name, command, tasks)
        return [run_once(context, stage.name, command)]

    def _by_shuffle(
        self, stage: Stage, folder: str, counts: Dict[str, int], tasks: List[int]
    ) -> List[Outcome]:
        steps = []
        for name in CHAINS[stage.name]:
            words = ["match", folder, "--step", name, "--exchange", "pipes"]
            count = counts["map"] if name == "keys" else stage.task_count(counts)
            mine = tasks if name == stage.name else list(range(count))
            steps.append(Step(self.command(words, self.task_cores()), mine, count))
        return run_chain(self.spark.sparkContext, stage.name, steps)

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
