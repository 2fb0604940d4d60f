#!/usr/bin/env python3
"""Wraps prose as printed columns, terminals and OCR leave it, and says where its paragraphs end.

usage: wrap.py PROSE.jsonl SEED COUNT > wrapped.jsonl

Writes {"id","text","ends"}: ends are the byte offsets, behind the last character of a line, at which a paragraph ends.
Styles vary by document: terminal or book face, 14 to 100 characters or 10 to 40 ideographs, hyphens drawn or lost,
indents kept or stripped, blank lines between paragraphs, between lines or nowhere, and misread characters."""
import json
import random
import re
import sys

import pyphen

WIDE = lambda c: "\u2e80" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" or "\uff00" <= c <= "\uff60" or c in "“”‘’…—"
NOT_FIRST = "，。、；：！？）》」』】〉”’…,.;:!?)]}ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
NOT_LAST = "（《「『【〈“‘([{"
FACE = {**{c: 5 for c in "ijl.,;:'!|I "}, **{c: 7 for c in "ftr()[]/\\\"-"}, **{c: 15 for c in "mw"},
        **{c: 18 for c in "MW"}, **{c: 14 for c in "ABCDEFGHKLNOPQRTUVXYZ&%"}, **{c: 9 for c in "szace"}}


class Style:
    def __init__(self, random, language):
        r = self.random = random
        self.ideographic = language in ("zh", "ja")
        self.face = None
        if not self.ideographic and r.random() < 0.5:
            self.face = {c: w * r.uniform(0.85, 1.18) for c, w in FACE.items()}
        if self.ideographic:
            self.width = r.choice([r.randint(10, 20), r.randint(12, 28), r.randint(18, 40)]) * 2
        else:
            self.width = r.choice([r.randint(22, 40), r.randint(30, 60), r.randint(45, 100)])
        self.tolerance = r.choice([0, 0, 1]) if self.ideographic else 0
        self.hyphenates = None
        if not self.ideographic and r.random() < 0.45:
            try:
                self.hyphenates = pyphen.Pyphen(lang=pyphen.language_fallback(language) or "en")
            except KeyError:
                pass
        self.hyphen = r.choice(["-", "-", "-", "\u2010", "", "\u00ac", "\u00ad", "="])
        self.indent = r.choice(["kept", "stripped", "none", "none"]) if self.ideographic else r.choice(
            ["kept", "stripped", "none", "none"])
        self.blank_between = r.choices([0, 1, 2], [0.76, 0.19, 0.05])[0]
        self.double = 0 if r.random() < 0.65 else r.choice([1.0, 0.9, 0.97])
        self.blank_noise = r.choice([0, 0, 0, 0.01, 0.03])
        self.noise = r.choice([0, 0, 0, 0.004, 0.015])
        self.margin = r.choice([2, 4, 8, r.randint(1, 24)]) if r.random() < 0.1 else 0
        self.hang = r.choice([2, 3, 4]) if not self.ideographic and r.random() < 0.35 else 0
        self.justified = not self.ideographic and not self.face and r.random() < 0.15
        self.lost_stops = r.choice([0, 0, 0.02, 0.1]) if self.noise else 0

    def measure(self, text):
        if self.face:
            return sum(self.face.get(c, 10) for c in text) / 10
        return sum(2 if WIDE(c) else 1 for c in text)


def units_of(text, ideographic):
    """Pieces that are never parted, each with whether a space stands before it."""
    for index, word in enumerate(text.split(" ")):
        spaced, unit = index > 0, ""
        for c in word:
            if WIDE(c):
                if unit:
                    yield spaced, unit
                    spaced, unit = False, ""
                yield spaced, c
                spaced = False
            else:
                unit += c
        if unit:
            yield spaced, unit


def split_word(style, word, room):
    if not style.hyphenates or len(word) < 5 or not word.isalpha():
        return None
    for head, tail in style.hyphenates.iterate(word):
        if len(head) > 1 and len(tail) > 1 and style.measure(head + "-") <= room:
            return head + style.hyphen, tail
    return None


