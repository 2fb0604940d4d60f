#!/usr/bin/env python3
"""Writes fixtures/faults and fixtures/fuzz: broken and hostile inputs of our own making. Needs the programs
zstd, gzip, xz and bzip2. The files are committed; run this only to change them."""
import pathlib
import struct
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FAULTS = ROOT / "fixtures/faults"
FUZZ = ROOT / "fixtures/fuzz"
LINES = "".join(f"Line {n} of a page that was set by hand, and then read by a machine.\n" for n in range(40))
RECORDS = "".join('{"id":"page-%d","text":"First line of page %d.\\nSecond line.","date":"1912-04-%02d"}\n' % (n, n, n)
                  for n in range(1, 31))


def compress(program, data):
    return subprocess.run([*program, "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout


def put(folder, name, data):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)


def faults():
    zst = compress(["zstd", "-q", "--check"], RECORDS.encode())
    gz = compress(["gzip", "-n"], LINES.encode())
    xz = compress(["xz"], LINES.encode())
    bz2 = compress(["bzip2"], LINES.encode())
    put(FAULTS, "cut.jsonl.zst", zst[:len(zst) // 2])
    put(FAULTS, "cut.txt.gz", gz[:len(gz) * 3 // 4])
    put(FAULTS, "cut.txt.xz", xz[:len(xz) * 3 // 4])
    put(FAULTS, "cut.txt.bz2", bz2[:len(bz2) * 3 // 4])
    put(FAULTS, "checksum.txt.gz", gz[:-8] + bytes([gz[-8] ^ 1]) + gz[-7:])
    put(FAULTS, "window.zst", b"\x28\xB5\x2F\xFD\x00\x98\x01\x00\x00")
    put(FAULTS, "twice.txt.gz.zst", compress(["zstd", "-q"], gz))
    put(FAULTS, "garbage-behind.txt.gz", gz + b"and now for something else")
    put(FAULTS, "padded.txt.gz", gz + b"\0" * 512)
    put(FAULTS, "empty.txt", b"")
    put(FAULTS, "empty.txt.gz", compress(["gzip", "-n"], b""))
    put(FAULTS, "nul.txt", b"some text\0and a NUL in it\n")
    put(FAULTS, "picture.txt", b"\x89PNG\r\n\x1A\n" + bytes(range(64)))
    put(FAULTS, "document.pdf", b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n")
    put(FAULTS, "cut-record.jsonl", RECORDS[:-40])
    put(FAULTS, "first-line-broken.jsonl", 'ff","text":"x"}\n' + RECORDS)
    deep = "[" * 100_000 + "]" * 100_000
    put(FAULTS, "hostile.jsonl", "\n".join([
        '{"id":"deep","text":"a","deep":%s}' % deep,
        '{"id":"big","text":"b","number":1e400,"integer":%s}' % ("9" * 400),
        '{"id":"lone","text":"half \\ud83d of a pair"}',
        '{"id":"nul","text":"a\\u0000b"}',
        '{"id":"twice","text":"one","text":"two"}',
        '{"id":"late","text":"sound","broken":tru}',
        '{"id":"unclosed","text":"sound"',
        '{"id":"behind","text":"sound"} {}',
        '{"id":"control","text":"tab\there"}',
        '{"id":"number","text":7}',
        '["no","object"]',
        '{"id":"last","text":"end"}']) + "\n")
    put(FAULTS, "bad-utf8.txt", "Sound, ".encode() + b"\xE4\xB8" + " cut, ".encode() + b"\xFF" + "\u4E2D\u6587.\n".encode())
    put(FAULTS, "utf16-cut.txt", "\uFEFFA page in UTF-16, cut in a character.".encode("utf-16-le")[:-1])


def fuzz():
    data = RECORDS.encode()[:600]
    for index, program in enumerate((["zstd", "-q"], ["gzip", "-n"], ["xz"], ["bzip2"])):
        name = program[0]
        packed = compress(program, data)
        put(FUZZ / "decompress_fuzz", name, bytes([index]) + packed)
        put(FUZZ / "decompress_fuzz", name + "-twice", bytes([index + 40]) + packed + packed)
    put(FUZZ / "decompress_fuzz", "zstd-skippable",
        bytes([4]) + b"\x50\x2A\x4D\x18" + struct.pack("<I", 3) + b"abc" + compress(["zstd", "-q", "--check"], data))
    put(FUZZ / "decompress_fuzz", "bomb", bytes([0]) + compress(["zstd", "-q", "-19"], b"a" * 2_000_000))
    records = {
        "plain": RECORDS.splitlines()[0],
        "own": '{"id":"a","document":3,"text":"b","source":"c.txt","metadata":{"x":[1,2]},"paragraphs":[0,2]}',
        "escapes": '{"\\u0074ext":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u4e2d\\ud83d\\ude00\\ud800","id":-1.5e+3}',
        "nested": '{"text":"t","a":{"b":[{},[],[null,true,false,0.1E-2]]},"metadata":{"a":1},"id":null}',
        "spaces": ' { "text" : "t" , "metadata" : { } , "source" : null } ',
    }
    for name, record in records.items():
        put(FUZZ / "json_record_fuzz", name, record)
    texts = {2: ("utf16", "Wide \u4E2D\u6587 \U0001F600\r\nline".encode("utf-16-le")),
             0: ("mojibake", "The word \u00c3\u00a9t\u00c3\u00a9 was misread, \u00e2\u20ac\u0153so\u00e2\u20ac\u009d\r".encode()),
             6: ("gb18030", "\u4E2D\u6587\u62A5\u7EB8\u00E9\U00020000\r\n".encode("gb18030")),
             7: ("big5", "\u4E2D\u6587\u5831\u7D19".encode("big5")),
             8: ("shift_jis", "\u65E5\u672C\u8A9E\u30C6\u30B9\u30C8\uFF71".encode("shift_jis")),
             9: ("euc_jp", "\u65E5\u672C\u8A9E\u4E02".encode("euc_jp")),
             10: ("euc_kr", "\uD55C\uAD6D\uC5B4".encode("euc_kr")),
             13: ("western", "Gr\u00FC\u00DFe \u2014 caf\u00E9".encode("cp1252")),
             1: ("faults", b"a\xC0\xAFb\xED\xA0\x80c\xF4\x90\x80\x80d\xE4\xB8\re\xFF\r\n")}
    for encoding, (name, data) in texts.items():
        put(FUZZ / "decode_fuzz", name, bytes([encoding]) + data)
        put(FUZZ / "recognise_fuzz", name, b"\0" + data)


faults()
fuzz()
