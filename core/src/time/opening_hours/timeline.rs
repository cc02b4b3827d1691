//! One day put together: which rules hold, in which order, and what each minute comes to.
//!
//! A day is made with what the evening before left behind midnight. Where a holiday is not known, the day is made both
//! ways, and only what comes out alike is certain.

use chrono::NaiveDate;

use super::dates::{covers, moved};
use super::expr::{DAY, Joint, Modifier, Rule};
use super::place::Place;
use super::times::{END, Kind, reaches_next_day, stretches};
use super::{HolidayKind, State, Why};

/// Of so many unknown holidays at once all cases are tried.
const MAX_UNKNOWN: usize = 4;

/// What holds from a minute on, until the next piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) from: u32,
    pub(super) what: What,
}

/// What a minute comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct What {
    pub(super) state: State,
    pub(super) why: Option<Why>,
    /// The rule that says so, for its comment.
    pub(super) rule: Option<usize>,
    rank: Rank,
}

/// How firmly a day speaks of a minute, against what reaches it from the evening before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Nothing,
    Fallback,
    Said,
}

const NOTHING: What = What { state: State::Closed, why: None, rule: None, rank: Rank::Nothing };

/// The pieces of a day: the first begins at 0, and no two neighbours are equal.
pub(super) fn day(rules: &[Rule], day: NaiveDate, place: &dyn Place) -> Vec<Piece> {
    day_and_work(rules, day, place).0
}

/// The same, and how much had to be looked at, so that a search can be given a bound.
pub(super) fn day_and_work(
    rules: &[Rule],
    day: NaiveDate,
    place: &dyn Place,
) -> (Vec<Piece>, usize) {
    let mut known = Known { place, unknown: Vec::new(), case: 0, work: 0 };
    let pieces = in_all_cases(rules, day, &mut known);
    (pieces, known.work)
}

fn in_all_cases(rules: &[Rule], day: NaiveDate, known: &mut Known<'_>) -> Vec<Piece> {
    let mut pieces = made(rules, day, known);
    loop {
        if known.unknown.len() > MAX_UNKNOWN {
            let why = known.unknown.first().map(|(kind, _)| Why::Holiday(*kind));
            return vec![Piece { from: 0, what: What { state: State::Unknown, why, ..NOTHING } }];
        }
        if known.case + 1 >= 1 << known.unknown.len() {
            return pieces;
        }
        known.case += 1;
        let other = made(rules, day, known);
        let why = known.unknown.first().map(|(kind, _)| Why::Holiday(*kind));
        pieces = merged(&pieces, &other, |one, other| match one.state == other.state {
            true => one,
            false => What { state: State::Unknown, why, ..one },
        });
    }
}

/// Holidays of a place, those that are not known being taken as `case` says.
struct Known<'a> {
    place: &'a dyn Place,
    unknown: Vec<(HolidayKind, NaiveDate)>,
    case: u32,
    work: usize,
}

impl Known<'_> {
    fn is_holiday(&mut self, kind: HolidayKind, day: NaiveDate) -> bool {
        let known = match kind {
            HolidayKind::Public => self.place.public_holiday(day),
            HolidayKind::School => self.place.school_holiday(day),
        };
        known.unwrap_or_else(|| {
            let at = self.unknown.iter().position(|u| *u == (kind, day)).unwrap_or_else(|| {
                self.unknown.push((kind, day));
                self.unknown.len() - 1
            });
            u32::try_from(at).is_ok_and(|at| self.case.checked_shr(at).unwrap_or(0) & 1 == 1)
        })
    }
}

fn made(rules: &[Rule], day: NaiveDate, known: &mut Known<'_>) -> Vec<Piece> {
    let own = own(rules, day, known);
    let before = if rules.iter().any(reaches_next_day) { moved(day, -1) } else { None };
    let late = before.map(|before| cut(&self::own(rules, before, known), DAY, END));
    let own = cut(&own, 0, DAY);
    match late {
        Some(late) => {
            merged(&own, &late, |own, late| if late.rank > own.rank { late } else { own })
        }
        None => merged(&own, &own, |own, _| own),
    }
}

