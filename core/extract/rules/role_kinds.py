"""Whether a role may stand for another: ``der Minister`` for a Finanzminister, ``die Künstlerin`` for a Grafikerin."""

from __future__ import annotations

from core.extract.rules.role_words import RoleWord
from core.extract.rules.wordlists import words_of

_KINDS = {
    "künstler": words_of(
        "grafiker maler kunstmaler bildhauer zeichner illustrator fotograf musiker sänger pianist geiger "
        "cellist regisseur schauspieler tänzer choreograf komponist dirigent rapper liedermacher kabarettist"
    ),
    "musiker": words_of(
        "sänger pianist geiger cellist gitarrist bassist schlagzeuger trompeter saxofonist organist rapper komponist"
    ),
    "autor": words_of(
        "schriftsteller lyriker dichter dramatiker romancier essayist publizist drehbuchautor journalist "
        "kolumnist blogger"
    ),
    "politiker": words_of(
        "minister präsident kanzler vizekanzler abgeordneter nationalrat ständerat bundesrat kantonsrat "
        "grossrat gemeinderat stadtrat landesrat landrat senator bürgermeister regierungschef staatschef "
        "parteichef fraktionschef klubobmann gouverneur staatssekretär generalsekretär chef vorsitzender"
    ),
    "regierungschef": words_of("ministerpräsident kanzler premier premierminister landeshauptmann"),
    "jurist": words_of("anwalt rechtsanwalt richter staatsanwalt notar verfassungsrechtler völkerrechtler"),
    "mediziner": words_of(
        "arzt chirurg internist virologe epidemiologe kardiologe neurologe onkologe immunologe psychiater"
    ),
    "sportler": words_of(
        "läufer schwimmer turner skifahrer spieler stürmer torwart torhüter boxer radprofi leichtathlet"
    ),
}
_SCIENCES = (
    *("loge", "physiker", "chemiker", "historiker", "mathematiker", "geograf", "geograph", "ökonom", "mediziner"),
    *("wissenschaftler", "wissenschafter", "forscher", "professor", "pädagoge", "linguist", "philosoph", "jurist"),
)
_SCHOLARS = words_of("forscher wissenschaftler wissenschafter experte")


_SIDES = {
    role: side
    for side, roles in enumerate(
        (
            "anwalt rechtsanwalt verteidiger strafverteidiger",
            "staatsanwalt bundesanwalt oberstaatsanwalt",
            "richter",
            "trainer coach",
            "torwart torhüter goalie keeper",
            "stürmer torjäger",
            "schiedsrichter",
        )
    )
    for role in roles.split()
}
"""Roles in a court or a match: who has one has none of another side."""

_ANOTHER = ("vize", "ex", "alt")  # a Vizepräsident is not the Präsident


def is_other_side(said: RoleWord, known: str) -> bool:
    """Tell whether who has a known role (a whole compound) cannot have the one that is said."""
    longer, shorter = sorted((known, said.whole), key=len, reverse=True)
    if longer.endswith(shorter) and longer.startswith(_ANOTHER) and not shorter.startswith(_ANOTHER):
        return True
    sides = [_side(said.whole), _side(known)]
    return None not in sides and sides[0] != sides[1]


def _side(role: str) -> int | None:
    """Give the side of a role; of several that it ends in, that of the longest."""
    return next((_SIDES[each] for each in sorted(_SIDES, key=len, reverse=True) if role.endswith(each)), None)


def may_stand_for(said: RoleWord, known: str) -> bool:
    """Tell whether a role that is said may mean somebody who has a known one, which is given as a whole compound."""
    if is_other_side(said, known):
        return False
    if known.endswith(said.whole) or said.whole.endswith(known):
        return True
    if said.head in _SCHOLARS:
        return known.endswith(_SCIENCES)
    return any(known.endswith(each) for each in _KINDS.get(said.head, ()))
