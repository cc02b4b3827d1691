//! The real outside world: the system's clock, reqwest, nowhere for log lines.

mod clock;
#[cfg(feature = "http")]
mod http;
mod log;

pub use clock::SystemClock;
#[cfg(feature = "http")]
pub use http::HttpTransport;
pub use log::NoLog;
