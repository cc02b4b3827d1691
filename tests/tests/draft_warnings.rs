//! A volunteer is told what a draft runs into, and when else it could be.

#![cfg(test)]

use companion_core::drafts::{
    DraftAddress, DraftChange, DraftConcern, DraftRhythm, DraftWarnings, EventDraft,
};
use companion_core::time::observance::{Asks, Certainty, Why};
use companion_core::{Companion, Error};
use companion_tests::volunteer::{self, draft, weekly};

fn at(place: &str, draft: EventDraft) -> EventDraft {
    EventDraft { place: Some(place.into()), address: None, ..draft }
}

fn warned(app: &Companion, draft: &EventDraft) -> DraftWarnings {
    app.drafts().unwrap().warnings(draft).unwrap()
}

/// The ids of what is kept, in order.
fn kept(warnings: &DraftWarnings) -> Vec<&str> {
    let ids = warnings.warnings.iter().map(|w| match &w.about {
        DraftConcern::Observance { id, .. } => Some(id.as_str()),
        _ => None,
    });
    ids.flatten().collect()
}

/// What is said of a hall, in order.
fn about_a_hall(warnings: &DraftWarnings) -> Vec<&DraftConcern> {
    let hall = |c: &&DraftConcern| {
        matches!(c, DraftConcern::PlaceClosed { .. } | DraftConcern::HoursUnsure { .. })
    };
    warnings.warnings.iter().map(|w| &w.about).filter(hall).collect()
}

/// What is similar, in order.
fn similar(warnings: &DraftWarnings) -> Vec<&DraftConcern> {
    let similar = |c: &&DraftConcern| matches!(c, DraftConcern::Similar { .. });
    warnings.warnings.iter().map(|w| &w.about).filter(similar).collect()
}

fn starts(warnings: &DraftWarnings) -> Vec<&str> {
    warnings.free_times.iter().map(|free| free.start.as_str()).collect()
}

#[tokio::test]
async fn the_eve_of_yom_kippur_is_told_and_another_evening_offered() {
    let (_web, _phone, app) = volunteer::phone().await.unwrap();
    // A Tuesday; the sun sets at about half past seven, and Wednesday is the day itself.
    let form = draft("2029-09-18T19:00", "2029-09-18T21:00");
    let found = warned(&app, &form);
    assert_eq!(kept(&found)[0], "yom-kippur", "the heaviest first");
    let DraftConcern::Observance {
        name,
        language,
        from_local: from,
        to_local: to,
        certainty,
        eve,
        asks,
        in_the_way,
        ..
    } = &found.warnings[0].about
    else {
        panic!("{found:?}")
    };
    assert_eq!((name.as_str(), language.as_deref()), ("Jom Kippur", Some("de")));
    assert!(*eve && *in_the_way && *asks == Asks::Rest && *certainty == Certainty::Exact);
    assert!(("2029-09-18T19:15:00".."2029-09-18T19:45:00").contains(&from.as_str()), "{from}");
    assert!(to.starts_with("2029-09-19T20:"), "{to}");
    let message = &found.warnings[0].message;
    let said = app.message(message, &[("name".into(), name.clone())]).unwrap();
    assert_eq!(message, "draft-warn-eve");
    assert!(said.plain.contains("Vorabend von Jom Kippur"), "{}", said.plain);
    // Thursday at the same hour is free; so is the afternoon, before the sun sets.
    assert!(starts(&found).contains(&"2029-09-20T19:00:00"), "{:?}", found.free_times);
    assert_eq!(found.free_times.len(), 3);
    for free in &found.free_times {
        let moved = EventDraft { start: free.start.clone(), end: free.end.clone(), ..form.clone() };
        let found = warned(&app, &moved);
        assert!(found.free_times.is_empty(), "{free:?}: {found:?}");
    }
    // In the afternoon the day has not begun, and nobody is warned of it.
    let early = warned(&app, &draft("2029-09-18T16:00", "2029-09-18T18:00"));
    assert!(!kept(&early).contains(&"yom-kippur"), "{early:?}");
    // 2027 it is a Monday, and its eve a Sunday.
    let found = warned(&app, &draft("2027-10-10T19:00", "2027-10-10T21:00"));
    assert_eq!(kept(&found)[0], "yom-kippur");
    assert!(!found.free_times.is_empty() && !starts(&found).contains(&"2027-10-11T19:00:00"));
}

