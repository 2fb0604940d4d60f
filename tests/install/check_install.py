#!/usr/bin/env python3
"""Installs a build into a scratch prefix, moves that elsewhere, and builds and runs a program of
somebody else's with it.

usage: tests/install/check_install.py cmake|pkg-config BUILD COMPILER"""
import os
import pathlib
import subprocess
import sys
import tempfile

CONSUMER = pathlib.Path(__file__).resolve().parent / "consumer"
PAGE = "The council met on\nMonday evening and\nvoted.\n"
REPAIRED = b"The council met on Monday evening and voted.\n"


def run(*words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, check=False, **more)
    assert done.returncode == 0, f"{words}: {done.stdout.decode()}{done.stderr.decode()}"
    return done.stdout


def installed(build, scratch):
    run("cmake", "--install", build, "--prefix", scratch / "first")
    prefix = scratch / "moved"
    (scratch / "first").rename(prefix)
    for path in ("bin/galley", "include/galley/run.h"):
        assert (prefix / path).exists(), path
    assert run(prefix / "bin/galley", "--version").startswith(b"galley ")
    for path in sorted((prefix / "include").rglob("*.h")):
        assert path.parent == prefix / "include/galley", f"{path}: only public headers are installed"
    return prefix


def build_by_cmake(prefix, scratch, compiler):
    run("cmake", "-G", "Ninja", "-S", CONSUMER, "-B", scratch / "build", f"-DCMAKE_PREFIX_PATH={prefix}",
        f"-DCMAKE_CXX_COMPILER={compiler}")
    run("cmake", "--build", scratch / "build")
    return scratch / "build/consumer"


def build_by_pkg_config(prefix, scratch, compiler):
    found = sorted(prefix.rglob("galley.pc"))
    assert len(found) == 1, found
    environment = dict(os.environ, PKG_CONFIG_PATH=str(found[0].parent))
    flags = run("pkg-config", "--cflags", "--libs", "galley", env=environment).decode().split()
    run(compiler, CONSUMER / "consumer.cpp", "-o", scratch / "consumer", *flags)
    return scratch / "consumer"


def main(way, build, compiler):
    with tempfile.TemporaryDirectory(prefix="galley-install.") as folder:
        scratch = pathlib.Path(folder)
        prefix = installed(build, scratch)
        make = build_by_cmake if way == "cmake" else build_by_pkg_config
        program = make(prefix, scratch, compiler)
        (scratch / "page.txt").write_text(PAGE)
        found = run(program, scratch / "page.txt")
        assert found == REPAIRED, found
        print("1 passed, 0 failed")


if __name__ == "__main__":
    main(*sys.argv[1:4])
