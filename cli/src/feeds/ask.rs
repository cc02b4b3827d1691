//! Asking for one feed: a conditional request, within limits.

use std::time::Duration;

use companion_core::ports::{Request, Transport};
use url::Url;

use super::fault::Fault;
use crate::import::events::MAX_FILE;

/// Longest time for one feed, from the first word to the last byte.
pub const MAX_TIME: Duration = Duration::from_secs(30);
/// A calendar first; the same address may show a page to people (RFC 9110, section 12.5.1; ActivityPub, section 3.2).
const WANTED: &str = "text/calendar, application/activity+json;q=0.9, \
     application/ld+json;profile=\"https://www.w3.org/ns/activitystreams\";q=0.9, application/json;q=0.8, */*;q=0.1";

/// By what a server knows whether somebody has its latest answer (RFC 9110, section 8.8).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    /// Entity tag, strong or weak, as the server wrote it.
    pub etag: Option<String>,
    /// Date of its last change, as the server wrote it.
    pub modified: Option<String>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Nothing new (status 304).
    Same,
    /// A body.
    New {
        /// Its bytes.
        bytes: Vec<u8>,
        /// By what to ask the next time.
        validators: Validators,
    },
}

/// Asks for a feed, if it is another than that with these validators.
///
/// # Errors
/// Why there is no answer that could be read.
pub async fn ask(
    transport: &dyn Transport,
    url: &str,
    known: &Validators,
    max_time: Duration,
) -> Result<Answer, Fault> {
    let conditional = known.etag.is_some() || known.modified.is_some();
    let request = Request {
        if_changed: known.etag.clone(),
        // An entity tag says it better, and a server that knows tags would not look at the date (section 13.1.3).
        if_newer: known.modified.clone().filter(|_| known.etag.is_none()),
        accept: Some(WANTED.to_owned()),
        ..Request::whole(url, MAX_FILE)
    };
    let answered = tokio::time::timeout(max_time, transport.get(&request)).await;
    let answered = answered.map_err(|_| Fault::Slow(max_time.as_secs()))?;
    let answer = answered.map_err(|e| Fault::of_transport(&e, &host(url), MAX_FILE))?;
    match answer.head.status {
        304 if conditional => Ok(Answer::Same),
        200 if answer.head.encoded => Err(Fault::Packed),
        200 => {
            look(&answer.body)?;
            let (etag, modified) = (answer.head.any_etag, answer.head.modified);
            Ok(Answer::New { bytes: answer.body, validators: Validators { etag, modified } })
        }
        status => Err(Fault::of_status(status)),
    }
}

/// What is no file of any kind.
fn look(body: &[u8]) -> Result<(), Fault> {
    let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    match text.iter().find(|b| !b.is_ascii_whitespace() && **b != 0) {
        None => Err(Fault::Empty),
        Some(b'<') => Err(Fault::WebPage),
        Some(_) => Ok(()),
    }
}

/// Addresses of feeds may hold what only their readers know, so no more than the host is told.
fn host(url: &str) -> String {
    let host = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_else(|| "its host".to_owned())
}
