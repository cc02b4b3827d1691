use std::fs;

use super::journal::{Step, apply as apply_within, finish_within};
use super::*;

type Content = std::collections::BTreeMap<String, Vec<u8>>;

fn files<const N: usize>(pairs: [(&str, &str); N]) -> SourceFiles {
    pairs.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}

fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Everything below a folder, hidden files too.
fn content(folder: &Path) -> Content {
    let mut content = Content::new();
    let mut open = vec![folder.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                content.insert(name, fs::read(path).unwrap());
            }
        }
    }
    content
}

fn bring(folder: &Path, name: &str, files: &SourceFiles) -> Result<Plan, ImportError> {
    let plan = plan(folder, &Incoming { name, files, ids: None })?;
    apply(&plan)?;
    Ok(plan)
}

fn first() -> SourceFiles {
    files([
        ("pack.toml", "id = \"x\"\n"),
        ("places.csv", "id,town\na,X\nb,X\n"),
        ("pages/a/de.md", "one\n\ntwo\n"),
        ("pages/gone/de.md", "gone\n"),
    ])
}

fn second() -> SourceFiles {
    files([
        ("pack.toml", "id = \"x\"\n"),
        ("places.csv", "id,town\na,X\nb,Y\nc,X\n"),
        ("pages/a/de.md", "one\n\ntwo and more\n"),
        ("pages/new/de.md", "new\n"),
    ])
}

#[test]
fn importing_again_keeps_what_editors_wrote_and_does_not_ask_twice() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("town");
    assert!(bring(&folder, "x", &first()).unwrap().first);
    assert!(bring(&folder, "x", &first()).unwrap().changes_nothing());
    put(&folder, "places.csv", "id;town;note\r\na;Z;\r\nb;X;n\r\nmine;M;\r\n");
    put(&folder, "pages/a/de.md", "ONE\n\ntwo\n");
    put(&folder, "pages/mine/de.md", "mine\n");
    let before = content(&folder);
    let plan = bring(&folder, "x", &second()).unwrap();
    assert!(!plan.first);
    let paths: Vec<&str> = plan.changes.iter().map(|c| c.path.as_str()).collect();
    assert_eq!(paths, ["pages/a/de.md", "pages/gone/de.md", "pages/new/de.md", "places.csv"]);
    let after = content(&folder);
    let text = |name: &str| String::from_utf8(after[name].clone()).unwrap();
    assert_eq!(text("places.csv"), "id;town;note\r\na;Z;\r\nb;Y;n\r\nc;X;\r\nmine;M;\r\n");
    assert_eq!(text("pages/a/de.md"), "ONE\n\ntwo and more\n");
    assert!(!folder.join("pages/gone").exists());
    assert_eq!(after["pages/mine/de.md"], before["pages/mine/de.md"]);
    assert_eq!(text(".import/x/pages/a/de.md"), "one\n\ntwo and more\n");
    assert!(bring(&folder, "x", &second()).unwrap().changes_nothing());
    assert_eq!(content(&folder), after);
    // A second import of another kind leaves the rows of the first alone.
    let other = files([("places.csv", "id,town\nother,O\n")]);
    bring(&folder, "y", &other).unwrap();
    bring(&folder, "y", &SourceFiles::new()).unwrap();
    assert_eq!(content(&folder)["places.csv"], after["places.csv"]);
}

#[test]
fn a_conflict_is_told_once() {
    let dir = tempfile::tempdir().unwrap();
    bring(dir.path(), "x", &first()).unwrap();
    put(dir.path(), "pages/a/de.md", "one\n\nTWO\n");
    let plan = bring(dir.path(), "x", &second()).unwrap();
    assert_eq!(plan.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["import-conflict"]);
    assert_eq!(bring(dir.path(), "x", &second()).unwrap().problems, []);
    assert_eq!(content(dir.path())["pages/a/de.md"], b"one\n\nTWO\n");
}

/// A folder after the first import and an edit, what the second would change, and the folder afterwards.
fn prepared() -> (tempfile::TempDir, Plan, Content, Content) {
    let dir = tempfile::tempdir().unwrap();
    bring(dir.path(), "x", &first()).unwrap();
    put(dir.path(), "places.csv", "id,town\na,Z\nb,X\n");
    let before = content(dir.path());
    let mut made = plan(dir.path(), &Incoming { name: "x", files: &second(), ids: None }).unwrap();
    // A note goes with all the rest.
    made.write_note(note(dir.path()));
    let copy = tempfile::tempdir().unwrap();
    for (name, bytes) in &before {
        put(copy.path(), name, std::str::from_utf8(bytes).unwrap());
    }
    let mut there = made.clone();
    there.folder = copy.path().to_owned();
    apply(&there).unwrap();
    (dir, made, before, content(copy.path()))
}