def wrap(style, text, first_width, width):
    lines, line, room = [], "", first_width
    pieces = list(units_of(text, style.ideographic))[::-1]
    while pieces:
        spaced, unit = pieces.pop()
        more = (" " if spaced and line else "") + unit
        fits = style.measure(line + more) <= room
        hangs = unit in NOT_FIRST and style.measure(line + more) <= room + 2 * style.tolerance
        if fits or hangs or not line:
            line += more
            continue
        parts = split_word(style, unit, room - style.measure(line + (" " if spaced else "")))
        if parts:
            line += (" " if spaced else "") + parts[0]
            unit = parts[1]
        elif WIDE(unit) and unit in NOT_FIRST and len(line) > 1 and WIDE(line[-1]):
            line, unit = line[:-1], line[-1] + unit      # the sign takes one ideograph with it
        elif line[-1] in NOT_LAST and len(line) > 1:
            line, unit = line[:-1], line[-1] + unit
        lines.append(line.rstrip())
        line, room = unit, width
    return lines + [line] if line else lines


def justify(style, line, width):
    """The line drawn out to the width by doubling spaces, as terminals do."""
    words = line.split(" ")
    lack = int(width - style.measure(line))
    if not 0 < lack < len(words):
        return line
    wider = set(style.random.sample(range(1, len(words)), lack))
    return words[0] + "".join((" " * (2 if at in wider else 1)) + word for at, word in enumerate(words) if at)


def misread(style, line):
    r = style.random
    out = []
    for c in line:
        roll = r.random()
        if roll < style.noise and c != " ":
            out.append(r.choice(["", r.choice("eoaintsr,.'"), c + r.choice(".,'") if r.random() < 0.3 else ""]))
        else:
            out.append(c)
    line = "".join(out)
    if style.lost_stops and line and line[-1] in ".,。，" and r.random() < style.lost_stops:
        line = line[:-1]
    return line.strip()


SURNAMES, GIVEN = "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华"


def name(r):
    return r.choice(SURNAMES) + "".join(r.choice(GIVEN) for _ in range(r.choice([1, 2, 2])))


def news_marks(style, body):
    """A Chinese article's dateline before, or its author behind."""
    r = style.random
    if not style.ideographic or not any(c in "的了在是" for c in body):
        return body
    if r.random() < 0.06:
        body = r.choice(["本报讯 ", "本报讯（记者 " + name(r) + "）", "新华社北京电 ", "本报讯 近日，"]) + body
    if r.random() < 0.06 and body[-1] in "。”！？":
        body += " " + " ".join(name(r) for _ in range(r.choice([1, 1, 2, 2, 3])))
    return body


LABELS = {"zh": "时间 地点 主席 记录 电话 地址 票价 主办 時間 地點 記錄 電話 題目 主題".split(),
          "ja": "日時 場所 会場 司会 電話 料金 主催 議題".split(),
          "": "Time Place Chair Price Phone Address Lieu Prix Ort Zeit Preis".split()}


def labelled(r, language, body):
    """Lines of a notice: a label, drawn out or not, and what is behind it."""
    lines, drawn = [], r.choice([0, 1, 2])
    for label in r.sample(LABELS.get(language, LABELS[""]), r.randint(2, 4)):
        at = r.randrange(max(1, len(body) - 40))
        value = " ".join(body[at:at + r.choice([4, 8, 16, 34])].split()).strip("，。、；：,.;:）)（( ")
        if language not in LABELS:
            lines.append(f"{label}: {value}")
        elif drawn:
            lines.append(label[0] + "\u3000" * drawn + label[1] + r.choice(["\u3000", "：", "\u3000", " "]) + value)
        else:
            lines.append(label + r.choice(["\u3000", "：", "："]) + value)
    return lines


MARKS = {"zh": ["{}、", "({}) ", "（{}）", "{}. ", "{}.", "• "], "ja": ["{}、", "({}) ", "（{}）", "{}. ", "・"],
         "": ["{}. ", "({}) ", "{}) ", "{}. ", "• ", "- ", "– ", "* "]}
NUMERALS = "一二三四五六七八九十"


def itemized(r, language, body):
    """A list: short sentences of the body behind numbers."""
    mark, first = r.choice(MARKS.get(language, MARKS[""])), r.choice([1, 1, 1, r.randint(2, 60)])
    stop = "。" if language in LABELS else ". "
    sentences = [s.strip() for s in body.split(stop) if len(s.strip()) > 4][:8]
    ideographic = mark[-1] in "、）" and r.random() < 0.7
    end = r.choice([stop.strip(), stop.strip(), "；" if language in LABELS else ";", ""])
    for at, sentence in enumerate(sentences):
        number = NUMERALS[at] if ideographic else str(first + at)
        yield mark.format(number) + sentence[:r.choice([20, 60, 300])].strip("，。、；：,.;: ") + end


SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-zа-я])|(?<=[。！？])(?=\w)")
SPEECH = {"zh": ["「{}」", "“{}”", "——{}", "问：{}", "答：{}"], "ja": ["「{}」", "「{}」", "――{}", "問　{}"],
          "de": ["„{}“", "»{}«", "– {}", "Frage: {}"], "fr": ["« {} »", "— {}", "– {}", "— {}"],
          "": ["— {}", "— {}", "– {}", "- {}", "“{}”", "\"{}\"", "«{}»", "”{}”", "Q. {}", "A. {}"]}


def spoken(r, language, body):
    """A conversation: each sentence a paragraph, behind a dash or in quotation marks."""
    forms = r.sample(SPEECH.get(language, SPEECH[""]), r.choice([1, 1, 2]))
    held = ""
    for sentence in SENTENCE.split(body)[:12]:
        if forms[0][0] in "—–" and not held and r.random() < 0.25:
            held = sentence + f" {forms[0][0]} "  # the narrator's words between, or behind
            continue
        sentence, held = held + sentence, ""
        if len(sentence) > 3:
            if r.random() < 0.3:
                cut = r.randint(4, 30)
                sentence = (sentence[:cut] if language in LABELS else sentence[:cut].rsplit(" ", 1)[0]).rstrip(
                    "，。、；：,.;: ") + r.choice("？！。" if language in LABELS else "?!.…")
            yield r.choice(forms).format(sentence)


def dashed(r, language, body):
    """Prose with dashes for some of its commas, so that a line's first dash is not always speech."""
    comma, dash = ("，", "——") if language in LABELS else (", ", r.choice([" — ", " – "]))
    return "".join(dash if part == comma and r.random() < 0.3 else part
                   for part in re.split(f"({comma})", body))


def stanza(r, body):
    """Lines of verse: a few words each, the first with a capital."""
    words = re.sub(r"[^\w\s'’-]", "", body).split()
    for _ in range(r.choice([4, 4, 6, 8])):
        count = r.randint(3, 8)
        line, words = " ".join(words[:count]), words[count:]
        if len(line) < 8:
            return
        yield line[0].upper() + line[1:] + r.choice(["", "", ",", ",", ";", ".", "!"])


def letter(r, language, body):
    """The few short lines that end a letter and begin the next: a greeting, a name, an address."""
    ideographic = language in LABELS
    for mark in r.sample(["", "", ",", ":", "."] if not ideographic else ["", "", "，", "："], r.randint(1, 3)):
        at = r.randrange(max(1, len(body) - 30))
        if ideographic:
            line = re.sub(r"\W", "", body[at:at + r.randint(2, 9)])
        else:
            line = " ".join(re.sub(r"[^\w\s'-]", "", body[at:at + 40]).split()[1:r.randint(2, 5)])
        if line:
            yield line[0].upper() + line[1:] + mark


def with_notices(prose, begin, count, r):
    """The blocks of a document, with a notice, a list or a conversation now and then."""
    talks, dashes, rhymes, writes = (r.random() < share for share in (0.15, 0.15, 0.05, 0.04))
    for kind, body in prose["blocks"][begin:begin + count]:
        yield kind, dashed(r, prose["language"], body) if dashes and kind == "p" else body
        if talks and kind == "p" and len(body) > 60 and r.random() < 0.5:
            for line in spoken(r, prose["language"], body):
                yield "s", line
        if rhymes and kind == "p" and len(body) > 200 and prose["language"] not in LABELS and r.random() < 0.3:
            for line in stanza(r, body):
                yield "n", line
        if r.random() < (0.2 if kind == "h" else 0.3 if writes else 0):
            for line in letter(r, prose["language"], body):
                yield "n", line
        if kind == "p" and len(body) > 60 and r.random() < 0.1:
            form = r.choice([labelled, itemized])
            for line in form(r, prose["language"], body):
                yield "i" if form is itemized else "n", line


