//! A country, a region and a city that speak different languages, published by one office.
//!
//! The country writes English first and speaks Arabic; the region writes German first and speaks Tigrinya; the city
//! writes German first and speaks English, a little Arabic, and Tigrinya on one page only.

use companion_core::packs::format::{
    ChecklistFact, ChecklistText, ContactFact, ContactKind, Fact, Holidays, Level, OriginKind,
    PageFact, PageText, Point, Reach, TaskFact, TaskText, Text,
};

use crate::made::{Made, human, name, page, page_below, page_text, place};
use crate::phone::monday;
use crate::publisher::{Fault, Publisher};

/// Id of the country's pack.
pub const COUNTRY: &str = "sample-country";
/// Id of the region's pack.
pub const REGION: &str = "sample-region";
/// Id of the city's pack.
pub const CITY: &str = "sample-city";

/// Publishes all three, each naming the one above with its fingerprint.
///
/// # Errors
/// Where the publisher refuses.
pub fn published() -> Result<Publisher, Fault> {
    let publisher = Publisher::new()?;
    let above = publisher.publish_editions(COUNTRY, &country()?.editions(), monday())?;
    let mut region = region()?;
    region.fact.parent_root = Some(above.root_sha256);
    let above = publisher.publish_editions(REGION, &region.editions(), monday())?;
    let mut city = city()?;
    city.fact.parent_root = Some(above.root_sha256);
    publisher.publish_editions(CITY, &city.editions(), monday())?;
    Ok(publisher)
}

/// The country.
///
/// # Errors
/// Never for the tags used here.
pub fn country() -> Result<Made, Fault> {
    let mut made = Made::new(COUNTRY, Level::Country, "en")?;
    made.fact.names.insert("ar".parse()?, "البلد".into());
    made.fact.holidays = Holidays { years: vec![2026], dates: vec!["2026-12-25".into()] };
    made.page(
        PageFact { is_final: true, order: 1, ..page("emergency") },
        &[("en", "In an emergency", "Call for help."), ("ar", "في حالة الطوارئ", "اطلب المساعدة.")],
    )?;
    made.page(
        PageFact { order: 2, revision: 3, ..page("work") },
        &[("en", "Work", "Where to look for work."), ("ar", "العمل", "أين تبحث عن عمل.")],
    )?;
    made.page(
        PageFact { source_language: Some("uk".parse()?), order: 3, ..page("protection") },
        &[
            ("en", "Protection", "For people from Ukraine."),
            ("uk", "Захист", "Для людей з України."),
        ],
    )?;
    let rescue = ContactFact { phone: vec!["112".into()], free: true, ..contact("rescue") };
    let rescue = ContactFact { contact_kind: ContactKind::Emergency, ..rescue };
    made.text("en", Text::Contact(name("rescue", "Ambulance and fire brigade")))?;
    made.text("ar", Text::Contact(name("rescue", "الإسعاف والإطفاء")))?;
    made.fact(Fact::Contact(rescue));
    Ok(made)
}

/// The region.
///
/// # Errors
/// Never for the tags used here.
pub fn region() -> Result<Made, Fault> {
    let mut made = Made::new(REGION, Level::Region, "de")?;
    made.fact.parent = Some(COUNTRY.into());
    made.page(
        page("registration"),
        &[("de", "Anmeldung im Kreis", "Im Amt des Kreises."), ("ti", "ምዝገባ", "ኣብ ቤት ጽሕፈት።")],
    )?;
    made.page(
        page_below("registration", "documents"),
        &[("de", "Unterlagen", "Pass und Vertrag."), ("ti", "ሰነዳት", "ፓስፖርት።")],
    )?;
    made.text("de", Text::Contact(name("advice", "Beratung im Kreis")))?;
    made.fact(Fact::Contact(ContactFact { phone: vec!["0900123".into()], ..contact("advice") }));
    Ok(made)
}

