"""Quotation marks around names: works, media and things in marks that nobody says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.extract.rules.quote_marks import Quotation
from core.extract.rules.sentences import Range

_WORK = re.compile(
    r"(?:Film|Roman|Buch|Band|Song|Lied|Serie|Titel|Motto|Projekt|Initiative|Gruppe|Zeitung|Zeitschrift|Magazin|Blatt|Sender|Portal|Album|"
    r"Stück|Oper|Ausstellung|Reihe|Sendung|Show|Bündnis|Kampagne|Programm|Restaurant|Hotel|Gasthaus|Schiff|Name|Namen|Partei|Verein|"
    r"Begriff|Wort|Theaterstück|Drama|Komödie|Gemälde|Bild|Musical|Podcast|Stiftung|Preis|App|Spiel|Festival|Studie|Aktion|Format|"
    r"Zyklus|Werk|Gedicht|Erzählung|Novelle|Sinfonie|Hit|Single|Doku|Dokumentation|Krimi|Thriller|Trilogie|Comic|Märchen|Essay|"
    r"Sonde|Raumsonde|Marke|Modell|Café|Bar|Club|Lokal|Verlag|Firma|Messe|Tagung|Vortrag|"
    r"\w+(?:film|roman|buch|zeitung|magazin|blatt|serie|show|sendung|programm|projekt|gruppe|preis|spiel|album|bild))s?\s$"
)
_LABELLED = re.compile(r"\b(?:so genannte[nrsm]?|sogenannte[nrsm]?|namens|genannt|heißt|heisst|hieß|hiess)\s$")
_MEDIUM = re.compile(
    r"(?:[Ll]aut|[Ww]ie|[Nn]ach\s(?:Informationen|Angaben|Recherchen|Berichten|Darstellung))\s(?:der\s|des\s|dem\s|die\s|das\s)?$"
)
"""What names a source before it: ``laut „Kurier“``."""

_PAPER = re.compile(
    r"(?:[A-ZÄÖÜ][\w.-]*\s){0,3}[\w-]*(?:[Zz]eitung|[Bb]latt|Presse|Post|Nachrichten|Anzeiger|Rundschau|Allgemeinen?|Times|Journal|Kurier|"
    r"Spiegel|Bild|Standard|Stern|Focus|Blick|Echo|Guardian|Monde|Magazin|Rundfunk|am Sonntag)s?"
)
_COMPOUND = re.compile(r"\w-$")  # "im Ö1-„Morgenjournal“"
_ONE_OF_MANY = re.compile(r"\b[Ee]ine?[nmrs]?\s$")
"""What no title has before it: ``eine „Frage der Zeit“``."""


def is_title(text: str, quote: Quotation, names: Sequence[Range]) -> bool:
    """Tell names of works, media and things in quotation marks from what somebody says; ``names`` are known ones."""
    before, inner = text[max(0, quote.start - 40) : quote.start], quote.inner(text).strip()
    if not inner or text[quote.end : quote.end + 1] == "-" or _COMPOUND.search(before) or _PAPER.fullmatch(inner):
        return True
    if _LABELLED.search(before) or _MEDIUM.search(before):
        return True
    named = not _ONE_OF_MANY.search(before) and any(
        start <= quote.start + 2 and end >= quote.end - 2 for start, end in names
    )
    short = len(inner.split()) < 7 and inner[-1] not in ".!?…,"
    return short and (named or bool(_WORK.search(before)))
