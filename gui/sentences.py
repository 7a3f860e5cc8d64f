"""Sentences that core says, in the language of the window: core speaks English, a catalogue knows its templates.

The catalogue is ``resources/i18n/sentences.<language>.json``. An English template numbers its fields (``{0}``); its
translation has each of them once, in any order, as it stands or (``{0!t}``) translated in its turn: a field may hold a
sentence, several, or the words of ``parts`` (of core) and ``foreign`` (of Python and the system). Nothing is read
before the first sentence.
"""

from __future__ import annotations

import json
import re
from functools import cache

from core.assets import resource
from gui.i18n import current_language

_FIELD = re.compile(r"\{(\d+)(!t)?\}")
_JOINT = re.compile(r"(?<=\.) |, or ")


def localized(sentence: str) -> str:
    """Give a sentence of core in the language of the window."""
    return translate(sentence, current_language())


def translate(sentence: str, lang: str) -> str:
    """Give a sentence of core in a language; unchanged in English, and where the catalogue does not know it."""
    if lang == "en":
        return sentence
    known = _catalogue(lang).known(sentence)
    return sentence if known is None else known


class _Catalogue:
    """The templates of one language: those without fields by their text, the others in order of what they say."""

    def __init__(self, lang: str) -> None:
        stored: dict[str, dict[str, str]] = json.loads(
            resource("i18n", f"sentences.{lang}.json").read_text(encoding="utf-8")
        )
        templates = stored["sentences"] | stored["parts"] | stored["foreign"]
        self._joints = {" ": " ", **stored["joints"]}
        self._exact = {english: shown for english, shown in templates.items() if not _FIELD.search(english)}
        with_fields = [english for english in templates if english not in self._exact]
        with_fields.sort(key=lambda english: len(_FIELD.sub("", english)), reverse=True)
        self._patterns = [(_pattern(english), templates[english]) for english in with_fields]

    def known(self, text: str) -> str | None:
        """Translate one sentence or part, or several one after another; None where one is not in the catalogue."""
        for joint in _JOINT.finditer(text):
            # Before the whole: the last field of a template would swallow the sentences behind it.
            head = self._one(text[: joint.start()])
            tail = None if head is None else self.known(text[joint.end() :])
            if head is not None and tail is not None:
                return head + self._joints[joint[0]] + tail
        return self._one(text)

    def _one(self, text: str) -> str | None:
        if text in self._exact:
            return self._exact[text]
        for pattern, shown in self._patterns:
            found = pattern.fullmatch(text)
            if found is not None:
                return self._filled(shown, found.groups())
        return None

    def _filled(self, shown: str, values: tuple[str, ...]) -> str:
        """Put the fields of a sentence into its translation."""

        def fill(field: re.Match[str]) -> str:
            value = values[int(field[1])]
            if not field[2]:
                return value
            bare = value.strip()
            known = self.known(bare)
            return value if known is None else value.replace(bare, known)

        return _FIELD.sub(fill, shown)


@cache
def _catalogue(lang: str) -> _Catalogue:
    return _Catalogue(lang)


def _pattern(english: str) -> re.Pattern[str]:
    """Give the pattern of the sentences that a template makes; a field may be empty, or hold line ends."""
    literals = _FIELD.sub("\0", english).split("\0")
    return re.compile("(.*?)".join(map(re.escape, literals)), re.DOTALL)