/// The city.
///
/// # Errors
/// Never for the tags used here.
pub fn city() -> Result<Made, Fault> {
    let mut made = Made::new(CITY, Level::City, "de")?;
    made.fact.parent = Some(REGION.into());
    made.fact.names.insert("en".parse()?, "Sample City".into());
    let replaces = Some(format!("{REGION}/registration"));
    made.page(
        PageFact { replaces, order: 1, ..page("registration") },
        &[
            ("de", "Anmeldung im Rathaus", "Im Rathaus."),
            ("en", "Registration", "In the town hall."),
        ],
    )?;
    made.page(
        page_below("registration", "appointment"),
        &[("de", "Termin", "Online."), ("en", "Appointment", "Online."), ("ti", "ቆጸራ", "ኦንላይን።")],
    )?;
    let replaces = Some(format!("{COUNTRY}/emergency"));
    made.page(
        PageFact { replaces, order: 2, ..page("emergency") },
        &[("de", "Notfall in der Stadt", "Nummern."), ("en", "Emergency in town", "Numbers.")],
    )?;
    made.page(
        PageFact { order: 3, ..page("families") },
        &[("de", "Familien", "Für Eltern."), ("en", "Families", "For parents.")],
    )?;
    made.page(page_below("families", "childcare"), &[("de", "Kita", "Plätze für Kinder.")])?;
    made.text("ar", Text::Page(translated("childcare", "روضة الأطفال", OriginKind::Machine)))?;
    made.text("ar", Text::Page(translated("families", "العائلات", OriginKind::Unknown)))?;
    places(&mut made)?;
    checklist(&mut made)?;
    let week = ("2026-11-20T00:00:00", "2026-11-27T00:00:00");
    made.notice(
        "market",
        week,
        false,
        &[("de", "Markt am Samstag"), ("en", "Market on Saturday")],
    )?;
    made.notice("water", week, true, &[("de", "Wasser abkochen")])?;
    made.notice("past", ("2026-11-01T00:00:00", "2026-11-23T10:00:00"), true, &[("de", "Vorbei")])?;
    Ok(made)
}

fn places(made: &mut Made) -> Result<(), Fault> {
    let reach = |hours: &str| Reach { opening_hours: Some(hours.into()), ..Reach::default() };
    let mut hall = place("town-hall");
    hall.point = Some(Point(49_900_000, 10_900_000));
    hall.street = Some("Marktplatz 1".into());
    hall.postcode = Some("00001".into());
    hall.town = Some("Musterstadt".into());
    hall.wheelchair = Some("yes".into());
    hall.reach = Reach { page: Some("registration".into()), ..reach("Mo-Fr 08:00-12:00; PH off") };
    made.place(hall, &[("de", "Rathaus"), ("en", "Town hall")])?;
    let mut library = place("library");
    library.point = Some(Point(49_910_000, 10_900_000));
    library.reach = reach("Mo-Su 10:00-18:00");
    made.place(library, &[("de", "Bibliothek"), ("en", "Library")])?;
    let mut garden = place("garden");
    garden.reach = reach("sunrise-sunset");
    made.place(garden, &[("de", "Garten")])?;
    Ok(())
}

fn checklist(made: &mut Made) -> Result<(), Fault> {
    let task = |id: &str, due_days, link: Option<&str>| TaskFact {
        id: id.into(),
        due_days,
        link: link.map(Into::into),
    };
    let tasks = vec![
        task("register", Some(14), Some("page:registration")),
        task("doctor", Some(30), Some("page:sample-country/emergency")),
        task("bank", None, Some("https://bank.example/")),
    ];
    made.fact(Fact::Checklist(ChecklistFact { id: "first-weeks".into(), order: 1, tasks }));
    let titles = [
        ("de", vec![("register", "Anmelden"), ("doctor", "Arzt suchen"), ("bank", "Konto öffnen")]),
        ("en", vec![("register", "Register"), ("bank", "Open an account")]),
    ];
    for (tag, tasks) in titles {
        let tasks = tasks
            .into_iter()
            .map(|(id, title)| (id.to_owned(), TaskText { title: title.to_owned(), note: None }));
        let text = ChecklistText {
            id: "first-weeks".into(),
            title: if tag == "de" { "Erste Wochen" } else { "First weeks" }.into(),
            tasks: tasks.collect(),
            origin: human(),
        };
        made.text(tag, Text::Checklist(text))?;
    }
    Ok(())
}

fn translated(id: &str, title: &str, origin: OriginKind) -> PageText {
    let mut text = page_text(id, title, title);
    text.origin.origin = origin;
    if origin == OriginKind::Machine {
        text.origin.engine = Some("sample-engine".into());
        text.outdated = vec![1];
    }
    text
}

fn contact(id: &str) -> ContactFact {
    ContactFact {
        id: id.into(),
        contact_kind: ContactKind::Office,
        country: None,
        order: 0,
        phone: vec![],
        sms: vec![],
        url: None,
        opening_hours: None,
        free: false,
        languages: vec![],
        topics: vec![],
        source: None,
        checked: None,
    }
}