#[tokio::test]
async fn of_a_series_the_one_evening_is_named_that_runs_into_something() {
    let (_web, _phone, app) = volunteer::phone().await.unwrap();
    let form = EventDraft {
        repeat: weekly("2027-10-31"),
        ..draft("2027-09-12T19:00", "2027-09-12T21:00")
    };
    let found = warned(&app, &form);
    let eve = found
        .warnings
        .iter()
        .find(|w| matches!(&w.about, DraftConcern::Observance { id, .. } if id == "yom-kippur"));
    let times: Vec<&str> = eve.unwrap().times.iter().map(|t| t.of.as_str()).collect();
    assert_eq!((times, found.looked_at), (vec!["2027-10-10T19:00:00"], 8));
    // What is proposed is another time for one of them, on no evening of the series.
    assert!(!found.free_times.is_empty());
    for free in &found.free_times {
        let of = free.of.as_deref().unwrap();
        assert!(
            free.repeat.is_none() && free.start[..10] != of[..10] || free.why == Why::OtherHour,
            "{free:?}"
        );
    }
    // Once that evening is cancelled, nobody is warned of it; the draft as it is saved counts.
    let drafts = app.drafts().unwrap();
    let id = drafts.save(&form).unwrap().id;
    drafts.cancel_occurrence(&id, "2027-10-10T19:00", None).unwrap();
    let found = warned(&app, &EventDraft { id: Some(id), ..form });
    assert!(!kept(&found).contains(&"yom-kippur"), "{found:?}");
    assert_eq!(found.looked_at, 7);
}

#[tokio::test]
async fn a_friday_noon_meeting_meets_the_prayer_each_week_and_may_move_as_a_whole() {
    let (_web, _phone, app) = volunteer::phone().await.unwrap();
    let form = EventDraft {
        repeat: weekly("2027-01-29"),
        ..draft("2027-01-08T12:30", "2027-01-08T14:00")
    };
    let found = warned(&app, &form);
    let prayer = &found.warnings[0];
    let DraftConcern::Observance { id, asks, hours_only, in_the_way, eve, .. } = &prayer.about
    else {
        panic!("{found:?}")
    };
    assert_eq!(
        (id.as_str(), *asks, *hours_only, *in_the_way, *eve),
        ("friday-prayer", Asks::Minor, true, true, false)
    );
    let fridays: Vec<&str> = prayer.times.iter().map(|t| &t.starts_local[..10]).collect();
    assert_eq!(fridays, ["2027-01-08", "2027-01-15", "2027-01-22", "2027-01-29"]);
    assert!(!found.free_times.is_empty());
    for free in &found.free_times {
        // All of it moves: each of its times is free.
        assert_eq!(free.of, None);
        let moved = EventDraft {
            start: free.start.clone(),
            end: free.end.clone(),
            repeat: free.repeat.clone(),
            ..form.clone()
        };
        assert_eq!(app.drafts().unwrap().check(&moved).unwrap(), []);
        let again = warned(&app, &moved);
        assert!(again.free_times.is_empty() && again.looked_at == 4, "{free:?}: {again:?}");
    }
    let repeat = found.free_times.iter().find(|f| f.why == Why::OtherDay).unwrap().repeat.clone();
    let Some(DraftRhythm::Weekly { weekdays }) = repeat.map(|r| r.rhythm) else { panic!() };
    assert!(weekdays.is_empty(), "the weekday is that of the start");
}

