//! A file is damaged: packs are fetched again, what belongs to the person is rescued, and nothing is thrown away.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use companion_core::adapters::{NoLog, SystemClock};
use companion_core::testing::ScriptedTransport;
use companion_core::{Companion, Config, ErrorKind, Ports};
use companion_tests::land::{self, CITY};
use companion_tests::look;
use companion_tests::phone::{BASE, Phone, network};

const WORDS: [&str; 2] = ["rathaus", "registration"];
const PAGE: usize = 4096;

/// A phone with three packs, ticks and saved things, its app closed.
async fn used() -> (Phone, Arc<ScriptedTransport>) {
    let publisher = land::published().unwrap();
    let web = network(publisher.folder()).unwrap();
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open().unwrap();
    app.set_languages(&["en".into(), "ar".into()]).unwrap();
    app.set_arrival(Some("2026-11-02")).unwrap();
    app.add_pack(&publisher.link(BASE, CITY).unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    let guide = app.guide().unwrap();
    guide.record_tick(CITY, "first-weeks", "bank", true).unwrap();
    guide.record_saved(CITY, "place", "town-hall").unwrap();
    assert_eq!(guide.list_layers().unwrap().len(), 3);
    drop(app);
    (phone, web)
}

fn ticked(app: &Companion) -> Vec<String> {
    let list = app.guide().unwrap().checklist(CITY, "first-weeks").unwrap();
    list.tasks.into_iter().filter(|t| t.done_at_ms.is_some()).map(|t| t.id).collect()
}

fn overwrite(file: &Path, from: usize, bytes: &[u8]) {
    let mut content = fs::read(file).unwrap();
    content[from..from + bytes.len()].copy_from_slice(bytes);
    fs::write(file, content).unwrap();
}

fn names(phone: &Phone) -> Vec<String> {
    let entries = fs::read_dir(phone.data()).unwrap();
    let mut names: Vec<String> =
        entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    // Journals come and go with the app.
    names.retain(|name| !name.ends_with("-wal") && !name.ends_with("-shm"));
    names.sort();
    names
}

/// Opens the phone, whose packs are gone, and gets them again.
async fn comes_back(phone: &Phone, before: &(String, String), story: &str) {
    let app = phone.open().unwrap_or_else(|e| panic!("{story}: {e}"));
    assert_eq!(phone.logged().last().unwrap(), "content was damaged and is fetched again");
    assert_eq!(app.guide().unwrap().list_layers().unwrap(), [], "{story}");
    assert_eq!(app.find("rathaus", 5).unwrap(), []);
    let saved = app.guide().unwrap().list_saved().unwrap();
    assert_eq!((saved.len(), saved[0].title.as_ref()), (1, None), "{story}: still on the list");
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.iter().all(|o| o.failure.is_none()), "{story}: {outcomes:?}");
    assert_eq!(look::content(&app, &WORDS).unwrap(), before.0, "{story}");
    assert_eq!(look::person(&app).unwrap(), before.1, "{story}");
    assert_eq!(ticked(&app), ["bank"]);
}

#[tokio::test]
async fn packs_that_cannot_be_opened_are_fetched_again_and_nothing_of_the_person_is_lost() {
    let (phone, _) = used().await;
    let app = phone.open().unwrap();
    let before = (look::content(&app, &WORDS).unwrap(), look::person(&app).unwrap());
    drop(app);
    let whole = fs::read(phone.content()).unwrap();
    let half = &whole[..whole.len() / 2];
    for (story, bytes) in [
        ("garbage", vec![0x5a; whole.len()]),
        ("the first page overwritten", [&[0xff; PAGE], &whole[PAGE..]].concat()),
        ("cut in the middle of a page", half[..half.len() - 100].to_vec()),
        ("cut between two pages", half[..half.len() / PAGE * PAGE].to_vec()),
        ("a few bytes", b"SQLite format 3\0".to_vec()),
    ] {
        fs::write(phone.content(), bytes).unwrap();
        comes_back(&phone, &before, story).await;
    }
    assert_eq!(names(&phone), ["content.db", "person.db"]);
}

#[tokio::test]
async fn damage_found_while_reading_is_an_error_of_that_read_and_mended_at_the_next_opening() {
    let (phone, _) = used().await;
    let app = phone.open().unwrap();
    let before = (look::content(&app, &WORDS).unwrap(), look::person(&app).unwrap());
    drop(app);
    let whole = fs::read(phone.content()).unwrap();
    // Every page but the first, which is read at the opening.
    let mut found = 0;
    for page in 1..whole.len() / PAGE {
        fs::write(phone.content(), &whole).unwrap();
        overwrite(&phone.content(), page * PAGE, &[0xff; PAGE]);
        let Ok(app) = phone.open() else { panic!("page {page} is not read at the opening") };
        // A page of the part that holds the schema shows at the opening.
        if app.guide().unwrap().list_layers().is_ok_and(|l| l.is_empty()) {
            drop(app);
            continue;
        }
        let Err(e) = look::content(&app, &WORDS) else { continue };
        found += 1;
        let e = e.downcast::<companion_core::Error>().unwrap();
        assert_eq!(e.kind(), ErrorKind::StorageUnavailable, "page {page}: {e}");
        // What does not touch the damage goes on.
        assert_eq!(app.languages().unwrap().len(), 2);
        assert!(!app.guide().unwrap().list_saved().is_ok_and(|s| s.is_empty()));
        drop(app);
        comes_back(&phone, &before, &format!("page {page}")).await;
    }
    assert!(found > 5, "damage in {found} pages only");
    assert_eq!(names(&phone), ["content.db", "person.db"]);
}

