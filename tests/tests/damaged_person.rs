//! The personal file is damaged: it is kept aside, what can be read is rescued, and the app works.

#![cfg(test)]

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use companion_core::adapters::{NoLog, SystemClock, SystemSpace};
use companion_core::testing::ScriptedTransport;
use companion_core::{Companion, Config, ErrorKind, Ports};
use companion_tests::damage::{PAGE, beside, files, spoil_page, suspicion, ticked, used};
use companion_tests::land::CITY;
use companion_tests::look;

#[tokio::test]
async fn a_personal_file_that_cannot_be_opened_is_kept_aside_and_the_app_works() {
    let (phone, _) = used().await.unwrap();
    let whole = fs::read(phone.person()).unwrap();
    let garbage = vec![0x5a; whole.len()];
    for n in 1..=3 {
        fs::write(phone.person(), &garbage).unwrap();
        let app = phone.open().unwrap();
        let line = "personal data was damaged: 0 rows rescued, the rest kept aside";
        assert_eq!(phone.logged().last().unwrap(), line);
        let aside = phone.data().join(format!("person.db.damaged-{n}"));
        assert_eq!(fs::read(aside).unwrap(), garbage);
        assert_eq!(app.languages().unwrap(), []);
        assert_eq!(app.guide().unwrap().list_layers().unwrap().len(), 3, "packs stay readable");
        app.guide().unwrap().record_tick(CITY, "first-weeks", "bank", true).unwrap();
        assert_eq!(ticked(&app).unwrap(), ["bank"]);
    }
}

#[tokio::test]
async fn of_a_personal_file_that_was_cut_short_all_readable_rows_are_rescued() {
    let (phone, _) = used().await.unwrap();
    let app = phone.open().unwrap();
    let before = look::person(&app).unwrap();
    drop(app);
    // Metadata of the packs comes last: a page that is missing at the end takes at most some of that.
    let whole = fs::read(phone.person()).unwrap();
    fs::write(phone.person(), &whole[..whole.len() - PAGE]).unwrap();
    let app = phone.open().unwrap();
    let line = phone.logged().pop().unwrap();
    assert!(line.starts_with("personal data was damaged: ") && !line.contains(" 0 rows"), "{line}");
    assert_eq!(look::person(&app).unwrap(), before, "{line}");
    assert_eq!(ticked(&app).unwrap(), ["bank"]);
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.iter().all(|o| o.failure.is_none()), "{outcomes:?}");
    assert_eq!(files(&phone).unwrap(), ["content.db", "person.db", "person.db.damaged-1"]);
}

#[tokio::test]
async fn rows_on_both_sides_of_a_damaged_page_are_rescued() {
    let (phone, _) = used().await.unwrap();
    let app = phone.open().unwrap();
    let guide = app.guide().unwrap();
    let places = ["town-hall", "library", "garden"];
    places.iter().for_each(|id| guide.record_saved(CITY, "place", id).unwrap());
    drop(app);
    // Many ticks of tasks that are gone, so that their table has several pages.
    let database = rusqlite::Connection::open(phone.person()).unwrap();
    database.execute_batch("BEGIN").unwrap();
    for n in 0..2000 {
        let sql = "INSERT INTO tick VALUES (?1, 'first-weeks', ?2, 1)";
        database.execute(sql, [CITY, &format!("old-task-{n:05}")]).unwrap();
    }
    database.execute_batch("COMMIT").unwrap();
    let middle = "SELECT pageno FROM dbstat WHERE name = 'tick' AND pagetype = 'leaf'";
    let leaves: Vec<usize> = {
        let mut statement = database.prepare(middle).unwrap();
        let rows = statement.query_map([], |r| r.get::<_, i64>(0)).unwrap();
        rows.map(|r| usize::try_from(r.unwrap()).unwrap()).collect()
    };
    assert!(leaves.len() > 4, "{leaves:?}");
    drop(database);
    spoil_page(&phone.person(), leaves[leaves.len() / 2] - 1).unwrap();

    let app = phone.open().unwrap();
    let torn = app.guide().unwrap().checklist(CITY, "first-weeks").unwrap_err();
    assert_eq!(torn.kind(), ErrorKind::StorageUnavailable);
    drop(app);
    let app = phone.open().unwrap();
    let rescued: i64 = rusqlite::Connection::open(phone.person())
        .unwrap()
        .query_row("SELECT count(*) FROM tick", [], |r| r.get(0))
        .unwrap();
    assert!(rescued > 1000 && rescued < 2001, "{rescued} ticks rescued");
    assert_eq!(app.guide().unwrap().list_saved().unwrap().len(), places.len());
    assert_eq!(ticked(&app).unwrap(), ["bank"]);
}

