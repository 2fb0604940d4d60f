"""What the front ends say, in the words of the program itself."""

from __future__ import annotations

import sys


class Failure(Exception):
    """Something that ends the job: where, what, and what to do about it."""

    def __init__(self, where: object, what: str, remedy: str):
        super().__init__(f"{where}: {what}; {remedy}")


def say(text: str) -> None:
    print(f"galley: {text}", file=sys.stderr, flush=True)


def report(failure: Failure) -> int:
    """Prints the failure; the exit status that goes with it."""
    say(f"error: {failure}")
    return 1
