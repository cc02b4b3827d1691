//! Damage of lines: twice, gone, elsewhere, from another input.

use crate::random::Random;

/// Does something to whole lines.
pub(super) fn damage(bytes: &mut Vec<u8>, corpus: &[Vec<u8>], random: &mut Random) {
    let mut lines: Vec<Vec<u8>> = bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let (one, other) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(6) {
        0 => {
            let line = lines.get(one).cloned().unwrap_or_default();
            lines.insert(other, line);
        }
        1 => drop(lines.remove(one)),
        2 => lines.swap(one, other),
        3 => {
            let foreign = random.pick(corpus).cloned().unwrap_or_default();
            let foreign: Vec<&[u8]> = foreign.split(|b| *b == b'\n').collect();
            lines.insert(one, random.pick(&foreign).map(|l| l.to_vec()).unwrap_or_default());
        }
        4 => {
            // The same separators, one field more or less.
            let separator = *random.pick(b",;\t:|= ").unwrap_or(&b',');
            let Some(line) = lines.get_mut(one) else { return };
            let mut fields: Vec<&[u8]> = line.split(|b| *b == separator).collect();
            let (at, from) = (random.below(fields.len()), random.below(fields.len()));
            if random.one_in(2) {
                fields.remove(at);
            } else {
                let field = fields.get(from).copied().unwrap_or_default();
                fields.insert(at, field);
            }
            *line = fields.join(&separator);
        }
        _ => {
            if let Some(line) = lines.get_mut(one) {
                line.clear();
            }
        }
    }
    *bytes = lines.join(&b'\n');
}
