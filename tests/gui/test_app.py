"""The program as it is started: quick to the first paint, safe in a crash, in another language at once."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qInstallMessageHandler, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from core.errors import ReaderError
from core.library import Library
from core.settings import Settings
from gui import crash, messages
from gui.app import Application
from gui.arguments import parse
from gui.crash import CrashHook, report
from gui.dialogs.crash import CrashDialog
from tests.gui.conftest import dialog_of, press, wait_for_jobs
from tests.gui.test_tasks import bring

ROOT = Path(__file__).resolve().parents[2]
LATER = {"core.library", "core.edits", "orjson", "hashlib", "filelock", "socket", "tomllib", "importlib.resources"}
LATER |= {"gui.assembly", "gui.reader.view", "gui.inspector.panel", "gui.actions", "gui.jobs", "concurrent.futures"}
HEAVY = {"spacy", "numpy", "sqlite_utils", "regex", "trafilatura", "thinc", "typer", "multiprocessing.pool"}


def program(*arguments: str, home: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a Python program in the project, offscreen, with folders of its own."""
    environment = {**os.environ, "LEUCHTSTIFT_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", **extra}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_nothing_heavy_is_loaded_when_the_window_is_painted(library_file, tmp_path):
    result = program("-m", "tests.benchmarks.start_probe", str(library_file), home=tmp_path)
    told = json.loads(result.stdout)
    assert told["rows"] == 5
    assert told["title"]
    assert told["painted"] == 5
    modules = set(told["modules"])
    assert {"gui.main_window", "core.library_list"} <= modules
    assert HEAVY & modules == set()


def test_the_first_paint_makes_nothing_that_only_the_rest_of_the_window_needs(library_file, tmp_path):
    result = program("-m", "tests.benchmarks.start_probe", str(library_file), home=tmp_path)
    told = json.loads(result.stdout)
    assert LATER & set(told["modules"]) == set()
    # Qt's classes are made on first use, and one careless call makes them all: 5 ms for QStyle, 8 ms for all widgets.
    classes = {name.partition(".")[0] for name in told["enums"]}
    assert {"Qt", "QFrame"} <= classes
    assert {"QStyle", "QWizard", "QKeySequence"} & classes == set()


def test_the_main_module_brings_no_qt_into_a_spawned_worker(tmp_path):
    code = "import sys, gui.__main__; print([name for name in sys.modules if name.startswith(('PySide6', 'gui.app'))])"
    assert program("-c", code, home=tmp_path).stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs without asking them")
