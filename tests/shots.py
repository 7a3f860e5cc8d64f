"""Pictures of every window and dialog, light and dark, English and German, empty and full: ``make shots``.

They are made to be looked at: build/shots/<theme>-<language>/<scene>.png.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "shots"
VARIANTS = (("light", "en"), ("light", "de"), ("dark", "en"), ("dark", "de"), ("sepia", "de"), ("high-contrast", "en"))
SIZE = (1360, 860)


def main() -> int:
    """Make all pictures, or those whose variant or scene has one of the arguments in its name."""
    home = Path(tempfile.mkdtemp(prefix="shots-"))
    os.environ["LEUCHTSTIFT_HOME"] = str(home)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from gui.app import make_application
    from gui.garbage import GarbageCollector

    app = make_application()
    GarbageCollector(app).start()
    wanted = sys.argv[1:]
    library = made_library(home)
    count = 0
    for theme, language in VARIANTS:
        folder = TARGET / f"{theme}-{language}"
        folder.mkdir(parents=True, exist_ok=True)
        copy = home / f"{theme}-{language}.leuchtstift"
        shutil.copy(library, copy)
        for name, picture in scenes(copy, theme, language):
            if not wanted or any(word in f"{folder.name}/{name}" for word in wanted):
                picture.save(str(folder / f"{name}.png"))
                count += 1
        app.processEvents()
    shutil.rmtree(home)
    sys.stdout.write(f"{count} pictures in {TARGET.relative_to(ROOT)}\n")
    return 0


def made_library(home: Path) -> Path:
    """Make a library of the sample articles with proposals, decisions, a reviewed and a skipped article."""
    from core import edits
    from core.assets import seed_folder
    from core.extract import ExtractionJob, ExtractionRun, available_pipelines
    from core.library import ArticleQuery, Library
    from core.records import ArticleState

    path = home / "Leuchtstift.leuchtstift"
    with Library.create(path) as library:
        library.import_paths([seed_folder()])
        ids = library.ids(ArticleQuery())
        pipeline = available_pipelines()[0]
        layer = library.start_run(pipeline.name, pipeline.version, pipeline.settings)
        for batch in ExtractionRun(pipeline, [ExtractionJob.of(library.article(each)) for each in ids]):
            library.add_proposals(layer, batch.proposals)
        library.finish_run(layer, complete=True)
        person = library.person_layer
        for number in (2, 3):
            article, marks = library.article(ids[number]), library.marks(ids[number])
            state = ArticleState.REVIEWED if number == 2 else ArticleState.SKIPPED
            review = edits.set_review(article.id, state, library.label_set)
            library.do(edits.accept_all(article, marks, person, review=review) if number == 2 else review)
        library.do(edits.accept(list(library.marks(ids[0]))[:24], person))
        info = library.article(ids[0]).info
        said = {"tags": ["Diplomatie", "Nato", "Genf"], "ressort": "Ausland"}
        library.do(edits.set_info(info, replace(info, meta=info.meta | {"front_matter": said})))
        noted = list(library.marks(ids[0]))[8]
        library.do(edits.set_note(noted, "Im Original ohne Vornamen; siehe Bildzeile.", person))
    return path


def scenes(library: Path, theme: str, language: str) -> Iterator[tuple[str, object]]:
    """Give each scene by name with its picture."""
    from core.settings import Settings
    from gui import appearance, i18n
    from gui.main_window import MainWindow

    settings = Settings(theme=theme, language=language, person="Anna Berger")
    i18n.install(language)
    window = MainWindow(settings, appearance.apply(settings))
    window.resize(*SIZE)
    window.show()
    window.complete()
    yield "no-library", shot(window)
    window.libraries.open(library)
    for name, prepare in window_scenes(window):
        prepare()
        yield name, shot(window)
    for name, view in surfaces(theme):
        yield name, shot(view)
        view.close()
    for name, dialog in dialogs(window):
        yield name, shot(dialog)
        dialog.close()
    window.libraries.create(library.with_suffix(".empty"))
    yield "empty-library", shot(window)
    window.close()
    window.deleteLater()


def shot(widget: object) -> object:
    """Give the picture of a widget once everything in it is where it belongs."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QMainWindow

    QTest.qWait(350 if isinstance(widget, QMainWindow) else 1)  # the mini-map follows after a pause
    return widget.grab()