fn note(folder: &Path) -> Note {
    let before = fs::read_to_string(folder.join(".import/feeds.json")).ok();
    Note { file: "feeds.json", before, after: "{}\n".to_owned() }
}

fn visible(content: &Content) -> Content {
    let hidden = |name: &str| name.starts_with(".import/.") || name == ".import/journal";
    content.iter().filter(|(name, _)| !hidden(name)).map(|(n, b)| (n.clone(), b.clone())).collect()
}

#[test]
fn a_kill_at_any_step_leaves_the_old_folder_or_one_that_is_completed() {
    let (mut completed, mut untouched) = (0, 0);
    for stop in 0.. {
        let (dir, plan, before, after) = prepared();
        let steps: Vec<Step<'_>> = plan.changes.iter().chain(&plan.kept).map(Step::of).collect();
        let stopped = apply_within(dir.path(), &steps, Some(stop));
        let journal = is_unfinished(dir.path());
        if !journal {
            let now = visible(&content(dir.path()));
            assert!(now == before || now == after, "stopped at {stop}: {:?}", now.keys());
            untouched += u32::from(now == before);
        } else {
            // Nobody reads half a folder: packs say so, another import too.
            let again =
                super::plan(dir.path(), &Incoming { name: "x", files: &second(), ids: None });
            assert!(matches!(again, Err(ImportError::Unfinished(_))));
            let (_, problems) = crate::source::read(dir.path());
            assert!(problems.iter().any(|p| p.code == "import-unfinished"), "{problems:?}");
            // A kill while it is completed changes nothing about that.
            for stop in 0..30 {
                if finish_within(dir.path(), Some(stop)).is_ok() {
                    break;
                }
            }
            finish(dir.path()).unwrap();
            assert_eq!(visible(&content(dir.path())), after, "stopped at {stop}");
            completed += 1;
        }
        assert_eq!(finish(dir.path()).unwrap(), Finished::Nothing);
        if stopped.is_ok() {
            assert_eq!(content(dir.path()), after);
            break;
        }
        // What was left over is in nobody's way.
        bring(dir.path(), "x", &second()).unwrap();
        write_note(dir.path(), note(dir.path())).unwrap();
        assert_eq!(content(dir.path()), after);
    }
    assert!(completed > 5 && untouched > 5, "{completed} {untouched}");
}

#[test]
fn what_was_prepared_and_is_damaged_is_undone() {
    for stop in 0..40 {
        let (dir, plan, before, _) = prepared();
        let steps: Vec<Step<'_>> = plan.changes.iter().chain(&plan.kept).map(Step::of).collect();
        if apply_within(dir.path(), &steps, Some(stop)).is_ok() {
            return;
        }
        let staged = dir.path().join(".import/.staged");
        let mut damaged = false;
        for n in 0..steps.len() {
            let file = staged.join(format!("new-{n}"));
            if is_unfinished(dir.path()) && file.exists() {
                fs::write(file, "").unwrap();
                damaged = true;
            }
        }
        if damaged {
            assert_eq!(finish(dir.path()).unwrap(), Finished::Undone(Vec::new()));
            assert_eq!(visible(&content(dir.path())), before, "stopped at {stop}");
        }
    }
    panic!("never came to an end");
}

#[test]
fn an_edit_between_a_kill_and_its_completion_stays() {
    let (dir, plan, _, after) = prepared();
    let steps: Vec<Step<'_>> = plan.changes.iter().chain(&plan.kept).map(Step::of).collect();
    // One step for each file and one for the journal: nothing has been moved yet.
    let stop = u32::try_from(steps.len()).unwrap() + 1;
    assert!(apply_within(dir.path(), &steps, Some(stop)).is_err());
    put(dir.path(), "places.csv", "id,town\nedited,E\n");
    assert_eq!(finish(dir.path()).unwrap(), Finished::Completed(vec!["places.csv".to_owned()]));
    let now = content(dir.path());
    assert_eq!(now["places.csv"], b"id,town\nedited,E\n");
    assert_eq!(now["pages/a/de.md"], after["pages/a/de.md"]);
}

#[test]
fn an_error_in_the_middle_leaves_the_old_folder() {
    let (dir, plan, before, _) = prepared();
    // The last change cannot be made: a file stands where a folder is needed.
    let mut plan = plan;
    plan.kept.push(Change {
        path: "pages/a/de.md/x".to_owned(),
        before: None,
        after: Some("x".to_owned()),
    });
    assert!(matches!(apply(&plan), Err(ImportError::File { .. })));
    assert_eq!(content(dir.path()), before);
}

