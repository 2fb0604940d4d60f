#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which letters recognition takes for which: from words that are rare and one letter away from a frequent one.

usage: misread_letters.py TEXT.jsonl [PAIRS]      (default: the 60 most frequent)

Prints the table of src/repair/misread.cpp: for each letter read, those that may have been printed, most likely first.
"""

import collections
import json
import re
import string
import sys

LETTERS = string.ascii_lowercase
LEAST_LETTERS = 6
FREQUENT = 1000
RARE = 20


def words_of(path: str) -> "collections.Counter[str]":
    words: "collections.Counter[str]" = collections.Counter()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            words.update(re.findall(r"[a-z]+", json.loads(line)["text"].lower()))
    return words


def main() -> None:
    words = words_of(sys.argv[1])
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    frequent = {word for word, count in words.items() if count >= FREQUENT and len(word) >= LEAST_LETTERS}
    pairs: "collections.Counter[tuple[str, str]]" = collections.Counter()
    for word, count in words.items():
        if count > RARE or len(word) < LEAST_LETTERS:
            continue
        found = [
            (read, printed)
            for at, read in enumerate(word)
            for printed in LETTERS
            if printed != read and word[:at] + printed + word[at + 1 :] in frequent
        ]
        if len(found) == 1:  # of more it is not known which
            pairs[found[0]] += count
    table = collections.defaultdict(str)
    chosen = pairs.most_common(most)
    for (read, printed), _ in chosen:
        table[read] += printed
    print(", ".join(f'"{table[letter]}"' for letter in LETTERS))
    share = sum(count for _, count in chosen) / sum(pairs.values())
    print(f"{len(chosen)} pairs, {share:.3f} of {sum(pairs.values())} misread letters", file=sys.stderr)


if __name__ == "__main__":
    main()
