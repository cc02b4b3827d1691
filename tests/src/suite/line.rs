//! The line between a story and its server: downloads stall on it in the middle until the story has
//! cancelled one, and it is cut when the story asks to be offline.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::part::Trouble;

/// A loopback address that passes everything on to another one.
pub struct Line {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    cut: AtomicBool,
    /// Whether objects arrive whole.
    flows: Mutex<bool>,
    change: Condvar,
    open: Mutex<Vec<TcpStream>>,
}

impl Line {
    /// Opens a line to a server; of every object half a piece arrives until [`Self::flow`].
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

    /// From now on objects arrive whole, those that stalled too.
    pub fn flow(&self) {
        *lock(&self.state.flows) = true;
        self.state.change.notify_all();
    }

    /// From now on nobody answers at [`Self::address`].
    pub fn cut(&self) {
        if !self.state.cut.swap(true, Ordering::SeqCst) {
            // The listener looks up once more and ends.
            let _ = TcpStream::connect(self.address);
        }
        for stream in lock(&self.state.open).drain(..) {
            // It may be closed already.
            let _ = stream.shutdown(Shutdown::Both);
        }
        self.flow();
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
        lock(&self.open).extend([client.try_clone()?, server.try_clone()?]);
        let object = Arc::new(AtomicBool::new(false));
        let noted = Arc::clone(&object);
        let asks = Ends(client.try_clone()?, server.try_clone()?);
        thread::spawn(move || {
            asks.pass(|bytes, mut to| {
                noted.store(is_object(bytes), Ordering::SeqCst);
                to.write_all(bytes)
            });
        });
        let state = Arc::clone(self);
        let answers = Ends(server, client);
        thread::spawn(move || {
            answers.pass(|bytes, mut to| {
                let middle = if object.load(Ordering::SeqCst) { bytes.len() / 2 } else { 0 };
                let (before, after) = bytes.split_at(middle);
                to.write_all(before)?;
                if middle > 0 {
                    state.wait_until_it_flows();
                }
                to.write_all(after)
            });
        });
        Ok(())
    }

    fn wait_until_it_flows(&self) {
        let mut flows = lock(&self.flows);
        while !*flows {
            flows = self.change.wait(flows).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Where bytes come from and where they go.
struct Ends(TcpStream, TcpStream);

impl Ends {
    /// Hands everything that comes to `on`, until one side hangs up; then so does the other.
    fn pass(&self, on: impl Fn(&[u8], &TcpStream) -> std::io::Result<()>) {
        let mut buffer = vec![0; 64 * 1024];
        while let Ok(length) = (&self.0).read(&mut buffer)
            && length > 0
            && on(buffer.get(..length).unwrap_or_default(), &self.1).is_ok()
        {}
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

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A thread that panicked leaves nothing half done here.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
                if client.read(&mut [0; 512]).is_ok_and(|length| length > 0) {
                    // A client that was cut off does not read it.
                    let _ = client.write_all(&[b'x'; 1000]);
                }
            }
        });
        address
    }

    fn ask(line: &Line, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(line.address()).unwrap();
        // At once: whoever reads a part of a request would answer that.
        stream.write_all(format!("GET {path} HTTP/1.1\r\n\r\n").as_bytes()).unwrap();
        stream
    }

    fn rest(mut stream: &TcpStream) -> usize {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        answer.len()
    }

    #[test]
    fn an_object_stalls_until_it_flows_and_everything_else_arrives() {
        let line = Line::to(server()).unwrap();
        assert_eq!(rest(&ask(&line, "/metadata/1.root.json")), 1000);

        let mut stalled = ask(&line, "/city/o/ab.pack.zst");
        let arrived = stalled.read(&mut [0; 2048]).unwrap();
        assert!(arrived < 1000);

        line.flow();
        assert_eq!(arrived + rest(&stalled), 1000);
        assert_eq!(rest(&ask(&line, "/city/o/ab.pack.zst")), 1000);
    }

    #[test]
    fn a_cut_line_ends_what_is_open_and_refuses_the_rest() {
        let line = Line::to(server()).unwrap();
        let mut stalled = ask(&line, "/city/o/ab.pack.zst");
        let mut buffer = [0; 2048];
        let arrived = stalled.read(&mut buffer).unwrap();
        line.cut();
        let mut after = 0;
        while let Ok(length @ 1..) = stalled.read(&mut buffer) {
            after += length;
        }
        assert!(arrived + after < 1000);
        let again = TcpStream::connect(line.address());
        assert!(again.map_or(true, |mut stream| !matches!(stream.read(&mut buffer), Ok(1..))));
    }
}
