"""The words of a front end's command line: its own options are taken out, galley's go on to it.

Options of galley are not listed here, so that they need no second table: all that is no option of
the front end is passed to galley plan in its order, and galley says what is wrong with it."""

from __future__ import annotations

import dataclasses
import os
import pathlib
import shutil
from typing import Dict, List, Sequence

from .messages import Failure

# Resources are each stage's own; all other options belong to the plan.
RESOURCES = ("--threads", "--memory", "--temp")


@dataclasses.dataclass
class Words:
    """Values of the front end's own options by name, and what is left for galley plan."""

    own: Dict[str, List[str]]
    rest: List[str]

    def last(self, name: str, otherwise: str = "") -> str:
        return self.own[name][-1] if name in self.own else otherwise

    def has(self, name: str) -> bool:
        return name in self.own


def take(words: Sequence[str], valued: Sequence[str], plain: Sequence[str] = ()) -> Words:
    """Takes out options with a value (--name VALUE, --name=VALUE, -nVALUE) and without one. An option
    of two names is written with a comma, "-o,--output", and known by the last."""
    names = {
        alias: (each.split(",")[-1], each in valued)
        for each in (*valued, *plain)
        for alias in each.split(",")
    }
    found = Words({}, [])
    queue = list(words)
    while queue:
        word = queue.pop(0)
        if word == "--":
            found.rest += [word, *queue]
            break
        name, equals, value = word.partition("=") if word.startswith("--") else (word[:2], "", word[2:])
        if name not in names:
            found.rest.append(word)
            continue
        known_as, has_value = names[name]
        if has_value and not equals and not value:
            if not queue:
                raise Failure(name, "has no value", "write one behind it")
            value = queue.pop(0)
        found.own.setdefault(known_as, []).append(value)
    return found


def galley_program(wanted: str = "") -> str:
    """The program that the stages run: as asked, or GALLEY, or on the path, or built in this clone."""
    built = pathlib.Path(__file__).resolve().parents[3] / "build/release/galley"
    for candidate in filter(None, (wanted, os.environ.get("GALLEY"))):
        found = shutil.which(candidate)
        if found is None:
            raise Failure(candidate, "is no program", "set GALLEY to the path of galley")
        return os.path.abspath(found)
    found = shutil.which("galley") or shutil.which(str(built))
    if found is None:
        raise Failure(
            "galley",
            "is not on the path",
            "install it, or build it with tools/galley --version, or set GALLEY",
        )
    return os.path.abspath(found)
