//! One answer: what an honest server would say, and what becomes of it.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use companion_core::packs::crypto::sha256_hex;

use super::{Manner, gzip, header, is_gone};

const LOGIN: &[u8] = b"<!doctype html><title>Welcome to our hotel</title><form>Room number</form>";
const LOGIN_PATH: &str = "/login";
const GIGABYTE: u64 = 1_000_000_000;
/// Between two bytes of a creeping server.
const CREEP: Duration = Duration::from_millis(20);

/// Head and body, and how they are sent.
pub(super) struct Answer {
    pub(super) status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    way: Way,
}

/// How a body goes out.
enum Way {
    Whole,
    /// So many bytes of it, and then the connection ends.
    Until(usize),
    /// So many bytes of it, and then nothing more.
    Silent(usize),
    ByteByByte,
    /// Chunk after chunk.
    Endless,
    /// Zeros.
    Gigabyte,
}

/// Answers a request for what is a file, or nothing.
pub(super) fn to(head: &str, file: Option<Vec<u8>>, manner: Manner) -> Answer {
    let path = head.split(' ').nth(1).unwrap_or_default();
    if path == LOGIN_PATH {
        return Answer::page(200);
    }
    let Some(file) = file else {
        return match manner {
            Manner::LoginPage | Manner::LoginElsewhere | Manner::LoginNeeded => {
                of(head, &[], manner)
            }
            Manner::Instead(body) => honest(head, &body),
            Manner::Elsewhere(address) => Answer::elsewhere(address),
            Manner::Status(status) => Answer::bare(status),
            _ => Answer::bare(404),
        };
    };
    of(head, &file, manner)
}

fn of(head: &str, file: &[u8], manner: Manner) -> Answer {
    match manner {
        Manner::Honest => honest(head, file),
        Manner::IgnoresRange => Answer::whole(file),
        Manner::WrongOffset => asked_part(head, file, |from, to| {
            let answer = Answer::part(file, from + 1, to, file.len());
            answer.unwrap_or_else(|| Answer::whole(file))
        }),
        Manner::WrongTotal => asked_part(head, file, |from, to| {
            Answer::part(file, from, to, file.len() + 7).unwrap_or_else(|| Answer::whole(file))
        }),
        Manner::NoContentRange => {
            let mut answer = honest(head, file);
            answer.headers.retain(|(name, _)| *name != "Content-Range");
            answer
        }
        Manner::NewTag => {
            static ANSWERS: AtomicU64 = AtomicU64::new(0);
            let tag = format!("\"{}\"", ANSWERS.fetch_add(1, Ordering::SeqCst));
            let mut answer = match header(head, "if-range") {
                Some(_) => Answer::whole(file),
                None => honest(head, file),
            };
            answer.set("ETag", tag);
            answer
        }
        Manner::Unsatisfiable => unsatisfiable(file),
        Manner::LoginPage => Answer::page(200),
        Manner::LoginNeeded => Answer::page(511),
        Manner::LoginElsewhere => Answer::elsewhere(LOGIN_PATH.to_owned()),
        Manner::Elsewhere(address) => Answer::elsewhere(address),
        Manner::WeakTag => {
            known_by(head, file, "If-None-Match", "ETag", format!("W/{}", tag(file)))
        }
        Manner::Dated(date) => known_by(head, file, "If-Modified-Since", "Last-Modified", date),
        Manner::Packed(times) => {
            let body = (0..times).fold(file.to_vec(), |body, _| gzip(&body));
            let mut answer = Answer::whole(&body);
            answer.set("Content-Encoding", vec!["gzip"; usize::from(times)].join(", "));
            answer
        }
        Manner::BreakOff(bytes) => Answer { way: Way::Until(bytes), ..honest(head, file) },
        Manner::CutShort(bytes) => honest(head, file.get(..bytes).unwrap_or(file)),
        Manner::Silent(bytes) => Answer { way: Way::Silent(bytes), ..honest(head, file) },
        Manner::Endless => {
            let headers = vec![("Transfer-Encoding", "chunked".to_owned())];
            Answer { headers, way: Way::Endless, ..Answer::bare(200) }
        }
        Manner::Gigabyte => {
            let mut answer = Answer::bare(200);
            answer.set("Content-Length", GIGABYTE.to_string());
            Answer { way: Way::Gigabyte, ..answer }
        }
        Manner::Creeping => Answer { way: Way::ByteByByte, ..honest(head, file) },
        Manner::Status(status) => Answer::bare(status),
        Manner::Instead(body) => honest(head, &body),
    }
}

fn honest(head: &str, file: &[u8]) -> Answer {
    let tag = tag(file);
    if header(head, "if-none-match") == Some(tag.as_str()) {
        let mut answer = Answer::bare(304);
        answer.set("ETag", tag);
        return answer;
    }
    let is_same = header(head, "if-range").is_none_or(|told| told == tag);
    match range(head, file).filter(|_| is_same) {
        Some((from, to)) => {
            Answer::part(file, from, to, file.len()).unwrap_or_else(|| unsatisfiable(file))
        }
        None => Answer::whole(file),
    }
}

