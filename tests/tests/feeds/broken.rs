//! Feeds that are broken, gone, or have lost too much.

use std::path::Path;
use std::time::Duration;

use chrono::TimeDelta;
use clap::Command;
use clap::{FromArgMatches as _, Subcommand as _};
use companion_cli::commands::events;
use companion_cli::commands::events::EventsCommand;
use companion_cli::output::Output;
use companion_cli::source;
use companion_core::adapters::SystemClock;
use companion_core::ports::Clock as _;
use companion_tests::unruly::{Manner, Unruly};

use crate::town::{STATE, Town, calendar, december, event};

#[test]
fn a_broken_feed_loses_nothing_and_says_since_when() {
    let mut town = Town::new(&december(1..=4));
    town.refresh();
    let (known, first) = (town.known(), town.content());
    let whole = calendar(&december(1..=5));
    let half = whole.len() / 2;
    let address = |path: &str| Manner::Elsewhere(format!("{}{path}", town.host.base_url()));
    let broken = [
        (Manner::Status(404), "gone"),
        (Manner::Status(410), "gone"),
        (Manner::Status(403), "refused"),
        (Manner::Status(429), "status"),
        (Manner::Status(500), "status"),
        (Manner::Status(206), "status"),
        (Manner::LoginPage, "web-page"),
        (Manner::LoginElsewhere, "web-page"),
        (address("/club.ics"), "leads-on"),
        (Manner::Packed(1), "packed"),
        (Manner::CutShort(half), "cut-off"),
        (Manner::CutShort(whole.len() - 6), "cut-off"),
        (Manner::BreakOff(half), "broken-off"),
        (Manner::Endless, "too-large"),
        (Manner::Gigabyte, "too-large"),
        (Manner::Instead(Vec::new()), "empty"),
        (Manner::Instead(b"\r\n".to_vec()), "empty"),
        (Manner::Instead(b"too many connections".to_vec()), "unreadable"),
        (Manner::Instead(b"{\"error\": \"not found\"}".to_vec()), "unreadable"),
        (Manner::Instead(b"{\"type\": \"Event\",".to_vec()), "cut-off"),
        (Manner::Instead(calendar("").into_bytes()), "no-events"),
        (Manner::Instead(calendar(&december(1..=1)).into_bytes()), "loss"),
    ];
    for (n, (manner, code)) in broken.into_iter().enumerate() {
        town.serve("club.ics", &whole);
        town.host.when("club", manner.clone());
        town.now += TimeDelta::hours(1);
        let since = "2026-11-22T11:00:00Z";
        assert_eq!(town.refresh(), format!("{code} since {since}"), "{manner:?}");
        assert_eq!(town.known(), known, "{manner:?}");
        assert!(town.text(STATE).contains(since));
        // The failure is noted once: an hourly job must not change the folder every hour.
        let noted = town.content();
        town.now += TimeDelta::hours(1);
        town.refresh();
        assert_eq!(town.content(), noted, "{manner:?}");
        if n + 1 == 3 {
            // One that was not broken at all in between.
            town.host.behave();
            town.serve("club.ics", &calendar(&december(1..=4)));
            assert_eq!(town.refresh(), "same");
            assert_eq!(town.content(), first);
            town.now = "2026-11-22T10:00:00Z".parse().unwrap();
        }
    }
    town.host.behave();
    town.serve("club.ics", &calendar(&december(1..=4)));
    assert_eq!(town.refresh(), "same");
    assert_eq!(town.content(), first);
}

#[test]
fn silence_and_absence_are_no_calendar() {
    let town = Town::new(&december(1..=4));
    town.refresh();
    let known = town.known();
    town.serve("club.ics", &calendar(&december(1..=5)));
    for manner in [Manner::Silent(40), Manner::Creeping] {
        town.host.when("club", manner);
        let look = town.look_within(false, Duration::from_millis(600)).unwrap();
        assert!(town.write(look).starts_with("slow"));
        assert_eq!(town.known(), known);
    }
    let Town { folder, files, host, now } = town;
    drop(host);
    let town = Town { folder, files, host: Unruly::start(Path::new("/")).unwrap(), now };
    assert!(town.refresh().starts_with("offline"));
    assert_eq!(town.known(), known);
}

