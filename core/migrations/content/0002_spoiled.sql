-- Published files that turned out to be of no use, by their SHA-256: they are not fetched a second time.
CREATE TABLE spoiled (
    sha256  TEXT PRIMARY KEY,
    noted_at INTEGER NOT NULL           -- seconds since 1970, UTC
) WITHOUT ROWID;
