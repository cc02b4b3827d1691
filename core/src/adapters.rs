//! The real outside world: the system's clock and file system, reqwest, nowhere for log lines.

mod clock;
#[cfg(feature = "http")]
mod http;
mod log;
mod space;

pub use clock::SystemClock;
#[cfg(feature = "http")]
pub use http::{HttpTransport, Patience};
pub use log::NoLog;
pub use space::SystemSpace;
