"""The one table of everything a person can do: menus, shortcuts, the key sheet and docs/keys.md are made from it.

Run ``python -m gui.actions`` after changing the table: it writes docs/keys.md anew, and a test compares.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, StrEnum, auto
from functools import partial
from pathlib import Path

from gui.i18n import later


class Need(Flag):
    """What must be there for an action to be possible; an action asks for all of its needs."""

    NOTHING = 0
    LIBRARY = auto()
    WRITABLE = auto()  # the library is open for writing
    ARTICLE = auto()  # an article is open
    CHOSEN = auto()  # a mark is selected, or several are
    MARK = auto()  # exactly one mark is selected
    TARGET = auto()  # a mark or a stretch of text is selected
    MARKS = auto()  # the article has marks
    UNDO = auto()
    REDO = auto()
    BACK = auto()
    FORWARD = auto()
    IDLE = auto()  # no extraction is running
    IN_SIGHT = auto()  # the open article is not in the trash
    TRASHED = auto()  # it is
    EDIT = WRITABLE | ARTICLE | IN_SIGHT


class Scope(StrEnum):
    """Where a key acts."""

    WINDOW = "window"  # everywhere in the main window
    PANES = "panes"  # when the reader or a list has the focus: letters, so that text fields keep theirs
    READER = "reader"  # when the reader has the focus


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: ``handler`` names a method below the main window, called with ``arguments``.

    ``keys`` are portable key sequences; the first is the one that menus show. ``menu`` is False for what would only
    make menus long. ``other_keys`` are those of the key sheet that are no shortcuts, ``hint`` what the
    menu shows where another action has the key.
    """

    group: str
    id: str
    text: str
    keys: tuple[str, ...]
    needs: Need
    handler: str = ""
    arguments: tuple[object, ...] = ()
    scope: Scope = Scope.WINDOW
    menu: bool = True
    checkable: bool = False
    section: bool = False  # a separator stands before it in the menu
    other_keys: tuple[str, ...] = ()
    hint: str = ""


GROUPS = {
    "file": later("&File"),
    "edit": later("&Edit"),
    "mark": later("&Mark"),
    "article": later("&Article"),
    "extraction": later("E&xtraction"),
    "view": later("&View"),
    "help": later("Hel&p"),
}

START, END, TOKEN, CHAR = "start", "end", "token", "character"
"""The edges of a mark and the units by which keys move them."""

_P, _R = Scope.PANES, Scope.READER
_EDIT, _ON_MARK, _HAS_MARKS = Need.EDIT, Need.EDIT | Need.MARK, Need.ARTICLE | Need.MARKS
_ON_MARKS = Need.EDIT | Need.CHOSEN
_ANY, _OPEN, _WRITE, _READ = Need.NOTHING, Need.LIBRARY, Need.WRITABLE, Need.ARTICLE
_FREE = Need.WRITABLE | Need.IDLE
_file, _edit, _mark, _article, _extraction, _view, _help = (partial(Action, group) for group in GROUPS)


def _edge(action_id: str, text: str, key: str, edge: str, unit: str, direction: int) -> Action:
    arguments = (edge, unit, direction)
    return _mark(action_id, text, (key,), _ON_MARK, "editing.move_edge", arguments, scope=_P, menu=False)


