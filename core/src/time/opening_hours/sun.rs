//! When the sun rises and sets, to the minute or so: the sunrise equation with Meeus' low-precision position of the sun.

use chrono::{Datelike, NaiveDate};

use super::expr::SunEvent;
use super::place::Position;

/// Centre of the sun at rising and setting, with refraction and its radius, in degrees.
const HORIZON: f64 = -0.833;
/// Civil twilight: dawn begins and dusk ends.
const TWILIGHT: f64 = -6.0;
/// Obliquity of the ecliptic in degrees, good for centuries around 2000.
const OBLIQUITY: f64 = 23.4397;
const MINUTES: f64 = 1440.0;

/// Minutes from local midnight, `offset` being minutes east of UTC. Nothing where the sun stays up or down that day.
pub(super) fn minute(event: SunEvent, day: NaiveDate, at: Position, offset: i32) -> Option<i32> {
    let epoch = NaiveDate::from_ymd_opt(2000, 1, 1)?;
    let days = f64::from(day.num_days_from_ce() - epoch.num_days_from_ce());
    // Mean solar noon there, in days from noon of 2000-01-01 UTC. The equation's own 0.0009 counts in dynamical time,
    // which is some 70 seconds ahead of the clock.
    let noon = days + 0.0001 - at.lon / 360.0;
    let anomaly = (357.5291 + 0.985_600_28 * noon).to_radians();
    let centre =
        1.9148 * anomaly.sin() + 0.02 * (2.0 * anomaly).sin() + 0.0003 * (3.0 * anomaly).sin();
    let longitude = anomaly + (centre + 102.9372 + 180.0).to_radians();
    let transit = noon + 0.0053 * anomaly.sin() - 0.0069 * (2.0 * longitude).sin();
    let declination = (longitude.sin() * OBLIQUITY.to_radians().sin()).asin();
    let (altitude, rising) = match event {
        SunEvent::Dawn => (TWILIGHT, true),
        SunEvent::Sunrise => (HORIZON, true),
        SunEvent::Sunset => (HORIZON, false),
        SunEvent::Dusk => (TWILIGHT, false),
    };
    let latitude = at.lat.to_radians();
    let cosine = (altitude.to_radians().sin() - latitude.sin() * declination.sin())
        / (latitude.cos() * declination.cos());
    if !(-1.0..=1.0).contains(&cosine) {
        return None;
    }
    let half = cosine.acos().to_degrees() / 360.0;
    let moment = if rising { transit - half } else { transit + half };
    // The day began half a day before its noon.
    let minutes = (moment - days + 0.5) * MINUTES + f64::from(offset);
    Some(minutes.floor() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TROMSO: Position = Position { lat: 69.6, lon: 19.0 };

    fn clock(event: SunEvent, day: &str, at: Position, offset: i32) -> Option<String> {
        let minute = minute(event, day.parse().unwrap(), at, offset)?;
        Some(format!("{:02}:{:02}", minute / 60, minute % 60))
    }

    #[test]
    fn almanac_times_to_the_minute_or_so() {
        // Figures of public almanacs, rounded to minutes.
        let near = |event, day: &str, at, offset, (hour, min): (i32, i32)| {
            let got = minute(event, day.parse().unwrap(), at, offset).unwrap();
            assert!((got - (hour * 60 + min)).abs() <= 2, "{event:?} {day}: {got}");
        };
        let berlin = Position { lat: 52.52, lon: 13.405 };
        near(SunEvent::Sunrise, "2026-06-21", berlin, 120, (4, 43));
        near(SunEvent::Sunset, "2026-06-21", berlin, 120, (21, 33));
        near(SunEvent::Sunrise, "2026-12-21", berlin, 60, (8, 15));
        near(SunEvent::Sunset, "2026-12-21", berlin, 60, (15, 54));
        let sydney = Position { lat: -33.87, lon: 151.21 };
        near(SunEvent::Sunrise, "2026-12-21", sydney, 660, (5, 41));
        near(SunEvent::Sunset, "2026-12-21", sydney, 660, (20, 5));
    }

    #[test]
    fn beyond_the_circle_there_are_days_without() {
        assert_eq!(clock(SunEvent::Sunrise, "2026-06-21", TROMSO, 120), None);
        assert_eq!(clock(SunEvent::Sunset, "2026-12-21", TROMSO, 60), None);
        assert!(clock(SunEvent::Sunrise, "2026-03-21", TROMSO, 60).is_some());
        let pole = Position { lat: 90.0, lon: 0.0 };
        assert_eq!(clock(SunEvent::Sunrise, "2026-12-21", pole, 0), None);
        let odd = Position { lat: f64::NAN, lon: f64::INFINITY };
        assert_eq!(clock(SunEvent::Sunrise, "2026-12-21", odd, 0), None);
    }
}
