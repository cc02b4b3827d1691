-- Precious: what belongs to the person, and the ratchets that no pack may turn back.

CREATE TABLE setting (
    name    TEXT PRIMARY KEY,
    value   TEXT NOT NULL
) WITHOUT ROWID;

-- The packs a person wants, and how each was introduced.
CREATE TABLE subscription (
    pack        TEXT PRIMARY KEY,
    base_url    TEXT NOT NULL,
    fingerprint TEXT,                   -- SHA-256 of the first root; none: trusted on first use
    added_at    INTEGER NOT NULL,
    checked_at  INTEGER,                -- last time the publisher's signature was seen
    renew_by    INTEGER,                -- until when the publisher promised to sign again
    expired_role TEXT                   -- a role that was past its expiry at the last check
) WITHOUT ROWID;

-- Trusted metadata by file name.
CREATE TABLE trust (
    pack    TEXT NOT NULL,
    name    TEXT NOT NULL,
    bytes   BLOB NOT NULL,
    PRIMARY KEY (pack, name)
) WITHOUT ROWID;

CREATE TABLE tick (
    pack        TEXT NOT NULL,
    checklist   TEXT NOT NULL,
    task        TEXT NOT NULL,
    done_at     INTEGER NOT NULL,
    PRIMARY KEY (pack, checklist, task)
) WITHOUT ROWID;

CREATE TABLE saved (
    pack        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    id          TEXT NOT NULL,
    saved_at    INTEGER NOT NULL,
    PRIMARY KEY (pack, kind, id)
) WITHOUT ROWID;
