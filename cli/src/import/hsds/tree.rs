//! What belongs to what, and what stands above what; references to nothing and rings are told and cut.

use std::collections::BTreeMap;

use super::kinds::Kind;
use super::records::{Record, Records, Reference, short};

/// A ring is found after so many steps at the latest; nothing real nests so deep.
const MAX_STEPS: usize = 1000;

/// The records' places in each other.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// What a record belongs to.
    owners: Vec<Vec<usize>>,
    /// What belongs to a record.
    children: Vec<Vec<usize>>,
    /// What of the same kind stands above it.
    parents: Vec<Option<usize>>,
}

impl Tree {
    /// Follows all references; those that lead nowhere become warnings.
    pub(super) fn of(records: &mut Records) -> Self {
        let count = records.all.len();
        let mut any: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (n, record) in records.all.iter().enumerate() {
            any.entry(&record.key).or_default().push(n);
        }
        let mut tree = Self {
            owners: vec![Vec::new(); count],
            children: vec![Vec::new(); count],
            parents: vec![None; count],
        };
        let mut problems = Vec::new();
        for (n, record) in records.all.iter().enumerate() {
            for reference in &record.references {
                let found = match reference.kind {
                    Some(kind) => records.find(kind, &reference.key),
                    None => anywhere(records, record, reference, &any),
                };
                match found {
                    Some(other) if reference.above => tree.set_parent(n, other),
                    Some(other) => tree.link(n, other),
                    None => problems.push(dangling(record, reference)),
                }
            }
        }
        records.problems.append(&mut problems);
        tree.cut_rings(records);
        tree
    }

    fn set_parent(&mut self, n: usize, above: usize) {
        if let Some(parent) = self.parents.get_mut(n)
            && parent.is_none()
        {
            *parent = Some(above);
        }
    }

    fn link(&mut self, n: usize, owner: usize) {
        if let Some(owners) = self.owners.get_mut(n)
            && !owners.contains(&owner)
        {
            owners.push(owner);
            if let Some(children) = self.children.get_mut(owner) {
                children.push(n);
            }
        }
    }

    /// What it belongs to.
    pub(super) fn owners(&self, n: usize) -> &[usize] {
        self.owners.get(n).map(Vec::as_slice).unwrap_or_default()
    }

    /// What belongs to it.
    pub(super) fn children(&self, n: usize) -> &[usize] {
        self.children.get(n).map(Vec::as_slice).unwrap_or_default()
    }

    /// What stands above it.
    pub(super) fn parent(&self, n: usize) -> Option<usize> {
        self.parents.get(n).copied().flatten()
    }

    /// It and everything above it, from below.
    pub(super) fn line(&self, n: usize) -> Vec<usize> {
        let mut line = vec![n];
        let mut at = n;
        while let Some(above) = self.parent(at) {
            line.push(above);
            at = above;
            if line.len() > MAX_STEPS {
                break;
            }
        }
        line
    }

    fn cut_rings(&mut self, records: &mut Records) {
        for kind in [Kind::Organization, Kind::Term] {
            let all: Vec<usize> = records.of(kind).collect();
            for n in all {
                if !self.is_above_itself(n) {
                    continue;
                }
                let above = self.parent(n).and_then(|p| records.get(p)).map(|r| r.key.clone());
                let Some(record) = records.get(n) else { continue };
                let message = format!(
                    "{} `{}` stands above itself through `{}`; this step is left out",
                    kind.name(),
                    short(&record.key),
                    short(&above.unwrap_or_default())
                );
                let problem = record.at.warning("circular-parent", message);
                records.problems.push(problem);
                if let Some(parent) = self.parents.get_mut(n) {
                    *parent = None;
                }
            }
        }
    }

    fn is_above_itself(&self, n: usize) -> bool {
        let mut at = n;
        for _ in 0..=MAX_STEPS {
            match self.parent(at) {
                Some(above) if above == n => return true,
                Some(above) => at = above,
                None => return false,
            }
        }
        // It hangs below a ring, which is cut where it is, or deeper than anything is.
        false
    }
}

/// A record of any kind; small numbers are ids of several, and then the record says which kind is meant.
fn anywhere(
    records: &Records,
    record: &Record,
    reference: &Reference,
    any: &BTreeMap<&str, Vec<usize>>,
) -> Option<usize> {
    let said = record.text("link_entity").or_else(|| record.text("resource_type"));
    if let Some(found) = said.and_then(Kind::of_table).and_then(|k| records.find(k, &reference.key))
    {
        return Some(found);
    }
    let found = any.get(reference.key.as_str())?;
    let rank = |n: &&usize| records.get(**n).map(|r| (!r.kind.is_main(), r.kind));
    found.iter().min_by_key(rank).copied()
}

fn dangling(record: &Record, reference: &Reference) -> crate::problem::Problem {
    let what = reference.kind.map_or("record", Kind::name);
    let message = format!(
        "{} `{}`: {} names {what} `{}`, which nobody has",
        record.kind.name(),
        short(&record.key),
        if reference.field.is_empty() { "it" } else { reference.field.as_str() },
        short(&reference.key)
    );
    record.at.warning("unknown-reference", message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::hsds::records::{At, Draft};

    /// Kind, id, the id above, and what it belongs to.
    type Made<'a> = (Kind, &'a str, Option<&'a str>, Option<(Kind, &'a str)>);

    fn records(of: &[Made<'_>]) -> Records {
        let mut records = Records::default();
        for (kind, key, above, owner) in of {
            let mut draft = Draft { key: Some((*key).into()), ..Draft::default() };
            if let Some(above) = above {
                draft.below("parent_id", *kind, above);
            }
            if let Some((kind, key)) = owner {
                draft.refer("x_id", Some(*kind), key);
            }
            records.add(*kind, draft, At { file: "t.csv".into(), line: 2, pointer: "".into() });
        }
        records
    }

    #[test]
    fn rings_are_cut_once_and_told() {
        let mut records = records(&[
            (Kind::Term, "a", Some("b"), None),
            (Kind::Term, "b", Some("c"), None),
            (Kind::Term, "c", Some("a"), None),
            (Kind::Term, "d", Some("a"), None),
            (Kind::Term, "e", Some("e"), None),
        ]);
        let tree = Tree::of(&mut records);
        let codes: Vec<_> = records.problems.iter().map(|p| p.code).collect();
        assert_eq!(codes, ["circular-parent", "circular-parent"]);
        let line = |key| tree.line(records.find(Kind::Term, key).unwrap()).len();
        assert_eq!((line("a"), line("b"), line("c"), line("d"), line("e")), (1, 3, 2, 2, 1));
    }

    #[test]
    fn references_to_nothing_are_told_with_their_place() {
        let mut records = records(&[
            (Kind::Organization, "1", None, None),
            (Kind::Phone, "7", None, Some((Kind::Organization, "1"))),
            (Kind::Phone, "8", None, Some((Kind::Organization, "2"))),
        ]);
        let tree = Tree::of(&mut records);
        let organization = records.find(Kind::Organization, "1").unwrap();
        assert_eq!(tree.children(organization).len(), 1);
        let [problem] = records.problems.as_slice() else { panic!("{:?}", records.problems) };
        assert_eq!((problem.code, problem.line), ("unknown-reference", 2));
    }
}
