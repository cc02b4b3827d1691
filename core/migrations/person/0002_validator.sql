-- What a server called the bundle that led to the trusted metadata: a later check asks only whether it has another one.
CREATE TABLE validator (
    pack    TEXT NOT NULL,
    url     TEXT NOT NULL,
    etag    TEXT NOT NULL,              -- strong, with its quotation marks
    PRIMARY KEY (pack, url)
) WITHOUT ROWID;