def window_scenes(window: object) -> Iterator[tuple[str, Callable[[], object]]]:
    """Give what to do for each picture of the window, one after the other."""
    from core.library import ArticleQuery

    act = window.action_set

    def select_noted() -> None:
        noted = next(mark for mark in window.session.marks if mark.span.note)
        window.session.select(noted.key)

    def type_search(text: str) -> None:
        window.top.search.setText(text)
        window.top.search_now()

    yield "window", select_noted
    yield "window-undecided", act["next_undecided"].trigger
    yield "window-relation", lambda: select_quoted(window)
    yield "window-several", lambda: select_several(window)
    yield "window-folded", lambda: (window.session.open_article(2), act["fold"].trigger())
    yield "window-plain", lambda: (act["fold"].trigger(), act["plain"].trigger())
    yield "window-first", lambda: (act["plain"].trigger(), window.session.open_article(1))
    yield "window-armed", lambda: (window.session.select(None), window.editing.label("PER"))
    yield "window-nothing-selected", lambda: window.editing.arm(None)
    yield "window-find", lambda: (window.searching.find_in_article(), window.reader.find_bar.set_query("Moskau"))
    yield "window-search", lambda: (window.reader.find_bar.close_bar(), type_search("Nato"))
    yield "window-search-hit", window.list.open_first
    yield "window-nothing-found", lambda: type_search("Quastenflosser")
    yield "window-trash", lambda: (type_search(""), show_trash(window))
    yield "window-empty-trash", lambda: window.list.put_back.click()
    yield (
        "window-no-marks",
        lambda: (window.list.list_articles(ArticleQuery()), window.session.open_article(unread(window))),
    )
    yield "window-history", lambda: look_back(window)
    yield "window-history-article", lambda: narrow_history(window)
    window.history.close()
    yield "window-nothing-open", lambda: window.session.open_article(None)
    yield "window-small", lambda: (window.resize(900, 600), window.session.open_article(1))
    yield "window-again", lambda: window.resize(*SIZE)
    library = window.session.library.path
    yield "window-reading", lambda: (window.libraries.open(library, read_only=True), window.resize(*SIZE))
    yield "window-reading-small", lambda: window.resize(900, 600)
    window.resize(*SIZE)
    window.libraries.open(library)


def show_trash(window: object) -> None:
    """Move an article to the trash, and look at it there."""
    from core.library import ArticleQuery

    window.session.open_article(4)
    window.editing.trash()
    window.list.list_articles(ArticleQuery(trashed=True))
    window.session.open_article(4)


def select_quoted(window: object) -> None:
    """Select a speaker with quotations in view and beyond it."""
    session = window.session
    speaker = next(mark for mark in session.shown_marks() if mark.label == "PER" and len(session.links_of(mark)) > 2)
    session.select(speaker.key)


def select_several(window: object) -> None:
    """Select a run of marks as Shift+Down does."""
    window.session.select(window.session.shown_marks()[12].key)
    for _ in range(6):
        window.action_set["also_next"].trigger()


def surfaces(theme: str) -> Iterator[tuple[str, object]]:
    """Give the text alone: every zone with marks of every kind, and deep nesting in parts."""
    from gui.reader.view import ReaderView
    from gui.theme import load_theme
    from tests.gui.reader import material

    for name, (article, marks), selected in (("zones", material.rich(), 10), ("nesting", material.nested(), -2)):
        view = ReaderView(None, load_theme(theme))
        view.resize(780, 1560 if name == "zones" else 520)
        view.set_article(article, marks, material.LABELS)
        view.show()
        view.settle()
        view.refresh_minimap()
        view.select([mark.key for mark in marks if mark.is_decided][selected])
        yield f"surface-{name}", view


def look_back(window: object) -> None:
    """Do and take back a few things, then look at the step that accepted many."""
    window.session.open_article(1)
    for code in ("ORG", "MISC"):
        window.session.select(next(mark for mark in window.session.shown_marks() if not mark.is_decided).key)
        window.editing.label(code)
    window.session.undo()
    window.action_set["history"].trigger()
    window.history.panel.view.go_to(3)


