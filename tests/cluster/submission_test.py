"""What is submitted to Slurm, with programs in place of Slurm's that note what they are asked."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tools/cluster"), str(ROOT / "tools/slurm")]

from galley_cluster.stages import STAGES  # noqa: E402
from galley_slurm.record import Options, Record  # noqa: E402
from galley_slurm.status import describe, run_state  # noqa: E402
from galley_slurm.submission import submit_missing  # noqa: E402

PROGRAMS = {
    "scontrol": 'case "$1" in show) echo "MaxArraySize            = 5";; *) exit 1;; esac',
    "squeue": 'cat "$ASKED/queue" 2>/dev/null; true',
    "scancel": 'echo "$@" >>"$ASKED/cancelled"',
    "sacct": "exit 1",
    "sbatch": """turn=$(( $(ls "$ASKED" | grep -c '^[0-9]*.words$') + 1 ))
printf '%s\\n' "$@" >"$ASKED/$turn.words"
cat >"$ASKED/$turn.script"
echo $((100 + turn))""",
}
COUNTS = {"learn": 1, "map": 12, "match": 3, "emit": 7}


class Submitting(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.asked, self.output = pathlib.Path(folder.name, "asked"), pathlib.Path(folder.name, "a corpus")
        programs = pathlib.Path(folder.name, "programs")
        for each in (self.asked, self.output, programs):
            each.mkdir()
        for name, body in PROGRAMS.items():
            (programs / name).write_text("#!/bin/bash\n" + body + "\n")
            (programs / name).chmod(0o755)
        environment = {"PATH": f"{programs}:{os.environ['PATH']}", "ASKED": str(self.asked)}
        patch = mock.patch.dict(os.environ, environment)
        patch.start()
        self.addCleanup(patch.stop)
        self.record = Record(str(self.output))
        self.options = Options(
            "/opt/galley", "/", ["--qos=low"], {"decide": ["--mem=9G"]}, 2048, 2, "$TMPDIR/x", 1000, 4
        )
        self.record.begin(self.options, COUNTS)
        with mock.patch("galley_slurm.submission.say"):
            submit_missing(self.record, self.record.options())

    def again(self):
        with mock.patch("galley_slurm.submission.say"):
            submit_missing(self.record, self.record.options())

    def words(self, turn):
        return (self.asked / f"{turn}.words").read_text().splitlines()

    def mark(self, stage, task):
        path = self.output / f".galley/{stage}/000/{task:05}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()

    def test_a_job_a_stage_each_behind_the_one_before(self):
        self.assertEqual([each.stage for each in self.record.submitted()], [stage.name for stage in STAGES])
        for turn in range(2, 10):
            self.assertIn(f"--dependency=afterok:{99 + turn}", self.words(turn))
        self.assertFalse([word for word in self.words(1) if word.startswith("--dependency")])

    def test_arrays_are_cut_to_the_site(self):
        self.assertIn("--array=0-4%4", self.words(2))
        self.assertEqual([len(each) for each in list(self.record.submitted())[1].elements], [2, 2, 3, 2, 3])
        self.assertIn("--array=0-2%4", self.words(3))

    def test_the_users_words_come_last(self):
        words = self.words(7)
        self.assertGreater(words.index("--mem=9G"), words.index("--mem=2560M"))
        self.assertIn("--qos=low", words)

    def test_an_element_does_the_tasks_of_its_line(self):
        script = (self.asked / "2.script").read_text().replace("/opt/galley", "echo")
        environment = {
            **os.environ,
            "SLURM_ARRAY_TASK_ID": "2",
            "SLURM_MEM_PER_NODE": "10000",
            "SLURM_CPUS_PER_TASK": "3",
            "TMPDIR": "/scratch 1",
        }
        done = subprocess.run(
            ["bash"], input=script, capture_output=True, text=True, env=environment, check=True
        )
        self.assertEqual(
            done.stdout,
            f"map {self.output} --task 4-6 --threads 3 --memory 8000M --progress none --temp /scratch 1/x\n",
        )

    def test_an_element_without_a_line_fails(self):
        script = (self.asked / "2.script").read_text()
        done = subprocess.run(
            ["bash"],
            input=script,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "SLURM_ARRAY_TASK_ID": "9", "TMPDIR": "/scratch"},
        )
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, "has no line for element 9")

    def test_again_submits_what_is_missing_and_does_not_run(self):
        self.mark("learn", 0)
        (self.output / ".galley/profile").touch()
        for task in (0, 1, 2, 3, 4, 9, 10, 11):
            self.mark("map", task)
        # Element 3 of the map still runs (tasks 7 and 8); of the rest, 5 and 6 are lost. The next stage waits.
        (self.asked / "queue").write_text("102 3 RUNNING\n103 0 PENDING\n")
        self.again()
        self.assertEqual((self.asked / "cancelled").read_text().strip(), "103_0")
        later = list(self.record.submitted())[len(STAGES):]
        self.assertEqual((later[0].stage, later[0].elements), ("map", [[5], [6]]))
        self.assertIn("--dependency=afterany:102,afterok:113", self.words(14))
        self.assertIn("--dependency=afterok:114", self.words(15))

    def test_status_tells_what_failed(self):
        self.mark("learn", 0)
        (self.output / ".galley/profile").touch()
        for task in range(0, 10):
            if task != 5:
                self.mark("map", task)
        (self.asked / "queue").write_text("102 4 RUNNING\n103 0 PENDING\n103 1 PENDING\n103 2 PENDING\n")
        log = self.output / ".galley/logs/map/102_2.log"
        log.write_text("galley: error: x: y; z\n")
        state = run_state(self.record)
        rows = {row.name: (row.done, row.running, row.waiting, row.failed) for row in state.stages}
        self.assertEqual(rows["map"], (9, 2, 0, 1))
        self.assertEqual(rows["copies"], (0, 0, 3, 0))
        self.assertEqual(rows["emit"], (0, 0, 0, 0))
        lines = describe(state, 10)
        self.assertTrue(any(re.match("failed: map tasks 5: job 102_2: ", line) for line in lines), lines)
        self.assertIn("    galley: error: x: y; z", lines)

    def test_the_record_is_lines_of_json(self):
        rows = [json.loads(line) for line in (self.output / ".galley/slurm/jobs").read_text().splitlines()]
        self.assertEqual(rows[1], {"stage": "map", "job": 102, "tasks": "map-001.tasks"})


if __name__ == "__main__":
    unittest.main()
