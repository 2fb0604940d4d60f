"""Where inputs and outputs are: in a folder that all workers share, or in another of Hadoop's file systems."""

from __future__ import annotations

import dataclasses
import os
import re
from urllib.parse import unquote, urlsplit


@dataclasses.dataclass(frozen=True)
class Place:
    """A path that all workers share, or a URI of which tasks make copies."""

    text: str
    is_shared: bool

    @property
    def last_name(self) -> str:
        return os.path.basename(self.text.rstrip("/")) or "input"


def place(text: str) -> Place:
    """A path, or file: and a path, is shared; any other scheme is Hadoop's."""
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", text):
        return Place(text, True)
    if text.lower().startswith("file:"):
        return Place(unquote(urlsplit(text).path), True)
    return Place(text, False)
