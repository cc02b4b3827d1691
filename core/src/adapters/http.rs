//! The built-in carrier: reqwest over rustls with ring and Mozilla's roots, always preconfigured.
//!
//! The system's trust store is not asked: its Android verifier needs set-up over JNI and panics without. What is
//! fetched is signed anyway. The client tells nothing about device or person.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use async_trait::async_trait;
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, Url};

use crate::ports::{Request, Response, Transport, TransportError};

const CONNECT: Duration = Duration::from_secs(15);
/// Longest silence in the middle of a transfer.
const SILENCE: Duration = Duration::from_secs(30);
const MAX_REDIRECTS: usize = 5;

/// Fetches over HTTP. Needs a tokio runtime around its futures. Nothing is set up before the first fetch, so that
/// opening a companion costs no more than reading does.
#[derive(Debug, Default)]
pub struct HttpTransport {
    client: OnceLock<Client>,
}

impl HttpTransport {
    fn client(&self) -> Result<&Client, TransportError> {
        if self.client.get().is_none() {
            // Two threads may both make one; the first stays.
            let _ = self.client.set(Self::make_client()?);
        }
        self.client.get().ok_or(TransportError::Broken)
    }

    fn make_client() -> Result<Client, TransportError> {
        let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| TransportError::Broken)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Client::builder()
            .tls_backend_preconfigured(tls)
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
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
    async fn get(&self, request: &Request) -> Result<Response, TransportError> {
        let url = Url::parse(&request.url).map_err(|_| TransportError::BadUrl)?;
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            return Err(TransportError::BadUrl);
        }
        let mut response = self.client()?.get(url).send().await.map_err(|e| told(&e))?;
        let status = response.status().as_u16();
        if status != 200 {
            return Ok(Response { status, body: Vec::new() });
        }
        if response.content_length().is_some_and(|l| l > request.max_bytes) {
            return Err(TransportError::TooLarge);
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| TransportError::Broken)? {
            if (body.len() + chunk.len()) as u64 > request.max_bytes {
                return Err(TransportError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Response { status, body })
    }
}

fn told(error: &reqwest::Error) -> TransportError {
    if error.is_connect() || error.is_timeout() {
        TransportError::Offline
    } else {
        TransportError::Broken
    }
}
