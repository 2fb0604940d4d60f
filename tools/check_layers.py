#!/usr/bin/env python3
"""Checks that the arrows between the folders of src/ point one way, and that each third-party library
is known only where it should be. Reads #include lines; prints each breach with its rule; exits 1 if
there is one. Run by the tests."""
import pathlib
import re
import sys

STAGES = {"read", "decode", "repair", "profile", "fingerprint", "dedup", "write", "report"}
MAY_INCLUDE = {
    "base": set(),
    **{stage: {"base"} for stage in STAGES},
    "pipeline": {"base"} | STAGES,
    "cli": {"base", "pipeline"},
}
# A header of another project -> the places that may know it, and why.
CONFINED = [
    (r"unicode/", ("src/base/", "src/decode/", "src/repair/"), "ICU is asked through base, decode and repair"),
    (r"zstd(_errors)?\.h", ("src/base/zstd_codec.cpp",), "zstd stands behind base/zstd_codec.h"),
    (r"xxhash\.h", ("src/base/hash.h",), "xxHash stands behind base/hash.h"),
    (r"(zlib|lzma|bzlib)\.h", ("src/read/",), "decompressors stand behind src/read/decompressor.h"),
    (r"(bzlib|lzma|zlib)\.h", ("src/read/",), "decompressors stand behind src/read"),
    (r"simdjson\.h", ("src/base/utf8.cpp", "src/read/", "src/write/record_parser.cpp"), "simdjson stands behind base/utf8.h, src/read and write/record_parser.h"),
    (r"boost/program_options", ("src/cli/",), "command lines are read in src/cli"),
    (r"nlohmann/", ("src/write/", "src/report/", "src/pipeline/", "src/cli/"), "nlohmann-json is for cold paths"),
]
# The system is called through base/os.h, so that tests can make every call fail.
SYSTEM = re.compile(r"<(fcntl|unistd|dirent|sys/(file|mman|stat|statvfs))\.h>|<(filesystem|fstream)>")
SYSTEM_PLACES = ("src/base/", "src/cli/")
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')


def breaches(root):
    for path in sorted([*root.glob("src/**/*.h"), *root.glob("src/**/*.cpp"), *root.glob("include/**/*.h")]):
        name = path.relative_to(root).as_posix()
        folder = name.split("/")[1] if name.startswith("src/") else "galley"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            own, foreign = match.groups()
            place = f"{name}:{number}"
            if own:
                target = own.split("/")[0]
                if target == "galley" or target == folder:
                    continue
                if folder == "galley":
                    yield place, own, "public headers include public headers only"
                elif target not in MAY_INCLUDE.get(folder, set()):
                    yield place, own, f"src/{folder} may include only {sorted(MAY_INCLUDE.get(folder, set()))} and itself"
            if foreign:
                if SYSTEM.search(f"<{foreign}>") and not name.startswith(SYSTEM_PLACES):
                    yield place, foreign, "the operating system is reached through base/os.h and base/file.h"
                for pattern, places, reason in CONFINED:
                    if re.match(pattern, foreign) and not name.startswith(places):
                        yield place, foreign, reason


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent)
    found = list(breaches(root))
    for place, include, reason in found:
        print(f"{place}: includes {include}: {reason}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
