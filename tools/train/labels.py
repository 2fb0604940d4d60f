#!/usr/bin/env python3
"""Labels the breaks of a test set: does a paragraph end there?

labels_of(raw, gold) -> function(end, begin) -> 'P', 'S', 'N', 'H' or None, for a break between the bytes `end` and
`begin` of raw. The alignment is that of ../shared/eval/score_repair.py, which must be importable."""
import bisect

from score_repair import align, kind, letters_of


def labels_of(raw, gold):
    offsets, at = [], 0
    for character in raw:
        offsets += [at] * len(letters_of(character)[0])
        at += len(character.encode())
    raw_letters, _, _ = letters_of(raw)
    gold_letters, _, gaps = letters_of(gold)
    match = align(raw_letters, gold_letters)

    def label(end, begin):
        last = bisect.bisect_left(offsets, end) - 1
        first = bisect.bisect_left(offsets, begin)
        if last < 0 or first >= len(offsets) or match[last] < 0 or match[first] != match[last] + 1:
            return None
        gap = gaps[match[last]]
        return None if "\x1e" in gap else kind(gap)

    return label
