use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::*;

fn files<const N: usize>(pairs: [(&str, &str); N]) -> SourceFiles {
    pairs.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}

fn sides<'s>(
    base: &'s SourceFiles,
    ours: &'s SourceFiles,
    theirs: &'s SourceFiles,
    others: &'s [SourceFiles],
) -> Sides<'s> {
    Sides { base, ours, theirs, others }
}

/// The folder afterwards, and the codes of what is told.
fn merged(sides: Sides<'_>) -> (SourceFiles, Vec<String>) {
    let merged = merge(sides).unwrap();
    let mut files = sides.ours.clone();
    for (name, text) in merged.files {
        match text {
            Some(text) => files.insert(name, text),
            None => files.remove(&name),
        };
    }
    (files, merged.problems.iter().map(ToString::to_string).collect())
}

fn table(base: &str, ours: &str, theirs: &str) -> (String, Vec<String>) {
    let [base, ours, theirs] = [base, ours, theirs].map(|text| files([("places.csv", text)]));
    let (files, told) = merged(sides(&base, &ours, &theirs, &[]));
    (files.get("places.csv").cloned().unwrap_or_default(), told)
}

fn page(base: &str, ours: &str, theirs: &str) -> (String, Vec<String>) {
    let [base, ours, theirs] = [base, ours, theirs].map(|text| files([("pages/a/de.md", text)]));
    let (files, told) = merged(sides(&base, &ours, &theirs, &[]));
    (files.get("pages/a/de.md").cloned().unwrap_or_default(), told)
}

#[test]
fn each_side_changes_its_own_cells_and_nothing_else_moves() {
    let base = "id,phone,town\na,1,X\nb,2,X\n";
    let ours = "\u{feff}id;town;\"Phone\";note\r\n\r\nmine;Y;9;own\r\nb;\"X\";\"2\";\"a \"\"b\"\"\"\r\na;Z;1;\r\n";
    let theirs = "id,phone,town,url\na,1,X,\nb,3,X,https://b.example\nnew,4,N,\n";
    let (text, told) = table(base, ours, theirs);
    assert_eq!(
        text,
        "\u{feff}id;town;\"Phone\";note;url\r\n\r\nmine;Y;9;own;\r\nb;\"X\";\"3\";\"a \"\"b\"\"\";https://b.example\r\nnew;N;4;;\r\na;Z;1;;\r\n"
    );
    assert_eq!(told, <[&str; 0]>::default());
}

#[test]
fn a_cell_that_both_changed_stays_and_is_told_with_its_line() {
    let (text, told) = table(
        "id,phone,town\nb,1,X\nd,1,X\n",
        "id,phone,town\nb,1,X\nd,2,X\n",
        "id,phone,town\na,1,X\nb,1,X\nd,3,Y\n",
    );
    assert_eq!(text, "id,phone,town\na,1,X\nb,1,X\nd,2,Y\n");
    assert_eq!(
        told,
        [
            "places.csv:4: warning: `d`, column phone: `2` here, `3` in the import, which both changed; yours stays [import-conflict]"
        ]
    );
}

#[test]
fn rows_that_are_gone_there_go_unless_somebody_worked_on_them() {
    let base = "id,town\na,X\nb,X\nc,X\n";
    let (text, told) = table(base, "id,town\na,X\nb,Y\nmine,Y\n", "id,town\nc,Z\n");
    assert_eq!(text, "id,town\nb,Y\nmine,Y\n");
    assert_eq!(
        told,
        [
            "places.csv: warning: `c`: removed here, changed in the import; it stays removed [import-conflict]",
            "places.csv:2: warning: `b`: not in the import any more, but changed or added to here; it stays, and is yours from now on [import-kept]"
        ]
    );
    // With its last row the table goes.
    let (text, told) = table(base, base, "");
    assert_eq!((text.as_str(), told.len()), ("", 0));
}

