//! The built-in carrier: reqwest over rustls with ring and Mozilla's roots, always preconfigured.
//!
//! The system's trust store is not asked: its Android verifier needs set-up over JNI and panics without. What is
//! fetched is signed anyway. The client tells nothing about device or person.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reqwest::header::{
    ACCEPT, CONTENT_ENCODING, CONTENT_RANGE, DATE, ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, IF_RANGE, LAST_MODIFIED, RANGE,
};
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, Url};

use crate::ports::{Head, Request, Sink, Transport, TransportError};

const MAX_REDIRECTS: usize = 5;

/// How long to wait for a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Longest wait for a connection.
    pub connect: Duration,
    /// Longest silence in the middle of a transfer.
    pub silence: Duration,
    /// The time in which at least `slowest_bytes` must come.
    pub slowest: Duration,
    /// Fewer bytes than this in the time `slowest`, and another mirror or moment is better.
    pub slowest_bytes: u64,
}

impl Default for Patience {
    /// 15 s, 30 s, and 4 KiB in a minute: a tenth of what the slowest mobile networks (GPRS) carry.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            silence: Duration::from_secs(30),
            slowest: Duration::from_secs(60),
            slowest_bytes: 4096,
        }
    }
}

/// Fetches over HTTP. Needs a tokio runtime around its futures. Nothing is set up before the first fetch, so that
/// opening a companion costs no more than reading does.
#[derive(Debug, Default)]
pub struct HttpTransport {
    client: OnceLock<Client>,
    patience: Patience,
}

impl HttpTransport {
    /// With another patience than usual.
    pub fn new(patience: Patience) -> Self {
        Self { client: OnceLock::new(), patience }
    }

    fn client(&self) -> Result<&Client, TransportError> {
        if self.client.get().is_none() {
            // Two threads may both make one; the first stays.
            let _ = self.client.set(self.make_client()?);
        }
        self.client.get().ok_or(TransportError::Broken)
    }

    fn make_client(&self) -> Result<Client, TransportError> {
        let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| TransportError::Broken)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Client::builder()
            .tls_backend_preconfigured(tls)
            .connect_timeout(self.patience.connect)
            .read_timeout(self.patience.silence)
            .redirect(Policy::custom(follow))
            .user_agent("welcome-companion")
            .build()
            .map_err(|_| TransportError::Broken)
    }
}

/// Never from https to anything else.
fn follow(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let secure = attempt.previous().iter().all(|u| u.scheme() == "https");
    if attempt.previous().len() > MAX_REDIRECTS || (secure && attempt.url().scheme() != "https") {
        attempt.stop()
    } else {
        attempt.follow()
    }
}

#[async_trait]
impl Transport for HttpTransport {
    async fn fetch(&self, request: &Request, sink: &mut dyn Sink) -> Result<Head, TransportError> {
        let url = Url::parse(&request.url).map_err(|_| TransportError::BadUrl)?;
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            return Err(TransportError::BadUrl);
        }
        let mut asked = self.client()?.get(url);
        let conditions = [
            (RANGE, request.range.map(|r| r.to_string())),
            (IF_RANGE, request.if_same.clone().filter(|_| request.range.is_some())),
            (IF_NONE_MATCH, request.if_changed.clone()),
            (IF_MODIFIED_SINCE, request.if_newer.clone()),
            (ACCEPT, request.accept.clone()),
        ];
        for (name, value) in conditions {
            if let Some(value) = value {
                asked = asked.header(name, value);
            }
        }
        let mut response = asked.send().await.map_err(|e| told(&e))?;
        let head = head(response.status().as_u16(), response.headers());
        if !matches!(head.status, 200 | 206) || !sink.begin(&head) {
            return Ok(head);
        }
        let told_too_long = response.content_length().is_some_and(|l| l > request.max_bytes);
        let mut pace = Pace::new(self.patience);
        let mut left = request.max_bytes;
        while let Some(chunk) = response.chunk().await.map_err(|_| TransportError::Broken)? {
            let room = usize::try_from(left).unwrap_or(usize::MAX);
            // The first bytes tell what a longer answer is: the login page of a network is no forged file.
            let fits = chunk.get(..room).unwrap_or(&chunk);
            sink.take(fits).map_err(|_| TransportError::NotTaken)?;
            if told_too_long || fits.len() < chunk.len() {
                return Err(TransportError::TooLarge);
            }
            left -= chunk.len() as u64;
            pace.came(chunk.len() as u64)?;
        }
        Ok(head)
    }
}

/// A body that comes byte by byte is as good as none.
struct Pace {
    patience: Patience,
    since: Instant,
    bytes: u64,
}

impl Pace {
    #[expect(clippy::disallowed_methods, reason = "a stopwatch: the time of day plays no part")]
    fn new(patience: Patience) -> Self {
        Self { patience, since: Instant::now(), bytes: 0 }
    }

    fn came(&mut self, bytes: u64) -> Result<(), TransportError> {
        self.bytes += bytes;
        if self.since.elapsed() < self.patience.slowest {
            return Ok(());
        }
        if self.bytes < self.patience.slowest_bytes {
            return Err(TransportError::Broken);
        }
        *self = Self::new(self.patience);
        Ok(())
    }
}

fn head(status: u16, headers: &HeaderMap) -> Head {
    let text = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    let any_etag = text(ETAG).map(str::to_owned);
    Head {
        status,
        etag: any_etag.clone().filter(|tag| tag.starts_with('"')),
        any_etag,
        modified: text(LAST_MODIFIED).map(str::to_owned),
        part: text(CONTENT_RANGE).and_then(part),
        date: text(DATE).and_then(date),
        encoded: text(CONTENT_ENCODING).is_some_and(|e| !e.eq_ignore_ascii_case("identity")),
    }
}

/// `bytes FIRST-LAST/LENGTH` (RFC 9110, section 14.4); the length may be `*`.
fn part(range: &str) -> Option<(u64, Option<u64>)> {
    let (span, length) = range.strip_prefix("bytes ")?.split_once('/')?;
    let (first, _) = span.split_once('-')?;
    Some((first.trim().parse().ok()?, length.trim().parse().ok()))
}

/// The form that servers must write (IMF-fixdate, RFC 9110, section 5.6.7).
fn date(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(text).ok().map(|at| at.with_timezone(&Utc))
}

fn told(error: &reqwest::Error) -> TransportError {
    if error.is_connect() || error.is_timeout() {
        TransportError::Offline
    } else {
        TransportError::Broken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_dates_are_read_as_servers_write_them() {
        assert_eq!(part("bytes 5-9/10"), Some((5, Some(10))));
        assert_eq!(part("bytes 5-9/*"), Some((5, None)));
        for odd in ["bytes */10", "5-9/10", "bytes x-9/10", ""] {
            assert_eq!(part(odd), None, "{odd}");
        }
        let at = date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        assert_eq!(at.timestamp(), 784_111_777);
        assert_eq!(date("1994"), None);
    }
}