def flow(prose, r):
    """A line is a paragraph, but pages and columns cut some, and captions stand in narrow lines."""
    style = Style(r, prose["language"])
    begin = r.randrange(max(1, len(prose["blocks"]) - 30))
    between = r.choice(["\n", "\n\n", "\n\n", "\n\n\n"])
    cuts = r.choice([0, 0, 0.05, 0.12])
    text, ends = "", []
    for kind, body in with_notices(prose, begin, r.randint(8, 40), r):
        body = news_marks(style, body) if kind not in "ni" else body
        if kind == "h" and r.random() < 0.3:
            body = "## " + body
        if kind != "n" and r.random() < 0.04 and cuts:
            style.width = r.randint(10, 18) if style.ideographic else r.randint(12, 24)
            lines = wrap(style, body[:r.randint(14, 50)], style.width, style.width)
            for number, line in enumerate(lines):
                text += line
                if number + 1 == len(lines):
                    ends.append(len(text.encode()))
                text += "\n" if number + 1 < len(lines) else between
            continue
        pieces, at = [body], r.randrange(20, max(21, len(body) - 2))
        if kind == "p" and len(body) > 60 and r.random() < cuts:
            if not style.ideographic:
                at = body.find(" ", at)
            if 0 < at < len(body) - 1 and body[at - 1] not in "。.!?！？":
                pieces = [body[:at].rstrip(), body[at:].lstrip()]
        for number, piece in enumerate(pieces):
            text += piece
            if number + 1 == len(pieces):
                ends.append(len(text.encode()))
            text += between if number + 1 == len(pieces) else "\n" * r.randint(1, 4)
    return text, ends


def document(prose, r):
    if r.random() < 0.2:
        return flow(prose, r)
    style = Style(r, prose["language"])
    blocks = prose["blocks"]
    begin = r.randrange(max(1, len(blocks) - 30))
    text, ends = "", []
    indent_cells = 4 if style.ideographic else r.choice([2, 3, 4])
    for index, (kind, body) in enumerate(with_notices(prose, begin, r.randint(12, 45), r)):
        if index and r.random() < 0.05:
            style.width = max(20, int(style.width * r.uniform(0.7, 1.4)))
        width = style.width
        body = news_marks(style, body) if kind not in "ni" else body
        if kind == "h" or kind == "p" and r.random() < 0.03:
            body = body[:60].rsplit(" ", 1)[0] if not style.ideographic else body[:r.randint(6, 24)].rstrip("，。、；：")
            if not style.ideographic and r.random() < 0.4:
                body = body.upper()
            lines = wrap(style, body, width * r.uniform(0.5, 1.0), width * r.uniform(0.5, 1.0))
        else:
            first = width - indent_cells if style.indent != "none" and kind != "i" else width
            lines = wrap(style, body, first, width - (style.hang if kind == "i" else 0))
            if style.justified:
                lines = [justify(style, line, width) for line in lines[:-1]] + lines[-1:]
            if kind == "i" and style.hang:
                lines = lines[:1] + [" " * style.hang + line for line in lines[1:]]
            elif style.indent == "kept" and lines:
                lines[0] = ("\u3000\u3000" if style.ideographic else " " * indent_cells) + lines[0]
        if r.random() < 0.02:
            lines = ["• " + lines[0]] + lines[1:] if lines else lines
        kept = []
        for line in lines:
            bare = misread(style, line.strip()) if style.noise else line.strip()
            if bare:
                kept.append(line[:len(line) - len(line.lstrip())] + bare)
        if not kept:
            continue
        if text:
            text += "\n" * style.blank_between or ("\n" if r.random() < style.blank_noise else "")
            if style.double:
                text += "\n" if r.random() < style.double else ""
        for number, line in enumerate(kept):
            text += " " * style.margin + line
            if number + 1 == len(kept):
                ends.append(len(text.encode()))
            elif style.double and r.random() < style.double:
                text += "\n"
            elif r.random() < style.blank_noise * 0.5:
                text += "\n"
            text += "\n"
    return text, ends


def main():
    prose = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    r = random.Random(int(sys.argv[2]))
    by_language = {}
    for p in prose:
        by_language.setdefault(p["language"], []).append(p)
    languages = sorted(by_language)
    weights = [6 if x == "zh" else 4 if x in ("ja", "en") else 2 if x in ("ko", "ru", "de", "fr") else 1 for x in languages]
    for index in range(int(sys.argv[3])):
        p = r.choice(by_language[r.choices(languages, weights)[0]])
        text, ends = document(p, r)
        if text.count("\n") > 8:
            print(json.dumps({"id": f"{p['language']}/{p['source']}/{index}", "text": text, "ends": ends}, ensure_ascii=False))


if __name__ == "__main__":
    main()