/// What the rules say that hold on a day, until the end of the next.
fn own(rules: &[Rule], day: NaiveDate, known: &mut Known<'_>) -> Vec<Piece> {
    let mut pieces = vec![Piece { from: 0, what: NOTHING }];
    let mut before: Option<&Rule> = None;
    for (n, rule) in rules.iter().enumerate() {
        let previous = before.replace(rule);
        known.work += weight(rule);
        if !covers(rule, day, |kind, day| known.is_holiday(kind, day)) {
            continue;
        }
        let means = rule.means();
        // A rule that opens takes the place of what was said of its days; one for every day only of its like.
        let replaces = rule.has_days() || previous.is_some_and(|p| !p.has_days());
        if rule.joint == Joint::Normal && replaces && means != Modifier::Off {
            pieces = vec![Piece { from: 0, what: NOTHING }];
        }
        let said = |kind| What {
            rule: Some(n),
            rank: Rank::Said,
            ..match (means, kind) {
                (Modifier::Off, _) => NOTHING,
                (Modifier::Open, Kind::OpenEnd) => {
                    What { state: State::Unknown, why: Some(Why::OpenEnd), ..NOTHING }
                }
                (Modifier::Open, _) => What { state: State::Open, ..NOTHING },
                (Modifier::Unknown, _) => {
                    What { state: State::Unknown, why: Some(Why::Said), ..NOTHING }
                }
            }
        };
        let over = |old: What, kind: Kind| over(rule.joint, old, said(kind), kind);
        if rule.times.is_empty() {
            if means == Modifier::Off && rule.joint != Joint::Fallback {
                // A closed day has no late evening either.
                pieces = cut(&pieces, 0, DAY);
                pieces.push(Piece { from: DAY, what: NOTHING });
            }
            laid(&mut pieces, 0, DAY, |old| over(old, Kind::Sure));
        }
        for stretch in stretches(rule, day, known.place) {
            laid(&mut pieces, stretch.from, stretch.to, |old| over(old, stretch.kind));
        }
    }
    pieces
}

/// What a rule costs on a day; a date is looked for in three years.
fn weight(rule: &Rule) -> usize {
    1 + 6 * rule.dates.len() + rule.weekdays.len() + rule.holidays.len() + rule.times.len()
}

/// What comes of a minute where a rule is laid over it.
fn over(joint: Joint, old: What, said: What, kind: Kind) -> What {
    if joint == Joint::Fallback && old.state != State::Closed {
        return old;
    }
    let fallback = joint == Joint::Fallback && old.rank != Rank::Said;
    let new = What { rank: if fallback { Rank::Fallback } else { Rank::Said }, ..said };
    match kind {
        Kind::Perhaps(_) if old.state == new.state => old,
        Kind::Perhaps(why) => What { state: State::Unknown, why: Some(why), ..new },
        Kind::Sure | Kind::OpenEnd => new,
    }
}

/// Lays something over a stretch.
fn laid(pieces: &mut Vec<Piece>, from: u32, to: u32, new: impl Fn(What) -> What) {
    split(pieces, from);
    split(pieces, to);
    for piece in pieces.iter_mut().filter(|p| (from..to).contains(&p.from)) {
        piece.what = new(piece.what);
    }
}

/// Makes a piece begin at a minute.
fn split(pieces: &mut Vec<Piece>, at: u32) {
    if at >= END {
        return;
    }
    let behind = pieces.partition_point(|p| p.from < at);
    let there = pieces.get(behind).is_some_and(|p| p.from == at);
    let before = behind.checked_sub(1).and_then(|n| pieces.get(n)).copied();
    if let (false, Some(before)) = (there, before) {
        pieces.insert(behind, Piece { from: at, ..before });
    }
}

/// The pieces between two minutes, counted from the first.
fn cut(pieces: &[Piece], from: u32, to: u32) -> Vec<Piece> {
    let mut part: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces.iter().filter(|p| p.from < to) {
        let at = Piece { from: piece.from.saturating_sub(from), ..*piece };
        match part.last_mut() {
            // Whatever began before is the first.
            Some(first) if piece.from <= from => *first = at,
            _ => part.push(at),
        }
    }
    part
}

/// Two ways of a day laid beside each other; equal neighbours are one piece.
fn merged(one: &[Piece], other: &[Piece], join: impl Fn(What, What) -> What) -> Vec<Piece> {
    let mut begins: Vec<u32> = one.iter().chain(other).map(|p| p.from).collect();
    begins.sort_unstable();
    begins.dedup();
    let at = |pieces: &[Piece], minute: u32| {
        let behind = pieces.partition_point(|p| p.from <= minute);
        behind.checked_sub(1).and_then(|n| pieces.get(n)).map_or(NOTHING, |p| p.what)
    };
    let mut all: Vec<Piece> = Vec::with_capacity(begins.len());
    for from in begins {
        let what = join(at(one, from), at(other, from));
        if all.last().is_none_or(|last| last.what != what) {
            all.push(Piece { from, what });
        }
    }
    all
}
