#!/usr/bin/env python3
"""Runs the README's first command on fixtures/dump and compares what comes out of one of its files, or
of the whole, with fixtures/dump.expected.

usage: tests/cli/check_dump.py GALLEY FILE|whole

Files of which repair is known to fall short are listed in KNOWN: they are reported as skipped with
their difference, never as passed."""
import difflib
import json
import pathlib
import subprocess
import sys
import tempfile

FIXTURES = pathlib.Path(__file__).resolve().parent.parent.parent / "fixtures"
SKIPPED = 77
KNOWN = {}
# Removed by the default preset, by document and the beginning of the paragraph.
REPEATED = {
    ("04-ocr-pages.md", "秋收以后", "exact"),
    ("04-ocr-pages.md", "合作社的账目", "exact"),
}
NOISY = "06-noisy-reprint.txt"


def lines_of(galley, *words):
    done = subprocess.run([galley, *words], capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def rows_of(path):
    done = subprocess.run(["zstd", "-dcq", str(path)], capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def run_twice(galley, output):
    command = [galley, "clean", "--keep-removed", str(FIXTURES / "dump"), "-o", output]
    first = subprocess.run(command, capture_output=True, check=False)
    assert first.returncode == 0, first.stderr.decode()
    for part in ("Before (", "Removed, ", "Next: "):
        assert part in first.stderr.decode(), first.stderr.decode()
    again = subprocess.run(command, capture_output=True, check=False)
    assert again.returncode == 0 and b"is complete" in again.stderr, again.stderr.decode()


def wire_ids():
    name = FIXTURES / "dump" / "09-wire.jsonl.zst"
    return {row["id"] for row in rows_of(name)}


def check_file(galley, output, name):
    ids = wire_ids() if name.startswith("09") else {name}
    documents = [row for row in lines_of(galley, "restore", output, "-o", "-") if row["id"] in ids]
    found = [part for row in documents for part in row["text"].split("\n\n")]
    wanted = (FIXTURES / "dump.expected" / f"{name}.txt").read_text().rstrip("\n").split("\n\n")
    if found == wanted:
        if name in KNOWN:
            print(f"{name} comes out as it must: take it from the list of what is known")
        return 0
    print(*difflib.unified_diff(wanted, found, "as it must be", "as it is", lineterm="", n=1),
          sep="\n")
    if name in KNOWN:
        print(f"KNOWN DEVIATION of {name}: {KNOWN[name]}")
        return SKIPPED
    return 1


def check_whole(galley, output):
    """What is removed is repeated, what stands in two notices of one template stays."""
    removed = rows_of(pathlib.Path(output) / "removed-00000.jsonl.zst")
    corpus = {row["document"]: row for row in
              rows_of(pathlib.Path(output) / "corpus-00000.jsonl.zst")}
    exact = {(row["id"], row["text"], row["reason"]) for row in removed if row["id"] != NOISY}
    assert len(exact) == len(REPEATED), exact
    for name, beginning, reason in REPEATED:
        assert any(row[0] == name and row[1].startswith(beginning) and row[2] == reason
                   for row in exact), (name, beginning, exact)
    for row in removed:
        assert row["reason"] in ("exact", "near") and row["kept_document"] in corpus, row
        assert row["id"] != NOISY or row["kept_id"] == "05-english-columns.txt", row
    texts = {row["id"]: row["text"] for row in corpus.values()}
    assert "No. 27" in texts["07-same-template.txt"] and "No. 31" in texts["07-same-template.txt"]
    counts = json.loads((pathlib.Path(output) / "manifest.json").read_text())["counts"]
    into = counts["letters_in"] - counts["letters_edited"] + counts["letters_added"]
    assert into == counts["letters_kept"] + counts["letters_removed"], counts
    assert counts["bad_bytes"] == 0, counts
    subprocess.run([galley, "verify", "-q", output], check=True)
    return 0


def main(galley, name):
    with tempfile.TemporaryDirectory(prefix="galley-dump.") as folder:
        output = f"{folder}/corpus"
        run_twice(galley, output)
        if name == "whole":
            return check_whole(galley, output)
        return check_file(galley, output, name)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
