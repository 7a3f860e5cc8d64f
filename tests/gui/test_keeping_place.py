"""Where the person is, kept while they work: a kill leaves it, and nothing else of the settings is touched."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from core.settings import Place, Settings, settings_file


def test_the_place_is_kept_while_the_person_works(window, make_window):
    path = window.session.library.path
    window.session.open_article(3)
    assert window.libraries.place.soon.isActive()
    window.libraries.place.soon.timeout.emit()
    assert Settings.load().places[str(path)] == Place(3, 0)
    window.reader.verticalScrollBar().setValue(500)
    position = window.reader.reading_place().position
    assert window.libraries.place.at_work.isActive()
    window.libraries.place.at_work.timeout.emit()
    left = Settings.load()  # as a kill leaves it
    assert left.places[str(path)] == Place(3, position)
    assert left.recent == [str(path)]
    window.close()
    second = make_window(path, places=left.places, recent=left.recent)
    assert second.session.article.id == 3
    assert second.reader.reading_place().position == position


def test_keeping_the_place_writes_only_what_is_new_and_leaves_what_another_window_chose(window):
    keeper = window.libraries.place
    keeper.keep()
    other = Settings.load()
    other.theme = "sepia"
    other.save()
    before = settings_file().stat().st_mtime_ns, settings_file().stat().st_ino
    keeper.keep()
    assert (settings_file().stat().st_mtime_ns, settings_file().stat().st_ino) == before
    window.session.open_article(2)
    keeper.keep()
    assert Settings.load().theme == "sepia"
    assert Settings.load().places[str(window.session.library.path)] == Place(2, 0)


def test_a_place_that_cannot_be_written_is_not_told_at_work(window):
    in_the_way = settings_file().with_name(settings_file().name + ".tmp")
    in_the_way.mkdir()
    window.libraries.place.keep()
    assert not window.findChildren(QMessageBox)
    in_the_way.rmdir()
    window.libraries.place.keep()
    assert Settings.load().places