# One line, one action: the formatter would make this table four screens long.
# fmt: off
ACTIONS: tuple[Action, ...] = (
    _file("import_files", later("Import files…"), ("Ctrl+I",), _WRITE, "tasks.ask_import_files"),
    _file("import_folder", later("Import folder…"), ("Ctrl+Shift+I",), _WRITE, "tasks.ask_import_folder"),
    _file("export", later("Export…"), ("Ctrl+E",), _OPEN, "tasks.ask_export"),
    _file("export_pdf", later("Marked article as PDF…"), ("Ctrl+Shift+P",), _READ, "publishing.ask_pdf"),
    _file("export_web_page", later("Marked article as web page…"), (), _READ, "publishing.ask_web_page"),
    _file("print", later("Print…"), ("Ctrl+P",), _READ, "publishing.ask_print"),
    _file("new_library", later("New library…"), ("Ctrl+Shift+N",), _ANY, "libraries.ask_new", section=True),
    _file("open_library", later("Open library…"), ("Ctrl+O",), _ANY, "libraries.ask_open"),
    _file("backup", later("Back up now"), ("Ctrl+B",), _WRITE, "libraries.back_up"),
    _file("restore", later("Restore a backup…"), (), _WRITE, "libraries.ask_restore"),
    _file("settings", later("Settings…"), ("Ctrl+,",), _ANY, "show_settings", section=True),
    _file("quit", later("Quit"), ("Ctrl+Q",), _ANY, "close", section=True),

    _edit("undo", later("Undo"), ("Ctrl+Z",), Need.UNDO, "session.undo"),
    _edit("redo", later("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), Need.REDO, "session.redo"),
    _edit("history", later("History"), ("Ctrl+H",), _OPEN, "history.toggle", checkable=True),
    _edit("copy", later("Copy"), ("Ctrl+C",), Need.ARTICLE | Need.TARGET, "reader.copy_text", scope=_R, section=True),
    _edit("copy_marked", later("Copy with marks"), ("Ctrl+Shift+C",), Need.ARTICLE | Need.TARGET,
          "reader.copy_marked", scope=_P),
    _edit("select_all", later("Select the whole text"), ("Ctrl+A",), _READ, "reader.selectAll", scope=_R),
    _edit("select_word", later("Select the word at the caret"), ("W",), _READ, "reader.select_around", (TOKEN,),
          scope=_P),
    _edit("select_sentence", later("Select the sentence at the caret"), ("S",), _READ, "reader.select_around",
          ("sentence",), scope=_P),
    _edit("find", later("Find in the article"), ("Ctrl+F",), _READ, "searching.find_in_article", section=True),
    _edit("find_next", later("Find next"), ("F3",), _READ, "searching.find_again", (1,)),
    _edit("find_previous", later("Find previous"), ("Shift+F3",), _READ, "searching.find_again", (-1,)),
    _edit("go_to", later("Go to…"), ("Ctrl+G",), _READ, "navigation.ask_place"),
    _edit("search", later("Search the library"), ("Ctrl+Shift+F",), _OPEN, "searching.search_library"),

    _mark("label_keys", later("Label the selected marks, else the selected text, else what you drag over"), (), _EDIT,
          scope=_P, menu=False, other_keys=("1 … 9, 0", "Shift+1 … 0", "Alt+Shift+1 … 0")),
    _mark("label_by_name", later("Label by name…"), ("L",), _EDIT, "editing.ask_label", scope=_P),
    _mark("accept", later("Accept; with no mark selected: accept all and mark as reviewed"), ("A",), _EDIT,
          "editing.accept", scope=_P, menu=False),
    _mark("accept_mark", later("Accept"), (), _ON_MARKS, "editing.accept", section=True, hint="A"),
    _mark("reject", later("Reject"), ("X",), _ON_MARKS, "editing.reject", scope=_P),
    _mark("accept_sure", later("Accept the sure ones…"), ("Shift+A",), _EDIT | Need.MARKS, "editing.ask_sure",
          scope=_P),
    _mark("accept_all", later("Accept all and mark as reviewed"), (), _EDIT, "editing.accept_all"),
    _mark("remove", later("Remove"), ("Delete", "Backspace"), _ON_MARKS, "editing.remove", scope=_P),
    _mark("note", later("Note…"), ("M",), _ON_MARK, "editing.ask_note", scope=_P, section=True),
    _mark("entity", later("Entity…"), ("E",), _ON_MARKS, "linking.ask_entity", scope=_P),
    _mark("relation", later("Relation…"), ("R",), _ON_MARK, "linking.ask_relation", scope=_P),
    _mark("quotation", later("Quotation and its speaker…"), ("Q",), _EDIT | Need.TARGET, "linking.ask_speaker",
          scope=_P),
    _mark("occurrences", later("All occurrences…"), ("O",), _EDIT | Need.TARGET, "editing.ask_occurrences", scope=_P),
    _mark("next_mark", later("Next mark"), ("Tab",), _HAS_MARKS, "navigation.step_mark", (1,), scope=_R, section=True),
    _mark("previous_mark", later("Previous mark"), ("Shift+Tab",), _HAS_MARKS, "navigation.step_mark", (-1,), scope=_R),
    _mark("next_undecided", later("Next undecided mark, least sure first"), ("U",), _HAS_MARKS,
          "navigation.step_undecided", (1,), scope=_P),
    _mark("previous_undecided", later("Previous undecided mark"), ("Shift+U",), _HAS_MARKS,
          "navigation.step_undecided", (-1,), scope=_P),
    _mark("along_relation", later("Go along the relation: quotation, speaker, role"), ("Shift+R",),
          Need.ARTICLE | Need.MARK, "navigation.step_relation", scope=_P),
    _mark("also_next", later("Select the next mark as well"), ("Shift+Down",), Need.CHOSEN, "choosing.extend", (1,),
          scope=_R, section=True),
    _mark("also_previous", later("Select the previous mark as well"), ("Shift+Up",), Need.CHOSEN, "choosing.extend",
          (-1,), scope=_R),
    _mark("also_next_alike", later("Select the next mark of this label as well"), ("Ctrl+Shift+Down",), Need.CHOSEN,
          "choosing.extend_alike", (1,), scope=_R),
    _mark("also_previous_alike", later("Select the previous mark of this label as well"), ("Ctrl+Shift+Up",),
          Need.CHOSEN, "choosing.extend_alike", (-1,), scope=_R),
    _mark("all_marks", later("Select all marks"), ("Ctrl+Shift+A",), _HAS_MARKS, "choosing.choose_all", scope=_P),
    _mark("same_label", later("Select all marks of this label"), (), _HAS_MARKS | Need.CHOSEN,
          "choosing.choose_same_label"),
    _edge("right_further", later("Right edge one word to the right"), "Shift+Right", END, TOKEN, 1),
    _edge("right_back", later("Right edge one word to the left"), "Shift+Left", END, TOKEN, -1),
    _edge("left_back", later("Left edge one word to the right"), "Alt+Shift+Right", START, TOKEN, 1),
    _edge("left_further", later("Left edge one word to the left"), "Alt+Shift+Left", START, TOKEN, -1),
    _edge("right_further_by_one", later("Right edge one character to the right"), "Ctrl+Shift+Right", END, CHAR, 1),
    _edge("right_back_by_one", later("Right edge one character to the left"), "Ctrl+Shift+Left", END, CHAR, -1),
    _edge("left_back_by_one", later("Left edge one character to the right"), "Ctrl+Alt+Shift+Right", START, CHAR, 1),
    _edge("left_further_by_one", later("Left edge one character to the left"), "Ctrl+Alt+Shift+Left", START, CHAR, -1),
    _mark("escape", later("Step out: pop-up, mark, text, label, search"), ("Esc",), _ANY, "step_out", menu=False),
    _mark("label_set", later("Label set…"), (), _WRITE, "editing.ask_label_set", section=True),

    _article("reviewed_next", later("Mark as reviewed and go to the next"), ("Ctrl+Return", "Ctrl+Enter"), _EDIT,
             "editing.review_and_next"),
    _article("skip", later("Skip and go to the next"), ("Ctrl+Space",), _EDIT, "editing.skip_and_next"),
    _article("reopen", later("Take back the review"), (), _EDIT, "editing.reopen"),
    _article("previous_article", later("Previous article"), ("Ctrl+PgUp",), _OPEN, "navigation.step_article", (-1,),
             section=True),
    _article("next_article", later("Next article"), ("Ctrl+PgDown",), _OPEN, "navigation.step_article", (1,)),
    _article("back", later("Back"), ("Alt+Left",), Need.BACK, "navigation.back"),
    _article("forward", later("Forward"), ("Alt+Right",), Need.FORWARD, "navigation.forward"),
    _article("information", later("Information…"), ("F2",), _EDIT, "editing.ask_information", section=True),
    _article("trash", later("Move to the trash"), ("Ctrl+Delete",), _EDIT, "editing.trash"),
    _article("put_back", later("Put back from the trash"), (), Need.WRITABLE | Need.TRASHED, "editing.put_back"),

    _extraction("extract", later("Extract in this article"), ("Ctrl+Shift+E",), _EDIT | Need.IDLE,
                "extraction.extract_open"),
    _extraction("extract_chosen", later("Extract in the chosen articles"), (), _FREE | Need.IN_SIGHT,
                "extraction.extract_chosen"),
    _extraction("extract_all", later("Extract in all articles"), (), _FREE, "extraction.extract_all"),
    _extraction("pipelines", later("Pipelines…"), (), _ANY, "extraction.ask_pipelines", section=True),
    _extraction("layers", later("Layers…"), ("Ctrl+L",), _OPEN, "extraction.ask_layers"),
    _extraction("scores", later("Scores…"), (), _OPEN, "measuring.show_scores", section=True),
    _extraction("compare", later("Compare layers…"), (), _OPEN, "measuring.show_comparison"),

    _view("page_down", later("Page down"), ("Space",), _READ, "navigation.page", (1,), scope=_P, menu=False),
    _view("page_up", later("Page up"), ("Shift+Space",), _READ, "navigation.page", (-1,), scope=_P, menu=False),
    _view("larger", later("Larger type"), ("Ctrl++", "Ctrl+="), _ANY, "reading.change_size", (1,)),
    _view("smaller", later("Smaller type"), ("Ctrl+-",), _ANY, "reading.change_size", (-1,)),
    _view("default_size", later("Default type size and column"), ("Ctrl+0",), _ANY, "reading.change_size", (0,)),
    _view("wider", later("Wider column"), ("Alt++", "Alt+="), _ANY, "reading.change_column", (1,)),
    _view("narrower", later("Narrower column"), ("Alt+-",), _ANY, "reading.change_column", (-1,)),
    _view("plain", later("Plain text style"), ("F9",), _ANY, "reading.toggle_plain", checkable=True, section=True),
    _view("fold", later("Fold boilerplate"), ("F8",), _ANY, "reading.toggle_folds", checkable=True),
    _view("hide_marks", later("Hide all marks"), ("Alt+H",), _ANY, "toggle_marks", checkable=True, section=True),
    _view("caret", later("Caret"), ("F7",), _READ, "toggle_caret", checkable=True),
    _view("full_screen", later("Full screen"), ("F11",), _ANY, "toggle_full_screen", checkable=True),
    _view("next_pane", later("Next pane"), ("F6",), _ANY, "step_pane", (1,), section=True),
    _view("previous_pane", later("Previous pane"), ("Shift+F6",), _ANY, "step_pane", (-1,)),

    _help("keys", later("Keys"), ("F1", "?"), _ANY, "show_keys"),
    _help("about", later("About Leuchtstift"), (), _ANY, "show_about"),
)
# fmt: on

POINTER: tuple[tuple[str, str], ...] = (
    (later("Click on a mark"), later("Select it")),
    (later("Click on the line to a related mark"), later("Go to that mark")),
    (later("Ctrl+click on a mark"), later("Select it as well, or let go of it")),
    (later("Ctrl+drag"), later("Select all marks that the frame touches; with Shift as well")),
    (later("Ctrl+Shift+click on a mark"), later("Select all marks up to it")),
    (later("Drag, double click"), later("Select words; with a label armed: mark them")),
    (later("Alt+drag"), later("Select characters")),
    (later("Triple click"), later("Select the sentence")),
    (later("Drag an edge of the selected mark"), later("Move the edge")),
    (later("Click on the triangle beside boilerplate"), later("Fold it, or show it")),
    (later("Ctrl+wheel, Ctrl+Shift+wheel"), later("Type size, column")),
    (later("Right click on a paragraph"), later("Say what it is: headline, caption, body …")),
)
"""What the mouse does on the text, for the key sheet."""


def by_id(action_id: str) -> Action:
    """Give the action with an id; raises KeyError if the table has none."""
    return _BY_ID[action_id]


def keys_page() -> str:
    """Give docs/keys.md: the English key table of the program."""
    lines = ["# Keys", "", "Made from `gui/actions.py` by `python -m gui.actions`.", ""]
    for group, title in GROUPS.items():
        rows = [action for action in ACTIONS if action.group == group and (action.keys or action.other_keys)]
        lines += [f"## {title.replace('&', '')}", "", "| key | does |", "|---|---|"]
        lines += [f"| {_code(action.keys or action.other_keys)} | {action.text.removesuffix('…')} |" for action in rows]
        lines.append("")
    lines += ["## Mouse", "", "| mouse | does |", "|---|---|"]
    lines += [f"| {gesture} | {effect} |" for gesture, effect in POINTER]
    lines += [
        "",
        "Label keys go by the place on the keyboard, not by the character: on a German layout Shift+7 types `/`, and",
        "is the seventh label with Shift all the same. Single letters act when the reader or a list has the focus,",
        "never in text fields.",
        "",
    ]
    return "\n".join(lines)


def _code(keys: tuple[str, ...]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


_BY_ID = {action.id: action for action in ACTIONS}

if __name__ == "__main__":
    page = Path(__file__).resolve().parent.parent / "docs" / "keys.md"
    page.write_text(keys_page(), encoding="utf-8", newline="\n")
