#!/usr/bin/env python3
"""Reads paragraphs of prose for tools/train/wrap.py.

usage: prose.py ROOT GAZETTE.jsonl > prose.jsonl

ROOT holds unpacked Debian documentation packages (free licences: GPL-2+, GFDL without invariant sections, MPL); the
gazette is that of ../shared/bulk (official documents, in the public domain). Writes {"source","language","blocks"}:
blocks are [kind, text], kind "h" for a heading and "p" for a paragraph. Nothing of the text goes into the project:
only the weights that are fitted to it."""
import html
import json
import pathlib
import random
import re
import sys

BLOCK = re.compile(r"<(p|h[1-4])\b[^>]*>(.*?)</\1>", re.S | re.I)
LANGUAGES = {"zh_CN": "zh", "zh_TW": "zh", "ja": "ja", "ko": "ko"}
SOURCES = [
    ("usr/share/doc/installation-guide-amd64/*/*.html", 1), ("usr/share/developers-reference/**/*.html", 1),
    ("usr/share/gimp/2.0/help/zh_CN/*.html", 2), ("usr/share/gimp/2.0/help/ko/*.html", 4),
    ("usr/share/gimp/2.0/help/ru/*.html", 4), ("usr/share/gimp/2.0/help/es/*.html", 6),
    ("usr/share/gimp/2.0/help/en/*.html", 6), ("usr/share/doc/debian-history/docs/*.html", 1),
    ("usr/share/doc/maint-guide-ja/html/*.html", 1), ("usr/share/doc/aptitude/html/en/*.html", 1),
    ("usr/share/doc/jargon-text/*.html", 1)]


def language_of(path):
    for part in path.parts[::-1]:
        base = part.split(".")[0]
        if base in LANGUAGES or re.fullmatch(r"[a-z]{2}", base):
            return LANGUAGES.get(base, base)
    for suffix in path.suffixes:
        if suffix[1:] in LANGUAGES or re.fullmatch(r"\.[a-z]{2}", suffix):
            return LANGUAGES.get(suffix[1:], suffix[1:])
    return "ja" if "maint-guide-ja" in str(path) else "en"


def blocks_of(text):
    for tag, body in BLOCK.findall(text):
        body = re.sub(r"<[^>]+>", "", re.sub(r"<(br|img)[^>]*>", " ", body))
        body = " ".join(html.unescape(body).replace("\xb6", "").split())
        body = re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])", "", body)
        if len(body) > 3:
            yield ["h" if tag.lower().startswith("h") else "p", body]


def main():
    root, gazette = pathlib.Path(sys.argv[1]), sys.argv[2]
    for pattern, step in SOURCES:
        for index, path in enumerate(sorted(root.glob(pattern))):
            if index % step:
                continue
            blocks = list(blocks_of(path.read_text(encoding="utf-8", errors="ignore")))
            if sum(len(b[1]) for b in blocks) > 1500:
                print(json.dumps({"source": pattern.split("/")[-2] if "*" not in pattern.split("/")[-2] else pattern,
                                  "language": language_of(path), "blocks": blocks[:120]}, ensure_ascii=False))
    picker = random.Random(3)
    for line in open(gazette, encoding="utf-8"):
        blocks, seen = [], set()
        for text in json.loads(line)["text"].split("\n"):
            heading = text.startswith("#")
            text = re.sub(r"^[#\s]+|^\d+\.\s+", "", text.strip())
            if 4 < len(text) < 900 and text[:12] not in seen and text[0] not in "|`{}\"*":
                seen.add(text[:12])
                blocks.append(["h" if heading else "p", text])
        begin = picker.randrange(max(1, len(blocks) - 80))
        print(json.dumps({"source": "gazette", "language": "zh", "blocks": blocks[begin:begin + 60]}, ensure_ascii=False))


if __name__ == "__main__":
    main()
