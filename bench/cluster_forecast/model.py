"""The model: what a stage takes of a byte of text, as it was measured, over what a cluster has.

A rate is a line in the logarithm of the size, by least squares over the measured sizes: sorting and merging
cost a little more a byte with each doubling. With one size it is constant. What is learnt from a sample is
the same for any archive. A stage takes the longest of its processors' time, its disks' and its network's.
What grows faster than that, as work that each task does over the whole archive, is not foretold: the check
against measured sizes shows it as an error that grows with the size."""

from __future__ import annotations

import dataclasses
import math
from typing import Dict, List, Sequence

# Stages that one machine does; the sample of learn does not grow.
ON_ONE_MACHINE = ("plan", "learn", "decide", "finish")
OF_FIXED_SIZE = ("learn",)
# What these read was written by other machines.
ACROSS = ("copies", "rows", "pairs", "verify", "decide", "follow", "trace", "gather", "emit")


@dataclasses.dataclass(frozen=True)
class Cluster:
    nodes: int
    cores_a_node: int
    disk_mb_s: float
    network_mb_s: float
    task_start_seconds: float

    @property
    def cores(self) -> int:
        return self.nodes * self.cores_a_node


@dataclasses.dataclass(frozen=True)
class StageForecast:
    name: str
    core_seconds: float
    wall_seconds: float
    bound_by: str
    shuffled_bytes: float
    kept_bytes: float
    memory_mib: float


def rate(runs: Sequence[dict], stage: str, figure: str, text_bytes: float) -> float:
    """A figure of a stage for an archive of this size."""
    points = [
        (math.log2(run["text_bytes"]), run["stages"][stage][figure] / run["text_bytes"])
        for run in runs
        if stage in run["stages"]
    ]
    if not points:
        return 0.0
    if stage in OF_FIXED_SIZE:
        return max(value * 2**size for size, value in points)
    middle = sum(size for size, _ in points) / len(points)
    mean = sum(value for _, value in points) / len(points)
    spread = sum((size - middle) ** 2 for size, _ in points)
    slope = sum((size - middle) * (value - mean) for size, value in points) / spread if spread else 0.0
    # What falls with the size is the start of programs, and falls no further.
    return text_bytes * max(mean + max(slope, 0.0) * (math.log2(text_bytes) - middle), 0.0)


def forecast(runs: Sequence[dict], text_bytes: float, cluster: Cluster) -> List[StageForecast]:
    found = []
    for stage in runs[-1]["stages"]:
        value: Dict[str, float] = {
            figure: rate(runs, stage, figure, text_bytes)
            for figure in ("core_seconds", "read_bytes", "written_bytes", "kept_bytes", "tasks")
        }
        alone = stage in ON_ONE_MACHINE
        nodes = 1 if alone else cluster.nodes
        # Plan and learn read in all threads of a machine, decide is one scan.
        cores = 1 if stage in ("decide", "finish") else nodes * cluster.cores_a_node
        bounds = {
            "processors": value["core_seconds"] / cores,
            "disks": (value["read_bytes"] + value["written_bytes"]) / (nodes * cluster.disk_mb_s * 1e6),
            "network": value["read_bytes"] / (nodes * cluster.network_mb_s * 1e6) if stage in ACROSS else 0.0,
        }
        bound_by = max(bounds, key=lambda name: bounds[name])
        waves = 1 if alone else math.ceil(value["tasks"] / cluster.cores)
        found.append(
            StageForecast(
                stage,
                value["core_seconds"],
                bounds[bound_by] + waves * cluster.task_start_seconds,
                bound_by,
                value["read_bytes"] if stage in ACROSS else 0.0,
                value["kept_bytes"],
                max(run["stages"][stage]["peak_mib"] for run in runs if stage in run["stages"]),
            )
        )
    return found


def check(runs: Sequence[dict]) -> List[Dict[str, float]]:
    """Each measured size beside what the others foretell of it, in processor seconds."""
    rows = []
    for left_out in runs if len(runs) > 1 else []:
        others = [run for run in runs if run is not left_out]
        told = sum(
            rate(others, stage, "core_seconds", left_out["text_bytes"]) for stage in left_out["stages"]
        )
        took = sum(stage["core_seconds"] for stage in left_out["stages"].values())
        rows.append(
            {
                "text_bytes": left_out["text_bytes"],
                "foretold": told,
                "measured": took,
                "error": told / took - 1,
            }
        )
    return rows


def core_hours_a_terabyte(runs: Sequence[dict], text_bytes: float) -> float:
    stages = runs[-1]["stages"]
    return sum(rate(runs, stage, "core_seconds", text_bytes) for stage in stages) / 3600 / (text_bytes / 1e12)
