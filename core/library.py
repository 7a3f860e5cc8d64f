"""The one door to an open library: the window, the command line and scripts come in here, and need nothing else.

Methods may be called from any thread. Reads see the last stored state and do not wait for a write. Every method raises
``core.errors.LibraryError`` (or a kind of it) where disk, folder or another program stand in the way.

What only edits, import, export and care need is imported when they are called: the window is painted before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from time import gmtime, strftime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from core.errors import Problem
from core.files import real_path
from core.library_reader import LibraryReader
from core.library_records import ArticleQuery, ExportReport, ImportReport, Progress, SearchHit, Stats
from core.pacing import Pause, no_pause
from core.records import (
    ArticleDraft,
    ArticleInfo,
    ChangeSet,
    LabelSet,
    Layer,
    LayerKind,
    Proposals,
)
from core.store import articles, backup_files, journal, labels, layers
from core.store.backup_files import Backup
from core.store.connection import Connection
from core.store.file import LibraryFile

if TYPE_CHECKING:
    from core.store.recover import Recovery

__all__ = [
    "ArticleQuery",
    "Backup",
    "ExportReport",
    "ImportReport",
    "Library",
    "Progress",
    "SearchHit",
    "Stats",
]

_TEXTS = 8  # texts kept in memory: an edit in a long article must not read it from the file each time


class Library(LibraryReader):
    """An open library file. Use it as a context manager, or call ``close``."""

    def __init__(self, file: LibraryFile, person: str = "") -> None:
        """Wrap an open file; ``create`` and ``open`` are the ways in."""
        super().__init__(file)
        self._texts: dict[int, str] = {}
        self.path: Path = file.path
        self.read_only: bool = file.read_only
        self.person_layer: Layer = self._find_person_layer(person)
        self.person: str = person or self.person_layer.name

    @classmethod
    def create(cls, path: Path | str, *, person: str = "", label_set: LabelSet | None = None) -> Library:
        """Make a new library file and open it; raises LibraryError if the path exists or its folder does not."""
        from core import library_labels

        def fill(connection: Connection) -> None:
            labels.use(connection, label_set or library_labels.built_in())
            layers.insert(connection, Layer(0, person or "person", LayerKind.PERSON, created_at=_now()))

        return cls(LibraryFile.create(real_path(path), fill), person)

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False, person: str = "") -> Library:
        """Open a library file.

        Raises NotALibrary, LibraryTooNew, LibraryBusy (the sentence says who has it; ``read_only`` works even then),
        LibraryReadOnly or LibraryDamaged.
        """
        file = LibraryFile.open(real_path(path), read_only=read_only)
        try:
            library = cls(file, person)
            library.page(0, 1)  # damage where the articles begin is found now, not while a list is painted
        except BaseException:
            file.close()
            raise
        return library

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Articles

    def add(
        self, drafts: Iterable[ArticleDraft | Problem], *, undoable: bool = True, progress: Progress | None = None
    ) -> ImportReport:
        """Store drafts in one transaction; known texts are told, not doubled. Raises Cancelled if progress says so."""
        from core.library_import import Intake

        with self._file.writing(self._articles_came) as connection:
            intake = Intake(connection, self.person_layer, _now(), undoable=undoable)
            intake.take_all(drafts, progress)
            report = intake.report()
            if report.change_set is not None:
                report = replace(report, change_set=journal.append(connection, report.change_set))
        return report

    def import_paths(
        self, paths: Iterable[Path | str], *, undoable: bool = True, progress: Progress | None = None
    ) -> ImportReport:
        """Import files and folders, a file whole or not at all; the import is one undo step.

        What is wrong with a file is told in the report. ``progress`` counts files; if it cancels, the files that are
        in stay.
        """
        from core.library_files import FileImport

        files = FileImport(
            lambda: self._file.writing(self._articles_came),
            self.person_layer,
            _now(),
            undoable=undoable,
            progress=progress,
        )
        return files.run(Path(path) for path in paths)

    # Edits

    def do(self, change_set: ChangeSet) -> ChangeSet:
        """Carry out what ``core.edits`` made, and journal it: stored durably when this returns, or nothing is.

        Gives the change set with ids, uids, seq, person and time. Without changes it does nothing. Raises StaleEdit
        where a record is no longer as the change set expects it, SpanError where a span does not fit its text.
        """
        from core.store import changes

        if not change_set.changes:
            return change_set
        with self._file.writing(lambda: self._follow(done)) as connection:
            numbered = changes.number(connection, change_set, self.person, _now())
            changes.apply(connection, numbered, self._text_in(connection))
            done = journal.append(connection, numbered)
        return done

    def undo(self) -> ChangeSet | None:
        """Take back the newest change set that is done; give its inverse (direction "undo"), or None."""
        return self._step(journal.next_undo, "undone")

    def redo(self) -> ChangeSet | None:
        """Do the oldest undone change set again; give it (direction "redo"), or None."""
        return self._step(journal.next_redo, "live")

    # Extraction

    def start_run(self, name: str, version: str, settings: str = "", kind: LayerKind = LayerKind.PIPELINE) -> Layer:
        """Begin a run: a new, empty machine layer."""
        with self._file.writing(self._refresh) as connection:
            return layers.insert(connection, Layer(0, name, kind, version, settings, _now()))

    def add_proposals(self, layer: Layer, batch: Sequence[Proposals], pause: Pause = no_pause) -> None:
        """Store what a run found in some articles, in one transaction; raises SpanError, and then stores nothing.

        ``pause`` is called now and then, in the thread that stores.
        """
        from core import library_proposals

        with self._file.writing() as connection:
            library_proposals.store_found(connection, layer, batch, pause)

    def finish_run(self, layer: Layer, *, complete: bool) -> None:
        """End a run; what an incomplete one found stays, and one that came to nothing leaves no layer."""
        with self._file.writing(self._refresh) as connection:
            if complete or layers.articles_of(connection, layer.id):
                layers.set_complete(connection, layer.id, complete)
            else:
                layers.delete(connection, layer.id)

    # Care

    @property
    def warning(self) -> str:
        """A sentence if something was found to be missing when the library was opened after a crash, else empty."""
        return self._file.warning

    def backup(
        self, reason: str = "manual", *, always: bool = False, stop: Callable[[], bool] | None = None
    ) -> Backup | None:
        """Back the library up, on a connection of its own; None if nothing changed since the newest backup.

        ``reason`` is manual, auto, close, import or bulk. Works on a closed library too. Raises LibraryDamaged if the
        copy fails its check, Cancelled when ``stop`` says so.
        """
        from core.store import backup

        return backup.make(self.path, reason, always=always, stop=stop)

    def hold(self, reason: str) -> Callable[[], Backup | None]:
        """Hold the state as it is now; give the function that backs it up, to be called in any thread, once."""
        from core.store import backup

        held = backup.hold(self.path, reason)
        return lambda: held(None)

    def backups(self) -> list[Backup]:
        """Give the backups of this library, newest first."""
        return backup_files.listed(self.path)

    @staticmethod
    def backups_of(path: Path | str, *, good: bool = False) -> list[Backup]:
        """Give the backups of a library that need not be open, newest first.

        ``good``: without the states that a restore kept.
        """
        found = backup_files.good if good else backup_files.listed
        return found(real_path(path))

    @staticmethod
    def restore(path: Path | str, backup_path: Path | str) -> Path:
        """Put a backup in the place of a closed library; give the path where the library as it was is kept."""
        from core.store import backup

        return backup.restore(real_path(path), real_path(backup_path))

    @staticmethod
    def copy(path: Path | str, new_path: Path | str) -> None:
        """Copy a library, open elsewhere or not, into a new file, checked; raises LibraryError if that path exists."""
        from core.store import backup

        backup.copy_to(real_path(path), real_path(new_path))

    @staticmethod
    def recover(path: Path | str, new_path: Path | str) -> Recovery:
        """Save what can be read of a damaged library into a new one; the damaged file is not touched."""
        from core import library_labels
        from core.store import recover

        recoveries: list[Recovery] = []

        def fill(connection: Connection) -> None:
            labels_if_lost = library_labels.built_in()
            new = real_path(new_path)
            recoveries.append(recover.recover(real_path(path), connection, new, labels_if_lost))
            if layers.person_layer(connection, "") is None:
                layers.insert(connection, Layer(0, "person", LayerKind.PERSON, created_at=_now()))

        LibraryFile.create(real_path(new_path), fill).close()
        return recoveries[0]

    def check(self, full: bool = True) -> list[Problem]:
        """Check that the library is sound, on a connection of its own; without ``full`` only the file itself.

        A word index that does not agree is built anew if nothing else is wrong: it is made of the articles alone.
        """
        from core.store import check

        found = self._check(full, with_words=self.read_only)
        if full and not self.read_only:
            with self._file.writing() as connection:  # SQLite checks the word index by an insert that stores nothing
                words = check.words(connection, mend=not found)
            found += [Problem(str(self.path), sentence, harmless=not found) for sentence in words]
        return found

    # Export

    def export(
        self,
        path: Path | str,
        *,
        layer: str = "gold",
        state: str = "reviewed",
        article_ids: Collection[int] | None = None,
        format: str = "jsonl",
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write articles and spans to a file; it takes its place only after it was read back and compared.

        ``layer`` is gold, proposals, all (what the window shows) or a layer's name; ``state`` is all or an
        ArticleState. Raises ExportError, or Cancelled if progress says so; an older file is then untouched.
        """
        from core.library_drafts import Drafts
        from core.library_export import export

        with self._file.own_connection() as connection:
            return export(Drafts(connection, layer, state, article_ids), Path(path).absolute(), format, progress)

    # Inside

    def _step(self, find: Callable[[Connection], ChangeSet | None], state: str) -> ChangeSet | None:
        """Walk the journal by one change set."""
        from core.store import changes

        step: ChangeSet | None = None
        with self._file.writing(lambda: self._follow(step)) as connection:
            found = find(connection)
            if found is None:
                return None
            step = journal.inverse(found) if state == "undone" else replace(found, direction="redo")
            changes.apply(connection, step, self._text_in(connection))
            journal.set_state(connection, found.seq, state)
        return step

    def _text_in(self, connection: Connection) -> Callable[[int], str]:
        """Give the texts of articles, the latest few from memory: they never change."""

        def text_of(article_id: int) -> str:
            if article_id not in self._texts:
                while len(self._texts) >= _TEXTS:
                    del self._texts[next(iter(self._texts))]
                self._texts[article_id] = articles.text(connection, article_id)
            return self._texts[article_id]

        return text_of

    def _follow(self, change_set: ChangeSet | None) -> None:
        """Read again what a change set may have changed of what is kept in memory."""
        if change_set is None:
            return
        for change in change_set.changes:
            if isinstance(change.after, ArticleInfo):
                self._note_sight(change.after.id, not change.after.trashed)
        if any(isinstance(change.after, LabelSet | Layer) for change in change_set.changes):
            self._refresh()

    def _articles_came(self) -> None:
        """Forget the list, and read again what an import may have brought: labels, layers."""
        self._all_ids = None
        self._refresh()

    def _find_person_layer(self, person: str) -> Layer:
        with self._file.reading() as connection:
            found = layers.person_layer(connection, person)
        if found is not None:
            return found
        if self.read_only:
            return Layer(0, person, LayerKind.PERSON)
        with self._file.writing(self._refresh) as connection:
            return layers.insert(connection, Layer(0, person or "person", LayerKind.PERSON, created_at=_now()))


def _now() -> str:
    return strftime("%Y-%m-%dT%H:%M:%SZ", gmtime())
