"""A pipeline package with a bad temper, found and loaded as any installed one is."""

import textwrap

import pytest

from core.extract import available_pipelines

_COMPONENT = '''
    import os, sys, time
    import spacy
    from spacy.language import Language
    from spacy.tokens import Span

    @Language.component("temper")
    def temper(doc):
        """Do what the text says; else mark each word in capitals."""
        if "VANISH" in doc.text:
            os._exit(3)
        if "HANG" in doc.text:
            time.sleep(600)
        if "SPIN" in doc.text:
            import re
            re.match(r"(a+)+$", "a" * 60 + "b")
        if "RAISE" in doc.text:
            raise ValueError("no such word")
        if "EAT" in doc.text:
            eaten = [bytes(1 << 26) for _ in range(1000)]
        if "QT?" in doc.text:
            loaded = any(name.startswith(("PySide6", "gui")) for name in sys.modules)
            doc.set_ents([Span(doc, 0, 1, label="QT" if loaded else "NOQT")])
            return doc
        doc.set_ents([Span(doc, token.i, token.i + 1, label="CAPS") for token in doc if token.text.isupper()])
        return doc

    def load(**overrides):
        mood = os.environ.get("TEMPER_LOADING")
        while mood == "SPIN":
            pass
        if mood == "HANG":
            time.sleep(600)
        nlp = spacy.blank("xx")
        nlp.add_pipe("temper")
        return nlp
'''


@pytest.fixture(scope="session")
def package_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packages")
    (folder / "xx_temper").mkdir()
    (folder / "xx_temper" / "__init__.py").write_text(textwrap.dedent(_COMPONENT), encoding="utf-8")
    (folder / "xx_temper" / "meta.json").write_text(
        '{"lang": "xx", "version": "0.3.0", "description": "Has moods", "labels": {"temper": ["CAPS"]}}',
        encoding="utf-8",
    )
    (folder / "xx_broken").mkdir()
    broken = folder / "xx_broken" / "__init__.py"
    broken.write_text("def load(**overrides):\n    raise ValueError('weights are missing')\n")
    for name in ("xx_temper", "xx_broken"):
        info = folder / f"{name}-0.3.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.3.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n", encoding="utf-8")
    with (folder / "xx_temper-0.3.0.dist-info" / "entry_points.txt").open("a", encoding="utf-8") as entries:
        entries.write("[spacy_factories]\ntemper_factory = xx_temper:load\n")
    return folder


@pytest.fixture
def installed(package_folder, monkeypatch):
    """The packages ``xx_temper`` and ``xx_broken``, by name, as ``available_pipelines`` tells of them."""
    monkeypatch.syspath_prepend(str(package_folder))
    return {info.name: info for info in available_pipelines()}
