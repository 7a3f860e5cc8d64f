"""Where the backups of a library lie, what they are called, and which of them are kept."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path

from core import paths
from core.frozen import frozen

SUFFIX = ".leuchtstift"
_STAMP = "%Y-%m-%dT%H%M%SZ"
LAST, DAILY, WEEKLY, SPECIAL = 5, 7, 4, 3
REGULAR = ("manual", "auto", "close")  # rotated by age; the other reasons mark a turning point and are rotated apart


@frozen
class Backup:
    """One backup file: when it was made (UTC), and why: manual, auto, close, import, migration, restore."""

    path: Path
    at: datetime
    reason: str
    number: int = 1  # among those of the same second


def folder_of(library: Path) -> Path:
    """Give the folder with the backups of a library, which need not be there yet; told apart by the library's path."""
    import hashlib  # brings OpenSSL in, which the first paint of the window does not need

    digest = hashlib.sha256(str(library.absolute()).encode()).hexdigest()[:8]
    return paths.data_folder() / "backups" / f"{library.stem}-{digest}"


def new_path(library: Path, reason: str, at: datetime) -> Path:
    """Give the path of a new backup; those of one second are numbered."""
    at = at.replace(microsecond=0)
    number = max((backup.number for backup in listed(library) if backup.at == at), default=0) + 1
    name = f"{at.strftime(_STAMP)}-{reason}" + (f"-{number}" if number > 1 else "")
    return folder_of(library) / (name + SUFFIX)


def listed(library: Path) -> list[Backup]:
    """Give the backups of a library, newest first."""
    found: list[Backup] = []
    for path in folder_of(library).glob(f"*{SUFFIX}"):
        stamp, _, rest = path.stem.partition("Z-")
        try:
            at = datetime.strptime(stamp + "Z", _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue  # somebody else's file: not shown, never deleted
        reason, _, number = rest.partition("-")
        found.append(Backup(path, at, reason, int(number) if number.isdecimal() else 1))
    return sorted(found, key=_age, reverse=True)


def good(library: Path) -> list[Backup]:
    """Give the backups to fall back on, newest first: without the states that a restore kept, which may be damaged."""
    return [backup for backup in listed(library) if backup.reason != "restore"]


def to_delete(backups: Collection[Backup], made: Path | None = None) -> list[Backup]:
    """Give the backups that rotation takes away.

    Kept are of the regular ones the last 5, the newest of each of the last 7 days and of each of the last 4 weeks
    that have any, and of each other reason the last 3. Only the backups themselves count, not today's date: nothing
    ages away unused. ``made`` is the one that was just made: those that say they are later were made while the clock
    was wrong, or it is wrong now, so they count as the oldest.
    """
    now = next((_age(backup) for backup in backups if backup.path == made), None)
    ordered = sorted(backups, key=lambda backup: (now is None or _age(backup) <= now, _age(backup)), reverse=True)
    regular = [backup for backup in ordered if backup.reason in REGULAR]
    kept = set(regular[:LAST])
    kept |= _newest_of_each(regular, lambda backup: backup.at.date(), DAILY)
    kept |= _newest_of_each(regular, lambda backup: backup.at.isocalendar()[:2], WEEKLY)
    for reason in {backup.reason for backup in ordered} - set(REGULAR):
        kept.update([backup for backup in ordered if backup.reason == reason][:SPECIAL])
    return [backup for backup in ordered if backup not in kept]


def _age(backup: Backup) -> tuple[datetime, int]:
    return backup.at, backup.number


def _newest_of_each(ordered: list[Backup], period: Callable[[Backup], object], count: int) -> set[Backup]:
    newest: dict[object, Backup] = {}
    for backup in ordered:
        newest.setdefault(period(backup), backup)
    return set(list(newest.values())[:count])
