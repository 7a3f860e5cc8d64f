"""Which mark waits for a decision next: the least sure one that the person has not passed over."""

from __future__ import annotations

from collections.abc import Sequence

from core.records import Mark


class LeastSure:
    """Goes through the undecided marks of one article, least sure first.

    A mark is passed over when the person asks for the next one without a decision on it; it comes again when all others
    are decided or passed over. What was selected meanwhile changes nothing: not the mark that a rejected one hands the
    selection on to, nor one that was clicked; who moves elsewhere is led back. A decision that is undone waits again,
    in its turn.
    """

    def __init__(self) -> None:
        self._passed: set[int] = set()
        self._given: Mark | None = None

    def next(self, waiting: Sequence[Mark], selected: Mark | None) -> Mark:
        """Give the next of the marks that wait (at least one, least sure first), which is not the selected one."""
        fresh = [mark for mark in waiting if mark.key not in self._passed]
        if selected is not None and (self._is_given(selected) or fresh[:1] == [selected]):
            self._passed.add(selected.key)
        fresh = [mark for mark in fresh if mark.key not in self._passed and mark != selected]
        if not fresh:
            self._passed.clear()
        return self.give((fresh or waiting)[0])

    def previous(self, waiting: Sequence[Mark], selected: Mark | None) -> Mark:
        """Give the one before what was given last, else before the selected one; from it on all come again.

        Before the least sure one comes the surest.
        """
        given = self._given or selected
        before = [] if given is None else [mark for mark in waiting if _sureness(mark) < _sureness(given)]
        target = (before or waiting)[-1]
        self._passed = {mark.key for mark in before[:-1] if mark.key in self._passed}
        return self.give(target)

    def give(self, mark: Mark) -> Mark:
        """Note that a mark is what the person is led to, wherever it stands in the order."""
        self._given = mark
        return mark

    def _is_given(self, mark: Mark) -> bool:
        return self._given is not None and self._given.key == mark.key


def _sureness(mark: Mark) -> tuple[float, int, int, int]:
    """Give the order in which marks wait for a decision: as ``MarkIndex.undecided`` has it."""
    return (2.0 if mark.score is None else mark.score, mark.start, -mark.end, mark.key)
