"""Which inputs and outputs are paths, and which are URIs to be copied."""

import importlib.util
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def load(name):
    """A module of the package by itself, without those that need PySpark."""
    path = ROOT / f"tools/spark/galley_spark/{name}.py"
    module = importlib.util.module_from_spec(importlib.util.spec_from_file_location(name, path))
    sys.modules[name] = module
    module.__spec__.loader.exec_module(module)
    return module


place = load("places").place


class Places(unittest.TestCase):
    def test_paths_and_file_are_shared(self):
        for text, path in (
            ("dump", "dump"),
            ("/a/b", "/a/b"),
            ("-", "-"),
            ("file:///a/b%20c", "/a/b c"),
            ("file:/a", "/a"),
            ("notes: 1916", "notes: 1916"),
        ):
            self.assertEqual((place(text).is_shared, place(text).text), (True, path))

    def test_other_schemes_are_not(self):
        for text in ("hdfs://host:8020/a", "s3a://bucket/a", "hdfs:/a", "viewfs://table/in"):
            self.assertEqual((place(text).is_shared, place(text).text), (False, text))

    def test_last_names(self):
        self.assertEqual(
            [place(text).last_name for text in ("s3a://bucket/a/dump/", "hdfs://h/x.jsonl.zst", "s3a:/")],
            ["dump", "x.jsonl.zst", "s3a:"],
        )


if __name__ == "__main__":
    unittest.main()
