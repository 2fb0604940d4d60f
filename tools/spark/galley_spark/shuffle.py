"""Steps of matching that hand records on through Spark's own shuffle, in one job for the steps of a chain.

What galley writes for the next step is cut into parcels of at most 1 MiB. A parcel is one row: a number to
divide and sort by, and bytes that nobody on the way looks into. Java sorts the rows of a partition
(repartitionAndSortWithinPartitions, which spills what does not fit), and Python passes each on to
the galley of the receiving task as it comes: it holds one parcel at a time."""

from __future__ import annotations

import dataclasses
import functools
from typing import Iterable, Iterator, List, Sequence, Tuple

from galley_cluster.stages import ranges
from pyspark import RDD
from pyspark.serializers import NoOpSerializer

from .jobs import collect, partitions_for
from .parcels import sort_key
from .work import Command, Outcome


@dataclasses.dataclass(frozen=True)
class Step:
    """A step, the tasks of it that are to be done, and how many there are of it in all."""

    command: Command
    tasks: Sequence[int]
    of: int

    def sends_to(self, following: "Step") -> Command:
        """The command that sends to those tasks of the following step alone that are to be done."""
        if len(following.tasks) == following.of:
            return self.command
        return dataclasses.replace(self.command, words=[*self.command.words, "--to", ranges(following.tasks)])


# The steps of a chain by the one that leaves files: it is done when these stand there. Where it is not, the
# steps before it are done again, for its missing tasks alone.
CHAINS = {"copies": ("keys", "copies"), "verify": ("rows", "pairs", "verify")}


def run_chain(context, stage: str, steps: Sequence[Step]) -> List[Outcome]:
    """One job over all steps; what became of the tasks of the last."""
    first, *others = steps
    sent = context.parallelize(first.tasks, partitions_for(context, len(first.tasks))).mapPartitions(
        functools.partial(_send_first, first.sends_to(others[0]), others[0].of)
    )
    for step, following in zip(others, others[1:]):
        sent = _shuffled(context, sent, step.of).mapPartitionsWithIndex(
            functools.partial(_send_on, step.sends_to(following), frozenset(step.tasks), following.of)
        )
    last = others[-1]
    received = _shuffled(context, sent, last.of).mapPartitionsWithIndex(
        functools.partial(_receive, last.command, frozenset(last.tasks))
    )
    return collect(context, stage, received, len(last.tasks))


def _shuffled(context, sent: RDD, tasks: int) -> RDD:
    """Rows of (number, parcel), brought to a partition for each receiver and sorted there; the parcels. As
    RDD.partitionBy does it, but sorted by Java, and without anything pickled."""
    sent._bypass_serializer = True
    pairs = context._jvm.PairwiseRDD(sent._jrdd.rdd()).asJavaPairRDD()
    receivers = context._jvm.PythonPartitioner(tasks, id(sent))
    return RDD(pairs.repartitionAndSortWithinPartitions(receivers).values(), context, NoOpSerializer())


def _rows(parcels: Iterable[Tuple[int, int, int, bytearray]], tasks: int) -> Iterator[bytes]:
    """Number and parcel in turn, as Java's PairwiseRDD reads them."""
    for to, sender, number, parcel in parcels:
        yield sort_key(to, sender, number, tasks)
        yield parcel


def _send_first(command: Command, receivers: int, tasks: Iterable[int]) -> Iterator[bytes]:
    numbers = ranges(tasks)
    if numbers:
        yield from _rows(command.pipe(["--task", numbers]), receivers)


def _send_on(
    command: Command, wanted: Iterable[int], receivers: int, task: int, parcels: Iterable[bytes]
) -> Iterator[bytes]:
    if task in wanted:
        yield from _rows(command.pipe(["--task", str(task)], parcels), receivers)


def _receive(
    command: Command, wanted: Iterable[int], task: int, parcels: Iterable[bytes]
) -> Iterator[Outcome]:
    if task in wanted:
        yield command.take(["--task", str(task)], parcels)
