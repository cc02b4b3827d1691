//! What every implementation of a port must do, run on the fake and on the real one alike.
//!
//! Each function gives the first broken promise in words.

use crate::packs::crypto::sha256_hex;
use crate::packs::layout::media_path;
use crate::ports::{ByteRange, Clock, Log, LogLevel, Request, Transport, TransportError};

/// A clock tells a time of this century and does not run backwards by itself.
///
/// # Errors
/// The broken promise.
pub fn clock(clock: &dyn Clock) -> Result<(), String> {
    let (first, second) = (clock.now(), clock.now());
    promise(second >= first, "time runs backwards")?;
    promise(first.timestamp() > 946_684_800, "before the year 2000")
}

/// A log takes lines from many threads and never stops the caller.
///
/// # Errors
/// The broken promise.
pub fn log(log: &dyn Log) -> Result<(), String> {
    let finished = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|n| scope.spawn(move || log.log(LogLevel::Info, &format!("line {n}"))))
            .collect();
        threads.into_iter().all(|t| t.join().is_ok())
    });
    promise(finished, "a thread did not finish")
}

/// A transport over a server of packs that has `body` among its objects below `base_url` ([`object`] tells its path), and a
/// base URL where nobody listens.
///
/// # Errors
/// The broken promise.
pub async fn transport(
    transport: &dyn Transport,
    base_url: &str,
    nobody: &str,
    body: &[u8],
) -> Result<(), String> {
    let get = |url: String, max_bytes: u64| async move {
        transport.get(&Request::whole(url, max_bytes)).await
    };
    let whole = get(format!("{base_url}/{}", object(body)), body.len() as u64).await;
    let whole = whole.map_err(|e| format!("a file that is there: {e}"))?;
    promise(whole.head.status == 200 && whole.body == body, "the body is not the file")?;
    promise(parts(transport, base_url, body).await?, "a part is not what was asked for")?;
    let missing = get(format!("{base_url}/missing"), 100).await;
    promise(missing.is_ok_and(|r| r.head.status == 404), "a missing file is not status 404")?;
    let large = get(format!("{base_url}/{}", object(body)), body.len() as u64 - 1).await;
    promise(large == Err(TransportError::TooLarge), "a body above the limit is not refused")?;
    let bad = get("file:///etc/hostname".to_owned(), 100).await;
    promise(bad == Err(TransportError::BadUrl), "a URL of another kind is not refused")?;
    let silent = get(format!("{nobody}/{}", object(body)), 100).await;
    promise(silent == Err(TransportError::Offline), "no connection is not Offline")
}

/// The path of an object with this content.
pub fn object(body: &[u8]) -> String {
    media_path(&sha256_hex(body))
}

/// Parts and conditions, from a server that knows them.
async fn parts(transport: &dyn Transport, base_url: &str, body: &[u8]) -> Result<bool, String> {
    let whole = Request::whole(format!("{base_url}/{}", object(body)), body.len() as u64);
    let get = |request: Request| async move {
        transport.get(&request).await.map_err(|e| format!("a part of a file: {e}"))
    };
    let head = get(whole.clone()).await?.head;
    promise(head.etag == head.any_etag, "a strong entity tag is not told as any")?;
    let etag = head.etag.ok_or("no entity tag")?;
    let same = get(Request { if_changed: Some(etag.clone()), ..whole.clone() }).await?;
    let changed = get(Request { if_changed: Some("\"x\"".into()), ..whole.clone() }).await?;
    let range = Some(ByteRange { from: 2, to: None });
    let rest = get(Request { range, if_same: Some(etag), ..whole.clone() }).await?;
    let other = get(Request { range, if_same: Some("\"x\"".into()), ..whole.clone() }).await?;
    let range = Some(ByteRange { from: 1, to: Some(3) });
    let middle = get(Request { range, ..whole.clone() }).await?;
    let range = Some(ByteRange { from: body.len() as u64, to: None });
    let beyond = get(Request { range, ..whole }).await?;
    Ok(same.head.status == 304
        && same.body.is_empty()
        && changed.head.status == 200
        && rest.head.status == 206
        && rest.head.part == Some((2, Some(body.len() as u64)))
        && Some(rest.body.as_slice()) == body.get(2..)
        && (other.head.status, other.body.as_slice()) == (200, body)
        && Some(middle.body.as_slice()) == body.get(1..3)
        && beyond.head.status == 416)
}

fn promise(kept: bool, broken: &str) -> Result<(), String> {
    if kept { Ok(()) } else { Err(broken.to_owned()) }
}