#[tokio::test]
async fn by_day_in_ramadan_nothing_is_eaten_and_after_nightfall_it_is() {
    let (_web, _phone, app) = volunteer::phone().await.unwrap();
    let found = warned(&app, &draft("2027-02-23T16:00", "2027-02-23T18:00"));
    assert_eq!(kept(&found), ["ramadan"]);
    let DraftConcern::Observance { asks, certainty, eve, .. } = &found.warnings[0].about else {
        panic!()
    };
    // In the middle of the month nobody doubts that it is on.
    assert_eq!((*asks, *certainty, *eve), (Asks::Fast, Certainty::Exact, false));
    assert!(!found.free_times.is_empty());
    let late = warned(&app, &draft("2027-02-23T19:30", "2027-02-23T21:00"));
    assert_eq!((kept(&late), late.free_times.len()), (vec![], 0));
    // On the eve of its first day the moon decides.
    let first = warned(&app, &draft("2027-02-07T16:00", "2027-02-07T18:00"));
    let certainty = first.warnings.iter().find_map(|w| match &w.about {
        DraftConcern::Observance { id, certainty, .. } if id == "ramadan" => Some(*certainty),
        _ => None,
    });
    assert_eq!(certainty, Some(Certainty::WithinADay));
}

#[tokio::test]
async fn a_public_holiday_has_its_name_where_it_has_one() {
    let (_web, _phone, app) = volunteer::phone().await.unwrap();
    let found = warned(&app, &draft("2027-03-26T15:00", "2027-03-26T17:00"));
    let DraftConcern::Observance { id, name, public_holiday, .. } = &found.warnings[0].about else {
        panic!("{found:?}")
    };
    assert_eq!((id.as_str(), name.as_str(), *public_holiday), ("good-friday", "Karfreitag", true));
    // The third of October has no name in the table, whatever else falls on it in one year.
    for day in ["2024-10-03", "2027-10-03", "2028-10-03"] {
        let found = warned(&app, &EventDraft { all_day: true, ..draft(day, day) });
        let past = day.starts_with("2024");
        let holiday = DraftConcern::PublicHoliday { day: day.into(), certainty: Certainty::Exact };
        assert_eq!(found.warnings.iter().any(|w| w.about == holiday), !past, "{day}: {found:?}");
        assert_eq!(found.warnings.iter().any(|w| w.about == DraftConcern::Past), past);
    }
}

