//! What a published pack's files say about caching, and when "not modified" is the answer (RFC 9110, RFC 9111).
//!
//! Objects and versioned metadata never change under their names; timestamp and bundles do, so they are always asked for.
//! Tags are hashes of content, because a modification time of whole seconds misses a second publish in the same second;
//! so they are strong, and a range may go on where another answer ended.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, IF_RANGE, RANGE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use companion_core::packs::layout::{BUNDLES, MAX_ROOT, METADATA, OBJECTS};

use crate::keys::hex;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Longest file that is read whole to name its content, in bytes.
const MAX_READ: u64 = 2 * MAX_ROOT;

/// What kind of file a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Its name begins with the hash of its content.
    Object(String),
    /// `N.role.json`.
    Versioned,
    /// A bundle.
    Bundle,
    /// `timestamp.json` and everything that is none of ours.
    Other,
}

/// From the path of a URL: the last two parts tell.
pub(super) fn kind(path: &str) -> Kind {
    let mut parts = path.rsplit('/');
    let (name, folder) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let first = name.split('.').next().unwrap_or_default();
    let all = |is: fn(&u8) -> bool| !first.is_empty() && first.as_bytes().iter().all(is);
    if folder == OBJECTS && first.len() == 64 && all(u8::is_ascii_hexdigit) {
        Kind::Object(first.to_owned())
    } else if folder == METADATA && name.ends_with(".json") && all(u8::is_ascii_digit) {
        Kind::Versioned
    } else if folder == BUNDLES && name.ends_with(".zst") {
        Kind::Bundle
    } else {
        Kind::Other
    }
}

/// Wraps the file server: conditional requests are judged here by tags, ranges are left to it.
pub(super) async fn answer(mut request: Request, next: Next) -> Response {
    let kind = kind(request.uri().path());
    let small = kind == Kind::Bundle || request.uri().path().ends_with(".json");
    let get = matches!(*request.method(), Method::GET | Method::HEAD);
    if small && get {
        // The content has to be read for its tag; the body of an answer to HEAD is not sent.
        *request.method_mut() = Method::GET;
    }
    let asked = take(request.headers_mut(), &IF_NONE_MATCH);
    if asked.is_some() {
        // RFC 9110, section 13.1.3: the tag decides alone.
        request.headers_mut().remove(IF_MODIFIED_SINCE);
    }
    let unless = take(request.headers_mut(), &IF_RANGE);
    let known = match &kind {
        Kind::Object(sha256) => tag(sha256),
        _ => None,
    };
    // Small files are sent whole, so that their content can be named.
    if small || unless.is_some_and(|u| Some(u) != known) {
        request.headers_mut().remove(RANGE);
    }
    let mut response = next.run(request).await;
    let known = match known {
        Some(known) => Some(known),
        None if small && get && response.status() == StatusCode::OK => {
            let (parts, body) = response.into_parts();
            let limit = usize::try_from(MAX_READ).unwrap_or(usize::MAX);
            let Ok(bytes) = to_bytes(body, limit).await else {
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            };
            let known = tag(&hex::sha256(&bytes));
            response = Response::from_parts(parts, Body::from(bytes));
            known
        }
        None => None,
    };
    if !response.status().is_success() {
        // A root that is not there today may be there tomorrow.
        response.headers_mut().insert(CACHE_CONTROL, ASK_AGAIN);
        return response;
    }
    let holds = known.as_ref().zip(asked.as_ref()).is_some_and(|(k, a)| matches(a, k));
    if holds {
        response = not_modified(response);
    }
    let caching = match kind {
        Kind::Object(_) | Kind::Versioned => FOR_EVER,
        Kind::Bundle | Kind::Other => ASK_AGAIN,
    };
    response.headers_mut().insert(CACHE_CONTROL, caching);
    if let Some(known) = known {
        response.headers_mut().insert(ETAG, known);
    }
    response
}

fn not_modified(response: Response) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::NOT_MODIFIED;
    for name in [CONTENT_LENGTH, CONTENT_TYPE, CONTENT_RANGE] {
        parts.headers.remove(name);
    }
    Response::from_parts(parts, Body::empty())
}

fn take(headers: &mut HeaderMap, name: &HeaderName) -> Option<HeaderValue> {
    headers.remove(name)
}

fn tag(sha256: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("\"{sha256}\"")).ok()
}

/// Weak comparison with any of a list of tags, or with `*` (RFC 9110, section 13.1.2).
fn matches(asked: &HeaderValue, known: &HeaderValue) -> bool {
    let (Ok(asked), Ok(known)) = (asked.to_str(), known.to_str()) else {
        return false;
    };
    asked.split(',').map(str::trim).any(|a| a == "*" || a.trim_start_matches("W/") == known)
}
