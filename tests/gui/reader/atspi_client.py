"""A screen-reader client over AT-SPI: walks the window, reads, moves the caret, selects, listens. Prints JSON.

It runs under the system's own Python, which has the ``gi`` bindings; so it imports nothing of the project.
"""

from __future__ import annotations

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  # the version is asked for first

PATIENCE = 20  # seconds


def find(name):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app is not None and name in (app.get_name() or ""):
                return app
        time.sleep(0.1)
    sys.exit("The window never came to the accessibility bus.")


def walk(node, path=""):
    yield node, f"{path}/{node.get_role_name()}"
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield from walk(child, f"{path}/{node.get_role_name()}")


def views(app):
    """Yield the text that is long: lines to type in have a text as well."""
    for node, _ in walk(app):
        if "Text" in node.get_interfaces() and node.get_character_count() > 500:
            yield node


def until(holds):
    """Turn the event loop until something holds, or for some seconds."""
    context = GLib.MainContext.default()
    deadline = time.monotonic() + PATIENCE / 4
    while not holds() and time.monotonic() < deadline:
        context.iteration(False)
        time.sleep(0.01)
    return holds()


def main(name, word):
    Atspi.init()
    app = find(name)
    until(lambda: next(views(app), None) is not None)
    nodes = list(walk(app))
    view = next(views(app))
    length = view.get_character_count()
    text = view.get_text(0, length)
    place = text.index(word)
    said = []
    listener = Atspi.EventListener.new(lambda event: said.append(str(event.any_data)))
    listener.register("object:announcement")
    view.set_caret_offset(place + 2)
    moved = until(lambda: view.get_caret_offset() == place + 2)
    spoken = until(lambda: bool(said))
    found = view.get_string_at_offset(place + 2, Atspi.TextGranularity.WORD)
    lines = []
    position = 0
    while position < length:
        line = view.get_string_at_offset(position, Atspi.TextGranularity.LINE)
        if line.end_offset > position:  # else it is the line break, which belongs to the line before
            lines.append(line.content)
        position = max(line.end_offset, position + 1)
    view.add_selection(place, place + len(word))
    selected = until(lambda: view.get_n_selections() == 1)
    selection = view.get_selection(0) if selected else None
    box = view.get_character_extents(place, Atspi.CoordType.SCREEN)
    attributes = view.get_attribute_run(place, False)
    again = [path for _, path in walk(app)]  # still there after all of it
    print(
        json.dumps(
            {
                "name": view.get_name(),
                "length": length,
                "text": text,
                "caret": moved,
                "announced": said if spoken else [],
                "word": found.content,
                "lines": len(lines),
                "read": "".join(lines),
                "selection": [selection.start_offset, selection.end_offset] if selection else None,
                "box": [box.width, box.height],
                "attributes": bool(attributes),
                "paths": [path for _, path in nodes],
                "same_paths": again == [path for _, path in nodes],
                "names": [node.get_name() for node, _ in nodes],
                "focusable": [
                    [node.get_role_name(), node.get_name()]
                    for node, _ in nodes
                    if node.get_state_set().contains(Atspi.StateType.FOCUSABLE)
                    and node.get_state_set().contains(Atspi.StateType.SHOWING)
                ],
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
