"""Demonyms (LOCderiv): adjectives of countries and their people, where the model passed them over.

Words made of town names (``Wiener``) are left to the model: too many names of bodies begin with them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.extract.rules.wordlists import any_of, words_of

LABEL = "LOCderiv"
PRECISION = 0.99
"""Share of right ones among what is found in GermEval's training part where nothing else is marked: 1537 of 1549."""

_ADJECTIVES = words_of(
    """
    afghanisch afrikanisch albanisch algerisch amerikanisch argentinisch armenisch aserbaidschanisch asiatisch
    australisch bayerisch bayrisch belarussisch belgisch bosnisch brandenburgisch brasilianisch britisch bulgarisch
    burgenländisch chilenisch chinesisch deutsch dänisch elsässisch englisch estnisch europäisch finnisch französisch
    georgisch griechisch hessisch holländisch indisch indonesisch irakisch iranisch irisch isländisch israelisch
    italienisch japanisch kanadisch kasachisch kenianisch kolumbianisch koreanisch kroatisch kubanisch lettisch
    libanesisch libysch litauisch luxemburgisch maltesisch marokkanisch mazedonisch mexikanisch moldauisch mongolisch
    montenegrinisch neuseeländisch niederländisch nigerianisch norwegisch pakistanisch palästinensisch peruanisch
    philippinisch polnisch portugiesisch rumänisch russisch saarländisch schottisch schwedisch schweizerisch serbisch
    sibirisch slowakisch slowenisch spanisch steirisch syrisch sächsisch taiwanisch thailändisch tschechisch tunesisch
    türkisch ukrainisch ungarisch venezolanisch vietnamesisch westfälisch zypriotisch ägyptisch äthiopisch
    österreichisch
    """
)
_IN_ER = words_of(
    """
    Afrikaner Albaner Algerier Amerikaner Argentinier Australier Belgier Bosnier Brasilianer Burgenländer Engländer
    Europäer Holländer Inder Iraker Iraner Isländer Italiener Japaner Kanadier Kenianer Koreaner Kärntner Libyer Litauer
    Luxemburger Marokkaner Mexikaner Neuseeländer Niederländer Nigerianer Norweger Pakistaner Palästinenser Spanier
    Südafrikaner Syrer Thailänder Tunesier Ukrainer Waliser Ägypter Österreicher Schweizer
    """
)
_IN_E = words_of(
    """
    Afghane Asiate Brite Bulgare Chinese Däne Finne Franzose Grieche Kroate Lette Libanese Portugiese Rumäne Russe
    Sachse Schotte Schwede Serbe Slowake Slowene Tscheche Türke Vietnamese
    """
)
PEOPLE = (
    rf"(?:{any_of(_IN_ER)}(?:in)?|{any_of(_IN_E)}|{any_of(stem[:-1] for stem in _IN_E)}in|Französin|"
    r"(?:\w+)?(?:[Ss]ozialist|[Dd]emokrat|Liberale|Grüne|Freisinnige|Konservative|Parteilose)(?:in)?|"
    r"(?:Bündn|Wallis|Tessin|Luzern|Aargau|Thurgau|Jurass|Gen|Solothurn|Zürch|Bern|Basl|Wien|Graz|Linz|Salzburg|Tirol|"
    r"Vorarlberg|Steir|Münchn|Berlin|Hamburg|Köln|Brem|Rheinländ|Pfälz|Thüring|Niederösterreich|Oberösterreich|"
    r"Südtirol|Ostschweiz|Westschweiz)i?er(?:in)?|Genfer(?:in)?|Bayer(?:in)?|Schwabe|Schwäbin|Hess(?:e|in)|Sächsin|"
    r"Deutsche|[A-Z]{2,4}-Mann)"
)
"""Fits a noun for one person of a country, region, town or political camp, as it stands behind ``der`` or ``die``."""

_IN_NAMES = r"(?!\s(?:Kronen?|Rubel|Dollar|Pfund|Franken|Sprache|Schule)\b)"
_WORD = re.compile(
    rf"(?<![\w-])(?:nord|süd|ost|west|gesamt|inner|US-)?{any_of(_ADJECTIVES)}(?:e[nrms]?)(?![\w-]){_IN_NAMES}|"
    rf"(?<=[a-zß\d]\s)(?:{any_of(_IN_ER)}(?:n|s|in|innen)?|{any_of(stem[:-1] for stem in _IN_E)}(?:e|en|in|innen)|"
    r"Französin(?:nen)?)(?![\w-])"
)
"""Adjectives in small letters; people behind a word in small letters or a number."""


def find_demonyms(text: str, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the demonyms of a text that touch none of the ranges that are marked already."""
    found = [match.span() for match in _WORD.finditer(text)]
    return [(start, end) for start, end in found if not any(start < last and end > first for first, last in taken)]