/// The file, or 304 where the other side names it as it is named here.
fn known_by(head: &str, file: &[u8], asked: &str, told: &'static str, value: String) -> Answer {
    let mut answer = match header(head, asked) == Some(value.as_str()) {
        true => Answer::bare(304),
        false => Answer { body: file.to_vec(), ..Answer::bare(200) },
    };
    answer.set(told, value);
    answer
}

/// What was asked for, as another makes it; the whole where no part was asked for.
fn asked_part(head: &str, file: &[u8], make: impl FnOnce(usize, usize) -> Answer) -> Answer {
    range(head, file).map_or_else(|| honest(head, file), |(from, to)| make(from, to))
}

fn unsatisfiable(file: &[u8]) -> Answer {
    let mut answer = Answer::bare(416);
    answer.set("Content-Range", format!("bytes */{}", file.len()));
    answer
}

/// The first byte that is asked for and the one behind the last, where a range is.
fn range(head: &str, file: &[u8]) -> Option<(usize, usize)> {
    let (from, to) = header(head, "range")?.strip_prefix("bytes=")?.split_once('-')?;
    let to = match to {
        "" => file.len(),
        last => last.parse::<usize>().ok()?.saturating_add(1).min(file.len()),
    };
    Some((from.parse().ok()?, to))
}

fn tag(file: &[u8]) -> String {
    format!("\"{}\"", sha256_hex(file))
}

impl Answer {
    fn bare(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), way: Way::Whole }
    }

    fn whole(file: &[u8]) -> Self {
        let mut answer = Self { body: file.to_vec(), ..Self::bare(200) };
        answer.set("ETag", tag(file));
        answer.set("Accept-Ranges", "bytes".to_owned());
        answer
    }

    /// Bytes `from` to before `to`; nothing where there are none.
    fn part(file: &[u8], from: usize, to: usize, total: usize) -> Option<Self> {
        let body = file.get(from..to).filter(|part| !part.is_empty())?;
        let mut answer = Self { body: body.to_vec(), ..Self::bare(206) };
        answer.set("ETag", tag(file));
        answer.set("Content-Range", format!("bytes {from}-{}/{total}", to - 1));
        Some(answer)
    }

    fn elsewhere(address: String) -> Self {
        let mut answer = Self::bare(302);
        answer.set("Location", address);
        answer
    }

    fn page(status: u16) -> Self {
        let mut answer = Self { body: LOGIN.to_vec(), ..Self::bare(status) };
        answer.set("Content-Type", "text/html".to_owned());
        answer
    }

    fn set(&mut self, name: &'static str, value: String) {
        self.headers.retain(|(before, _)| *before != name);
        self.headers.push((name, value));
    }

    /// Bytes of the body that it sets out to send; 0 where there is no end.
    pub(super) fn length(&self) -> u64 {
        let body = match self.way {
            Way::Until(bytes) | Way::Silent(bytes) => bytes.min(self.body.len()),
            _ => self.body.len(),
        };
        body as u64
    }

    /// Sends it; `silent` is called when it has nothing more to say and stays.
    pub(super) fn send(
        mut self,
        mut stream: TcpStream,
        date: &str,
        silent: impl Fn(),
    ) -> io::Result<()> {
        if !matches!(self.way, Way::Endless | Way::Gigabyte) && self.status != 304 {
            self.set("Content-Length", self.body.len().to_string());
        }
        let mut head =
            format!("HTTP/1.1 {} Said\r\nDate: {date}\r\nConnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            // Writing to a text cannot fail.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("\r\n");
        let until = |bytes: usize| self.body.get(..bytes).unwrap_or(&self.body);
        match self.way {
            Way::Whole => stream.write_all(&[head.as_bytes(), &self.body].concat()),
            Way::Until(bytes) => stream.write_all(&[head.as_bytes(), until(bytes)].concat()),
            Way::Silent(bytes) => {
                stream.write_all(&[head.as_bytes(), until(bytes)].concat())?;
                silent();
                is_gone(&mut stream, None).map(|_| ())
            }
            Way::ByteByByte => {
                stream.write_all(head.as_bytes())?;
                for byte in &self.body {
                    stream.write_all(&[*byte])?;
                    if is_gone(&mut stream, Some(CREEP))? {
                        break;
                    }
                }
                Ok(())
            }
            Way::Endless => {
                stream.write_all(head.as_bytes())?;
                let chunk = [b"1000\r\n".as_slice(), &[b' '; 0x1000], b"\r\n"].concat();
                loop {
                    stream.write_all(&chunk)?;
                }
            }
            Way::Gigabyte => {
                stream.write_all(head.as_bytes())?;
                loop {
                    stream.write_all(&[0; 0x1000])?;
                }
            }
        }
    }
}
