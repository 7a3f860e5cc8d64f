"""The words and patterns by which the parts of a newspaper page are told.

Every pattern is anchored and bounded, and is only tried on lines of at most MAX_CUE_LINE characters.
"""

from __future__ import annotations

import re

from core.articles.agencies import is_credit

MAX_CUE_LINE = 500


def _line(*phrases: str) -> re.Pattern[str]:
    """Give a pattern for lines that are one of the phrases, in any case."""
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE)


# Names and places as they stand in bylines
_PARTICLE = r"(?:von|van|de|del|della|der|den|zu|zur|di|da|dos|el|al|bin|le|la|ten|af)"
_CAPITALISED = r"(?:[A-ZÄÖÜÀ-ÝŁŠŽČ][\w\u0300-\u036f'’.-]{0,30})"  # accents may be characters of their own (NFD)
NAME = rf"{_CAPITALISED}(?: (?:{_PARTICLE} ){{0,2}}{_CAPITALISED}){{1,4}}"
PLACE = rf"{_CAPITALISED}(?:(?: (?:am|an der|im|ob der|bei|de|del|la) | |/){_CAPITALISED}){{0,2}}"
BYLINE_START = (
    r"(?:Von|By|Par|Di|Por|Ein(?:e)? \w+ von"
    r"|(?:Text|Autor|Autorin|Interview|Bericht|Reportage|Analyse|Kommentar)(?: ?:| von))"
)
DATE_LABEL = re.compile(
    r"(?:Stand|Erstellt|Veröffentlicht|Publiziert|Erschienen|Datum|Online seit|Published|Posted"
    r"|(?:Zuletzt )?Aktualisiert|(?:Letztes )?Update|Updated"
    r"|Mo|Di|Mi|Do|Fr|Sa|So|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend)(?: am| on)?[.:,]? ?",
    re.IGNORECASE,
)

# Page furniture
NO_PICTURE = _line(
    r"(?:Dieses |Das )?(?:Bild|Foto|Video|Element|Inhalt)\b.{0,20}"
    r"\bnicht (?:mehr |länger )?(?:verfügbar|abrufbar).{0,20}",
    r"(?:Image|Picture|Video) (?:is )?(?:not|no longer) available.{0,20}",
)
_SIGN_UP = r"(?:anmeld|abonnier|verpass|kostenlos|postfach|bestell|jeden morgen|sign up|subscribe|inbox|in your mail)"
NEWSLETTER = re.compile(rf"(?=.{{0,400}}newsletter)(?=.{{0,400}}{_SIGN_UP})", re.IGNORECASE)
_MORE = r"\s?(?::.{0,120})?"
TEASER_HEAD = _line(
    rf"Das (?:könnte|dürfte) (?:Sie|dich|euch) (?:auch |ebenfalls |noch )?interessieren{_MORE}",
    r"(?:Lesen|Sehen|Hören) Sie (?:auch|hier|dazu|mehr|jetzt|weiter)\b.{0,120}",
    r"(?:Lies|Sieh|Hör) (?:auch|hier|dazu|mehr)\b.{0,120}",
    rf"(?:Auch|Ebenfalls) (?:interessant|lesenswert){_MORE}",
    rf"Mehr (?:zum|zu diesem) Thema{_MORE}|Mehr dazu{_MORE}|Mehr aus\b.{{0,60}}|Zum Thema{_MORE}",
    r"(?:Weitere|Verwandte|Ähnliche|Meistgelesene|Beliebte|Aktuelle|Neueste) "
    r"(?:Artikel|Themen|Beiträge|Nachrichten|Meldungen)\s?:?",
    r"(?:Meist(?:gelesen|geklickt|kommentiert|diskutiert)|Top-?Artikel|Empfehlungen|Empfohlene Artikel)\s?:?",
    rf"Related (?:articles|stories|topics){_MORE}|More on this{_MORE}",
    r"Most (?:read|popular)|Read (?:more|also)\b.{0,120}",
)
FURNITURE = _line(
    r"(?:\d{1,5} )?(?:Kommentare?|Comments?)(?: ?\(\d{1,6}\))?|Kommentar (?:schreiben|verfassen)|Leserbriefe?",
    r"Diskutieren Sie mit.{0,40}|Folgen Sie uns\b.{0,80}",
    r"Anzeige|Werbung|Advertisement|Sponsored|Newsletter|Weiter(?:lesen)?(?: nach der Anzeige)?",
    r"Teilen|Drucken|Merken|Share|(?:Zur )?Startseite|Nach oben|Feedback|Impressum|Datenschutz",
    r"Artikel (?:anhören|merken|teilen|drucken|vorlesen|kommentieren)",
    r"Jetzt (?:teilen|abonnieren|anmelden|registrieren)",
    r"(?:Auf|Bei|Via|Per) (?:Facebook|Twitter|X|WhatsApp|E-Mail|Telegram) teilen",
    r"(?:Tags|Schlagworte|Stichworte|Themen|Schlagwörter) ?:.{0,200}",
    r"(?:Empfohlener (?:redaktioneller |externer )?|Externer )Inhalt.{0,60}",
    r".{0,120}(?:Alle Rechte vorbehalten|All rights reserved)\.?",
    r"Lesezeit:? .{0,20}|\d+ Min\.? Lesezeit",
)

# Who published it
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|Copyright)(?: ?©)? ?(?:\d{4}(?:[-–]\d{4})?,? ?)?(?:by )?(?P<name>[^.|©]{2,60})(?:[.|].{0,120})?$",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(r"(?:,? (?:Verlag|Verlags|Medien|Media|GmbH|AG|SE|Ltd\.?|Inc\.?|KG|& Co\.?|mbH|\d{4}))+$")
FOOTNOTE = re.compile(
    r"\*\s?(?P<name>[\w-]+(?:\.[\w-]+){1,3}|[A-ZÄÖÜ][\w ]{2,40}?) "
    r"ist (?:ein|eine) (?:Angebot|Marke|Produkt|Titel|Portal)\b.{0,120}$"
)
SOURCE_LINE = re.compile(r"(?:Quelle|Erschienen in|Source) ?: ?(?P<name>[^,|()]{2,60})(?P<rest>.{0,80})$")

INFOBOX_LINE = re.compile(r"(?P<key>[A-ZÄÖÜ][\w-]{1,24}(?:[ /-][\w-]{1,20}){0,2}):[ \t]?(?P<value>\S.{0,79})$")
INFOBOX_KEYS = frozenset(
    (
        *(
            "Name",
            "Vorname",
            "Partei",
            "Amt",
            "Beruf",
            "Funktion",
            "Position",
            "Rolle",
            "Titel",
            "Verein",
            "Ausbildung",
        ),
        *("Geboren", "Geburtstag", "Geburtsort", "Geburtsdatum", "Alter", "Nationalität", "Familienstand", "Kinder"),
        *("Land", "Hauptstadt", "Einwohner", "Fläche", "Wohnort", "Sitz", "Gründung", "Gegründet", "Mitglieder"),
        *("Party", "Office", "Born", "Age", "Role", "Country", "Occupation"),
    )
)


def publisher(text: str) -> str:
    """Give the newspaper that a copyright line names, without legal form and year, or an empty text."""
    match = COPYRIGHT.match(text)
    if not match:
        return ""
    name = _LEGAL_FORM.sub("", match["name"].strip()).strip(" ,-–")
    return "" if not name or is_credit(name) or name[0].isdigit() else name