#[tokio::test]
async fn a_hall_that_is_closed_is_told_and_one_that_nobody_knows_of_is_not() {
    let (_web, _phone, app) = volunteer::phone().await.unwrap();
    // The library: Tuesday to Friday from ten to six, on holidays closed.
    let found = warned(&app, &at("library", draft("2027-01-12T17:00", "2027-01-12T19:00")));
    let DraftConcern::PlaceClosed { place, name, open } = &found.warnings[0].about else {
        panic!("{found:?}")
    };
    assert_eq!((place.as_str(), name.as_deref()), ("library", Some("Stadtbücherei")));
    assert_eq!(
        (open[0].from_local.as_str(), open[0].to_local.as_str()),
        ("2027-01-12T10:00:00", "2027-01-12T18:00:00")
    );
    assert_eq!((found.warnings.len(), open.len()), (1, 1));
    // Proposed is only what lies within its hours.
    assert_eq!(found.free_times.len(), 3);
    for free in &found.free_times {
        assert!(("10:00:00"..="16:00:00").contains(&&free.start[11..]), "{free:?}");
    }
    let monday = warned(&app, &at("library", draft("2027-01-11T11:00", "2027-01-11T12:00")));
    assert!(
        matches!(&monday.warnings[0].about, DraftConcern::PlaceClosed { open, .. } if open.is_empty())
    );
    // Epiphany is a holiday in parts of the country, and nobody has said in which part this town lies.
    let unsure = warned(&app, &at("library", draft("2027-01-06T11:00", "2027-01-06T12:00")));
    assert!(
        unsure.warnings.iter().any(|w| matches!(w.about, DraftConcern::HoursUnsure { .. })),
        "{unsure:?}"
    );
    assert!(!unsure.warnings.iter().any(|w| matches!(w.about, DraftConcern::PlaceClosed { .. })));
    // Nobody says when the bus station is open.
    let open_end = warned(&app, &at("bus-station", draft("2027-01-12T03:00", "2027-01-12T04:00")));
    assert_eq!(open_end.warnings, []);
    // A festival of two days does not need a hall that is open at night.
    let days = EventDraft { all_day: true, ..draft("2027-01-19", "2027-01-20") };
    assert!(about_a_hall(&warned(&app, &at("library", days))).is_empty());
    // One evening in another hall is asked there.
    let drafts = app.drafts().unwrap();
    let form = at(
        "bridge-house",
        EventDraft {
            repeat: weekly("2027-02-02"),
            ..draft("2027-01-12T18:00", "2027-01-12T19:30")
        },
    );
    let id = drafts.save(&form).unwrap().id;
    assert!(about_a_hall(&drafts.warnings(&drafts.find(&id).unwrap()).unwrap()).is_empty());
    let there = DraftChange { place: Some("library".into()), ..DraftChange::default() };
    drafts.change_occurrence(&id, "2027-01-19T18:00", &there).unwrap();
    let found = drafts.warnings(&drafts.find(&id).unwrap()).unwrap();
    let closed = found.warnings.iter().find(|w| w.message == "draft-warn-closed").unwrap();
    let times: Vec<&str> = closed.times.iter().map(|time| time.of.as_str()).collect();
    assert_eq!(times, ["2027-01-19T18:00:00"]);
}

#[tokio::test]
async fn something_similar_nearby_is_told_with_its_distance() {
    let (_web, _phone, app) = volunteer::phone().await.unwrap();
    // The language café in the library: Wednesdays from four to six.
    let form = EventDraft {
        topics: vec!["language".into()],
        ..draft("2027-01-20T18:30", "2027-01-20T20:00")
    };
    let found = warned(&app, &form);
    let DraftConcern::Similar { link, starts_local, metres, topics, like_title, .. } =
        &found.warnings[0].about
    else {
        panic!("{found:?}")
    };
    assert_eq!(
        (link.as_str(), starts_local.as_str()),
        ("welcome://brueckfeld/event/language-cafe-library", "2027-01-20T16:00:00")
    );
    assert!((200..400).contains(&metres.unwrap()), "{metres:?}");
    assert_eq!((topics.as_slice(), *like_title), (["language".to_owned()].as_slice(), false));
    assert!(!found.free_times.is_empty());
    for free in &found.free_times {
        let moved = EventDraft { start: free.start.clone(), end: free.end.clone(), ..form.clone() };
        assert!(warned(&app, &moved).free_times.is_empty(), "{free:?}");
    }
    // Later in the evening, far away, about something else, or called otherwise: no matter.
    let late = EventDraft { start: "2027-01-20T20:00".into(), end: None, ..form.clone() };
    assert!(similar(&warned(&app, &late)).is_empty());
    let far = DraftAddress { lat: Some(50.22), lon: Some(10.0988), ..DraftAddress::default() };
    assert!(similar(&warned(&app, &EventDraft { address: Some(far), ..form.clone() })).is_empty());
    let other = EventDraft { topics: vec!["health".into()], ..form.clone() };
    assert!(similar(&warned(&app, &other)).is_empty());
    let mut called = other.clone();
    called.texts[0].title = "Sprachcafé in der Bücherei".into();
    let found = warned(&app, &called);
    assert!(
        matches!(found.warnings[0].about, DraftConcern::Similar { like_title: true, .. }),
        "{found:?}"
    );
    // The draft itself, once saved, is not similar to itself; and a cancelled event is nobody's rival.
    let id = app.drafts().unwrap().save(&form).unwrap().id;
    assert_eq!(similar(&warned(&app, &EventDraft { id: Some(id), ..form.clone() })).len(), 1);
    let cancelled = EventDraft {
        topics: vec!["everyday-life".into()],
        ..draft("2027-01-05T18:00", "2027-01-05T20:00")
    };
    assert!(similar(&warned(&app, &cancelled)).is_empty());
    let on = EventDraft { start: "2027-02-02T18:00".into(), end: None, ..cancelled };
    assert_eq!(similar(&warned(&app, &on)).len(), 1);
}