def test_the_program_ends_as_it_is_closed_where_the_system_asks_it_to(library_file, tmp_path, qtbot):
    environment = {**os.environ, "LEUCHTSTIFT_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([sys.executable, "-m", "gui", str(library_file)], cwd=ROOT, env=environment) as running:
        qtbot.waitUntil((tmp_path / "settings.json").exists, timeout=120_000)  # its place is kept: the article is open
        running.terminate()
        assert running.wait(120) == 0
    saved = Settings.load(tmp_path / "settings.json")
    assert saved.places[str(library_file)].article_id == 1
    assert saved.geometry  # which only a window that closes writes
    with Library.open(library_file) as library:
        assert not library.is_unchecked


def test_the_demonstration_does_the_main_job_silently(tmp_path):
    target = tmp_path / "demo"
    result = program("-m", "gui", "--demo", str(target), home=tmp_path / "home", QT_QPA_PLATFORM="offscreen")
    assert (result.returncode, result.stderr, result.stdout) == (0, "", "")
    assert sorted(path.name for path in target.iterdir()) == ["proposals.jsonl", "window.png"]
    records = [json.loads(line) for line in (target / "proposals.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(records) == 5
    assert all(record["text"][s["start"] : s["end"]] == s["text"] for record in records for s in record["spans"])
    assert sum(len(record["spans"]) for record in records) > 50
    assert not (tmp_path / "home").exists()  # the person's own files are left alone


def test_arguments(capsys):
    assert parse([]) == (None, None)
    assert parse(["x.leuchtstift"]) == (Path("x.leuchtstift").absolute(), None)
    assert parse(["-L", "x.leuchtstift"]) == parse(["x.leuchtstift"])
    assert parse(["--demo", "d"])[1] == Path("d")
    folder = parse(["--smoke"])[1]
    assert list(folder.iterdir()) == []
    folder.rmdir()
    with pytest.raises(SystemExit):
        parse(["--demo", "d", "--smoke"])
    assert "not allowed" in capsys.readouterr().err


@pytest.fixture
def application(qapp, library_file):
    made = Application(qapp, Settings(language="en", theme="light"), library_file)
    made.open_window()
    made.window.complete()
    QApplication.processEvents()
    yield made
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    from gui import i18n

    i18n.install("en")


def test_another_language_speaks_at_once_and_the_place_stays(application):
    window = application.window
    window.session.open_article(3)
    press(window, "Ctrl+,")
    dialog = dialog_of(window)
    dialog.language.choose("de")
    dialog.act.click()
    QApplication.processEvents()
    again = application.window
    assert again is not window
    again.complete()
    assert not window.isVisible()
    assert again.action_set["quit"].text() == "Beenden"
    assert again.session.article.id == 3
    assert Settings.load().language == "de"


def test_another_language_stops_an_extraction_and_says_so(application, qtbot):
    window = application.window
    bring(window, 60)
    window.action_set["extract_all"].trigger()
    press(window, "Ctrl+,")
    dialog = dialog_of(window)
    dialog.language.choose("de")
    dialog.act.click()
    application.window.complete()
    assert not window.isVisible()
    assert application.window.status.message.text().startswith("Die Extraktion wurde angehalten")


def test_the_system_theme_is_followed(application, monkeypatch):
    window = application.window
    application.settings.theme = window.settings.theme = "system"
    monkeypatch.setattr("gui.theme.system_theme_name", lambda: "dark")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.look.theme.name == "dark"


def failing(secret: str):
    raise ValueError(secret)


def caught(secret: str) -> BaseException:
    try:
        failing(secret)
    except ValueError as error:
        return error
    raise AssertionError


def test_a_bug_is_shown_with_a_report_that_quotes_nothing(application):
    application.tell_crash(caught("Genf am Montag"))
    dialog = dialog_of(application.window)
    assert isinstance(dialog, CrashDialog)
    shown = dialog.report.toPlainText()
    assert "ValueError" in shown
    assert "test_app.py" in shown
    assert "in failing" in shown
    assert "Genf" not in shown
    assert str(Path.home()) not in shown
    dialog.with_message.click()
    assert "Genf am Montag" in dialog.report.toPlainText()
    copy = next(each for each in dialog.buttons.buttons() if each.text() == "Copy")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.report.toPlainText()
    application.tell_crash(caught("noch einer"))
    assert len([each for each in application.window.findChildren(CrashDialog) if each.isVisible()]) == 1
    dialog.close()
    QApplication.processEvents()
    application.tell_crash(caught("und noch einer"))
    dialog_of(application.window).close()


def test_a_bug_in_a_job_is_a_crash_and_an_expected_error_a_message(application, qtbot):
    window = application.window

    def work(error):
        def run(job):
            raise error

        return run

    window.jobs.start("x", work(ReaderError("Tut <b>nicht</b>.")))
    wait_for_jobs(qtbot, window.jobs)
    box = dialog_of(window)
    assert isinstance(box, QMessageBox)
    assert (box.text(), box.textFormat()) == ("Tut <b>nicht</b>.", Qt.TextFormat.PlainText)
    box.close()
    window.jobs.start("x", work(ZeroDivisionError()))
    wait_for_jobs(qtbot, window.jobs)
    dialog = dialog_of(window)
    assert isinstance(dialog, CrashDialog)
    assert "ZeroDivisionError" in dialog.report.toPlainText()
    dialog.close()


@pytest.fixture
def hook(qapp, monkeypatch):
    """The crash hook in place, and everything as it was afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = CrashHook()
    yield made
    qInstallMessageHandler(None)


def test_the_hook_logs_and_tells_in_every_thread(hook, qtbot, caplog):
    # pytest-qt's own handler of Qt's messages is put back by its next test.
    told = []
    hook.caught.connect(told.append)
    hook.install()
    error = caught("x")
    with caplog.at_level(logging.ERROR, "leuchtstift"):
        sys.excepthook(type(error), error, error.__traceback__)
        thread = threading.Thread(target=failing, args=("im Faden",))
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0] is error
    assert [str(each) for each in told] == ["x", "im Faden"]
    assert all("ValueError" in record.getMessage() for record in caplog.records)
    assert not any("im Faden" in record.getMessage() for record in caplog.records)


def test_qts_messages_go_to_the_log(hook, caplog):
    hook.install()
    with caplog.at_level(logging.WARNING, "leuchtstift"):
        qWarning("watch out")
    assert [record.getMessage() for record in caplog.records] == ["Qt: watch out"]


def test_ctrl_c_in_the_terminal_is_no_crash(hook, monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "__excepthook__", lambda *args: seen.append(args))
    told = []
    hook.caught.connect(told.append)
    hook.install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert (len(seen), told) == (1, [])


def test_the_log_is_written_to_the_persons_folder():
    import faulthandler

    log = logging.getLogger(crash.LOG)
    handlers = list(log.handlers)
    stream = crash.start_log()
    try:
        log.warning("steht da")
        assert "steht da" in crash.log_file().read_text(encoding="utf-8")
        assert Path(stream.name).exists()
    finally:
        for handler in [each for each in log.handlers if each not in handlers]:
            handler.close()
            log.removeHandler(handler)
        faulthandler.disable()
        stream.close()


@pytest.fixture
def logging_as_it_was():
    """Take away what start_log adds."""
    import faulthandler

    log = logging.getLogger(crash.LOG)
    handlers = list(log.handlers)
    yield
    for handler in [each for each in log.handlers if each not in handlers]:
        handler.close()
        log.removeHandler(handler)
    faulthandler.disable()


def test_what_ended_the_program_is_offered_at_the_next_start(application, logging_as_it_was):
    home = Path(os.environ["LEUCHTSTIFT_HOME"])
    code = (
        "import faulthandler; from gui.crash import start_log\n"
        "def deep(secret): faulthandler._sigsegv()\n"
        "log = start_log(); deep('Genf am Montag')"
    )
    assert program("-c", code, home=home).returncode != 0
    application.start_log()
    dialog = dialog_of(application.window)
    assert isinstance(dialog, CrashDialog)
    shown = dialog.report.toPlainText()
    assert "Leuchtstift " in shown
    assert "Segmentation fault" in shown
    assert "in deep" in shown
    assert "Genf" not in shown
    assert str(ROOT) not in shown
    assert not dialog.with_message.isVisible()
    application._log.close()
    dialog.close()
    QApplication.processEvents()
    assert crash.take_last_crash() == ""  # it is offered once, and kept
    assert "deep" in (crash.log_file().parent / "crash-last.log").read_text(encoding="utf-8")


def test_a_folder_for_logs_that_is_in_the_way_does_not_stop_the_program(application, logging_as_it_was):
    (Path(os.environ["LEUCHTSTIFT_HOME"]) / "logs").write_text("in the way")
    application.start_log()
    assert not [box for box in application.window.findChildren(QDialog) if box.isVisible()]


def test_a_report_names_what_led_to_the_error():
    try:
        try:
            failing("eins")
        except ValueError as error:
            raise KeyError("zwei") from error
    except KeyError as error:
        told = report(error)
    assert told.splitlines()[-2:] == ["KeyError", "after ValueError"]
    assert "eins" not in told


def test_a_question_is_answered_by_its_button(window):
    answered = []
    box = messages.ask(window, "Wirklich?", "Mehr dazu", "Ja, tu es", lambda: answered.append(True))
    QTest.mouseClick(next(each for each in box.buttons() if each.text() == "Cancel"), Qt.MouseButton.LeftButton)
    assert answered == []
    box = messages.ask(window, "Wirklich?", "Mehr dazu", "Ja, tu es", lambda: answered.append(True))
    QTest.mouseClick(next(each for each in box.buttons() if each.text() == "Ja, tu es"), Qt.MouseButton.LeftButton)
    assert answered == [True]
    box = messages.inform(window, "Fertig", "ganz", [f"Zeile {number}" for number in range(500)])
    assert box.detailedText().count("\n") < 500
    box.close()