#[test]
fn a_place_stays_whole_while_an_editor_translates_it() {
    let base = files([("places.csv", "id\na\nb\n"), ("places.de.csv", "id,name\na,A\nb,B\n")]);
    let mut ours = base.clone();
    ours.insert("places.en.csv".into(), "id,name\na,A in English\n".into());
    let theirs = SourceFiles::new();
    let (left, told) = merged(sides(&base, &ours, &theirs, &[]));
    assert_eq!(
        left,
        files([
            ("places.csv", "id\na\n"),
            ("places.de.csv", "id,name\na,A\n"),
            ("places.en.csv", "id,name\na,A in English\n"),
        ])
    );
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn a_page_stays_whole_while_an_editor_translates_it() {
    let base =
        files([("pages/a/de.md", "a\n"), ("pages/a/en.md", "a\n"), ("pages/b/de.md", "b\n")]);
    let mut ours = base.clone();
    ours.insert("pages/a/ti.md".into(), "a\n".into());
    let theirs = SourceFiles::new();
    let (left, told) = merged(sides(&base, &ours, &theirs, &[]));
    assert_eq!(
        left.keys().collect::<Vec<_>>(),
        ["pages/a/de.md", "pages/a/en.md", "pages/a/ti.md"]
    );
    assert_eq!(told.len(), 1, "{told:?}");
    // One language fewer is another matter.
    let theirs = files([("pages/a/de.md", "a\n"), ("pages/b/de.md", "b\n")]);
    let (left, told) = merged(sides(&base, &ours, &theirs, &[]));
    assert!(!left.contains_key("pages/a/en.md"));
    assert_eq!(told.len(), 0, "{told:?}");
}

#[test]
fn what_another_import_brings_too_is_not_taken_away() {
    let base = files([("topics.csv", "id,de\nsport,Sport\nwork,Arbeit\n")]);
    let other = [files([("topics.csv", "id,de\nsport,Sport\n"), ("pages/a/de.md", "a\n")])];
    let ours = files([("topics.csv", "id,de\nsport,Sport\nwork,Arbeit\n")]);
    let theirs = files([("topics.csv", "id,de\nnew,Neu\n")]);
    let (left, told) = merged(sides(&base, &ours, &theirs, &other));
    assert_eq!(left, files([("topics.csv", "id,de\nsport,Sport\nnew,Neu\n")]));
    assert_eq!(told.len(), 0, "{told:?}");
}

#[test]
fn lines_that_one_side_changed_come_together() {
    let base = "+++\ntitle = \"A\"\n+++\n\none\n\ntwo\n\nthree\n";
    let ours = base.replace("one", "ONE").replace('\n', "\r\n");
    let theirs = base.replace("three", "THREE");
    let (text, told) = page(base, &ours, &theirs);
    assert_eq!(text, base.replace("one", "ONE").replace("three", "THREE").replace('\n', "\r\n"));
    assert_eq!(told.len(), 0);
    let (text, told) = page(base, &ours, &base.replace("one", "Two"));
    assert_eq!((text, told.len()), (ours, 1));
}

#[test]
fn a_result_that_would_be_no_toml_leaves_the_editors_text() {
    let base = "+++\ntitle = \"A\"\norder = 1\nicon = \"x\"\n+++\n\none\n";
    let ours = base.replace("+++\ntitle", "+++\norigin = \"human\"\ntitle");
    let theirs = base.replace("icon = \"x\"\n", "icon = \"x\"\norigin = \"machine\"\n");
    let (text, told) = page(base, &ours, &theirs);
    assert_eq!((text, told.len()), (ours, 1));
}

#[test]
fn removed_and_added_texts() {
    let base = files([("pages/a/de.md", "a\n"), ("pages/b/de.md", "b\n")]);
    let none = SourceFiles::new();
    let changed = files([("pages/a/de.md", "A\n"), ("pages/b/de.md", "b\n")]);
    // Editors removed both; one changed elsewhere.
    let (left, told) = merged(sides(&base, &none, &changed, &[]));
    assert_eq!((left.len(), told.len()), (0, 1));
    // Gone there: the untouched one goes.
    let (left, told) = merged(sides(&base, &changed, &none, &[]));
    assert_eq!((left, told.len()), (files([("pages/a/de.md", "A\n")]), 1));
    // Nobody knows what was before.
    let (left, told) = merged(sides(&none, &changed, &base, &[]));
    assert_eq!((left, told.len()), (changed.clone(), 1));
}

#[test]
fn tables_that_cannot_be_read_are_named() {
    let good = files([("places.csv", "id\na\n")]);
    let fault = |text| {
        let bad = files([("places.csv", text)]);
        match merge(sides(&good, &bad, &good, &[])) {
            Err(SideFault::Ours(fault)) => (fault.file, fault.line),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(fault("name\nx\n"), ("places.csv".into(), 1));
    assert_eq!(fault("id,name\na,b\n\nc\n"), ("places.csv".into(), 4));
    assert_eq!(fault("id,name\na,\"b\n"), ("places.csv".into(), 2));
    assert_eq!(fault("id\na\na\n"), ("places.csv".into(), 3));
    assert_eq!(fault("id,x,x\n"), ("places.csv".into(), 1));
}

type Rows = BTreeMap<String, BTreeMap<String, String>>;

fn made_table() -> impl Strategy<Value = Rows> {
    btree_map("[a-e]", btree_map("[x-z]", "[01]{0,2}", 0..4), 0..5)
}

/// A table of the rows, in the order of the ids or against it.
fn written(rows: &Rows, backwards: bool, separator: &str) -> String {
    let columns: BTreeSet<&String> = rows.values().flat_map(|r| r.keys()).collect();
    let head: Vec<&str> = std::iter::once("id").chain(columns.iter().map(|c| c.as_str())).collect();
    let mut lines = vec![head.join(separator)];
    let mut ids: Vec<&String> = rows.keys().collect();
    if backwards {
        ids.reverse();
    }
    for id in ids {
        let cells = columns.iter().map(|c| rows[id].get(*c).map_or("", String::as_str));
        lines.push(std::iter::once(id.as_str()).chain(cells).collect::<Vec<_>>().join(separator));
    }
    lines.join("\n") + "\n"
}

/// Cells that say something.
fn cells(text: &str) -> BTreeMap<(String, String), String> {
    let Some(table) = Table::read("t.csv", text).unwrap() else { return BTreeMap::new() };
    let cell = |id: &str, c: &str| ((id.into(), c.into()), table.cell(id, c).to_owned());
    let all = table.ids().flat_map(|id| table.columns().map(move |c| cell(id, c)));
    all.filter(|(_, value)| !value.is_empty()).collect()
}

fn some_lines() -> impl Strategy<Value = String> {
    vec("[a-d]", 0..12).prop_map(|lines| lines.iter().map(|l| format!("{l}\n")).collect())
}

proptest! {
    #[test]
    fn nothing_new_there_leaves_ours_to_the_byte(
        base in made_table(), ours in made_table(), back in any::<bool>(),
        a in some_lines(), b in some_lines(),
    ) {
        let theirs = files([("places.csv", &written(&base, false, ",")), ("pages/a/de.md", &a)]);
        let ours = files([("places.csv", &written(&ours, back, ";")), ("pages/a/de.md", &b)]);
        let (left, told) = merged(sides(&theirs, &ours, &theirs, &[]));
        prop_assert_eq!(left, ours);
        prop_assert_eq!(told.len(), 0);
    }

    #[test]
    fn nothing_new_here_gives_theirs(
        base in made_table(), theirs in made_table(), back in any::<bool>(),
        a in some_lines(), b in some_lines(),
    ) {
        let ours = files([("places.csv", &written(&base, false, ",")), ("pages/a/de.md", &a)]);
        let theirs = files([("places.csv", &written(&theirs, back, ";")), ("pages/a/de.md", &b)]);
        let (left, told) = merged(sides(&ours, &ours, &theirs, &[]));
        prop_assert_eq!(left, theirs);
        prop_assert_eq!(told.len(), 0);
    }

    /// Also where ours only looks different from what the import wrote.
    #[test]
    fn nothing_said_here_gives_what_theirs_says(
        base in made_table(), theirs in made_table(), back in any::<bool>(),
    ) {
        let (text, told) = table(
            &written(&base, false, ","), &written(&base, back, ";"), &written(&theirs, false, ","),
        );
        prop_assert_eq!(cells(&text), cells(&written(&theirs, false, ",")));
        prop_assert_eq!(told.len(), 0);
    }

    #[test]
    fn no_cell_of_an_editor_is_lost(
        base in made_table(), ours in made_table(), theirs in made_table(), back in any::<bool>(),
    ) {
        let written = |rows, back| written(rows, back, ",");
        let (base, ours, theirs) = (written(&base, false), written(&ours, back), written(&theirs, false));
        let (text, _) = table(&base, &ours, &theirs);
        let (base, left) = (cells(&base), cells(&text));
        for (place, value) in cells(&ours) {
            if base.get(&place) != Some(&value) {
                prop_assert_eq!(left.get(&place), Some(&value), "{:?}", place);
            }
        }
    }

    #[test]
    fn no_line_of_an_editor_is_lost(
        base in some_lines(), ours in some_lines(), theirs in some_lines(),
    ) {
        let count = |text: &str, line: &str| text.lines().filter(|l| *l == line).count();
        let (text, _) = page(&base, &ours, &theirs);
        for line in ["a", "b", "c", "d"] {
            let added = count(&ours, line).saturating_sub(count(&base, line));
            prop_assert!(count(&text, line) >= added.min(1), "{line} in {text:?}");
        }
    }

    #[test]
    fn a_second_time_changes_nothing(
        base in made_table(), ours in made_table(), theirs in made_table(),
        a in some_lines(), b in some_lines(), c in some_lines(),
    ) {
        let set = |rows: &Rows, text: &str| files([("places.csv", &written(rows, false, ",")), ("pages/a/de.md", text)]);
        let (base, ours, theirs) = (set(&base, &a), set(&ours, &b), set(&theirs, &c));
        let (left, _) = merged(sides(&base, &ours, &theirs, &[]));
        let (again, told) = merged(sides(&theirs, &left, &theirs, &[]));
        prop_assert_eq!(again, left);
        prop_assert_eq!(told.len(), 0);
    }
}
