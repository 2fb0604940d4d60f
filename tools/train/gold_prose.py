#!/usr/bin/env python3
"""Reads the paragraphs of test sets for tools/train/wrap.py, to wrap newspaper text at other widths.

usage: gold_prose.py SET.gold.jsonl... > gold_prose.jsonl

Writes what prose.py writes; the source of each document is SET@ID, so that cross-validation can keep a document and
all that is made of it in one fold."""
import json
import pathlib
import sys


def language_of(text):
    kana = sum("\u3040" <= c <= "\u30ff" for c in text)
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    if kana * 10 > len(text):
        return "ja"
    if han * 3 > len(text):
        return "zh"
    return "de" if " und " in text or " nicht " in text else "en"


def main():
    for path in sys.argv[1:]:
        name = pathlib.Path(path).name.split(".")[0]
        for line in open(path, encoding="utf-8"):
            document = json.loads(line)
            text = document["text"].replace("\x1e", "")
            paragraphs = [p.strip() for p in text.split("\n") if len(p.strip()) > 3]
            if len(paragraphs) > 1:
                print(json.dumps({"source": f"{name}@{document['id']}", "language": language_of(text),
                                  "blocks": [["p", p] for p in paragraphs]}, ensure_ascii=False))


if __name__ == "__main__":
    main()
