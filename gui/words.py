"""The words for what the records call by codes: zone roles, states of an article."""

from __future__ import annotations

from core.records import ArticleState, ZoneRole
from gui.i18n import later, tr

_ROLES = {
    ZoneRole.KICKER: later("Kicker"),
    ZoneRole.HEADLINE: later("Headline"),
    ZoneRole.STANDFIRST: later("Standfirst"),
    ZoneRole.BYLINE: later("Byline"),
    ZoneRole.CAPTION: later("Caption"),
    ZoneRole.CREDIT: later("Credit"),
    ZoneRole.INFOBOX: later("Infobox"),
    ZoneRole.SUBHEAD: later("Subhead"),
    ZoneRole.QUOTATION: later("Block quotation"),
    ZoneRole.BODY: later("Body text"),
    ZoneRole.SIGN_OFF: later("Sign-off"),
    ZoneRole.BOILERPLATE: later("Boilerplate"),
}
_STATES = {
    ArticleState.NEW: later("New"),
    ArticleState.IN_PROGRESS: later("In progress"),
    ArticleState.REVIEWED: later("Reviewed"),
    ArticleState.SKIPPED: later("Skipped"),
}

# type of a relation → (what its head calls the other end, what its child does)
_RELATIONS = {
    "speaker": (later("Speaker"), later("Said")),
    "role_of": (later("Role of"), later("Role")),
}


def relation_title(type_: str, *, outward: bool) -> str:
    """Give what the one end of a relation calls the other; ``outward`` at its head. Other types are their own title."""
    titles = _RELATIONS.get(type_)
    if titles is not None:
        return tr(titles[0 if outward else 1])
    return type_ if outward else f"← {type_}"


def role_title(role: str) -> str:
    """Give the title of a zone's role; a role that this program does not know is its own title."""
    return tr(_ROLES[ZoneRole(role)]) if role in set(ZoneRole) else role


def state_title(state: ArticleState) -> str:
    """Give the title of an article's state."""
    return tr(_STATES[state])
