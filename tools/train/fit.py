#!/usr/bin/env python3
"""Fits the forests of src/repair/forest_generated.cpp.

usage: fit.py LABELLED.npz[:WEIGHT]... > src/repair/forest_generated.cpp

LABELLED files are those of label.py. Boosted symmetric trees (CatBoost), one forest for spaced scripts and one for
Han and Kana. Settings were chosen by four-fold cross-validation over documents (README.md); no set has rules of its
own, only a weight (README.md)."""
import json
import sys
import tempfile

import numpy
from catboost import CatBoostClassifier

from emit_forest import emit

FORESTS = {"Spaced": (0, 700), "Ideographic": (1, 500)}
STAGES = (24, 72, 168, 360)  # of src/repair/forest.h, but for the last
LEAST_SURE = 1.0


def load(words):
    parts = []
    for word in words:
        path, _, weight = word.partition(":")
        found = numpy.load(path)
        parts.append((found["family"], found["features"], found["label"],
                      numpy.full(len(found["label"]), float(weight or 1))))
    return [numpy.concatenate(column) for column in zip(*(p for p in parts if len(p[2])))]


def sure_scores(model, features, trees):
    """After each stage, the score beyond which the remaining trees turned fewer than one decision in thirty thousand."""
    whole = model.predict(features, prediction_type="RawFormulaVal")
    sure = []
    for end in STAGES:
        part = model.predict(features, prediction_type="RawFormulaVal", ntree_end=min(end, trees))
        turned = numpy.sort(numpy.abs(part[(part > 0) != (whole > 0)]))[::-1]
        allowed = len(whole) // 30000
        sure.append(max(LEAST_SURE, float(turned[allowed]) if len(turned) > allowed else 0))
    return sure


def main():
    family, features, label, weight = load(sys.argv[1:])
    models = {}
    for name, (number, trees) in FORESTS.items():
        here = family == number
        model = CatBoostClassifier(iterations=trees, depth=6, learning_rate=0.12, l2_leaf_reg=3, verbose=0,
                                   thread_count=2, border_count=64, random_seed=1, allow_writing_files=False)
        model.fit(features[here], label[here], sample_weight=weight[here])
        with tempfile.NamedTemporaryFile(suffix=".json") as file:
            model.save_model(file.name, format="json")
            table = json.load(open(file.name, encoding="utf-8"))
        sure = sure_scores(model, features[here], trees)
        right = (model.predict(features[here], prediction_type="RawFormulaVal") > 0) == label[here]
        print(f"{name}: {here.sum()} breaks, {right.mean():.4f} right in training, sure at {[round(s, 2) for s in sure]}", file=sys.stderr)
        models[name] = table, sure
    sys.stdout.write(emit(models))


if __name__ == "__main__":
    main()
