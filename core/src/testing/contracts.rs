//! What every implementation of a port must do, run on the fake and on the real one alike.
//!
//! Each function gives the first broken promise in words.

use crate::ports::{Clock, Log, LogLevel, Request, Transport, TransportError};

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

/// A transport over a server that has `file.bin` (exactly `body`) below `base_url`, and a base URL where nobody listens.
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
        transport.get(&Request { url, max_bytes }).await
    };
    let whole = get(format!("{base_url}/file.bin"), body.len() as u64).await;
    let whole = whole.map_err(|e| format!("a file that is there: {e}"))?;
    promise(whole.status == 200 && whole.body == body, "the body is not the file")?;
    let missing = get(format!("{base_url}/missing"), 100).await;
    promise(missing.is_ok_and(|r| r.status == 404), "a missing file is not status 404")?;
    let large = get(format!("{base_url}/file.bin"), body.len() as u64 - 1).await;
    promise(large == Err(TransportError::TooLarge), "a body above the limit is not refused")?;
    let bad = get("file:///etc/hostname".to_owned(), 100).await;
    promise(bad == Err(TransportError::BadUrl), "a URL of another kind is not refused")?;
    let silent = get(format!("{nobody}/file.bin"), 100).await;
    promise(silent == Err(TransportError::Offline), "no connection is not Offline")
}

fn promise(kept: bool, broken: &str) -> Result<(), String> {
    if kept { Ok(()) } else { Err(broken.to_owned()) }
}
