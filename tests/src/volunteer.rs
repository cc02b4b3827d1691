//! A volunteer's phone: the sample city in two of its languages, and something to draft.

use std::path::Path;
use std::sync::Arc;

use companion_cli::build::build_folder;
use companion_core::Companion;
use companion_core::drafts::{DraftAddress, DraftRepeat, DraftRhythm, DraftText, EventDraft};
use companion_core::packs::edition::Records;
use companion_core::packs::format::Fact;
use companion_core::testing::ScriptedTransport;

use crate::phone::{BASE, Phone, monday, network};
use crate::publisher::{Fault, Publisher};

/// Id of the city's pack.
pub const CITY: &str = "brueckfeld";

/// The phone of a volunteer who reads German and English, with the sample city installed, and its network.
///
/// # Errors
/// When the city cannot be built or installed.
pub async fn phone() -> Result<(Arc<ScriptedTransport>, Phone, Companion), Fault> {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(CITY);
    let built = build_folder(&fixture, monday().date_naive());
    let mut built = built.map_err(|_| "the sample city cannot be built")?;
    // Two of its languages are enough.
    built.editions.retain(|e| ["common", "notices", "de", "en"].contains(&e.name().as_ref()));
    for edition in &mut built.editions {
        let Records::Common(facts) = &mut edition.records else { continue };
        for fact in facts {
            let Fact::Pack(pack) = fact else { continue };
            pack.languages.retain(|tag| ["de", "en"].contains(&tag.as_str()));
        }
    }
    let publisher = Publisher::new()?;
    publisher.publish_editions(CITY, &built.editions, monday())?;
    let web = network(publisher.folder())?;
    let phone = Phone::new(web.clone())?;
    let app = phone.open()?;
    app.set_languages(&["de".into(), "en".into()])?;
    app.add_pack(&publisher.link(BASE, CITY)?)?;
    app.sync_pack(CITY, None).await?;
    Ok((web, phone, app))
}

/// Something that nobody else holds, on the market place.
pub fn draft(start: &str, end: &str) -> EventDraft {
    let market = DraftAddress {
        name: Some("Marktplatz".into()),
        lat: Some(50.2012),
        lon: Some(10.0988),
        ..DraftAddress::default()
    };
    EventDraft {
        pack: CITY.into(),
        texts: vec![DraftText {
            language: "de".into(),
            title: "Spieleabend".into(),
            ..DraftText::default()
        }],
        start: start.into(),
        end: Some(end.into()),
        address: Some(market),
        ..EventDraft::default()
    }
}

/// Every week on the weekday of the start, up to a day.
pub fn weekly(until: &str) -> Option<DraftRepeat> {
    let rhythm = DraftRhythm::Weekly { weekdays: vec![] };
    Some(DraftRepeat { rhythm, interval: 1, until: Some(until.into()), count: None })
}
