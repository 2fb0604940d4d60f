"""What a step of matching has for the tasks of the next, as galley --exchange pipes writes it: parcels of at
most 1 MiB behind one another (src/dedup/parcels.h). Of a parcel only its header is looked at."""

from __future__ import annotations

import struct
from typing import BinaryIO, Iterator, Tuple

# Magic, to, from, number, run, standing, bytes of payload, hash.
_HEADER = struct.Struct("<4sIIIHHIQ")
_MAGIC = b"galP"
_KEY = struct.Struct("!q")


class NoParcel(Exception):
    """Bytes that are none."""


def read_parcels(stream: BinaryIO) -> Iterator[Tuple[int, int, int, bytearray]]:
    """Each parcel with its receiver, its sender and its number, until the stream ends."""
    while True:
        header = stream.read(_HEADER.size)
        if not header:
            return
        if len(header) < _HEADER.size:
            raise NoParcel("was cut short")
        magic, to, sender, number, _, _, payload_bytes, _ = _HEADER.unpack(header)
        if magic != _MAGIC:
            raise NoParcel("is no parcel of galley")
        parcel = bytearray(_HEADER.size + payload_bytes)
        parcel[: _HEADER.size] = header
        if stream.readinto(memoryview(parcel)[_HEADER.size :]) != payload_bytes:
            raise NoParcel("was cut short")
        yield to, sender, number, parcel


def sort_key(to: int, sender: int, number: int, tasks: int) -> bytes:
    """Eight bytes that Spark takes for a number: by it parcels of one receiver are sorted by sender and
    number, and the remainder of its lower half by the number of tasks is the receiver."""
    return _KEY.pack(sender << 32 | (number * tasks + to))
