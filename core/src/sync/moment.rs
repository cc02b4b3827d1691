//! The time that expiry is judged by: no clock is right by itself.
//!
//! A floor comes from what is known to have happened: the day of the facts in the app, the newest moment that a
//! publisher signed, the latest time that a server told over a connection that proves who it is. A clock more
//! than a day below the floor, or away from a server's, is suspect. That turns expiry into a guess; signatures and version numbers
//! need no clock.

use chrono::{DateTime, TimeDelta, Utc};

/// The time to judge by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Never before the floor.
    pub now: DateTime<Utc>,
    /// The device's clock cannot be right.
    pub suspect: bool,
}

impl Moment {
    /// From the device's clock, the floor, and what a trustworthy server said just now.
    pub fn judge(
        device: DateTime<Utc>,
        floor: DateTime<Utc>,
        server: Option<DateTime<Utc>>,
    ) -> Self {
        let away = |server: DateTime<Utc>| (device - server).abs() > TimeDelta::days(1);
        match server {
            // A server that is behind what is known to have happened knows the time no better.
            Some(server) if server >= floor && away(server) => Self { now: server, suspect: true },
            _ => Self { now: device.max(floor), suspect: device + TimeDelta::days(1) < floor },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000 + n)
    }

    #[test]
    fn a_clock_is_believed_only_as_far_as_nothing_speaks_against_it() {
        let judge = |device, server| Moment::judge(device, day(0), server);
        let right = |now| Moment { now, suspect: false };
        let wrong = |now| Moment { now, suspect: true };
        assert_eq!(judge(day(3), None), right(day(3)));
        assert_eq!(judge(day(3), Some(day(3) + TimeDelta::hours(5))), right(day(3)));
        assert_eq!(judge(DateTime::UNIX_EPOCH, None), wrong(day(0)));
        assert_eq!(judge(DateTime::UNIX_EPOCH, Some(day(5))), wrong(day(5)));
        assert_eq!(judge(day(30_000), Some(day(5))), wrong(day(5)));
        // A server in the past is no witness.
        assert_eq!(judge(day(3), Some(day(-900))), right(day(3)));
    }
}
