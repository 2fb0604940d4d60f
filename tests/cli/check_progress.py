#!/usr/bin/env python3
"""Progress of real runs: as JSON Lines, as a bar on a terminal, as lines in a log.

usage: tests/cli/check_progress.py GALLEY json|bar|lines"""
import fcntl
import json
import os
import pathlib
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios

FIELDS = ["type", "stage", "stage_number", "stages", "stage_bytes_done", "stage_bytes_total",
          "bytes_per_second", "share", "seconds", "seconds_left", "paragraphs", "duplicates"]
STAGES = ["plan", "survey", "map", "match", "resolve", "emit"]
WORDS = ("The council of the town met on Monday evening and voted the sum that was asked for the bridge over "
         "the river, whose piers the flood of spring had left without their stones").split()


def make_input(folder, documents):
    with open(folder / "in.jsonl", "w", encoding="utf-8") as file:
        for number in range(documents):
            words = [WORDS[(number * 7 + i * (1 + number % 5)) % len(WORDS)] for i in range(400)]
            lines = [" ".join(words[i:i + 8]) for i in range(0, 400, 8)]
            text = f"Number {number // 2}\n\n" + "\n".join(lines)
            file.write(json.dumps({"id": str(number), "text": text}) + "\n")
        file.write('{"id": "broken"\n')


def run(galley, folder, *words, **more):
    return subprocess.run([galley, *words], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False,
                          text=True, **more)


def check_json(galley, folder):
    make_input(folder, 4000)
    done = run(galley, folder, "clean", "in.jsonl", "-o", "out", "--progress", "json")
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    progress = [line for line in lines if line["type"] == "progress"]
    # Until the run has looked at its inputs it has no stages.
    while progress[0]["stage"] == "clean":
        assert progress[0]["share"] is None
        progress.pop(0)
    for line in progress:
        assert list(line) == FIELDS, line
        assert line["stage"] in STAGES and 1 <= line["stage_number"] <= line["stages"] == 6, line
        assert line["stage_bytes_total"] is None or line["stage_bytes_done"] <= line["stage_bytes_total"], line
        assert line["share"] is None or 0 <= line["share"] <= 1, line
        assert line["seconds_left"] is None or line["seconds_left"] >= 0, line
    for field in ("stage_number", "share", "seconds", "paragraphs", "duplicates"):
        values = [line[field] for line in progress if line[field] is not None]
        assert values == sorted(values), (field, values)
    assert lines[0]["type"] == lines[-1]["type"] == "progress"
    assert progress[-1]["stage"] == "emit" and progress[-1]["share"] == 1, progress[-1]
    messages = [line for line in lines if line["type"] == "message"]
    assert [message["level"] for message in messages] == ["error"], messages
    assert messages[0]["text"].startswith("in.jsonl:4001: "), messages
    [summary] = [line for line in lines if line["type"] == "summary"]
    counts = json.loads((folder / "out/manifest.json").read_text())["counts"]
    for field in ("documents", "paragraphs_in", "kept", "removed_exact", "removed_near", "furniture"):
        assert summary[field] == counts[field], (field, summary, counts)
    assert summary["unreadable"] == 1
    assert progress[-1]["duplicates"] == counts["removed_exact"] + counts["removed_near"] > 0
    for words in (["repair", "in.jsonl"], ["learn", "in.jsonl", "-o", "profile"], ["verify", "out"]):
        done = run(galley, folder, *words, "--progress", "json")
        for line in done.stderr.splitlines():
            assert json.loads(line)["type"] in ("progress", "message"), line


def on_terminal(galley, folder, columns, *words):
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ["TERM"] = "xterm"
        fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.execl(galley, galley, *words)
    seen = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            block = os.read(terminal, 65536)
        except OSError:
            break
        if not block:
            break
        seen += block
    os.waitpid(child, 0)
    return seen.decode()


def bars_in(seen):
    """A piece is what stands between the returns of the carriage; a bar ends by erasing the rest of its line."""
    return [piece[:-3] for piece in re.split(r"[\r\n]+", seen) if piece.endswith("\x1b[K") and piece != "\x1b[K"]


def check_bar(galley, folder):
    # A run that is over before the first bar is due draws none: then there must be more to do.
    documents = 4000
    for columns in (100, 40):
        while True:
            make_input(folder, documents)
            seen = on_terminal(galley, folder, columns, "clean", "in.jsonl", "-o", "out", "--overwrite")
            bars = bars_in(seen)
            if bars:
                break
            documents *= 2
            assert documents < 2_000_000, f"no bar was drawn: {seen!r}"
        for bar in bars:
            assert len(bar) < columns, bar
            assert bar.split()[0] in STAGES and "%" in bar, bar
            assert ("[" in bar) == (columns == 100), bar
        before, _, behind = seen.rpartition("\r\x1b[K")
        assert before and "\x1b" not in behind, "the bar is not erased at the end"
        assert f"in.jsonl:{documents + 1}" in seen and "removed " in seen
    seen = on_terminal(galley, folder, 100, "clean", "in.jsonl", "-o", "out-quiet", "-q")
    assert "%" not in seen and "\x1b" not in seen and f"in.jsonl:{documents + 1}" in seen, seen
    seen = on_terminal(galley, folder, 100, "clean", "in.jsonl", "-o", "out-none", "--progress", "none")
    assert "\x1b" not in seen and "removed " in seen, seen


def check_lines(galley, folder):
    make_input(folder, 20)
    done = run(galley, folder, "clean", "in.jsonl", "-o", "out")
    # It has ended before the first line was due.
    assert done.stderr.splitlines()[0].startswith("galley: error: in.jsonl:21: "), done.stderr
    assert "\r" not in done.stderr and "\x1b" not in done.stderr
    # A run that waits for its input tells so every ten seconds.
    read, write = os.pipe()
    child = subprocess.Popen([galley, "clean", "-", "-o", "out2"], cwd=folder, stdin=read, stderr=subprocess.PIPE)
    os.close(read)
    os.write(write, b"A line of text that is all that comes for now.\n")
    line = child.stderr.readline().decode()
    os.close(write)
    child.communicate()
    assert re.match(r"galley: clean, \S+ \S+, \S+ MB/s$|galley: plan .*$", line.strip()), line


def main(galley, style):
    if style == "bar":
        try:
            for end in pty.openpty():
                os.close(end)
        except OSError as error:
            print(f"skipped: no terminal can be made here: {error}")
            sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="galley-progress.") as folder:
        check = {"json": check_json, "bar": check_bar, "lines": check_lines}[style]
        check(str(pathlib.Path(galley).resolve()), pathlib.Path(folder))
    print("1 passed, 0 failed")


if __name__ == "__main__":
    main(*sys.argv[1:3])
