"""A disk that remembers what was synced: it can lose the rest as a power cut would, and fail as a full or broken one.

``Disk`` is a VFS of SQLite through which a library works as usual; it logs every write, sync and name. ``Platter``
follows that log and gives what a disk may hold at any place of it. A cut costs everything, nothing or some of what was
not synced, file by file, in any order, down to sectors, some of them full of rubbish. Not modelled: a disk that says
that it has synced and has not, and one that loses what lay still.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Write:
    inode: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file made shorter."""

    inode: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    inode: int


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the folder that means another file now, or none."""

    name: str
    inode: int | None


@dataclass(frozen=True, slots=True)
class Committed:
    """A promise to the person: this state is stored; ``state`` is its digest, ``seq`` the newest change set."""

    state: str
    seq: int


Event = Write | Cut | Sync | Named | Committed


class Disk(apsw.VFS):
    """Logs what SQLite does to the files of one folder, and lets it fail where a test wants."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.log: list[Event] = []
        self.failing: Callable[[str], apsw.Error | None] | None = None
        self._inodes: dict[str, int] = {}
        self._next = 1
        super().__init__(name, "")

    def adopt(self, path: Path) -> int:
        """Take a file that is there, and on the disk; give its inode."""
        inode = self._note_name(path.name)
        self.log += [Write(inode, 0, path.read_bytes()), Sync(inode)]
        return inode

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        if name is None:  # a temporary file: nobody misses it
            return super().xOpen(name, flags)
        path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name)
        file = _File(self, name, flags)
        file.inode = self._inodes.get(path.name) or self._note_name(path.name)
        return file

    def xDelete(self, name: str, sync: bool) -> None:
        self.fail("delete")
        super().xDelete(name, sync)
        self._inodes.pop(Path(name).name, None)
        self.log.append(Named(Path(name).name, None))

    def fail(self, what: str) -> None:
        """Raise what a test wants to go wrong now."""
        error = self.failing(what) if self.failing is not None else None
        if error is not None:
            raise error

    def _note_name(self, name: str) -> int:
        inode = self._inodes[name] = self._next
        self._next += 1
        self.log.append(Named(name, inode))
        return inode


class _File(apsw.VFSFile):
    inode: int

    def __init__(self, disk: Disk, name: str | apsw.URIFilename, flags: list[int]) -> None:
        self._disk = disk
        self._is_read_only = bool(flags[0] & apsw.SQLITE_OPEN_READONLY)
        super().__init__("", name, flags)

    def xLock(self, level: int) -> None:
        if self._is_read_only and level > apsw.SQLITE_LOCK_SHARED:
            raise apsw.BusyError("cannot be locked for writing")  # tried on closing; apsw passes any other error on
        super().xLock(level)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.fail("write")
        super().xWrite(data, offset)
        self._disk.log.append(Write(self.inode, offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        self._disk.fail("truncate")
        super().xTruncate(size)
        self._disk.log.append(Cut(self.inode, size))

    def xSync(self, flags: int) -> None:
        self._disk.fail("sync")  # and no more: the log says what is synced, the real disk need not wait
        self._disk.log.append(Sync(self.inode))


@dataclass(slots=True)
class _Inode:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Write | Cut] = field(default_factory=list)


class Platter:
    """What is durable and what is not, at one place of a log."""

    def __init__(self) -> None:
        self._inodes: dict[int, _Inode] = {}
        self._names: dict[str, list[int | None]] = {}  # the durable meaning first, then those that are not synced yet

    def take(self, event: Event) -> None:
        """Go on by one event."""
        if isinstance(event, Write | Cut):
            self._inodes[event.inode].pending.append(event)
        elif isinstance(event, Sync):
            self._sync(event.inode)
        elif isinstance(event, Named):
            self._names.setdefault(event.name, [None]).append(event.inode)
            if event.inode is not None:
                self._inodes[event.inode] = _Inode()

    def is_pending(self, name: str) -> bool:
        """Tell whether a file has writes that are not synced."""
        inode = self._names[name][-1]
        return inode is not None and bool(self._inodes[inode].pending)

    def remains(self, rng: random.Random) -> dict[str, bytes]:
        """Give what may be found after a cut right now: contents by name."""
        keep = rng.choice((0.0, 0.0, 1.0, rng.random()))
        is_torn = rng.random() < 0.5
        found: dict[str, bytes] = {}
        for name, meanings in self._names.items():
            inode = rng.choice((meanings[0], meanings[-1]))
            if inode is not None:
                found[name] = self._content(self._inodes[inode], rng, keep, is_torn)
        return found

    def _sync(self, inode: int) -> None:
        """Make a file durable, with its name: SQLite syncs the folder when it first syncs a new file."""
        file = self._inodes[inode]
        for event in file.pending:
            _apply(file.durable, event)
        file.pending.clear()
        for meanings in self._names.values():
            if inode in meanings:
                del meanings[: meanings.index(inode)]

    def _content(self, file: _Inode, rng: random.Random, keep: float, is_torn: bool) -> bytes:
        content = bytearray(file.durable)
        for event in file.pending:
            for part in _sectors(event, rng) if is_torn and isinstance(event, Write) else (event,):
                if rng.random() < keep:
                    _apply(content, part)
        return bytes(content)


def _apply(content: bytearray, event: Write | Cut) -> None:
    if isinstance(event, Cut):
        del content[event.size :]
        return
    content.extend(bytes(max(0, event.offset - len(content))))
    content[event.offset : event.offset + len(event.data)] = event.data


def _sectors(event: Write, rng: random.Random) -> list[Write]:
    """Split a write as a disk does, where a sector that was being written may hold rubbish."""
    parts: list[Write] = []
    at, end = event.offset, event.offset + len(event.data)
    while at < end:
        upto = min(end, (at // SECTOR + 1) * SECTOR)
        data = event.data[at - event.offset : upto - event.offset]
        parts.append(Write(event.inode, at, data if rng.random() < 0.9 else rng.randbytes(len(data))))
        at = upto
    return parts
