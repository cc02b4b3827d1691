//! What evaluating has to know of a place: its holidays, where it lies, and its clock.
//!
//! Whoever has a table of holidays lends it here; opening hours own none.

use chrono::NaiveDate;

/// Where a place lies, in degrees; north and east are positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
}

/// Kinds of holidays that hours speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HolidayKind {
    /// `PH`.
    Public,
    /// `SH`.
    School,
}

/// What is known of the place whose hours are asked. What is not known makes an answer unknown, never open.
pub trait Place {
    /// Whether a day is a public holiday there: nothing where it is not known.
    fn public_holiday(&self, day: NaiveDate) -> Option<bool> {
        let _ = day;
        None
    }

    /// Whether a day is in the school holidays there: nothing where it is not known.
    fn school_holiday(&self, day: NaiveDate) -> Option<bool> {
        let _ = day;
        None
    }

    /// Where it lies, for the sun.
    fn position(&self) -> Option<Position> {
        None
    }

    /// What its clock shows at noon of a day, in minutes east of UTC, for the sun.
    fn offset(&self, day: NaiveDate) -> Option<i32> {
        let _ = day;
        None
    }
}

/// Which days are holidays: nothing where it is not known.
pub type HolidayTable<'a> = &'a dyn Fn(NaiveDate) -> Option<bool>;

/// A place put together of what there is.
#[derive(Clone, Copy, Default)]
pub struct Here<'a> {
    /// Public holidays.
    pub public: Option<HolidayTable<'a>>,
    /// School holidays.
    pub school: Option<HolidayTable<'a>>,
    /// Where it lies.
    pub position: Option<Position>,
    /// Minutes east of UTC at noon of a day.
    pub offset: Option<&'a dyn Fn(NaiveDate) -> Option<i32>>,
}

impl Place for Here<'_> {
    fn public_holiday(&self, day: NaiveDate) -> Option<bool> {
        self.public.and_then(|table| table(day))
    }

    fn school_holiday(&self, day: NaiveDate) -> Option<bool> {
        self.school.and_then(|table| table(day))
    }

    fn position(&self) -> Option<Position> {
        self.position
    }

    fn offset(&self, day: NaiveDate) -> Option<i32> {
        self.offset.and_then(|offset| offset(day))
    }
}