#[test]
fn what_is_longer_than_a_pack_may_hold_comes_cut() {
    let town = Town::new(&december(1..=2));
    town.refresh();
    let long =
        december(1..=2).replace("SUMMARY:tea1", &format!("SUMMARY:{}", "tea ".repeat(1_200_000)));
    town.serve("club.ics", &calendar(&long));
    town.refresh();
    assert!(town.text("events/tea1/event.toml").len() < 4_000);
    assert!(!town.text("events/tea2/event.toml").is_empty());
    let breaks = "a\\n\\n".repeat(3000);
    let many =
        december(1..=2).replace("SUMMARY:tea1", &format!("SUMMARY:tea1\r\nDESCRIPTION:{breaks}"));
    town.serve("club.ics", &calendar(&many));
    town.refresh();
    let (_, problems) = source::read(town.folder.path());
    assert!(
        problems.iter().all(|p| p.code == "insecure-feed" || p.code == "missing-origin"),
        "{problems:?}"
    );
}

#[test]
fn redirects_are_followed_so_far() {
    let town = Town::new(&december(1..=1));
    town.serve("new.txt", &calendar(&december(1..=1)));
    town.host.when("club.ics", Manner::Elsewhere("/new.txt".to_owned()));
    assert_eq!(town.refresh(), "2");
    let town = Town::new(&december(1..=1));
    for (n, from) in ["club.ics", "hop1", "hop2", "hop3", "hop4", "hop5"].into_iter().enumerate() {
        town.host.when(from, Manner::Elsewhere(format!("/hop{}", n + 1)));
    }
    town.serve("hop6", &calendar(&december(1..=1)));
    assert!(town.refresh().starts_with("leads-on"));
}

#[test]
fn what_is_over_goes_quietly_and_a_loss_can_be_accepted() {
    let mut town = Town::new(&december(1..=6));
    town.refresh();
    // Two of six are over and gone, which is nobody's loss; two that are to come are few.
    town.now = "2026-12-02T23:30:00Z".parse().unwrap();
    town.serve("club.ics", &calendar(&december(5..=6)));
    assert_eq!(town.refresh(), "8");
    assert!(
        town.text("events/tea1/event.toml").is_empty()
            && !town.text("events/tea5/event.toml").is_empty()
    );
    town.serve("club.ics", &calendar(&december(5..=12)));
    town.refresh();
    town.serve("club.ics", &calendar(&december(12..=14)));
    assert!(town.refresh().starts_with("loss"));
    let look = town.look(true);
    assert_eq!(town.write(look), "18");
    assert!(town.text("events/tea5/event.toml").is_empty());
    assert!(!town.text(STATE).contains("failing"));
    // An empty calendar is one where nothing was to come.
    town.now = "2027-01-10T10:00:00Z".parse().unwrap();
    town.serve("club.ics", &calendar(""));
    assert_eq!(town.refresh(), "6");
    assert_eq!(town.refresh(), "nothing");
}

#[test]
fn the_command_goes_on_past_a_broken_feed() {
    let town = Town::new(&december(1..=2));
    let tomorrow = SystemClock.now() + TimeDelta::days(1);
    let start = tomorrow.format("%Y%m%dT180000").to_string();
    town.serve("club.ics", &calendar(&event("choir", &start)));
    town.serve("allotment.ics", "<html>");
    town.feeds(&(town.feed("allotment", "") + &town.feed("club", "")));
    let folder = town.folder.path().to_str().unwrap();
    let refresh = |more: &[&str]| {
        let command =
            EventsCommand::augment_subcommands(Command::new("welcome").no_binary_name(true));
        let words = ["refresh", folder].into_iter().chain(more.iter().copied());
        let matches = command.try_get_matches_from(words).map_err(|e| e.to_string())?;
        let command = EventsCommand::from_arg_matches(&matches).map_err(|e| e.to_string())?;
        events::run(command, Output { json: true }).map_err(|e| e.to_string())
    };
    let before = town.content();
    let told = refresh(&["--dry-run"]).unwrap_err();
    assert!(told.contains("1 of 2 feeds") && told.contains("allotment"), "{told}");
    assert_eq!(town.content(), before);
    // Nobody can be asked here; the failure is noted all the same.
    let told = refresh(&["--feed", "club"]).unwrap_err();
    assert!(told.contains("--yes"), "{told}");
    assert_eq!(town.content(), before);
    assert!(refresh(&["--feed", "clubb"]).unwrap_err().contains("did you mean `club`?"));
    let told = refresh(&["--yes"]).unwrap_err();
    assert!(told.contains("1 of 2 feeds"), "{told}");
    assert!(!town.text("events/choir/event.toml").is_empty());
    assert!(
        town.text(STATE).contains("\"allotment\": {\n    \"failing_since\""),
        "{}",
        town.text(STATE)
    );
    refresh(&["--feed", "club"]).unwrap();
    town.feeds("[club]\nurl = \"no address\"\n");
    assert!(refresh(&["--yes"]).unwrap_err().contains("mend feeds.toml first"));
}
