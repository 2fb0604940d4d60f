"""The job script of a stage. An element finds its tasks in its line of a file; threads and memory
follow what Slurm has granted."""

from __future__ import annotations

import re
import shlex
from typing import Sequence

from galley_cluster.stages import Stage

from .record import Options, Record

_ELEMENT = """#!/bin/bash
set -u
memory={memory}
if [ -n "${{SLURM_MEM_PER_NODE:-}}" ]; then
  memory=$((SLURM_MEM_PER_NODE * 4 / 5))
elif [ -n "${{SLURM_MEM_PER_CPU:-}}" ]; then
  memory=$((SLURM_MEM_PER_CPU * ${{SLURM_CPUS_PER_TASK:-1}} * 4 / 5))
fi
[ "$memory" -ge 256 ] || memory=256
resources=(--threads "${{SLURM_CPUS_PER_TASK:-{cpus}}}" --memory "${{memory}}M" --progress none)
{temp}{run}
"""

_NUMBERED = """tasks=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" {tasks_file})
[ -n "$tasks" ] || { echo "galley: error: "{tasks_file}": has no line for element $SLURM_ARRAY_TASK_ID; run tools/slurm/clean --again" >&2; exit 1; }
exec {command} --task "$tasks" "${resources[@]}\""""

# The last command removes the folder of logs, in which no file may be open then.
_LAST = """messages=$(mktemp)
{command} "${resources[@]}" >"$messages" 2>&1
status=$?
if [ $status -ne 0 ] && [ -d {logs} ]; then
  cp "$messages" {logs}/"$SLURM_JOB_ID".log
fi
rm -f "$messages"
exit $status"""


def job_script(stage: Stage, record: Record, options: Options, tasks_file: str) -> str:
    command = shlex.join([options.galley, *stage.command_words(record.folder)])
    if stage.name == "finish":
        run = _fill(_LAST, command=command, logs=shlex.quote(str(record.logs / stage.name)))
    elif stage.counted_as:
        run = _fill(_NUMBERED, command=command, tasks_file=shlex.quote(tasks_file))
    else:
        run = _fill('exec {command} "${resources[@]}"', command=command)
    return _ELEMENT.format(
        memory=options.memory_mib, cpus=options.cpus, temp=_temp_line(options.temp), run=run
    )


def sbatch_words(stage: Stage, record: Record, options: Options, elements: int) -> Sequence[str]:
    words = [
        f"--job-name=galley-{stage.name}",
        f"--chdir={options.working_folder}",
        "--requeue",
        "--kill-on-invalid-dep=yes",
        "--open-mode=append",
        f"--cpus-per-task={options.cpus}",
        f"--mem={options.memory_mib * 5 // 4}M",
    ]
    logs = record.logs / stage.name
    if stage.name == "finish":
        words.append("--output=/dev/null")
    elif stage.counted_as:
        limit = f"%{options.most_at_once}" if options.most_at_once else ""
        words += [f"--output={_literal(logs)}/%A_%a.log", f"--array=0-{elements - 1}{limit}"]
    else:
        words.append(f"--output={_literal(logs)}/%j.log")
    # sbatch takes the last of several values.
    return [*words, *options.sbatch, *options.sbatch_of_stage.get(stage.name, [])]


def _temp_line(temp: str) -> str:
    """The folder for temporary files may be named by a variable of the node, as $TMPDIR."""
    if not temp:
        return ""
    word = f'"{temp}"' if re.fullmatch(r"\$\{?\w+\}?(/[\w./-]*)?", temp) else shlex.quote(temp)
    return f"resources+=(--temp {word})\n"


def _literal(path: object) -> str:
    # In names of logs a percent sign begins a placeholder.
    return str(path).replace("%", "%%")


def _fill(template: str, **values: str) -> str:
    for name, value in values.items():
        template = template.replace("{" + name + "}", value)
    return template
