-- Events that the person drafts. Nobody else is told.
CREATE TABLE event_draft (
    id          TEXT PRIMARY KEY,       -- 16 bytes of chance in hex: the same nowhere else, and says nothing of the person
    pack        TEXT NOT NULL,
    body        TEXT NOT NULL,          -- JSON: the records of the event and its texts
    changed_at  INTEGER NOT NULL        -- seconds since 1970, UTC
) WITHOUT ROWID;