#[tokio::test]
async fn damage_found_while_reading_is_mended_when_the_app_comes_back_too() {
    let (phone, web) = used().await;
    let whole = fs::read(phone.content()).unwrap();
    for page in 1..whole.len() / PAGE {
        overwrite(&phone.content(), page * PAGE, &[0xff; PAGE]);
    }
    let app = phone.open().unwrap();
    assert_eq!(app.guide().unwrap().list_top().unwrap_err().kind(), ErrorKind::StorageUnavailable);
    web.set_offline(true);
    app.pause();
    app.resume().unwrap();
    assert_eq!(app.guide().unwrap().list_top().unwrap(), []);
    web.set_offline(false);
    app.sync_all(None).await.unwrap();
    assert!(!app.guide().unwrap().list_top().unwrap().is_empty());
    assert_eq!(ticked(&app), ["bank"]);
}

#[tokio::test]
async fn damage_found_while_installing_is_mended_at_the_next_opening() {
    let (phone, _) = used().await;
    let whole = fs::read(phone.content()).unwrap();
    for page in 1..whole.len() / PAGE {
        overwrite(&phone.content(), page * PAGE, &[0xff; PAGE]);
    }
    let app = phone.open().unwrap();
    app.set_languages(&["ti".into()]).unwrap();
    let refused = app.sync_pack(CITY, None).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::StorageUnavailable);
    drop(app);
    let app = phone.open().unwrap();
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.iter().all(|o| o.failure.is_none()), "{outcomes:?}");
}

#[tokio::test]
async fn a_record_that_lost_its_words_comes_again_with_the_next_sync() {
    let (phone, web) = used().await;
    let app = phone.open().unwrap();
    let before = look::content(&app, &WORDS).unwrap();
    let database = rusqlite::Connection::open(phone.content()).unwrap();
    let sql = "UPDATE text SET body = '{' || body WHERE pack = ?1 AND id = 'families'";
    assert!(database.execute(sql, [CITY]).unwrap() > 1);
    drop(database);
    app.sync_all(None).await.unwrap();
    let guide = app.guide().unwrap();
    let lost = guide.page(CITY, "families").unwrap_err();
    assert_eq!(lost.kind(), ErrorKind::Internal, "{lost}");
    assert_eq!(guide.page(CITY, "registration").unwrap().title, "Registration");

    web.set_offline(true);
    app.sync_all(None).await.unwrap();
    assert!(!guide.list_top().unwrap().is_empty(), "the rest is read until there is a network");
    web.set_offline(false);
    let outcomes = app.sync_all(None).await.unwrap();
    let written: u64 = outcomes.iter().map(|o| o.report.as_ref().unwrap().rows_written).sum();
    assert!(written < 10, "only what was lost and the notices are written, not {written} rows");
    assert_eq!(look::content(&app, &WORDS).unwrap(), before);
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.iter().all(|o| o.report.as_ref().unwrap().editions.is_empty()));
}

#[tokio::test]
async fn a_personal_file_that_cannot_be_opened_is_kept_aside_and_the_app_works() {
    let (phone, _) = used().await;
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
        assert_eq!(ticked(&app), ["bank"]);
    }
}

#[tokio::test]
async fn of_a_personal_file_that_was_cut_short_all_readable_rows_are_rescued() {
    let (phone, _) = used().await;
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
    assert_eq!(ticked(&app), ["bank"]);
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.iter().all(|o| o.failure.is_none()), "{outcomes:?}");
    assert_eq!(names(&phone), ["content.db", "person.db", "person.db.damaged-1"]);
}

#[tokio::test]
async fn rows_on_both_sides_of_a_damaged_page_are_rescued() {
    let (phone, _) = used().await;
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
    overwrite(&phone.person(), (leaves[leaves.len() / 2] - 1) * PAGE, &[0xff; PAGE]);

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
    assert_eq!(ticked(&app), ["bank"]);
}

#[tokio::test]
async fn a_rescue_that_is_killed_goes_on_at_the_next_opening() {
    let (phone, _) = used().await;
    let app = phone.open().unwrap();
    let before = look::person(&app).unwrap();
    drop(app);
    let (file, copy) = (phone.person(), with(&phone.person(), ".rescued"));
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
    fs::write(with(&file, ".rescuing"), [0x5a; PAGE]).unwrap();
    fs::write(suspicion(&file), []).unwrap();
    assert_eq!(look::person(&phone.open().unwrap()).unwrap(), before);
    let left = ["content.db", "person.db", "person.db.damaged-1", "person.db.damaged-2"];
    assert_eq!(names(&phone), left);
}

#[tokio::test]
async fn a_file_of_a_newer_app_is_left_alone() {
    let (phone, _) = used().await;
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
        log: Arc::new(NoLog),
    };
    Companion::open(&Config { data_folder }, ports)
}

fn suspicion(file: &Path) -> PathBuf {
    with(file, ".suspect")
}

fn with(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
