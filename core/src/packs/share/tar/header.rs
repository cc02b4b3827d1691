//! A header of 512 bytes.

use super::TarFault;

/// Bytes of a header; contents are filled up to a multiple of it.
pub const BLOCK: usize = 512;

/// One header.
pub(super) type Block = [u8; BLOCK];

// Fields: where they begin and how long they are.
const NAME: (usize, usize) = (0, 100);
const MODE: (usize, usize) = (100, 8);
const USER: (usize, usize) = (108, 8);
const GROUP: (usize, usize) = (116, 8);
const SIZE: (usize, usize) = (124, 12);
const TIME: (usize, usize) = (136, 12);
const SUM: (usize, usize) = (148, 8);
const KIND: (usize, usize) = (156, 1);
const LINK: (usize, usize) = (157, 100);
const MAGIC: (usize, usize) = (257, 6);
const VERSION: (usize, usize) = (263, 2);
const PREFIX: (usize, usize) = (345, 155);

const USTAR: &[u8] = b"ustar\0";
const REGULAR: u8 = b'0';

/// The header of a regular file that everybody may read: nobody's, of no time, so that equal content has equal bytes.
pub(super) fn write(name: &str, length: u64) -> Result<Block, TarFault> {
    let mut block = [0; BLOCK];
    let size = format!("{length:011o}\0");
    if name.len() > NAME.1 {
        return Err(TarFault::Name);
    }
    if size.len() != SIZE.1 {
        return Err(TarFault::TooLong);
    }
    put(&mut block, NAME, name.as_bytes());
    put(&mut block, MODE, b"0000644\0");
    put(&mut block, USER, b"0000000\0");
    put(&mut block, GROUP, b"0000000\0");
    put(&mut block, SIZE, size.as_bytes());
    put(&mut block, TIME, b"00000000000\0");
    put(&mut block, KIND, &[REGULAR]);
    put(&mut block, MAGIC, USTAR);
    put(&mut block, VERSION, b"00");
    let sum = format!("{:06o}\0 ", sum(&block));
    put(&mut block, SUM, sum.as_bytes());
    Ok(block)
}

/// Name and length of the regular file that a header tells of.
pub(super) fn read(block: &Block) -> Result<(String, u64), TarFault> {
    if number(get(block, SUM)).is_none_or(|s| s != u64::from(sum(block))) {
        return Err(TarFault::Checksum);
    }
    // GNU's own kinds come under GNU's own magic, so they are named before it.
    match get(block, KIND).first().copied().unwrap_or_default() {
        REGULAR => {}
        b'1' | b'2' => return Err(TarFault::Link),
        b'3' | b'4' | b'6' => return Err(TarFault::Device),
        b'5' => return Err(TarFault::Folder),
        b'x' | b'g' => return Err(TarFault::Pax),
        b'D' | b'K' | b'L' | b'M' | b'N' | b'S' | b'V' => return Err(TarFault::Gnu),
        _ => return Err(TarFault::Kind),
    }
    if get(block, MAGIC) != USTAR || get(block, VERSION) != b"00" {
        return Err(TarFault::NotUstar);
    }
    if get(block, LINK).iter().any(|b| *b != 0) {
        return Err(TarFault::Link);
    }
    if get(block, SIZE).first().is_some_and(|b| *b >= 0x80) {
        return Err(TarFault::Gnu);
    }
    let length = number(get(block, SIZE)).ok_or(TarFault::Length)?;
    // Long enough without it; a second part could make one name out of two.
    if get(block, PREFIX).iter().any(|b| *b != 0) {
        return Err(TarFault::Name);
    }
    let field = get(block, NAME);
    let end = field.iter().position(|b| *b == 0).unwrap_or(field.len());
    let (name, rest) = field.split_at_checked(end).unwrap_or_default();
    if rest.iter().any(|b| *b != 0) {
        return Err(TarFault::Name);
    }
    let name = std::str::from_utf8(name).map_err(|_| TarFault::Name)?;
    let climbs = name.split(['/', '\\']).any(|step| step == "..");
    if climbs || name.starts_with(['/', '\\']) || name.contains(':') {
        return Err(TarFault::Traversal);
    }
    Ok((name.to_owned(), length))
}

/// The sum of all bytes, those of the sum itself taken as spaces.
fn sum(block: &Block) -> u32 {
    let (from, length) = SUM;
    let own = from..from + length;
    block
        .iter()
        .enumerate()
        .map(|(at, byte)| if own.contains(&at) { 32 } else { u32::from(*byte) })
        .sum()
}

/// Octal digits up to a NUL or a space, and nothing but those behind.
fn number(field: &[u8]) -> Option<u64> {
    let end = field.iter().position(|b| matches!(b, 0 | b' ')).unwrap_or(field.len());
    let (digits, rest) = field.split_at_checked(end)?;
    let octal = digits.iter().all(|b| matches!(b, b'0'..=b'7'));
    if digits.is_empty() || !octal || rest.iter().any(|b| !matches!(b, 0 | b' ')) {
        return None;
    }
    u64::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok()
}

fn get(block: &Block, (from, length): (usize, usize)) -> &[u8] {
    block.get(from..from + length).unwrap_or_default()
}

fn put(block: &mut Block, (from, length): (usize, usize), bytes: &[u8]) {
    let field = block.get_mut(from..from + length).unwrap_or_default();
    field.iter_mut().zip(bytes).for_each(|(to, byte)| *to = *byte);
}
