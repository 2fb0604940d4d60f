#!/usr/bin/env python3
"""Runs golden tests of the whole program: small shell scripts, each with the output that it must give.

usage: tests/cli/run_golden.py GALLEY SCRIPT...          compare
       tests/cli/run_golden.py --set GALLEY SCRIPT...    write anew what the scripts give now

Beside NAME.sh stand NAME.stdout, NAME.stderr and NAME.status (what they must be; absent: empty,
empty, 0). A script runs in an empty folder of its own, with an environment of nothing but PATH
(golden/bin first: commands that scripts share), GALLEY (the program), FIXTURES and HOME. It ends
with status 77 to be skipped, saying why."""
import difflib
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77


def run(galley, script):
    with tempfile.TemporaryDirectory(prefix="galley-golden.") as folder:
        environment = {
            "PATH": f"{HERE / 'golden' / 'bin'}:/usr/local/bin:/usr/bin:/bin",
            "GALLEY": str(galley),
            "FIXTURES": str(HERE.parent.parent / "fixtures"),
            "HOME": folder,
        }
        for name, value in os.environ.items():
            if name.endswith("SAN_OPTIONS"):
                environment[name] = value
        done = subprocess.run(["bash", str(script)], cwd=folder, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)
        subprocess.run(["chmod", "-R", "u+rwX", folder], check=False)
    return {".stdout": done.stdout, ".stderr": done.stderr,
            ".status": b"%d\n" % done.returncode}


def expected(script, ending):
    path = script.with_suffix(ending)
    if path.exists():
        return path.read_bytes()
    return b"0\n" if ending == ".status" else b""


def write_anew(script, found):
    for ending, contents in found.items():
        path = script.with_suffix(ending)
        if contents in (b"", b"0\n"):
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(contents)


def differences(script, found):
    lines = []
    for ending, contents in found.items():
        wanted = expected(script, ending)
        if contents != wanted:
            lines += difflib.unified_diff(
                wanted.decode(errors="backslashreplace").splitlines(),
                contents.decode(errors="backslashreplace").splitlines(),
                f"{script.stem}{ending} as it must be", f"{script.stem}{ending} as it is",
                lineterm="")
    return lines


def main(words):
    setting = words[:1] == ["--set"]
    words = words[1:] if setting else words
    if len(words) < 2:
        sys.exit(__doc__)
    galley = pathlib.Path(words[0]).resolve()
    passed = failed = skipped = 0
    for script in (pathlib.Path(word).resolve() for word in words[1:]):
        found = run(galley, script)
        if found[".status"] == b"%d\n" % SKIPPED:
            skipped += 1
            print(f"skipped: {script.stem}: {found['.stdout'].decode().strip()}")
        elif setting:
            write_anew(script, found)
            passed += 1
        elif lines := differences(script, found):
            failed += 1
            print(f"failed: {script.stem}", *lines, sep="\n")
        else:
            passed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    if failed:
        return 1
    return SKIPPED if skipped and not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
