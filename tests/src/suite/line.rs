//! The line between a story and its server: it stalls once in the middle of a download, so that
//! there is something to cancel, and it is cut when the story asks to be offline.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::part::Trouble;

/// How much of the stalled object arrives.
const ARRIVES: usize = 64;

/// A loopback address that passes everything on to another one.
pub struct Line {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    cut: AtomicBool,
    stalled: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

impl Line {
    /// Opens a line to a server.
    ///
    /// # Errors
    /// When loopback gives no port.
    pub fn to(server: SocketAddr) -> Result<Self, Trouble> {
        let trouble = |error| Trouble(format!("no port on loopback: {error}"));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(trouble)?;
        let address = listener.local_addr().map_err(trouble)?;
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for client in listener.incoming() {
                if shared.cut.load(Ordering::SeqCst) {
                    break;
                }
                if let Ok(client) = client {
                    // A server that is gone answers like one that hangs up.
                    let _ = shared.carry(client, server);
                }
            }
        });
        Ok(Self { address, state })
    }

    /// Where the story finds the server.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on nobody answers at [`Self::address`].
    pub fn cut(&self) {
        if !self.state.cut.swap(true, Ordering::SeqCst) {
            // The listener looks up once more and ends.
            let _ = TcpStream::connect(self.address);
        }
        for stream in self.state.open.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            // It may be closed already.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.cut();
    }
}

impl State {
    /// Carries one connection on two threads, one for each direction.
    fn carry(self: &Arc<Self>, client: TcpStream, address: SocketAddr) -> std::io::Result<()> {
        let server = TcpStream::connect(address)?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.extend([client.try_clone()?, server.try_clone()?]);
        drop(open);
        let stalls = Arc::new(AtomicBool::new(false));
        let (asks, answers) =
            (Ends(client.try_clone()?, server.try_clone()?), Ends(server, client));
        let (state, noted) = (Arc::clone(self), Arc::clone(&stalls));
        thread::spawn(move || {
            asks.pass(|bytes| {
                if is_object(bytes) && !state.stalled.swap(true, Ordering::SeqCst) {
                    noted.store(true, Ordering::SeqCst);
                }
                bytes.len()
            });
            asks.hang_up();
        });
        thread::spawn(move || {
            let whole = answers.pass(|bytes| match stalls.load(Ordering::SeqCst) {
                true => head(bytes).saturating_add(ARRIVES).min(bytes.len() / 2),
                false => bytes.len(),
            });
            // A stalled answer stays open until the client hangs up.
            if whole {
                answers.hang_up();
            }
        });
        Ok(())
    }
}

/// Where bytes come from and where they go.
struct Ends(TcpStream, TcpStream);

impl Ends {
    /// Passes on as many bytes as `how_many` allows; false when it held some back.
    fn pass(&self, how_many: impl Fn(&[u8]) -> usize) -> bool {
        let (mut from, mut to) = (&self.0, &self.1);
        let mut buffer = vec![0; 64 * 1024];
        while let Ok(length) = from.read(&mut buffer) {
            let bytes = buffer.get(..length).unwrap_or_default();
            let allowed = how_many(bytes);
            let sent = to.write_all(bytes.get(..allowed).unwrap_or_default());
            if allowed < length {
                return false;
            }
            if length == 0 || sent.is_err() {
                break;
            }
        }
        true
    }

    fn hang_up(&self) {
        for stream in [&self.0, &self.1] {
            // The other side may have been quicker.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

/// Whether this asks for an object of a pack.
fn is_object(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\r').next().unwrap_or_default();
    line.starts_with(b"GET ") && line.windows(3).any(|window| window == b"/o/")
}

/// How long the head of an answer is.
fn head(bytes: &[u8]) -> usize {
    bytes.windows(4).position(|window| window == b"\r\n\r\n").map_or(0, |at| at + 4)
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpListener, TcpStream};
    use std::thread;

    use super::Line;

    /// Answers each connection's first request with 1000 bytes and hangs up.
    fn server() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for mut client in listener.incoming().map_while(Result::ok) {
                let _ = client.read(&mut [0; 512]).unwrap();
                client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
                client.write_all(&[b'x'; 1000]).unwrap();
            }
        });
        address
    }

    fn ask(line: &Line, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(line.address()).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\n\r\n").unwrap();
        stream
    }

    #[test]
    fn the_first_object_stalls_and_everything_else_arrives() {
        let line = Line::to(server()).unwrap();
        let mut answer = Vec::new();
        ask(&line, "/metadata/1.root.json").read_to_end(&mut answer).unwrap();
        assert_eq!(answer.len(), 1019);

        let mut stalled = ask(&line, "/city/o/ab.pack.zst");
        assert!(stalled.read(&mut [0; 2048]).unwrap() < 1019);

        answer.clear();
        ask(&line, "/city/o/ab.pack.zst").read_to_end(&mut answer).unwrap();
        assert_eq!(answer.len(), 1019);
    }

    #[test]
    fn a_cut_line_ends_what_is_open_and_refuses_the_rest() {
        let line = Line::to(server()).unwrap();
        let mut stalled = ask(&line, "/city/o/ab.pack.zst");
        let mut buffer = [0; 2048];
        assert!(stalled.read(&mut buffer).unwrap() > 0);
        line.cut();
        while stalled.read(&mut buffer).is_ok_and(|length| length > 0) {}
        assert!(
            TcpStream::connect(line.address())
                .map(|mut stream| stream.read(&mut buffer).map_or(true, |length| length == 0))
                .unwrap_or(true)
        );
    }
}
