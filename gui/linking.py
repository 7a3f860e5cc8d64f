"""Whom a mark means and what it is tied to, by key: entity (``e``), relation (``r``), quotation and speaker (``q``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon

from core.folding import folded
from core.history import in_context
from core.linking import fitting_types, relate, set_entity, unrelate, usual_relation
from core.marks import answer_key
from core.records import ChangeSet, Entity, Mark
from core.relation_kinds import ROLE_OF, SPEAKER
from gui.i18n import tr
from gui.label_look import colour_of, swatch
from gui.steps import clip
from gui.type_ahead import Pick, PickModel, TypeAhead
from gui.words import relation_title

if TYPE_CHECKING:
    from gui.main_window import MainWindow

QUOTE = "QUOTE"
_WIDE = 520
_AROUND = 16  # code points of context on each side
_NAMES = 5  # fuller names of the article that are offered for a new entity


@dataclass(frozen=True)
class _Other:
    """The mark at the other end; ``said`` is the relation that there is already: (type, whether it leads there)."""

    mark: Mark
    said: tuple[str, bool] | None = None


class Linking(QObject):
    """Asks with a list that is typed into, and hands the change set to the session."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    def ask_entity(self) -> None:
        """Let the person say whom or what the selected marks mean."""
        marks = self._session.selection
        if not marks:
            return
        known = self._session.library.entities()
        first = clip(marks[0].span.surface, 80)
        picks = [self._entity_pick(entity) for entity in sorted(known, key=lambda each: each.label != marks[0].label)]
        model = PickModel(picks, partial(self._new_entities, marks, {folded(entity.name) for entity in known}))
        popup = self._list(model, tr("Entity"), tr("Who or what is it?"), self._set_entity)
        popup.line.setText(first)
        popup.line.selectAll()

    def ask_relation(self) -> None:
        """Let the person tie the selected mark to another one, or take a tie back."""
        mark = self._session.selected
        if mark is not None:
            others = self._session.shown_marks()
            picks = [*self._said(mark), *self._candidates(mark, others)]
            self._list(PickModel(picks), tr("Relation"), tr("To which mark?"), partial(self._relate, mark))

    def ask_speaker(self) -> None:
        """Let the person say who speaks a quotation or what a speaker says; selected text becomes a quotation first."""
        if self._session.library.label_set.get(QUOTE) is None:
            self._window.status.say(tr("The label set has no label QUOTE; add it to mark quotations."))
            return
        if self._session.selected is None:
            self._window.editing.label(QUOTE)
        mark = self._session.selected
        if mark is None:
            return
        others = [each for each in self._session.shown_marks() if _may_speak(mark, each)]
        picks = [*self._said(mark), *self._candidates(mark, others)]
        is_quote = mark.label == QUOTE
        if picks and (is_quote or others):
            hint = tr("Who says it?") if is_quote else tr("What does {surface} say?", surface=clip(mark.span.surface))
            self._list(PickModel(picks), tr("Quotation and its speaker"), hint, partial(self._relate, mark))
        elif not is_quote:
            self._window.status.say(tr("Select a quotation, who speaks, or the words of a new one."))

    def entity_of(self, mark: Mark) -> str:
        """Give the name of the entity that a mark means; empty where none is said."""
        number = mark.span.entity_id
        entity = None if number is None else self._session.library.entity(number)
        return "" if entity is None else entity.name

    # Rows

    def _said(self, mark: Mark) -> Iterator[Pick]:
        """Give the ties of a mark, to be taken back."""
        for link in self._session.links_of(mark):
            title = relation_title(link.type, outward=link.outward)
            surface = clip(link.mark.span.surface)
            value = _Other(link.mark, (link.type, link.outward))
            text = tr("Not: {relation} {surface}", relation=title, surface=surface)
            yield Pick(text, value, link.mark.label, (surface, text), self._swatch(link.mark.label))

    def _candidates(self, mark: Mark, others: Iterable[Mark]) -> Iterator[Pick]:
        """Give the other marks: those first that labels tie to this one, then the nearest."""
        tied = {link.mark.key for link in self._session.links_of(mark)}
        own = answer_key(mark.span)  # two layers may say the same
        chosen = (each for each in others if answer_key(each.span) != own and each.key not in tied)
        order = sorted(chosen, key=lambda each: (usual_relation(mark, each) is None, abs(each.start - mark.start)))
        assert self._session.article is not None
        text = self._session.article.text
        swatch_of = cache(self._swatch)  # there may be ten thousand marks, of a few labels
        for each in order:
            around = in_context(text, each.start, each.end, _AROUND)
            detail = f"{around.before}{clip(around.inside)}{around.after}"
            yield Pick(clip(each.span.surface), _Other(each), detail, (), swatch_of(each.label), each.label)

    def _entity_pick(self, entity: Entity) -> Pick:
        return Pick(
            entity.name,
            entity,
            ", ".join(entity.aliases) or entity.label,
            (entity.name, *entity.aliases),
            self._swatch(entity.label),
            entity.note,
        )

    def _new_entities(self, marks: tuple[Mark, ...], known: set[str], typed: str) -> Iterator[Pick]:
        """Give what was typed, and fuller names in the article, as new entities; and none where one is said."""
        label = marks[0].label
        typed = folded(typed)
        marked = (each.span.surface for each in self._session.shown_marks() if typed and each.label == label)
        surfaces = dict.fromkeys(" ".join(folded(surface).split()) for surface in marked)
        names = dict.fromkeys(surface for surface in surfaces if typed.casefold() in surface.casefold())
        fuller = sorted(names.keys() - known - {typed}, key=len, reverse=True)[:_NAMES]
        for name in (*fuller, *([typed] if typed and typed not in known else [])):
            yield Pick(name, Entity(0, "", name, label), tr("new"), (), self._swatch(label))
        if any(each.span.entity_id is not None for each in marks):
            yield Pick(tr("Nobody and nothing in particular"), None)

    # What was chosen

    def _set_entity(self, entity: object) -> None:
        assert entity is None or isinstance(entity, Entity)
        self._session.do(set_entity(self._session.selection, entity, self._session.library.person_layer))

    def _relate(self, mark: Mark, other: object) -> None:
        assert isinstance(other, _Other)
        if other.said is not None:
            type_, outward = other.said
            head, child = (mark, other.mark) if outward else (other.mark, mark)
            self._relations(unrelate, head, child, type_)
            return
        usual = usual_relation(mark, other.mark)
        if usual is not None:
            type_, head, child = usual
            self._relations(relate, head, child, type_)
        else:
            self._ask_type(mark, other.mark)

    def _ask_type(self, head: Mark, child: Mark) -> None:
        """Let the person name a relation that the labels do not tell."""
        fitting = fitting_types(head.label, child.label, self._session.library.label_set, self._used_types())
        titles = {type_: relation_title(type_, outward=True) for type_ in (*fitting, SPEAKER, ROLE_OF)}

        def others(typed: str) -> Iterator[Pick]:
            """Give what else it can be called: nothing of the model forbids it, but nobody is led to it."""
            wanted = typed.casefold()
            unusual = titles.keys() - set(fitting)
            found = [type_ for type_ in unusual if wanted and titles[type_].casefold().startswith(wanted)]
            yield from (Pick(titles[type_], type_) for type_ in sorted(found))
            if typed and typed not in {*titles, *titles.values()}:
                yield Pick(typed, typed, tr("new"))

        def name(type_: object) -> None:
            assert isinstance(type_, str)
            self._relations(relate, head, child, type_)

        model = PickModel([Pick(titles[type_], type_) for type_ in fitting], others)
        surface = clip(child.span.surface)
        hint = tr("What is {surface} to it?", surface=surface)
        if not fitting:
            hint = tr("What is {surface} to it? Type a name for that", surface=surface)
        self._list(model, tr("Relation"), hint, name)

    def _used_types(self) -> list[tuple[str, str, str]]:
        """Give the types of the article's relations, each with the labels of the marks that it ties."""
        session = self._session
        assert session.article is not None
        ends = session.marks.standing_for
        stored = session.library.relations(session.article.id)
        ties = [(each.type, ends(each.head_id), ends(each.child_id)) for each in stored]
        return [(type_, head.label, child.label) for type_, head, child in ties if head and child]

    # How it is done

    def _relations(self, act: Callable[..., ChangeSet], head: Mark, child: Mark, type_: str) -> None:
        session = self._session
        session.do(act(head, child, type_, session.library.person_layer, links=session.links, marks=session.marks))

    def _swatch(self, label: str) -> QIcon:
        return swatch(self._window.look.theme, colour_of(self._session.library.label_set, label))

    def _list(self, model: PickModel, title: str, hint: str, take: Callable[[object], None]) -> TypeAhead:
        popup = TypeAhead(self._window.look, model, title, hint, self._window, _WIDE)
        popup.picked.connect(take)
        popup.open_at(self._window.editing.place_below())
        return popup


def _may_speak(one: Mark, other: Mark) -> bool:
    """Tell whether one of two marks, whichever, is a quotation that the other may have said."""
    usual = usual_relation(one, other)
    return usual is not None and usual[0] == SPEAKER
