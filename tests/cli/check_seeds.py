#!/usr/bin/env python3
"""The five documents that galley was asked to work for: how well repair joins their lines, and what
clean removes from them.

usage: tests/cli/check_seeds.py GALLEY EVAL NNN

EVAL is the folder of test sets that lies beside the project on its developers' machines; elsewhere the
test is skipped."""
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

SKIPPED = 77
LEAST_ACCURACY = 0.97
KNOWN = {}


def letters_of(text):
    """Letters, marks and numbers, folded for width and case: the definition in the manifest's words."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LMN")


def accuracy_of(evaluation, raw, gold, repaired):
    done = subprocess.run([sys.executable, evaluation / "score_repair.py", raw, gold, repaired,
                           "--json"], capture_output=True, check=True)
    return json.loads(done.stdout)["accuracy"]


def stitches_apart(galley, raw, number):
    """The interrupted paragraphs whose halves do not stand together in what comes out."""
    lines = raw.read_text(encoding="utf-8").splitlines()
    links = json.loads((raw.parent / "links.json").read_text())[number]
    with open(raw, "rb") as source:
        done = subprocess.run([galley, "repair", "-q", "--interrupted", "all"], stdin=source,
                              capture_output=True, check=True)
    repaired = letters_of(done.stdout.decode())
    seams = [(lines[end - 1], lines[begin - 1]) for end, begin in links["stitches"]]
    return [f"{end[-8:]}|{begin[:8]}" for end, begin in seams
            if letters_of(end)[-8:] + letters_of(begin)[:8] not in repaired]


def check_repair(galley, evaluation, raw, number):
    with tempfile.NamedTemporaryFile(suffix=".txt") as out:
        with open(raw, "rb") as source:
            subprocess.run([galley, "repair", "-q"], stdin=source, stdout=out, check=True)
        accuracy = accuracy_of(evaluation, raw, raw.parent / f"{number}.gold.txt", out.name)
    print(f"{number}: accuracy at line breaks {accuracy:.4f}")
    apart = stitches_apart(galley, raw, number)
    if apart:
        print(f"{number}: interrupted and not resumed: {', '.join(apart)}")
        return 1
    if accuracy >= LEAST_ACCURACY:
        return 0
    if number in KNOWN:
        print(f"KNOWN DEVIATION of {number}: {KNOWN[number]}")
        return SKIPPED
    return 1


def rows_of(folder, stem):
    done = subprocess.run(["zstd", "-dcq", f"{folder}/{stem}-00000.jsonl.zst"],
                          capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def check_clean(galley, raw, number):
    lines = raw.read_text(encoding="utf-8").splitlines()
    links = json.loads((raw.parent / "links.json").read_text())[number]
    repeats = collections.Counter(letters_of(lines[int(line) - 1])
                                  for line in links["exact_duplicates"])
    alike = {letters_of(lines[int(line) - 1]) for line in links["near_duplicates"]}
    with tempfile.TemporaryDirectory(prefix="galley-seeds.") as folder:
        subprocess.run([galley, "clean", "-q", "--keep-removed", raw, "-o", f"{folder}/out"],
                       check=True)
        subprocess.run([galley, "verify", "-q", f"{folder}/out"], check=True)
        removed = rows_of(f"{folder}/out", "removed")
        corpus = rows_of(f"{folder}/out", "corpus")
        counts = json.loads(pathlib.Path(f"{folder}/out/manifest.json").read_text())["counts"]
    gone = collections.Counter(letters_of(row["text"]) for row in removed
                               if row["reason"] != "furniture")
    print(f"{number}: {sum(gone.values())} paragraphs removed, {sum(repeats.values())} repeated")
    assert not repeats - gone, f"repeated, but not removed: {repeats - gone}"
    assert not [text for text in gone - repeats if text not in alike], f"no repeat: {gone - repeats}"

    kept = sum(len(letters_of(row["text"])) for row in corpus)
    taken = sum(len(letters_of(row["text"])) for row in removed)
    assert counts["letters_kept"] == kept and counts["letters_removed"] == taken, counts
    assert counts["letters_in"] == len(letters_of(raw.read_text(encoding="utf-8"))), counts
    into = counts["letters_in"] - counts["letters_edited"] + counts["letters_added"]
    assert into == kept + taken, counts
    return 0


def main(galley, evaluation, number):
    evaluation = pathlib.Path(evaluation)
    found = sorted((evaluation / "seeds").glob(f"{number}_*.txt"))
    if not found:
        print(f"skipped: {evaluation / 'seeds'} is not there")
        return SKIPPED
    return check_clean(galley, found[0], number) or check_repair(galley, evaluation, found[0], number)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