def narrow_history(window: object) -> None:
    """List the steps of the open article only."""
    window.history.panel.which.choose("one")
    window.history.panel.view.go_to(1)


def unread(window: object) -> int:
    """Bring in an article that nothing was proposed in; give its id."""
    from core.records import ArticleDraft

    draft = ArticleDraft("Kurz notiert\nDer Bundesrat tagt am Mittwoch in Bern.\n", "Kurz notiert")
    report = window.session.library.add([draft])
    window.session.articles_came(report.change_set)
    return report.added[0]


def dialogs(window: object) -> Iterator[tuple[str, object]]:
    """Give each dialog, opened as the person opens it."""
    from core.errors import NotALibrary
    from gui import messages
    from gui.dialogs.crash import CrashDialog
    from gui.dialogs.go_back import GoBackDialog
    from gui.dialogs.import_report import ImportReportDialog
    from gui.dialogs.occurrences import OccurrencesDialog

    def opened() -> object:
        from PySide6.QtWidgets import QApplication, QDialog

        shown = [each for each in window.findChildren(QDialog) if each.isVisible()]
        return shown[-1] if shown else QApplication.activePopupWidget()

    noted = next(mark for mark in window.session.marks if mark.span.note)
    window.session.select(noted.key)
    marks = ("note", "accept_sure", "occurrences")
    for action in (*marks, "information", "label_set", "export", "go_to", "settings", "keys", "about"):
        window.action_set[action].trigger()
        yield action, opened()
    library = window.session.library
    past = library.steps(limit=4)[-1]
    going_back = GoBackDialog(past, library.back_to(past.step.seq), library, window)
    going_back.set_look(window.look, library.label_set)
    going_back.open()
    yield "go-back", going_back
    library.backup("manual", always=True)
    window.action_set["restore"].trigger()
    yield "restore", opened()
    window.editing.ask_label()
    yield "label-list", opened()
    for name, ask in (("entity-list", window.linking.ask_entity), ("relation-list", window.linking.ask_relation)):
        ask()
        yield name, opened()
    for name in ("file", "edit", "mark", "extraction"):
        menu = window.action_set.menus[name]
        menu.popup(window.mapToGlobal(window.rect().center()))
        yield f"menu-{name}", menu
    everywhere = OccurrencesDialog(window.session, window.jobs, window.look, "Genf", "LOC", window)
    everywhere.everywhere.setChecked(True)
    wait_for_jobs(window)
    everywhere.open()
    yield "occurrences-library", everywhere
    yield from extraction_dialogs(window, opened)
    window.action_set["information"].trigger()
    wrong = opened()
    wrong.lines["published"].setText("10. Januar")
    yield "information-wrong", wrong
    report = partly_failing_import(window)
    for name, each in (("import-report", report), ("import-nothing", replace(report, added=(), spans=0, reviewed=0))):
        dialog = ImportReportDialog(each, window)
        dialog.open()
        yield name, dialog
    try:
        window.session.library.open(Path(__file__))  # this program is no library
    except NotALibrary as error:
        yield "message", messages.tell(window, error)
    crash = CrashDialog.of_error(raised(), window)
    crash.open()
    yield "crash", crash
    told = 'Leuchtstift 0.1\n\nFatal Python error: Segmentation fault\n\n  File "gui/reader/view.py", line 1 in paint\n'
    last = CrashDialog.of_last_run(told, window)
    last.open()
    yield "crash-last-run", last


