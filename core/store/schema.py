"""The tables of a library file, by the version that made them, and how a library is told from any other file."""

from __future__ import annotations

APPLICATION_ID = 0x4C657563  # "Leuc"
VERSION = 2  # the newest PRAGMA user_version that this program writes; newer files are refused
READABLE = 1  # the oldest that can be read as it stands

_WORDS_1 = """CREATE VIEW article_words AS
    SELECT article.id, article.title, article_text.text
    FROM article JOIN article_text ON article_text.article_id = article.id"""

# Never edited once shipped: a change is a new step in core.store.migrations.
TABLES_1 = (
    # Single values: how many articles are in sight, how many in the trash, which label set is in use.
    """CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    # One row of the list is one row here: state, marks, decided are kept in the transaction that changes them.
    # decisions counts the accepted and the rejected spans of the persons' layers that are shown.
    """CREATE TABLE article (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        author TEXT NOT NULL,
        place TEXT NOT NULL,
        published TEXT NOT NULL,
        lang TEXT NOT NULL,
        url TEXT NOT NULL,
        meta TEXT NOT NULL,
        trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1)),
        text_sha256 BLOB NOT NULL UNIQUE,
        bytes_sha256 TEXT NOT NULL,
        added_at TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'in-progress', 'reviewed', 'skipped')),
        marks INTEGER NOT NULL DEFAULT 0 CHECK (marks >= 0),
        decided INTEGER NOT NULL DEFAULT 0 CHECK (decided >= 0),
        decisions INTEGER NOT NULL DEFAULT 0 CHECK (decisions >= 0)
    ) STRICT""",
    # The text is apart, so that the list reads short rows.
    """CREATE TABLE article_text (
        article_id INTEGER PRIMARY KEY REFERENCES article (id),
        text TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE zone (
        article_id INTEGER NOT NULL REFERENCES article (id),
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL,
        role TEXT NOT NULL,
        PRIMARY KEY (article_id, start),
        CHECK (start < "end")
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE layer (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('person', 'pipeline', 'rules', 'import')),
        version TEXT NOT NULL,
        settings TEXT NOT NULL,
        created_at TEXT NOT NULL,
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
        complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1))
    ) STRICT""",
    "CREATE INDEX layer_kind ON layer (kind, name)",
    # Which articles a machine layer looked at: finding nothing also replaces what an older run found.
    """CREATE TABLE coverage (
        article_id INTEGER NOT NULL REFERENCES article (id),
        layer_id INTEGER NOT NULL REFERENCES layer (id),
        PRIMARY KEY (article_id, layer_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX coverage_layer ON coverage (layer_id)",
    """CREATE TABLE entity (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        label TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE alias (
        entity_id INTEGER NOT NULL REFERENCES entity (id),
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (entity_id, position)
    ) STRICT, WITHOUT ROWID""",
    # AUTOINCREMENT: an undone span keeps its number for the redo, so numbers are never given twice.
    """CREATE TABLE span (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL,
        article_id INTEGER NOT NULL REFERENCES article (id),
        layer_id INTEGER NOT NULL REFERENCES layer (id),
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL,
        label TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('proposed', 'accepted', 'rejected')),
        surface TEXT NOT NULL,
        fragments TEXT,
        score REAL,
        source_id INTEGER REFERENCES span (id),
        entity_id INTEGER REFERENCES entity (id),
        note TEXT NOT NULL DEFAULT '',
        value TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL DEFAULT '',
        correction TEXT NOT NULL DEFAULT '',
        created_at TEXT NOT NULL DEFAULT '',
        updated_at TEXT NOT NULL DEFAULT '',
        CHECK (start < "end")
    ) STRICT""",
    'CREATE INDEX span_place ON span (article_id, layer_id, start, "end")',
    "CREATE INDEX span_source ON span (source_id) WHERE source_id IS NOT NULL",
    "CREATE INDEX span_entity ON span (entity_id) WHERE entity_id IS NOT NULL",
    "CREATE UNIQUE INDEX span_uid ON span (article_id, layer_id, uid) WHERE status <> 'proposed'",
    """CREATE TABLE relation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL,
        article_id INTEGER NOT NULL REFERENCES article (id),
        layer_id INTEGER NOT NULL REFERENCES layer (id),
        type TEXT NOT NULL,
        head_id INTEGER NOT NULL REFERENCES span (id),
        child_id INTEGER NOT NULL REFERENCES span (id)
    ) STRICT""",
    "CREATE INDEX relation_place ON relation (article_id, layer_id)",
    "CREATE INDEX relation_head ON relation (head_id)",
    "CREATE INDEX relation_child ON relation (child_id)",
    """CREATE TABLE label_set (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        version INTEGER NOT NULL,
        UNIQUE (name, version)
    ) STRICT""",
    """CREATE TABLE label (
        label_set_id INTEGER NOT NULL REFERENCES label_set (id),
        position INTEGER NOT NULL,
        code TEXT NOT NULL,
        title TEXT NOT NULL,
        colour TEXT NOT NULL,
        key TEXT NOT NULL,
        description TEXT NOT NULL,
        titles TEXT NOT NULL,
        hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
        PRIMARY KEY (label_set_id, position),
        UNIQUE (label_set_id, code)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE review (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL REFERENCES article (id),
        label_set_id INTEGER NOT NULL REFERENCES label_set (id),
        state TEXT NOT NULL CHECK (state IN ('reviewed', 'skipped')),
        person TEXT NOT NULL,
        at TEXT NOT NULL,
        UNIQUE (article_id, label_set_id)
    ) STRICT""",
    "CREATE INDEX review_label_set ON review (label_set_id)",
    # The journal is the undo stack: live rows can be undone, undone ones redone, dropped ones are history only.
    """CREATE TABLE journal (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        article_id INTEGER REFERENCES article (id),
        params TEXT NOT NULL,
        person TEXT NOT NULL,
        at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('live', 'undone', 'dropped')),
        changes TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX journal_state ON journal (state, seq)",
    "CREATE INDEX journal_article ON journal (article_id, seq)",
    _WORDS_1,
    """CREATE VIRTUAL TABLE article_fts USING fts5 (
        title, text, content = 'article_words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
    )""",
)
STATE_1 = (("articles", 0), ("trashed", 0), ("label_set", 0))

# The word index has the folded forms of title and text (core.folding); they are kept where they are others.
_WORDS_2 = """CREATE VIEW article_words AS
    SELECT article.id, coalesce(article_folded.title, article.title) AS title,
        coalesce(article_folded.text, article_text.text) AS text
    FROM article JOIN article_text ON article_text.article_id = article.id
    LEFT JOIN article_folded ON article_folded.article_id = article.id"""
TABLES_2 = (
    """CREATE TABLE article_folded (
        article_id INTEGER PRIMARY KEY REFERENCES article (id),
        title TEXT NOT NULL,
        text TEXT NOT NULL
    ) STRICT""",
    "DROP VIEW article_words",
    _WORDS_2,
)

VIEWS = {"article_words": (_WORDS_1, _WORDS_2)}
"""The views of a library, as any version made them; there are no triggers. Anything else was planted and is refused."""
