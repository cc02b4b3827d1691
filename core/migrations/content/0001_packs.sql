-- Everything here came from the network or can be derived again.

CREATE TABLE pack (
    id          TEXT PRIMARY KEY,
    level       TEXT NOT NULL,
    parent      TEXT,
    body        TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE edition (
    pack         TEXT NOT NULL,
    name         TEXT NOT NULL,
    revision     INTEGER NOT NULL,
    sha256       TEXT NOT NULL,
    raw_sha256   TEXT NOT NULL,
    published_at INTEGER NOT NULL,      -- seconds since 1970, UTC
    PRIMARY KEY (pack, name)
) WITHOUT ROWID;

-- One row per record of a common edition; the body is the record as published.
CREATE TABLE fact (
    pack    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL,
    parent  TEXT,
    ord     INTEGER NOT NULL DEFAULT 0,
    replaces TEXT,                      -- pages: `pack/id` of a layer above
    body    TEXT NOT NULL,
    PRIMARY KEY (pack, kind, id)
) WITHOUT ROWID;
CREATE INDEX fact_children ON fact (pack, kind, parent, ord, id);
CREATE INDEX fact_replaces ON fact (replaces) WHERE replaces IS NOT NULL;

-- One row per record of a language's edition. The rowid is also the row of the search index.
CREATE TABLE text (
    row     INTEGER PRIMARY KEY,
    pack    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL,
    lang    TEXT NOT NULL,
    title   TEXT NOT NULL,
    slug    TEXT,
    body    TEXT NOT NULL
);
CREATE UNIQUE INDEX text_key ON text (pack, kind, id, lang);

CREATE TABLE notice (
    pack        TEXT NOT NULL,
    id          TEXT NOT NULL,
    from_local  TEXT NOT NULL,
    until_local TEXT NOT NULL,
    urgent      INTEGER NOT NULL,
    body        TEXT NOT NULL,
    PRIMARY KEY (pack, id)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 (
    title, body,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2"
);
