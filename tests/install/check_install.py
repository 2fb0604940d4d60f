#!/usr/bin/env python3
"""Installs a build into a scratch prefix, moves that elsewhere, and builds and runs programs of
somebody else's with it; or looks at what else was installed.

usage: tests/install/check_install.py cmake|pkg-config|example|files BUILD COMPILER"""
import gzip
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PAGE = "The council met on\nMonday evening and\nvoted.\n"
REPAIRED = b"The council met on Monday evening and voted.\n"
# Two prints of one report: the columns differ, and so do a few words.
PRINTS = ["""The directors of the Harbor County
Agricultural Association met at the
courthouse on Tuesday evening and
voted without a single dissenting
voice to hold the annual fair in the
last week of September.
""", """The directors of the
Harbor County Agricul-
tural Association met at
the courthouse on Tuesday
evening and voted without
a single dissenting voice
to hold the annual fair in
the last week of September
"""]


def run(*words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, check=False, **more)
    assert done.returncode == 0, f"{words}: {done.stdout.decode()}{done.stderr.decode()}"
    return done


def installed(build, scratch):
    run("cmake", "--install", build, "--prefix", scratch / "first")
    prefix = scratch / "moved"
    (scratch / "first").rename(prefix)
    for path in ("bin/galley", "include/galley/run.h"):
        assert (prefix / path).exists(), path
    assert run(prefix / "bin/galley", "--version").stdout.startswith(b"galley ")
    for path in sorted((prefix / "include").rglob("*.h")):
        assert path.parent == prefix / "include/galley", f"{path}: only public headers are installed"
    return prefix


def build_by_cmake(prefix, scratch, compiler, source):
    run("cmake", "-G", "Ninja", "-S", source, "-B", scratch / "build", f"-DCMAKE_PREFIX_PATH={prefix}",
        f"-DCMAKE_CXX_COMPILER={compiler}")
    run("cmake", "--build", scratch / "build")
    return scratch / "build"


def build_by_pkg_config(prefix, scratch, compiler, source):
    found = sorted(prefix.rglob("galley.pc"))
    assert len(found) == 1, found
    environment = dict(os.environ, PKG_CONFIG_PATH=str(found[0].parent))
    flags = run("pkg-config", "--cflags", "--libs", "galley", env=environment).stdout.decode().split()
    run(compiler, source / "consumer.cpp", "-o", scratch / "consumer", *flags)
    return scratch


def check_consumer(way, prefix, scratch, compiler):
    build = build_by_cmake if way == "cmake" else build_by_pkg_config
    program = build(prefix, scratch, compiler, HERE / "consumer") / "consumer"
    (scratch / "page.txt").write_text(PAGE)
    found = run(program, scratch / "page.txt").stdout
    assert found == REPAIRED, found


def check_example(prefix, scratch, compiler):
    program = build_by_cmake(prefix, scratch, compiler, HERE / "example") / "clean_pages"
    names = []
    for number, page in enumerate(PRINTS):
        names.append(scratch / f"page{number}.txt")
        names[-1].write_text(page)
    done = run(program, *names)
    assert done.stdout.decode() == " ".join(PRINTS[0].split()) + "\n\n", done.stdout
    assert done.stderr == b"paragraph 1 repeats paragraph 0\n", done.stderr


def check_files(prefix, _scratch, _compiler):
    galley = prefix / "bin/galley"
    for what, name in (("bash", "share/bash-completion/completions/galley"),
                       ("zsh", "share/zsh/site-functions/_galley"),
                       ("fish", "share/fish/vendor_completions.d/galley.fish")):
        assert (prefix / name).read_bytes() == run(galley, "--generate", what).stdout, name
    page = gzip.decompress((prefix / "share/man/man1/galley.1.gz").read_bytes())
    assert page == run(galley, "--generate", "man").stdout
    docs = prefix / "share/doc/galley"
    for name in ("LICENSE", "README.md"):
        assert (docs / name).read_bytes() == (ROOT / name).read_bytes(), name
    changelog = gzip.decompress((docs / "changelog.gz").read_bytes()).decode()
    version = run(galley, "--version").stdout.decode().split()[1]
    assert changelog.startswith(f"galley ({version}) "), "the changelog's newest entry is of another version"
    assert "Apache-2.0" in (docs / "copyright").read_text()


def main(way, build, compiler):
    with tempfile.TemporaryDirectory(prefix="galley-install.") as folder:
        scratch = pathlib.Path(folder)
        prefix = installed(build, scratch)
        if way == "files":
            check_files(prefix, scratch, compiler)
        elif way == "example":
            check_example(prefix, scratch, compiler)
        else:
            check_consumer(way, prefix, scratch, compiler)
        print("1 passed, 0 failed")


if __name__ == "__main__":
    main(*sys.argv[1:4])
