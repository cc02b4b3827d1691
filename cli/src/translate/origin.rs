//! Who wrote a text of which a part came back from somewhere else.

use companion_core::packs::format::{Origin, OriginKind};

/// How much a word about a text's origin promises.
fn promise(kind: OriginKind) -> u8 {
    match kind {
        OriginKind::Unknown => 0,
        OriginKind::Machine => 1,
        OriginKind::Checked => 2,
        OriginKind::Human => 3,
    }
}

/// What may be said of a text of which `new` is told about a part. Where nothing of the old text is left it is what is
/// told; otherwise the weaker of both, since one sentence that nobody has checked makes a page that nobody has checked.
pub fn joined(old: Option<&Origin>, new: &Origin, whole: bool) -> Origin {
    match old {
        Some(old) if !whole && promise(old.origin) < promise(new.origin) => {
            Origin { date: new.date.clone(), ..old.clone() }
        }
        _ => new.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mixed_text_promises_no_more_than_its_weakest_part() {
        let of = |origin| Origin { origin, ..Origin::default() };
        let (human, machine) = (of(OriginKind::Human), of(OriginKind::Machine));
        let (checked, unknown) = (of(OriginKind::Checked), of(OriginKind::Unknown));
        assert_eq!(joined(Some(&machine), &human, false).origin, OriginKind::Machine);
        assert_eq!(joined(Some(&human), &machine, false).origin, OriginKind::Machine);
        assert_eq!(joined(Some(&unknown), &human, false).origin, OriginKind::Unknown);
        assert_eq!(joined(Some(&human), &checked, false).origin, OriginKind::Checked);
        assert_eq!(joined(Some(&machine), &checked, true).origin, OriginKind::Checked);
        assert_eq!(joined(None, &machine, false).origin, OriginKind::Machine);
        let dated = Origin { date: Some("2026-11-22".into()), ..checked };
        let kept = joined(Some(&machine), &dated, false);
        assert_eq!((kept.origin, kept.date.as_deref()), (OriginKind::Machine, Some("2026-11-22")));
    }
}
