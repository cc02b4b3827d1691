//! A folder over HTTP on loopback: for looking at what is published, for demos and for tests.
//!
//! Not a public web server: no TLS, no access from other machines. Any ordinary one carries the same files; what it
//! should say about caching is told by `headers`.

mod headers;
#[cfg(test)]
mod tests;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use http_body_util::BodyExt;
use tokio::sync::oneshot;
use tower_http::services::ServeDir;

/// How long file reads may hold up stopping.
const PATIENCE: Duration = Duration::from_secs(2);

/// A running server; stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    counts: Arc<Counts>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Counts {
    requests: AtomicU64,
    sent_bytes: AtomicU64,
}

impl Server {
    /// Serves `folder` on 127.0.0.1. Port 0 takes a free one.
    ///
    /// # Errors
    /// When the folder is none, or the port is taken.
    pub fn start(folder: &Path, port: u16) -> io::Result<Self> {
        if !folder.is_dir() {
            return Err(io::Error::new(io::ErrorKind::NotADirectory, "is not a folder"));
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let counts = Arc::new(Counts::default());
        let app = app(folder.to_owned(), Arc::clone(&counts));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new().name("serve".into()).spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    _ = axum::serve(listener, app).into_future() => {}
                    _ = stopped => {}
                }
            });
            // Every connection is a task of this runtime and is closed with it.
            runtime.shutdown_timeout(PATIENCE);
        })?;
        Ok(Self { address, counts, stop: Some(stop), thread: Some(thread) })
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Bytes of response bodies handed to the network since the start.
    pub fn sent_bytes(&self) -> u64 {
        self.counts.sent_bytes.load(Ordering::Relaxed)
    }

    /// Requests since the start, whatever the answer.
    pub fn requests(&self) -> u64 {
        self.counts.requests.load(Ordering::Relaxed)
    }

    /// Closes the port and every connection; when it returns, nothing is served any more.
    pub fn stop(mut self) {
        self.end();
    }

    /// Serves until the process is ended.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            // A panicked thread serves no more, which is all that is waited for.
            let _ = thread.join();
        }
    }

    fn end(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

fn app(folder: PathBuf, counts: Arc<Counts>) -> Router {
    Router::new()
        .fallback_service(ServeDir::new(folder))
        .layer(from_fn(headers::answer))
        .layer(from_fn_with_state(counts, count))
}

async fn count(State(counts): State<Arc<Counts>>, request: Request, next: Next) -> Response {
    counts.requests.fetch_add(1, Ordering::Relaxed);
    next.run(request).await.map(|body| {
        Body::new(body.inspect_frame(move |frame| {
            let bytes = frame.data_ref().map_or(0, Bytes::len);
            counts.sent_bytes.fetch_add(u64::try_from(bytes).unwrap_or(0), Ordering::Relaxed);
        }))
    })
}
