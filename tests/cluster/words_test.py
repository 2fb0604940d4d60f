"""A front end's own options are taken out of the words; all others go on in their order."""

import os
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/cluster"))

from galley_cluster.messages import Failure  # noqa: E402
from galley_cluster.words import galley_program, take  # noqa: E402

VALUED = ["-o,--output", "--master", "--conf"]


class Taking(unittest.TestCase):
    def test_all_ways_to_write_a_value(self):
        for words in (["-o", "DIR"], ["-oDIR"], ["--output", "DIR"], ["--output=DIR"]):
            taken = take(["a", *words, "b"], VALUED)
            self.assertEqual((taken.last("--output"), taken.rest), ("DIR", ["a", "b"]))

    def test_what_is_not_known_stays_in_its_order(self):
        taken = take(["x", "--text-field", "body", "--master", "yarn", "-q", "--split-size=4M", "-"], VALUED)
        self.assertEqual(taken.rest, ["x", "--text-field", "body", "-q", "--split-size=4M", "-"])

    def test_values_may_repeat_and_look_like_options(self):
        taken = take(["--conf", "a=b", "--conf", "--x", "in"], VALUED)
        self.assertEqual((taken.own["--conf"], taken.rest), (["a=b", "--x"], ["in"]))

    def test_plain_options(self):
        taken = take(["--plan-job", "in", "-h"], VALUED, ["--plan-job", "-h,--help"])
        self.assertTrue(taken.has("--plan-job") and taken.has("--help"))
        self.assertEqual(taken.rest, ["in"])

    def test_nothing_is_taken_behind_two_dashes(self):
        self.assertEqual(take(["--", "-o", "DIR"], VALUED).rest, ["--", "-o", "DIR"])

    def test_a_missing_value_is_told(self):
        with self.assertRaisesRegex(Failure, "^-o: has no value; "):
            take(["in", "-o"], VALUED)


class Program(unittest.TestCase):
    def test_the_environment_comes_before_the_path(self):
        with tempfile.TemporaryDirectory() as folder:
            programs = {}
            for name in ("galley", "other"):
                programs[name] = pathlib.Path(folder, name)
                programs[name].write_text("#!/bin/sh\n")
                programs[name].chmod(0o755)
            with mock.patch.dict(os.environ, {"PATH": folder, "GALLEY": str(programs["other"])}):
                self.assertEqual(galley_program(), str(programs["other"]))
                os.environ.pop("GALLEY")
                self.assertEqual(galley_program(), str(programs["galley"]))

    def test_a_wrong_one_is_told(self):
        with mock.patch.dict(os.environ, {"GALLEY": "/there/is/none"}), self.assertRaisesRegex(
            Failure, "is no program"
        ):
            galley_program()


if __name__ == "__main__":
    unittest.main()
