"""The stages' commands, what is left of a run, and how tasks are divided."""

import pathlib
import random
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/cluster"))

from galley_cluster.stages import STAGES, numbers, parts, ranges, read_plan  # noqa: E402

BY_NAME = {stage.name: stage for stage in STAGES}


class Commands(unittest.TestCase):
    def test_are_those_of_the_program(self):
        told = [" ".join(stage.command_words("DIR", "0-3")) for stage in STAGES]
        self.assertEqual(
            told,
            [
                "learn --run DIR --task 0-3",
                "map DIR --task 0-3",
                "match DIR --step copies --task 0-3",
                "match DIR --step rows --task 0-3",
                "match DIR --step pairs --task 0-3",
                "match DIR --step verify --task 0-3",
                "resolve DIR --step decide",
                "resolve DIR --step follow --task 0-3",
                "resolve DIR --step trace --task 0-3",
                "resolve DIR --step gather --task 0-3",
                "emit DIR --task 0-3",
                "emit DIR --finish",
            ],
        )

    def test_counts_are_those_of_the_plan(self):
        counts = read_plan('{"dir":"DIR","tasks":{"learn":0,"map":12,"match":8,"emit":40}}')
        self.assertEqual([stage.task_count(counts) for stage in STAGES], [0, 12, 8, 8, 8, 8, 1, 8, 8, 8, 40, 1])


class Missing(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.state = pathlib.Path(self.folder.name, ".galley")

    def mark(self, *names):
        path = self.state.joinpath(*names)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()

    def test_is_what_has_no_mark(self):
        self.mark("map", "000", "00001")
        self.mark("map", "001", "01002")
        self.mark("map", "001", "01003.tmp17")
        missing = BY_NAME["map"].missing(self.folder.name, 1004)
        self.assertEqual(missing, [0, *range(2, 1002), 1003])
        self.assertEqual(BY_NAME["copies"].missing(self.folder.name, 2), [0, 1])

    def test_folders_of_finished_tasks_are_marks_too(self):
        self.state.joinpath("map/000/00000").mkdir(parents=True)
        self.assertEqual(BY_NAME["map"].missing(self.folder.name, 1), [])

    def test_stages_of_one_task(self):
        self.assertEqual(BY_NAME["decide"].missing(self.folder.name, 1), [0])
        self.mark("decide", "000", "00000")
        self.assertEqual(BY_NAME["decide"].missing(self.folder.name, 1), [])
        self.assertEqual(BY_NAME["finish"].missing(self.folder.name, 1), [0])

    def test_parts_of_the_profile_are_put_together(self):
        self.mark("learn", "000", "00000")
        self.mark("learn", "000", "00001")
        self.assertEqual(BY_NAME["learn"].missing(self.folder.name, 2), [1])
        self.mark("profile")
        self.assertEqual(BY_NAME["learn"].missing(self.folder.name, 2), [])
        self.assertEqual(BY_NAME["learn"].missing(self.folder.name, 0), [])

    def test_nothing_of_a_finished_run(self):
        pathlib.Path(self.folder.name, "manifest.json").touch()
        self.assertTrue(all(stage.missing(self.folder.name, 3) == [] for stage in STAGES))


class Dividing(unittest.TestCase):
    def test_ranges(self):
        self.assertEqual(ranges([0, 1, 2, 3, 7]), "0-3,7")
        self.assertEqual(ranges([]), "")

    def test_numbers_undo_ranges(self):
        chance = random.Random(1)
        for _ in range(200):
            some = sorted(chance.sample(range(60), chance.randrange(40)))
            self.assertEqual(numbers(ranges(some)), some)

    def test_parts_hold_everything_evenly(self):
        for count in range(40):
            for most in range(1, 12):
                divided = parts(list(range(count)), most)
                self.assertEqual([task for part in divided for task in part], list(range(count)))
                self.assertEqual(len(divided), min(count, most))
                self.assertLessEqual(max(map(len, divided), default=0) - min(map(len, divided), default=0), 1)


if __name__ == "__main__":
    unittest.main()