#[tokio::test]
async fn a_rescue_that_is_killed_goes_on_at_the_next_opening() {
    let (phone, _) = used().await.unwrap();
    let app = phone.open().unwrap();
    let before = look::person(&app).unwrap();
    drop(app);
    let (file, copy) = (phone.person(), beside(&phone.person(), ".rescued"));
    // Killed when the copy was whole and the damaged file not yet moved.
    fs::copy(&file, &copy).unwrap();
    fs::write(&file, [0x5a; 3 * PAGE]).unwrap();
    fs::write(suspicion(&file), []).unwrap();
    assert_eq!(look::person(&phone.open().unwrap()).unwrap(), before);
    // Killed when it had been moved.
    fs::rename(&file, &copy).unwrap();
    fs::write(suspicion(&file), []).unwrap();
    assert_eq!(look::person(&phone.open().unwrap()).unwrap(), before);
    // Killed while copying: begun again.
    fs::write(beside(&file, ".rescuing"), [0x5a; PAGE]).unwrap();
    fs::write(suspicion(&file), []).unwrap();
    assert_eq!(look::person(&phone.open().unwrap()).unwrap(), before);
    let left = ["content.db", "person.db", "person.db.damaged-1", "person.db.damaged-2"];
    assert_eq!(files(&phone).unwrap(), left);
}

#[tokio::test]
async fn a_file_of_a_newer_app_is_left_alone() {
    let (phone, _) = used().await.unwrap();
    for file in [phone.content(), phone.person()] {
        let other = phone.copy().unwrap();
        let file = other.data().join(file.file_name().unwrap());
        let database = rusqlite::Connection::open(&file).unwrap();
        database.execute_batch("PRAGMA user_version = 99; PRAGMA journal_mode = DELETE;").unwrap();
        drop(database);
        let before = fs::read(&file).unwrap();
        let refused = other.open().map(|_| ()).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::UpdateRequired, "{}", file.display());
        assert_eq!(fs::read(&file).unwrap(), before);
        // Nor is it touched where it also seems damaged.
        fs::write(suspicion(&file), []).unwrap();
        assert_eq!(other.open().map(|_| ()).unwrap_err().kind(), ErrorKind::UpdateRequired);
        assert_eq!(fs::read(&file).unwrap(), before);
    }
}

#[test]
fn a_folder_that_cannot_be_one_is_said() {
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("file");
    fs::write(&file, "not a folder").unwrap();
    let occupied = outside.path().join("occupied");
    fs::create_dir_all(occupied.join("content.db")).unwrap();
    let occupied_too = outside.path().join("occupied-too");
    fs::create_dir_all(occupied_too.join("person.db")).unwrap();
    for folder in [file.clone(), file.join("below"), occupied, occupied_too] {
        let refused = open(folder.clone()).map(|_| ()).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::StorageUnavailable, "{}", folder.display());
    }
    assert_eq!(fs::read(&file).unwrap(), b"not a folder");
    open(outside.path().join("any/number/of/folders")).unwrap();
}

fn open(data_folder: PathBuf) -> companion_core::Result<Companion> {
    let ports = Ports {
        clock: Arc::new(SystemClock),
        transport: Arc::new(ScriptedTransport::default()),
        space: Arc::new(SystemSpace),
        log: Arc::new(NoLog),
    };
    Companion::open(&Config { data_folder, ..Config::default() }, ports)
}
