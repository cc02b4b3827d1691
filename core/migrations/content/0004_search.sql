-- The index of search. What stands in it is made by `search::index`; here it is only kept.
DROP TABLE search;

-- With which rules the terms were made, and a number that changes with every change of the index.
CREATE TABLE search_state (
    version     INTEGER NOT NULL,
    generation  INTEGER NOT NULL
);
INSERT INTO search_state VALUES (0, 0);

-- A small number for each language of texts.
CREATE TABLE search_language (
    no          INTEGER PRIMARY KEY,
    lang        TEXT NOT NULL UNIQUE
);

-- Texts that wait for being taken into the index: all of them, when the rules change.
CREATE TABLE unindexed (row INTEGER PRIMARY KEY);
INSERT INTO unindexed SELECT row FROM text;

-- Texts that are in the index.
CREATE TABLE indexed (
    row         INTEGER PRIMARY KEY,    -- of `text`
    lang        INTEGER NOT NULL,       -- of `search_language`
    passages    INTEGER NOT NULL,       -- how many
    words       INTEGER NOT NULL,       -- in all passages
    grams       INTEGER NOT NULL        -- how many different ones
);
CREATE INDEX indexed_lang ON indexed (lang, row, words, grams);

-- Row 256 × text + n: its title where n is 0, its n-th passage otherwise. Terms begin with a sign for their language.
CREATE VIRTUAL TABLE search_words USING fts5 (
    terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE search_terms USING fts5vocab (search_words, row);

-- Row: that of `text`. Three letters in a row, of words that say something.
CREATE VIRTUAL TABLE search_grams USING fts5 (
    terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
