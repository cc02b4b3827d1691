//! A pack's own record from its web host, verified as on a phone and more strictly: what has expired is refused.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use companion_core::error::Error;
use companion_core::packs::edition::COMMON;
use companion_core::packs::format::{ListingFact, PackFact};
use companion_core::packs::verify::{Expiry, Known, Need, Verifier};
use companion_core::packs::{install, layout};
use companion_core::ports::{Request, Transport};
use companion_core::store::EditionRows;
use companion_core::sync::PackLink;

/// What a pack says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Its record.
    pub fact: PackFact,
    /// The packs it lists, if it is a catalogue.
    pub listings: Vec<ListingFact>,
}

/// Fetches the signed metadata and the `common` edition of a pack; the first root must have the link's fingerprint, if
/// it has one.
///
/// # Errors
/// As on a phone: no network, not what was signed, a newer format; and what has expired.
pub async fn fetch(
    link: PackLink,
    transport: Arc<dyn Transport>,
    now: DateTime<Utc>,
) -> Result<Fetched, Error> {
    let host = Host { base_url: &link.base_url, transport: transport.as_ref() };
    let root = host.get(&layout::metadata_path("1.root.json"), layout::MAX_ROOT).await?;
    let root = root.ok_or(Error::NotFound("pack there"))?;
    if let Some(fingerprint) = &link.fingerprint {
        Verifier::check_first_root(&root, fingerprint)?;
    }
    let known = Known::new();
    let mut verifier = Verifier::begin(Some(&link.pack), &root, known, Expiry::Refuse, now)?;
    verifier.want(COMMON);
    while let Need::File { name, max_bytes } = verifier.need()? {
        let bytes = host.get(&layout::metadata_path(&name), max_bytes).await?;
        verifier.feed(&name, bytes.as_deref())?;
    }
    let target = verifier.target(COMMON)?;
    let file = host.get(&target.path, target.length).await?;
    let file = file.ok_or(Error::NotFound("edition there"))?;
    let (_, rows) = install::prepare(&link.pack, COMMON, &target, &file)?;
    let EditionRows::Common(pack, facts) = rows else { return Err(Error::NotFound("record")) };
    // `prepare` has read every line as a record already.
    let unread = |_| Error::NotFound("record that can be read");
    let listings = facts.iter().filter(|row| row.kind == "listing");
    let listings = listings.map(|row| serde_json::from_str(&row.body).map_err(unread));
    Ok(Fetched {
        fact: serde_json::from_str(&pack.body).map_err(unread)?,
        listings: listings.collect::<Result<_, _>>()?,
    })
}

struct Host<'a> {
    base_url: &'a str,
    transport: &'a dyn Transport,
}

impl Host<'_> {
    /// The bytes of a file, or nothing when the server says that it is not there.
    async fn get(&self, path: &str, max_bytes: u64) -> Result<Option<Vec<u8>>, Error> {
        let request = Request::whole(format!("{}/{path}", self.base_url), max_bytes);
        let response = self.transport.get(&request).await?;
        match response.head.status {
            200 => Ok(Some(response.body)),
            403 | 404 | 410 => Ok(None),
            status => Err(Error::Status(status)),
        }
    }
}
