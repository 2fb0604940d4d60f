"""The forecast as a page of tables, and a plot."""

from __future__ import annotations

import json
import pathlib
import subprocess
from typing import List, Sequence

from .model import ON_ONE_MACHINE, Cluster, check, core_hours_a_terabyte, forecast

SIZES = ((1e12, "1 TB"), (1e13, "10 TB"), (1e14, "100 TB"), (1e15, "1 PB"))

# Published, normalised in references/scale.md 4.5: MB a core-second, and what the figure leaves out.
PUBLISHED = (
    ("SlimPajama (normalising, deduplication)", 0.36),
    ("datatrove, signatures only", 0.78),
    ("datatrove, another user's whole run", 0.14),
    ("data-juicer, deduplication on 640 cores, 1 TB", 0.51),
    ("data-juicer, deduplication on 1280 cores, 5 TB", 0.39),
)

PLOT = """
import json, sys
import matplotlib
matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "galley"
from matplotlib import pyplot
told = json.load(open(sys.argv[1]))
figure, axes = pyplot.subplots(figsize=(8, 4.5))
bottom = [0.0] * len(told["sizes"])
for name, hours in told["stages"].items():
    axes.bar(told["sizes"], hours, bottom=bottom, label=name)
    bottom = [low + more for low, more in zip(bottom, hours)]
axes.set(xlabel="text", ylabel="wall clock, hours a terabyte", title=told["title"])
axes.legend()
figure.tight_layout()
figure.savefig(sys.argv[2], metadata={"Date": None})
"""


def page(measured: dict, cluster: Cluster, command: str, plot_name: str) -> str:
    runs = measured["runs"]
    lines = [
        "# What a run on a cluster will take",
        "",
        f"    {command}",
        "",
        f"Cluster: {cluster.nodes} machines of {cluster.cores_a_node} cores, {cluster.disk_mb_s:g} MB/s of disk and "
        f"{cluster.network_mb_s:g} MB/s of network each, {cluster.task_start_seconds:g} s to start a task: assumed. "
        f"Rates: {measured['source']}. Beyond the largest measured size all is extrapolated; a size here is that of "
        "the text, unpacked.",
        "",
    ]
    for size, name in SIZES:
        lines += _size_table(runs, size, name, cluster)
    lines += [
        f"![wall clock by stage]({plot_name})",
        "",
        "## Costs beside published ones",
        "",
        "Others' figures hold their own reading of storage and their own settings, and no repair of text: they "
        "bound what there is to gain, no more.",
        "",
        "| program | core-hours a terabyte |",
        "|---|---|",
    ]
    largest = max(run["text_bytes"] for run in runs)
    lines += [
        f"| **galley**, {label} | {core_hours_a_terabyte(runs, size):.1f} |"
        for size, label in (
            (largest, f"{largest / 1e9:g} GB, measured"),
            (1e12, "1 TB, foretold"),
            (1e15, "1 PB, foretold"),
        )
    ]
    lines += [f"| {name} | {1e6 / speed / 3600:.0f} |" for name, speed in PUBLISHED]
    lines += [
        "",
        "## The model against measured runs",
        "",
        "Each size is foretold from the others; processor seconds.",
        "",
        "| text, GB | foretold | measured | error |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {row['text_bytes'] / 1e9:g} | {row['foretold']:.1f} | {row['measured']:.1f} | {100 * row['error']:+.1f} % |"
        for row in check(runs)
    ] or ["| one size was measured, which nothing can foretell | | | |"]
    return "\n".join([*lines, ""])


def write_plot(
    measured: dict, cluster: Cluster, python: pathlib.Path, scratch: pathlib.Path, path: pathlib.Path
) -> None:
    runs = measured["runs"]
    by_size = [forecast(runs, size, cluster) for size, _ in SIZES]
    told = {
        "sizes": [name for _, name in SIZES],
        "title": f"{cluster.nodes} machines of {cluster.cores_a_node} cores",
        "stages": {
            stage.name: [
                stages[position].wall_seconds / 3600 / (size / 1e12)
                for stages, (size, _) in zip(by_size, SIZES)
            ]
            for position, stage in enumerate(by_size[0])
        },
    }
    figures = scratch / "forecast.json"
    figures.write_text(json.dumps(told))
    subprocess.run([python, "-c", PLOT, figures, path], check=True)


def _size_table(runs: Sequence[dict], size: float, name: str, cluster: Cluster) -> List[str]:
    stages = forecast(runs, size, cluster)
    whole = sum(stage.wall_seconds for stage in stages)
    lines = [
        f"## {name}",
        "",
        "| stage | core-hours | wall hours | bound by | shuffle, TB | temporary files after it, TB | memory of a task, MiB |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {stage.name} | {stage.core_seconds / 3600:.2f} | {stage.wall_seconds / 3600:.2f} | {stage.bound_by} | "
        f"{stage.shuffled_bytes / 1e12:.3f} | {stage.kept_bytes / 1e12:.3f} | {stage.memory_mib:.0f} |"
        for stage in stages
    ]
    lines += [
        f"| all | {sum(stage.core_seconds for stage in stages) / 3600:.1f} | {whole / 3600:.2f} | | "
        f"{sum(stage.shuffled_bytes for stage in stages) / 1e12:.3f} | {max(stage.kept_bytes for stage in stages) / 1e12:.3f} | |",
        "",
    ]
    alone = [
        stage for stage in stages if stage.name in ON_ONE_MACHINE and stage.wall_seconds > whole / 4
    ]
    lines += [
        f"{stage.name.capitalize()}, on one machine, is {100 * stage.wall_seconds / whole:.0f} % of the wall clock.\n"
        for stage in alone
    ]
    return lines
