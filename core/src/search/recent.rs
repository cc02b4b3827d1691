//! What of a question is kept for the next time; where it is kept is the business of `store`.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::fold::fold;

/// So many questions are kept.
pub(crate) const MOST_KEPT: usize = 50;
/// Characters (code points) of a question that are kept.
const LONGEST: usize = 200;

/// A question that the person asked before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentSearch {
    /// As it was typed, on one line.
    pub text: String,
    /// When it was last asked, in milliseconds since 1970.
    pub searched_at_ms: i64,
}

/// A question on one line, cut behind a whole sign; nothing where it holds no letter and no digit, which finds nothing.
pub(crate) fn kept(question: &str) -> Option<String> {
    let mut line = String::new();
    let mut long = 0;
    let mut parted = false;
    for sign in question.graphemes(true) {
        if sign.chars().all(|c| c.is_whitespace() || c.is_control()) {
            parted = long > 0;
            continue;
        }
        let space = usize::from(parted);
        let room = LONGEST.saturating_sub(long + space);
        let own = sign.chars().take(room + 1).count();
        if own > room && long > 0 {
            break;
        }
        if parted {
            line.push(' ');
        }
        // A single sign may be longer than all that is kept.
        line.extend(sign.chars().take(room));
        long += space + own.min(room);
        parted = false;
    }
    (!fold(&line).is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, kept};

    #[test]
    fn a_question_is_kept_as_one_line_without_what_stands_around_it() {
        assert_eq!(kept("  Wo\n\tist \u{0}das Amt? ").as_deref(), Some("Wo ist das Amt?"));
        assert_eq!(kept("أين المدرسة؟").as_deref(), Some("أين المدرسة؟"));
        for blank in ["", "   ", "\n\u{0}\t", "???", "🙂", "\u{200f}\u{200e}"] {
            assert_eq!(kept(blank), None, "{blank:?}");
        }
    }

    #[test]
    fn a_long_question_is_cut_behind_a_whole_sign() {
        let family = "👨\u{200d}👩\u{200d}👧";
        let long = format!("{}{family}{family}", "a".repeat(LONGEST - 6));
        assert_eq!(kept(&long).unwrap(), format!("{}{family}", "a".repeat(LONGEST - 6)));
        let bomb = format!("a{}", "\u{301}".repeat(10_000));
        assert_eq!(kept(&bomb).unwrap().chars().count(), LONGEST);
        let words = "wort ".repeat(20_000);
        assert!(kept(&words).unwrap().chars().count() <= LONGEST);
    }

    #[test]
    fn what_was_cut_once_is_not_cut_again() {
        for text in ["wort ".repeat(100), "ኣ".repeat(300), format!("x{}", "\u{5b0}".repeat(400))]
        {
            let once = kept(&text).unwrap();
            assert_eq!(kept(&once).as_ref(), Some(&once));
        }
    }
}
