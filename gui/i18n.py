"""The language of the window: ``tr`` for every text; numbers, dates and quotation marks as the locale has them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLibraryInfo, QLocale, Qt, QTranslator

from core.assets import resource

CONTEXT = "Leuchtstift"
LANGUAGES = ("en", "de")
_translators: list[QTranslator] = []  # installed ones; searching the application for them wraps all its children


def tr(text: str, n: int = -1, **values: object) -> str:
    """Give an English source text in the language of the window, ``{name}`` replaced by the values.

    With ``n`` the text is a plural form: ``%n`` stands for the number. The text must be a literal, for
    ``gui.i18n_catalogue`` collects the calls; texts of tables are wrapped in ``later`` where they stand.
    """
    shown = QCoreApplication.translate(CONTEXT, text, None, n)
    return shown.format(**values) if values else shown


def later(text: str) -> str:
    """Mark a text of a table for translation; ``tr(table[…])`` translates it when it is shown."""
    return text


def system_language() -> str:
    """Give the first language of the system that the window speaks, else English."""
    spoken = (name.partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((language for language in spoken if language in LANGUAGES), "en")


def install(choice: str) -> str:
    """Make the application speak a language (``en``, ``de``, ``system``) from now on; gives the language."""
    app = QCoreApplication.instance()
    assert app is not None
    language = system_language() if choice == "system" else choice
    while _translators:
        old = _translators.pop()
        app.removeTranslator(old)
        old.deleteLater()
    system = QLocale.system()
    # A system in the same language knows its country (10.01.2022 or 10/01/2022); otherwise take the language's own.
    same = system.language() == QLocale(language).language()
    QLocale.setDefault(system if same else QLocale(language))
    for folder, name in (
        (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{language}"),
        (str(resource("i18n")), language),
    ):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            _translators.append(translator)
        else:  # Qt has no file for English: its own texts are English
            translator.deleteLater()
    return language


def current_language() -> str:
    """Give the language that the window speaks: ``en`` or ``de``."""
    # The marker is itself a translated text, so it cannot disagree with the rest of the window.
    return tr("language:en").partition(":")[2]


def number(value: float, decimals: int = 0) -> str:
    """Write a number as the locale does, with a minus sign, which is no hyphen; integers are grouped by thousands."""
    locale = QLocale()
    if not isinstance(value, int):
        value = round(value, decimals) + 0.0  # what is rounded to nothing has no sign
    written = locale.toString(value) if isinstance(value, int) else locale.toString(value, "f", decimals)
    return written.replace("-", "−")


def native_keys(keys: str) -> str:
    """Write a combination of keys (``Ctrl+Z``) as this system and language do: Strg+Z."""
    from PySide6.QtGui import QKeySequence  # with all standard keys of the system, which the first paint does not need

    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def quoted(text: str) -> str:
    """Put a text between the quotation marks of the language of the window."""
    return QLocale(current_language()).quoteString(text)


def day(published: str) -> str:
    """Write an ISO 8601 date of any precision (``2022``, ``2022-01``, ``2022-01-10``, with a time) for a reader."""
    if len(published) == 7:
        month = QDate.fromString(published + "-01", Qt.DateFormat.ISODate)
        return QLocale(current_language()).toString(month, "MMMM yyyy") if month.isValid() else published
    date = QDate.fromString(published[:10], Qt.DateFormat.ISODate)
    return _day(date) if date.isValid() else published


def moment(at: str) -> str:
    """Write a UTC time (``2022-01-10T18:30:00Z``) in local time: the clock alone for today's, else with the day."""
    time = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime()
    if not time.isValid():
        return at
    clock = QLocale().toString(time.time(), QLocale.FormatType.ShortFormat)
    if time.date() == QDate.currentDate():
        return clock
    return f"{_day(time.date())}, {clock}"


def _day(date: QDate) -> str:
    """Write a day so that nobody takes the month for the day: 10.01.2022, 10 Jan 2022."""
    language = current_language()
    return QLocale(language).toString(date, "dd.MM.yyyy" if language == "de" else "d MMM yyyy")
