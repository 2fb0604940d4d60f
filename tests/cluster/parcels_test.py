"""What Spark sorts parcels by, and how they are read from a pipe."""

import importlib.util
import io
import pathlib
import random
import struct
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


parcels = load("parcels")


def parcel(to, sender, number, payload):
    return struct.pack("<4sIIIHHIQ", b"galP", to, sender, number, 0, 0, len(payload), 0) + payload


class Reading(unittest.TestCase):
    def test_one_after_another(self):
        chance = random.Random(1)
        sent = [(k % 3, k % 5, k, chance.randbytes(chance.choice((0, 1, 70_000)))) for k in range(20)]
        stream = io.BufferedReader(io.BytesIO(b"".join(parcel(*each) for each in sent)))
        found = list(parcels.read_parcels(stream))
        self.assertEqual([each[:3] for each in found], [each[:3] for each in sent])
        self.assertEqual([bytes(each[3]) for each in found], [parcel(*each) for each in sent])

    def test_what_is_cut_or_none_is_told(self):
        whole = parcel(1, 2, 3, b"payload")
        for bad in (whole[:10], whole[:-1], whole + b"x", b"X" + whole[1:]):
            with self.assertRaises(parcels.NoParcel):
                list(parcels.read_parcels(io.BufferedReader(io.BytesIO(bad))))


class Sorting(unittest.TestCase):
    def test_by_sender_and_number_within_a_receiver(self):
        chance = random.Random(2)
        for tasks in (1, 3, 256):
            rows = [
                (chance.randrange(tasks), chance.choice((0, 5, 1 << 30)), chance.choice((0, 7, 1 << 20)))
                for _ in range(200)
            ]
            keys = {}
            for to, sender, number in rows:
                (key,) = struct.unpack("!q", parcels.sort_key(to, sender, number, tasks))
                self.assertLess(key & 0xFFFFFFFF, 1 << 31)
                self.assertEqual((key & 0xFFFFFFFF) % tasks, to)
                keys.setdefault(to, {})[key] = (sender, number)
            for of_one in keys.values():
                in_order = [of_one[key] for key in sorted(of_one)]
                self.assertEqual(in_order, sorted(in_order))


if __name__ == "__main__":
    unittest.main()
