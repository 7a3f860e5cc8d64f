"""The names of languages, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from gui.i18n import later, tr

# Qt names a language in English or in itself; these are what news is read in here, in the language of the window.
_NAMES = {
    "de": later("German"),
    "en": later("English"),
    "fr": later("French"),
    "it": later("Italian"),
    "es": later("Spanish"),
    "nl": later("Dutch"),
    "pt": later("Portuguese"),
    "pl": later("Polish"),
    "sv": later("Swedish"),
    "da": later("Danish"),
    "nb": later("Norwegian"),
    "fi": later("Finnish"),
    "cs": later("Czech"),
    "sk": later("Slovak"),
    "hu": later("Hungarian"),
    "ro": later("Romanian"),
    "hr": later("Croatian"),
    "tr": later("Turkish"),
    "ru": later("Russian"),
    "uk": later("Ukrainian"),
    "bg": later("Bulgarian"),
    "el": later("Greek"),
    "ar": later("Arabic"),
    "he": later("Hebrew"),
    "xx": later("any language"),
}


def language_name(code: str) -> str:
    """Give the name of a language by its BCP 47 code (``de``, ``de-CH``); one that is not known is its own name."""
    primary, _, rest = code.partition("-")
    name = tr(_NAMES[primary.lower()]) if primary.lower() in _NAMES else _of_qt(primary)
    return f"{name} ({rest})" if rest and name != code else name


def _of_qt(code: str) -> str:
    locale = QLocale(code)
    if locale.language() == QLocale.Language.C:
        return code
    return locale.nativeLanguageName() or code