def partly_failing_import(window: object) -> object:
    """Bring in a folder in which much is wrong; give the report of what the library made of it."""
    with tempfile.TemporaryDirectory(prefix="archiv-") as folder:
        place = Path(folder)
        (place / "neu.txt").write_text("Neu\n\nIn Bern regnet es.\n", encoding="utf-8")
        (place / "bekannt.txt").write_text(window.session.library.article(1).text, encoding="utf-8")
        (place / "leer.txt").write_bytes(b"")
        (place / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)))
        spans = [{"start": 0, "end": 4, "label": "LOC"}, {"start": 3, "end": 99, "label": "PER"}]
        lines = [json.dumps({"text": "Bern bleibt Bern.", "spans": spans}), "{kein JSON"]
        (place / "archiv.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return window.session.library.import_paths([place])


def extraction_dialogs(window: object, opened: Callable[[], object]) -> Iterator[tuple[str, object]]:
    """Give the dialogs about pipelines and layers, and the windows that measure, empty and with a result."""
    from core.extract import available_pipelines
    from core.library_extraction import Share
    from gui.dialogs.extraction_report import ExtractionReportDialog
    from gui.extraction import Failure

    spoil(window)

    def open_again(action: str) -> object:
        window.action_set[action].trigger()
        return opened()

    words = Path(os.environ["LEUCHTSTIFT_HOME"]) / "diplomaten.csv"
    words.write_text("Wendy Sherman;PER\nSergej Rjabkow;PER\n", encoding="utf-8")
    pipelines = open_again("pipelines")
    pipelines.add_list(words)
    wait_for_jobs(window)
    yield "pipelines", pipelines
    pipelines = open_again("pipelines")
    pipelines.add_list(words.with_name("fehlt.csv"))
    wait_for_jobs(window)
    yield "pipelines-wrong", pipelines
    flawed = words.with_name("orte.csv")
    flawed.write_text('Bern;LOC\n;LOC\n/(/;LOC\n"offen;ORG\nGenf;1 Ort\n', encoding="utf-8")
    open_again("pipelines").add_list(flawed)
    wait_for_jobs(window)
    yield "pipelines-lines", opened()
    opened().close()
    open_again("pipelines")._ask_trust("model-best", ["model.pkl", "their.reader.v1"], lambda: None)
    yield "pipelines-trust", opened()
    opened().close()
    open_again("pipelines")._show_more()
    yield "pipelines-more", opened()
    opened().close()
    layers = open_again("layers")
    wait_for_jobs(window)
    yield "layers", layers
    for action in ("scores", "compare"):
        yield f"{action}-empty", open_again(action)
        for tab, name in ((0, "labels"), (2, "confusion"), (3, "errors")):
            dialog = open_again(action)
            dialog.start.click()
            wait_for_jobs(window)
            dialog.view.tabs.setCurrentIndex(tab)
            yield f"{action}-{name}", dialog
    embedded = available_pipelines()[0]
    failures = [
        Failure(Share(embedded, (1,)), "Acht Stunden Gespräch", "The pipeline failed on it: ValueError: no such word."),
        Failure(
            Share(embedded, (2, 3)),
            "xx_ent_wiki_sm 3.8.0",
            "The pipeline “xx_ent_wiki_sm” could not be loaded: it did nothing for 180 seconds.",
            whole=True,
        ),
    ]
    dialog = ExtractionReportDialog(failures, 5, window)
    dialog.show()
    yield "extraction-report", dialog


def spoil(window: object) -> None:
    """Correct some marks of the reviewed article, so that there are errors to show."""
    from core import edits
    from core.library import ArticleQuery
    from core.records import ArticleState

    library = window.session.library
    number = library.ids(ArticleQuery(states=(ArticleState.REVIEWED,)))[0]
    article, person = library.article(number), library.person_layer
    marks = [mark for mark in library.marks(number) if mark.label in ("PER", "ORG", "LOC")]
    library.do(edits.relabel(marks[1], "ORG" if marks[1].label != "ORG" else "LOC", person))
    library.do(edits.relabel(marks[4], "MISC", person))
    library.do(edits.reject(marks[7], person))
    library.do(edits.move(marks[9], marks[9].start, marks[9].end - 2, article, person))
    library.do(edits.add_mark(article, person, 0, 6, "MISC"))


def raised() -> BaseException:
    """Give an error as a bug would raise it."""
    try:
        return [][0]
    except IndexError as error:
        return error


def wait_for_jobs(window: object) -> None:
    """Let the window work until no job runs."""
    from PySide6.QtCore import QCoreApplication, QThread

    while window.jobs.running:
        QCoreApplication.processEvents()
        QThread.msleep(5)


if __name__ == "__main__":
    sys.exit(main())
