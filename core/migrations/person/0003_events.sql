-- Events that the person wants to go to. Nobody else is told.
CREATE TABLE interest (
    pack        TEXT NOT NULL,
    event       TEXT NOT NULL,
    of          TEXT NOT NULL,          -- local time by rule of the occurrence; empty: all of them
    marked_at   INTEGER NOT NULL,       -- seconds since 1970, UTC
    PRIMARY KEY (pack, event, of)
) WITHOUT ROWID;
