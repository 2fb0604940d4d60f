#!/usr/bin/env python3
"""Joins features with labels: what tools/train/fit.py reads.

usage: label.py FEATURES OUT.npz --gold RAW.jsonl GOLD.jsonl    aligned as ../shared/eval/score_repair.py does
       label.py FEATURES OUT.npz --ends WRAPPED.jsonl           of tools/train/wrap.py
       label.py FEATURES OUT.npz --clean                        every line is a paragraph

FEATURES is what `galley_repair_jsonl --features` wrote. With --gold, score_repair.py must be importable."""
import json
import sys

import numpy


def rows_of(path):
    for line in open(path, encoding="utf-8"):
        identity, end, begin, family, *features = line.rstrip("\n").split("\t")
        yield identity, int(end), int(begin), int(family), numpy.array(features, dtype=numpy.uint8)


def labeller(words):
    if words[0] == "--clean":
        return lambda identity, end, begin: 1
    if words[0] == "--ends":
        ends = {r["id"]: set(r["ends"]) for r in map(json.loads, open(words[1], encoding="utf-8"))}
        return lambda identity, end, begin: int(end in ends[identity])
    from labels import labels_of
    from score_repair import load
    raw, gold, made = load(words[1]), load(words[2]), {}

    def label(identity, end, begin):
        if identity not in made:
            made[identity] = labels_of(raw[identity], gold[identity])
        found = made[identity](end, begin)
        return -1 if found is None else int(found == "P")

    return label


def main():
    features, out, words = sys.argv[1], sys.argv[2], sys.argv[3:]
    label = labeller(words)
    kept = [(f, x, label(i, e, b)) for i, e, b, f, x in rows_of(features)]
    kept = [row for row in kept if row[2] >= 0]
    numpy.savez(out, family=[r[0] for r in kept], features=[r[1] for r in kept], label=[r[2] for r in kept])


if __name__ == "__main__":
    main()
