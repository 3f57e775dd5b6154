"""Which addresses files may have, and which cannot stand side by side."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

OUR_PREFIX = ".keikaku"

_PART = re.compile(r"[a-z0-9._-]*[a-z0-9_-]")  # Windows drops a full stop at the end
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}

Source = TypeVar("Source")


class ClashKind(StrEnum):
    """Why files cannot stand where they are meant to."""

    UNFIT = "address-unfit"  # other than lower-case ASCII letters, digits and `- . _`, or leading out of the folder
    RESERVED = "address-reserved"  # a name that Windows keeps for a device, or Keikaku for itself
    REPEATED = "address-repeated"  # two files for one address, or for two that differ in case only
    FILE_AND_FOLDER = "address-file-and-folder"  # `a` and `a/b`
    TAKEN = "address-taken"  # something that Keikaku did not write stands there


@dataclass(frozen=True)
class Clash(Generic[Source]):
    """One clash with every culprit: each address with the source that asks for it."""

    kind: ClashKind
    claims: tuple[tuple[str, Source], ...]
    standing: str = ""  # what stands there if the address is TAKEN: at the address itself, above it or below it


class ClashError(Exception):
    """Nothing was written because files would clash; whoever chose the addresses can mend it."""

    def __init__(self, clashes: Iterable[Clash[str]]) -> None:
        self.clashes = tuple(clashes)
        super().__init__("; ".join(f"{c.kind}: {', '.join(address for address, _ in c.claims)}" for c in self.clashes))


def find_clashes(claims: Iterable[tuple[str, Source]]) -> tuple[Clash[Source], ...]:
    """Every way in which addresses cannot stand side by side; `claims` are addresses with whoever asks for them.

    A source may be anything that names a culprit, a file position for example.
    """
    claims_by_key: dict[str, list[tuple[str, Source]]] = {}
    for address, source in claims:
        claims_by_key.setdefault(address.lower(), []).append((address, source))
    below: dict[str, list[tuple[str, Source]]] = {}
    found: list[Clash[Source]] = []
    for key, group in sorted(claims_by_key.items()):
        found += [Clash(kind, ((address, source),)) for address, source in group if (kind := fault_of(address))]
        if len(group) > 1:
            found.append(Clash(ClashKind.REPEATED, tuple(group)))
        for parent in parents(key):
            if parent in claims_by_key:
                below.setdefault(parent, []).extend(group)
    found += [Clash(ClashKind.FILE_AND_FOLDER, (*claims_by_key[key], *group)) for key, group in below.items()]
    return tuple(found)


def fault_of(address: str) -> ClashKind | None:
    """What is wrong with the address by itself."""
    parts = address.split("/")
    if not all(_PART.fullmatch(part) for part in parts):
        return ClashKind.UNFIT
    if any(part.split(".")[0] in _DEVICES or part.startswith(OUR_PREFIX) for part in parts):
        return ClashKind.RESERVED
    return None


def parents(address: str) -> list[str]:
    """The folders on the way to `address`, the nearest first."""
    parts = address.split("/")[:-1]
    return ["/".join(parts[:n]) for n in range(len(parts), 0, -1)]