#[test]
fn a_file_that_changes_while_somebody_is_asked_is_not_overwritten() {
    let (dir, plan, _, _) = prepared();
    put(dir.path(), "pages/a/de.md", "edited just now\n");
    put(dir.path(), ".import/.staged/new-0", "left by a kill");
    assert_eq!(finish(dir.path()).unwrap(), Finished::Nothing);
    let before = content(dir.path());
    let error = apply(&plan).unwrap_err().to_string();
    assert!(error.contains("pages/a/de.md") && error.contains("import again"), "{error}");
    assert_eq!(content(dir.path()), before);
}

#[test]
fn a_journal_cannot_write_where_packs_do_not_live() {
    for path in
        ["../out", "/out", ".git/hooks/pre-commit", "a/../../out", ".import/.staged/x", "a//b"]
    {
        let dir = tempfile::tempdir().unwrap();
        let hash = crate::keys::hex::sha256(b"evil");
        let journal = format!("import journal 1\n- {hash} {path}\nend\n");
        put(dir.path(), ".import/journal", &journal);
        put(dir.path(), ".import/.staged/new-0", "evil");
        let before = content(dir.path());
        let error = finish(dir.path()).unwrap_err();
        assert!(matches!(error, ImportError::Folder { .. }), "{path}: {error}");
        assert_eq!(content(dir.path()), before);
    }
    for journal in
        ["", "import journal 2\nend\n", "import journal 1\n- x a\nend\n", "import journal 1\n"]
    {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), ".import/journal", journal);
        assert!(matches!(finish(dir.path()), Err(ImportError::Folder { .. })), "{journal:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_refused() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    put(outside.path(), "de.md", "secret\n");
    for link in ["pages/a/de.md", "pages/new", ".import", ".import/x", "pages"] {
        let dir = tempfile::tempdir().unwrap();
        bring(dir.path(), "x", &first()).unwrap();
        let path = dir.path().join(link);
        let _ = fs::remove_file(&path);
        let _ = fs::remove_dir_all(&path);
        let target = if link.ends_with(".md") {
            outside.path().join("de.md")
        } else {
            outside.path().to_owned()
        };
        symlink(target, &path).unwrap();
        assert!(bring(dir.path(), "x", &second()).is_err(), "{link}");
    }
    assert_eq!(content(outside.path()).len(), 1);
}

#[test]
fn folders_that_are_no_packs_and_files_that_are_no_text_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "diary.txt", "mine");
    assert!(matches!(bring(dir.path(), "x", &first()), Err(ImportError::NotAPack(_))));
    // A repository with nothing but its own files is an empty folder.
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), ".git/config", "x");
    put(dir.path(), "README.md", "x");
    assert!(bring(dir.path(), "x", &first()).unwrap().first);
    fs::write(dir.path().join("places.csv"), b"id,town\na,K\xf6ln\n").unwrap();
    let error = bring(dir.path(), "x", &second()).unwrap_err();
    assert!(matches!(error, ImportError::NotUtf8 { at: 11, .. }), "{error}");
    put(dir.path(), "places.csv", "id,town\na\n");
    let error = bring(dir.path(), "x", &second()).unwrap_err().to_string();
    assert!(error.contains("places.csv: line 2:"), "{error}");
}

#[test]
fn a_diff_counts_lines_and_obeys_nobody() {
    let change = |before: &str, after: &str| {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        diff::compare(&Change { path: "a".into(), before: some(before), after: some(after) })
    };
    let file = change("one\ntwo\nthree\n", "one\n\u{1b}[2Jtwo\nthree\nfour\n");
    assert_eq!((file.added, file.removed, file.kind), (2, 1, diff::Kind::Changed));
    let lines = diff::shown(&[file]);
    assert!(lines.iter().all(|(_, line)| !line.contains('\u{1b}')), "{lines:?}");
    assert!(lines.contains(&(diff::Part::Added, "+four".to_owned())));
    let long: String = (0..30_000).map(|n| format!("{n}\n")).collect();
    let other: String = (0..30_000).map(|n| format!("{}\n", n * 7)).collect();
    let file = change(&long, &other);
    assert_eq!((file.added, file.removed, file.diff.len()), (25_714, 25_714, 0));
    let file = change("", &long);
    assert!(diff::shown(std::slice::from_ref(&file)).len() < 60);
    assert_eq!(file.kind, diff::Kind::Added);
}

#[test]
fn what_no_pack_may_hold_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let long = |n: u64| format!("id\n{}", "x".repeat(usize::try_from(n).unwrap()));
    for (path, text, said) in [
        ("places.csv", long(crate::source::MAX_TABLE), "places.csv would be larger than 32 MiB"),
        (
            "pages/a/de.md",
            long(crate::source::MAX_TEXT),
            "pages/a/de.md would be larger than 4 MiB",
        ),
    ] {
        let pack = ("pack.toml".to_owned(), "id = \"x\"\n".to_owned());
        let incoming = SourceFiles::from([pack, (path.to_owned(), text)]);
        let made = plan(folder.path(), &Incoming { name: "x", files: &incoming, ids: None });
        let error = made.unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
