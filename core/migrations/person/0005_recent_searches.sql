-- What the person looked for last. Nobody else is told.
CREATE TABLE recent_search (
    number      INTEGER PRIMARY KEY,    -- the higher the newer, whatever the clock said
    text        TEXT NOT NULL,          -- as it was typed
    searched_at INTEGER NOT NULL        -- seconds since 1970, UTC
);
