//! Damage of JSON that leaves it JSON: a whole document, or one line of many.

use serde_json::{Map, Value, json};

use crate::random::Random;

/// Does something to a value inside; says whether there was any JSON.
pub(super) fn damage(bytes: &mut Vec<u8>, random: &mut Random) -> bool {
    if let Ok(mut value) = serde_json::from_slice::<Value>(bytes) {
        change(&mut value, random);
        *bytes = value.to_string().into_bytes();
        return true;
    }
    let mut lines: Vec<Vec<u8>> = bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let at = random.below(lines.len());
    let Some(line) = lines.get_mut(at) else { return false };
    let Ok(mut value) = serde_json::from_slice::<Value>(line) else { return false };
    change(&mut value, random);
    *line = value.to_string().into_bytes();
    *bytes = lines.join(&b'\n');
    true
}

/// Walks down to somewhere and changes what is there.
fn change(value: &mut Value, random: &mut Random) {
    let stop = random.one_in(5);
    match value {
        Value::Object(map) if !map.is_empty() && !stop => {
            let keys: Vec<String> = map.keys().cloned().collect();
            let Some(key) = random.pick(&keys) else { return };
            match random.below(12) {
                0 => drop(map.remove(key)),
                1 => rename(map, key, random),
                _ => map.get_mut(key).into_iter().for_each(|v| change(v, random)),
            }
        }
        Value::Array(items) if !items.is_empty() && !stop => {
            let at = random.below(items.len());
            match random.below(10) {
                0 => drop(items.remove(at)),
                1 => {
                    let copy = items.get(at).cloned().unwrap_or_default();
                    items.push(copy);
                }
                2 => items.reverse(),
                _ => items.get_mut(at).into_iter().for_each(|v| change(v, random)),
            }
        }
        other => *other = instead(other, random),
    }
}

fn rename(map: &mut Map<String, Value>, key: &str, random: &mut Random) {
    let keys: Vec<String> = map.keys().cloned().collect();
    let other = random.pick(&keys).cloned().unwrap_or_default();
    if let Some(value) = map.remove(key) {
        map.insert(if random.one_in(2) { other } else { format!("{key}x") }, value);
    }
}

/// Something of another kind, or the same kind and worse.
fn instead(old: &Value, random: &mut Random) -> Value {
    match (old, random.below(14)) {
        (_, 0) => Value::Null,
        (_, 1) => json!(true),
        (_, 2) => json!([]),
        (_, 3) => json!({}),
        (_, 4) => json!(""),
        (_, 5) => json!(i64::MIN),
        (_, 6) => json!(u64::MAX),
        (_, 7) => json!(-1),
        (_, 8) => json!(1.5e300),
        (old, 9) => json!([old]),
        (old, 10) => json!({"a": old}),
        (old, 11) => (0..random.below(140)).fold(old.clone(), |inner, _| json!([inner])),
        (Value::String(text), 12) => json!(text.repeat(1 + random.below(400))),
        (Value::String(text), _) => {
            let mut chars: Vec<char> = text.chars().collect();
            let at = random.below(chars.len() + 1);
            let odd = ['\u{0}', '\u{202E}', '\u{FFFF}', 'İ', '\u{1F600}', ':', '/', '\n', '-', '9'];
            chars.insert(at, *random.pick(&odd).unwrap_or(&'x'));
            json!(chars.into_iter().collect::<String>())
        }
        (Value::Number(n), _) => {
            let n = n.as_i64().unwrap_or_default();
            json!(n.wrapping_add(1 << random.below(63)))
        }
        (old, _) => json!([old, old]),
    }
}
