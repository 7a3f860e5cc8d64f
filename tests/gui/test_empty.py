"""The place where there is nothing to show yet."""

from gui.empty import EmptyState


def test_words_that_were_wrapped_narrowly_are_not_left_tall(qtbot):
    """The title keeps no room for the lines that it had before the window was laid out."""
    state = EmptyState(width=320)
    qtbot.addWidget(state)
    state.resize(100, 300)
    state.show_text("How far do two layers agree on the articles that both have read?", "Choose two.")
    narrow = state.title.height()
    state.resize(800, 300)
    state.show()
    assert state.title.height() == state.title.heightForWidth(320)
    assert state.title.height() < narrow