#[tokio::test]
async fn a_time_that_is_over_and_one_that_clocks_skip_are_told() {
    let (_web, _phone, app) = volunteer::phone().await.unwrap();
    let over = warned(&app, &draft("2026-11-20T18:00", "2026-11-20T19:00"));
    assert_eq!(over.warnings[0].about, DraftConcern::Past);
    assert_eq!((over.looked_at, over.free_times), (0, vec![]));
    let skipped = warned(&app, &draft("2027-03-28T02:30", "2027-03-28T04:30"));
    let shown = DraftConcern::Skipped { shown: "2027-03-28T03:30:00".into() };
    assert!(skipped.warnings.iter().any(|w| w.about == shown), "{skipped:?}");
    // Elsewhere the clock goes otherwise.
    let kyiv = EventDraft {
        zone: Some("Europe/Kyiv".into()),
        ..draft("2027-03-28T02:30", "2027-03-28T04:30")
    };
    assert!(
        !warned(&app, &kyiv)
            .warnings
            .iter()
            .any(|w| matches!(w.about, DraftConcern::Skipped { .. }))
    );
    // A form whose times are wrong cannot be looked at; the rest of it may be unfinished.
    let unfinished = EventDraft {
        texts: vec![],
        place: Some("nowhere".into()),
        ..draft("2027-01-12T18:00", "2027-01-12T19:00")
    };
    assert_eq!(warned(&app, &unfinished).warnings, []);
    let wrong = app.drafts().unwrap().warnings(&draft("soon", "2027-01-12T19:00")).unwrap_err();
    let Error::Draft(faults) = &wrong else { panic!("{wrong}") };
    assert_eq!(
        (faults.0.len(), faults.0[0].field.as_str(), faults.0[0].message.as_str()),
        (1, "start", "draft-not-a-time")
    );
}

#[tokio::test]
async fn an_event_of_the_city_is_looked_at_as_a_draft_is() {
    let (_web, _phone, app) = volunteer::phone().await.unwrap();
    let drafts = app.drafts().unwrap();
    // The meal on the first Tuesday of the month: in January 2027 the city has cancelled it, so nothing is said of that day.
    let found = drafts.event_warnings(volunteer::CITY, "cooking-evening").unwrap();
    assert!(found.looked_at >= 5, "{found:?}");
    let told = found.warnings.iter().flat_map(|w| &w.times).any(|t| t.of == "2027-01-05T17:30:00");
    assert!(!told, "{found:?}");
    // In March it is moved behind sunset of a day of Ramadan, and is looked at where it takes place.
    let march =
        found.warnings.iter().flat_map(|w| &w.times).find(|t| t.of.starts_with("2027-03-02"));
    assert!(march.is_none_or(|t| t.starts_local == "2027-03-02T18:00:00"), "{found:?}");
    // An event is not similar to itself.
    let own = format!("welcome://{}/event/cooking-evening", volunteer::CITY);
    let itself =
        |c: &&DraftConcern| matches!(c, DraftConcern::Similar { link, .. } if *link == own);
    assert_eq!(similar(&found).into_iter().find(itself), None);
    let missing = drafts.event_warnings(volunteer::CITY, "nothing").unwrap_err();
    assert!(matches!(missing, Error::NotFound(_)));
}
