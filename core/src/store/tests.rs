//! What stands in the files, and how they end.

use super::*;

fn schema(database: &Database) -> String {
    let tables = database.read(|c| {
        let mut statement = c.prepare(
            "SELECT type || ' ' || name || char(10) || coalesce(sql, '') FROM sqlite_schema
             WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name",
        )?;
        Ok(statement.query_map([], |r| r.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?)
    });
    tables.unwrap().join("\n\n")
}

#[test]
fn the_files_have_the_tables_that_were_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    insta::assert_snapshot!("content", schema(&store.content));
    insta::assert_snapshot!("person", schema(&store.person));
}

#[test]
fn every_table_of_the_person_is_rescued_from_a_damaged_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let tables = store.person.read(|c| {
        let mut statement = c.prepare(sql)?;
        Ok(statement.query_map([], |r| r.get(0))?.collect::<Result<Vec<String>, _>>()?)
    });
    let mut rescued: Vec<&str> = rescue::TABLES.iter().map(|(table, _)| *table).collect();
    rescued.sort_unstable();
    assert_eq!(tables.unwrap(), rescued);
}

#[test]
fn the_file_of_the_person_is_written_more_carefully_than_that_of_packs() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let pragma = |database: &Database, name: &str| {
        database
            .write(|tx| Ok(tx.query_row(&format!("PRAGMA {name}"), [], |r| r.get::<_, i64>(0))?))
    };
    let careful = ["synchronous", "fullfsync", "secure_delete"];
    let of = |database: &Database| careful.map(|name| pragma(database, name).unwrap());
    assert_eq!(of(&store.content), [1, 0, 0]);
    assert_eq!(of(&store.person), [2, 1, 1]);
}

#[test]
fn several_reads_begin_again_when_somebody_writes_between_them() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let other = Store::open(folder.path()).unwrap();
    let turns = std::cell::Cell::new(0);
    let count = || {
        store
            .content
            .read(|c| Ok(c.query_row("SELECT count(*) FROM pack", [], |r| r.get::<_, u32>(0))?))
    };
    let seen = store.steady(|| {
        let before = count()?;
        turns.set(turns.get() + 1);
        if turns.get() < 3 {
            other.content.write(|tx| {
                let sql = "INSERT INTO pack VALUES (?1, 'city', NULL, '{}')";
                Ok(tx.execute(sql, [turns.get()])?)
            })?;
        }
        Ok::<_, StoreError>((before, count()?))
    });
    assert_eq!((seen.unwrap(), turns.get()), ((2, 2), 3));
}

#[test]
fn what_fails_in_the_middle_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let failed = store.content.write(|tx| {
        tx.execute("INSERT INTO pack VALUES ('a', 'city', NULL, '{}')", [])?;
        Err::<(), _>(StoreError::Record("pack"))
    });
    assert!(failed.is_err());
    assert_eq!(store.list_packs().unwrap(), []);
}
