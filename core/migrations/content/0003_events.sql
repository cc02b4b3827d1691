-- When an event takes place at the earliest and at the latest, on the wall clock of its own zone, in seconds since 1970 as
-- though that were UTC. Instants are not kept: they change with the law.
ALTER TABLE fact ADD COLUMN starts INTEGER;
ALTER TABLE fact ADD COLUMN ends INTEGER;           -- none: goes on for ever
ALTER TABLE fact ADD COLUMN repeats INTEGER;        -- 1: has more than one time
CREATE INDEX fact_time ON fact (repeats, starts, pack, id, ends) WHERE starts IS NOT NULL;
