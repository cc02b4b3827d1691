//! The canonical form: the syntax's own spelling in its own order. What is read from it is what was written.

use std::fmt::{self, Display, Formatter, Write as _};

use super::expr::{
    Base, Clock, DAY, Dates, End, Holiday, Joint, Modifier, Point, Rule, SunEvent, Time, Until,
    Weekdays, Weeks, Years,
};
use super::names::Name;
use super::speak::written;
use super::{HolidayKind, OpeningHours};

impl Display for OpeningHours {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (n, rule) in self.rules.iter().enumerate() {
            f.write_str(match rule.joint {
                _ if n == 0 => "",
                Joint::Normal => "; ",
                Joint::Additional => ", ",
                Joint::Fallback => " || ",
            })?;
            rule.fmt(f)?;
        }
        Ok(())
    }
}

impl Display for Rule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = [list(&self.years), list(&self.dates)].into();
        parts.push(if self.weeks.is_empty() {
            String::new()
        } else {
            format!("week {}", list(&self.weeks))
        });
        let between = if self.both { " " } else { "," };
        // The syntax has the holiday before the weekday that narrows it, and after the weekdays that it joins.
        let (weekdays, holidays) = (list(&self.weekdays), list(&self.holidays));
        let mut days = if self.both { [holidays, weekdays] } else { [weekdays, holidays] }.to_vec();
        days.retain(|d| !d.is_empty());
        parts.push(days.join(between));
        parts.push(list(&self.times));
        parts.push(match self.modifier {
            Some(Modifier::Open) => "open".to_owned(),
            Some(Modifier::Off) => "off".to_owned(),
            Some(Modifier::Unknown) => "unknown".to_owned(),
            None => String::new(),
        });
        if let Some(comment) = &self.comment {
            parts.push(format!("\"{comment}\""));
        }
        parts.retain(|p| !p.is_empty());
        f.write_str(if parts.is_empty() { "24/7" } else { "" })?;
        f.write_str(&parts.join(" "))
    }
}

fn list<T: Display>(items: &[T]) -> String {
    items.iter().map(T::to_string).collect::<Vec<_>>().join(",")
}

impl Display for Years {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.from)?;
        match self.to {
            Some(to) if to != self.from => write!(f, "-{to:04}")?,
            None if self.step <= 1 => f.write_char('+')?,
            _ => {}
        }
        step(f, self.step)
    }
}

impl Display for Weeks {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.from)?;
        if self.to != self.from {
            write!(f, "-{:02}", self.to)?;
        }
        step(f, self.step)
    }
}

fn step(f: &mut Formatter<'_>, step: impl TryInto<u32>) -> fmt::Result {
    match step.try_into() {
        Ok(step) if step > 1 => write!(f, "/{step}"),
        _ => Ok(()),
    }
}

impl Display for Dates {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Months { year, from, to } => {
                if let Some(year) = year {
                    write!(f, "{year:04} ")?;
                }
                f.write_str(month(*from))?;
                if from == to { Ok(()) } else { write!(f, "-{}", month(*to)) }
            }
            Self::Days { from, to, step: by } => {
                from.fmt(f)?;
                match to {
                    End::Open => f.write_char('+')?,
                    End::At(to) if to == from && *by <= 1 => {}
                    End::At(to) => write!(f, "-{to}")?,
                }
                step(f, *by)
            }
        }
    }
}

impl Display for Point {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(year) = self.year {
            write!(f, "{year:04} ")?;
        }
        match self.base {
            Base::Day(of, day) => write!(f, "{} {day:02}", month(of))?,
            Base::Nth(of, day, nth) => {
                write!(f, "{} {}[{nth}]", month(of), written(Name::Weekday(day)))?;
            }
            Base::Easter => f.write_str("easter")?,
        }
        shift(f, self.shift)
    }
}

impl Display for Weekdays {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(written(Name::Weekday(self.from)))?;
        if self.to != self.from {
            write!(f, "-{}", written(Name::Weekday(self.to)))?;
        }
        if !self.nth.is_empty() {
            write!(f, "[{}]", list(&self.nth))?;
        }
        shift(f, self.shift)
    }
}

impl Display for Holiday {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            HolidayKind::Public => "PH",
            HolidayKind::School => "SH",
        })?;
        shift(f, self.shift)
    }
}

fn month(month: u32) -> &'static str {
    written(Name::Month(u8::try_from(month).unwrap_or_default()))
}

fn shift(f: &mut Formatter<'_>, days: i32) -> fmt::Result {
    match days {
        0 => Ok(()),
        1 | -1 => write!(f, " {days:+} day"),
        _ => write!(f, " {days:+} days"),
    }
}

impl Display for Time {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.from.fmt(f)?;
        match self.until {
            Until::Moment => Ok(()),
            Until::OpenEnd => f.write_char('+'),
            Until::Span { to, open_end } => {
                write!(f, "-{to}")?;
                if open_end { f.write_char('+') } else { Ok(()) }
            }
            Until::Every { to, minutes } => {
                write!(f, "-{to}/{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

impl Display for Clock {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(minute) => write!(f, "{:02}:{:02}", minute / 60, minute % 60),
            Self::Sun(event, later) => {
                let event = match event {
                    SunEvent::Dawn => "dawn",
                    SunEvent::Sunrise => "sunrise",
                    SunEvent::Sunset => "sunset",
                    SunEvent::Dusk => "dusk",
                };
                let minutes = later.unsigned_abs() % DAY;
                let sign = if *later < 0 { '-' } else { '+' };
                match *later {
                    0 => f.write_str(event),
                    _ => write!(f, "({event}{sign}{:02}:{:02})", minutes / 60, minutes % 60),
                }
            }
        }
    }
}
