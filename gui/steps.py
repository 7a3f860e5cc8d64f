"""Names each step of the journal for the person: what undo would take back, and what has just been done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.records import ArticleState, ChangeSet
from gui.i18n import later, moment, number, quoted, tr
from gui.words import role_title

_CLIP = 32

# kind of change set → (name of the step, what was done)
_STEPS: Mapping[str, tuple[str, str]] = {
    "add-mark": (later("mark {surface} as {label}"), later("Marked {surface} as {label}")),
    "accept": (later("accept {surface}"), later("Accepted {surface}")),
    "reject": (later("reject {surface}"), later("Rejected {surface}")),
    "remove": (later("remove {surface}"), later("Removed {surface}")),
    "relabel": (later("relabel {surface} {before} → {after}"), later("Relabelled {surface} {before} → {after}")),
    "move": (later("move the edge of {before} → {surface}"), later("Moved the edge of {before} → {surface}")),
    "set-note": (later("note on {surface}"), later("Noted on {surface}")),
    "set-entity": (later("entity of {surface}"), later("Set the entity of {surface}: {name}")),
    "relate": (later("relation {surface} – {other}"), later("Tied {surface} to {other}")),
    "unrelate": (later("no relation {surface} – {other}"), later("Took {surface} and {other} apart")),
    "set-value": (later("value of {surface}"), later("Set the value of {surface}")),
    "set-zone-role": (later("paragraph as {role}"), later("Set the paragraph as {role}")),
    "set-info": (later("information of {title}"), later("Changed the information of {title}")),
    "set-label-set": (later("label set {name}"), later("Changed the label set {name}")),
    "rename-label": (later("rename label {before} → {after}"), later("Renamed the label {before} → {after}")),
    "hide-layer": (later("hide layer {layer}"), later("Hid the layer {layer}")),
    "show-layer": (later("show layer {layer}"), later("Showed the layer {layer}")),
    "trash": (later("trash {title}"), later("Moved {title} to the trash")),
    "restore": (later("restore {title}"), later("Restored {title}")),
}
_REVIEWS = {
    ArticleState.REVIEWED: (later("mark as reviewed"), later("Marked as reviewed")),
    ArticleState.SKIPPED: (later("skip"), later("Skipped")),
}
_OTHER = (later("last step"), later("Changed"))
_REOPENED = (later("take back the review"), later("Took back the review"))


def step_name(step: ChangeSet) -> str:
    """Give the name of a step as it stands behind "Undo": relabel “Kreml” ORG → LOC."""
    return _text(step, 0)


def step_done(step: ChangeSet) -> str:
    """Give what a step did, as a short report: Relabelled “Kreml” ORG → LOC."""
    return _text(step, 1)


def _text(step: ChangeSet, form: int) -> str:
    count = step.params.get("count", 1)
    if step.kind == "accept-all" and count:
        return _accepted_all(count, bool(step.params.get("reviewed")), form)
    if step.kind == "import":
        if form:
            return tr("Imported %n article(s)", n=count)
        return tr("import of %n article(s)", n=count)
    if step.kind in {"accept", "reject", "remove", "relabel", "add-mark", "trash", "restore"} and count != 1:
        return _many(step.kind, count, form)
    if step.kind == "go-back":
        return _went_back(step, form)
    if step.kind == "accept-all":  # there was nothing left to accept
        return tr(_REVIEWS[ArticleState.REVIEWED][form])
    if step.kind == "set-review":
        if form and step.params.get("undecided") and step.params.get("state") == ArticleState.REVIEWED:
            return tr("Marked as reviewed; %n undecided mark(s) will not be gold", n=step.params["undecided"])
        return tr(_REVIEWS.get(step.params.get("state"), _REOPENED)[form])  # type: ignore[arg-type]
    if form and step.kind == "set-label-set" and step.params.get("reopened"):
        done = tr(_STEPS[step.kind][form], **_values(step.params))
        return tr("{done}; %n reviewed article(s) to be read again", n=step.params["reopened"], done=done)
    return tr(_STEPS.get(step.kind, _OTHER)[form], **_values(step.params))


def _went_back(step: ChangeSet, form: int) -> str:
    at = step.params.get("at")
    if not at:
        return tr("Went back to the start") if form else tr("going back to the start")
    return tr("Went back to {at}", at=moment(at)) if form else tr("going back to {at}", at=moment(at))


def _accepted_all(count: int, reviewed: bool, form: int) -> str:
    if form:
        done = tr("Accepted %n mark(s)", n=count)
        return tr("{done}, reviewed", done=done) if reviewed else done
    name = tr("accept %n mark(s)", n=count)
    return tr("{name} and mark as reviewed", name=name) if reviewed else name


def _many(kind: str, count: int, form: int) -> str:
    if kind in {"trash", "restore"}:
        names = (tr("move %n article(s)", n=count), tr("Moved %n article(s)", n=count))
    elif kind == "accept":
        names = (tr("accept %n mark(s)", n=count), tr("Accepted %n mark(s)", n=count))
    elif kind == "relabel":
        names = (tr("relabel %n mark(s)", n=count), tr("Relabelled %n mark(s)", n=count))
    elif kind == "add-mark":
        names = (tr("mark %n occurrence(s)", n=count), tr("Marked %n occurrence(s)", n=count))
    else:
        names = (tr("remove %n mark(s)", n=count), tr("Removed %n mark(s)", n=count))
    return names[form]


def _values(params: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values that the texts name; a step of an older program may lack some."""
    names = ("surface", "label", "before", "after", "role", "title", "name", "layer", "other")
    values: dict[str, Any] = dict.fromkeys(names, "…")
    for name, value in params.items():
        values[name] = number(value) if isinstance(value, int) else str(value)
    values["surface"] = quoted(clip(values["surface"]))
    values["other"] = quoted(clip(values["other"]))
    values["title"] = quoted(clip(values["title"]))
    values["before"] = clip(values["before"])
    values["role"] = role_title(values["role"])
    return values


def clip(text: str, limit: int = _CLIP) -> str:
    """Shorten a text to one line of at most ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
