#!/usr/bin/env python3
"""The man page and the completions that galley generates, in the programs that they are for.

usage: tests/cli/check_generated.py GALLEY man|bash|zsh|fish     status 77: that program is absent"""
import os
import pathlib
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time

SKIPPED = 77

# What is typed, and the words that must be offered; "..." stands for more of them.
OFFERED = [
    ("galley cl", ["clean"]),
    ("galley re", ["repair", "report", "resolve", "restore"]),
    ("galley help ex", ["explain"]),
    ("galley clean --sim", ["--similarity"]),
    ("galley clean --max-", ["--max-document", "--max-expansion", "--max-letter-errors", "--max-line",
                             "--max-window"]),
    ("galley learn --max-", ["--max-document", "--max-expansion", "--max-line", "--max-window"]),
    ("galley verify --sim", []),
    ("galley clean --numbers ", ["distinguish", "ignore"]),
    ("galley clean --keep l", ["longest"]),
    ("galley clean in --encoding gb", ["gb18030"]),
    ("galley clean --threads ", []),
    ("galley clean pa", ["pages", "papers.txt"]),
    ("galley verify pa", ["pages"]),
    ("galley clean x -o pa", ["pages"]),
    ("galley clean x --output pa", ["pages"]),
    ("galley learn x -o pa", ["pages", "papers.txt"]),
    ("galley repair --profile pap", ["papers.txt"]),
    ("galley clean --temp pa", ["pages"]),
    ("galley --gen", ["--generate"]),
    ("galley --generate z", ["zsh"]),
]


def need(program):
    if shutil.which(program) is None:
        print(f"skipped: {program} is not installed")
        sys.exit(SKIPPED)


def generated(galley, what):
    return subprocess.run([galley, "--generate", what], capture_output=True, check=True).stdout


def surroundings(folder):
    (folder / "pages").mkdir()
    (folder / "papers.txt").write_text("x\n")


def check_offers(offers_of):
    failed = 0
    for typed, wanted in OFFERED:
        found = sorted({word.rstrip("/ =") for word in offers_of(typed)})
        if found != wanted:
            failed += 1
            print(f"failed: {typed!r} offers {found}, not {wanted}")
    print(f"{len(OFFERED) - failed} passed, {failed} failed")
    return 1 if failed else 0


def check_bash(galley, folder):
    script = folder / "galley.bash"
    script.write_bytes(generated(galley, "bash"))
    # readline parts words at = as well.
    ask = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _galley; printf "%s\\n" "${COMPREPLY[@]}"'

    def offers(typed):
        words = typed.replace("=", " = ").split(" ")
        done = subprocess.run(["bash", "--norc", "-u", "-c", ask, "bash", script, *words], cwd=folder,
                              capture_output=True, check=True, text=True)
        assert not done.stderr, done.stderr
        return done.stdout.split()

    OFFERED.append(("galley clean --numbers=", ["distinguish", "ignore"]))
    OFFERED.append(("galley clean --numbers=i", ["ignore"]))
    return check_offers(offers)


def check_fish(galley, folder):
    script = folder / "galley.fish"
    script.write_bytes(generated(galley, "fish"))
    environment = dict(os.environ, HOME=str(folder), XDG_CONFIG_HOME=str(folder / "config"))

    def offers(typed):
        done = subprocess.run(["fish", "--no-config", "-c", f"source {script}; complete -C '{typed}'"],
                              cwd=folder, capture_output=True, check=True, text=True, env=environment)
        assert not done.stderr, done.stderr
        words = [line.split("\t")[0] for line in done.stdout.splitlines()]
        return [word for word in words if word not in ("galley.fish", "config/")]

    OFFERED.remove(("galley help ex", ["explain"]))
    return check_offers(offers)


class Terminal:
    """A zsh on a terminal of its own, whose line can be looked at."""

    def __init__(self, folder):
        self.folder = folder
        self.child, self.master = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.environ.update(TERM="dumb", HOME=str(folder), ZDOTDIR=str(folder / "config"))
            os.execlp("zsh", "zsh", "-i")

    def read(self, seconds):
        seen = b""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                seen += os.read(self.master, 65536)
            except OSError:
                break
        return seen

    def type(self, text):
        os.write(self.master, text)

    def close(self):
        self.type(b"\x15exit\n")
        self.read(0.2)
        os.close(self.master)
        os.waitpid(self.child, 0)


ZSHRC = """
PROMPT='ready> '
fpath=(%s $fpath)
autoload -Uz compinit && compinit -u -D
zstyle ':completion:*' list-prompt ''
LISTMAX=10000
# What is offered is written down in place of being inserted.
compadd() {
  local -a found
  builtin compadd -O found "$@"
  print -rl -- $found >> offers
  builtin compadd "$@"
}
done-with() { print -r -- end >> offers; zle kill-buffer }
zle -N done-with
bindkey '^X' done-with
"""


def check_zsh(galley, folder):
    (folder / "config").mkdir()
    (folder / "config/_galley").write_bytes(generated(galley, "zsh"))
    (folder / "config/.zshrc").write_text(ZSHRC % (folder / "config"))
    terminal = Terminal(folder)
    terminal.read(2)

    def offers(typed):
        (folder / "offers").write_text("")
        terminal.type(typed.encode() + b"\t")
        terminal.type(b"\x18")
        deadline = time.monotonic() + 20
        while "end\n" not in (folder / "offers").read_text():
            assert time.monotonic() < deadline, f"zsh does not answer: {terminal.read(0.1)}"
            terminal.read(0.05)
        # Files are offered with and without their folder, options in both their forms.
        words = (folder / "offers").read_text().splitlines()
        return [word for word in words if word not in ("end", "", "offers")]

    try:
        return check_offers(offers)
    finally:
        terminal.close()


def check_man(galley, folder):
    page = folder / "galley.1"
    page.write_bytes(generated(galley, "man"))
    failed = 0
    checked = 0
    for words in (["mandoc", "-T", "lint", "-W", "style"], ["man", "--warnings", "-E", "UTF-8", "-l"]):
        if shutil.which(words[0]) is None:
            continue
        checked += 1
        done = subprocess.run([*words, page], capture_output=True, text=True, check=False,
                              env=dict(os.environ, MANPAGER="cat", MANWIDTH="80"))
        said = done.stderr + (done.stdout if words[0] == "mandoc" else "")
        # Pages of other programs need not be installed.
        faults = [line for line in said.splitlines() if "mandoc.db lacks" not in line and
                  "referenced manual not found" not in line and "legacy man(7)" not in line]
        if faults:
            failed += 1
            print(f"failed: {words[0]}:", *faults, sep="\n  ")
    if not checked:
        print("skipped: neither mandoc nor man is installed")
        return SKIPPED
    print(f"{checked - failed} passed, {failed} failed")
    return 1 if failed else 0


def main(galley, what):
    galley = str(pathlib.Path(galley).resolve())
    if what != "man":
        need(what)
    with tempfile.TemporaryDirectory(prefix="galley-generated.") as name:
        folder = pathlib.Path(name)
        surroundings(folder)
        return {"man": check_man, "bash": check_bash, "zsh": check_zsh, "fish": check_fish}[what](galley, folder)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
