//! The two forms of JSON in metadata: canonical, which is signed, and compact with sorted keys, which is stored.
//!
//! Keys are sorted here, so that no feature of the JSON library chosen elsewhere can change the bytes.

use std::fmt::Write;

use serde_json::Value;

/// OLPC canonical JSON (TUF specification section 4.1): sorted keys, no spaces, in strings only `"` and `\` escaped.
/// Nothing where a number is no integer, which has no canonical form.
pub(super) fn canonical(value: &Value) -> Option<String> {
    let mut out = String::new();
    write_value(value, &mut out, &|text| {
        Some(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
    })?;
    Some(out)
}

/// What is stored: ordinary JSON with sorted keys and no spaces.
pub(super) fn compact(value: &Value) -> Option<String> {
    let mut out = String::new();
    write_value(value, &mut out, &|text| serde_json::to_string(text).ok())?;
    Some(out)
}

fn write_value(
    value: &Value,
    out: &mut String,
    quoted: &impl Fn(&str) -> Option<String>,
) -> Option<()> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => write!(out, "{flag}").ok()?,
        Value::Number(n) if n.is_i64() || n.is_u64() => write!(out, "{n}").ok()?,
        Value::Number(_) => return None,
        Value::String(text) => out.push_str(&quoted(text)?),
        Value::Array(items) => {
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write_value(item, out, quoted)?;
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| key.as_str());
            out.push('{');
            for (n, (key, item)) in entries.into_iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                out.push_str(&quoted(key)?);
                out.push(':');
                write_value(item, out, quoted)?;
            }
            out.push('}');
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_quotes_and_backslashes_are_escaped_where_it_is_signed() {
        let value = json!({"b": "a\"\\\n\u{7f}é", "a": [1, true, null, {}], "": -2});
        assert_eq!(
            canonical(&value).unwrap(),
            "{\"\":-2,\"a\":[1,true,null,{}],\"b\":\"a\\\"\\\\\n\u{7f}é\"}"
        );
        assert_eq!(
            compact(&value).unwrap(),
            "{\"\":-2,\"a\":[1,true,null,{}],\"b\":\"a\\\"\\\\\\n\u{7f}é\"}"
        );
    }

    #[test]
    fn fractions_have_no_canonical_form() {
        assert_eq!(canonical(&json!([1.5])), None);
    }
}
