//! The short form of blocks inside an edition: JSON arrays that start with a letter code.
//!
//! Owns both directions, so that `read(write(x)) == x`; the format is described in docs/pack-format.md.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

#[cfg(test)]
mod tests;

use super::block::{BlockBody, Line, ListItem, Span, TableRow};

impl Serialize for BlockBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self).map_err(S::Error::custom)?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for BlockBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(&Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

fn write(body: &BlockBody) -> Result<Value, &'static str> {
    Ok(match body {
        BlockBody::Heading { level, spans } => json!(["h", level, spans_out(spans)]),
        BlockBody::Paragraph { spans } => json!(["p", spans_out(spans)]),
        BlockBody::List { items } => {
            let items: Vec<Value> = items
                .iter()
                .map(|i| match (i.depth, i.ordered) {
                    (0, false) => spans_out(&i.spans),
                    (d, o) => json!([u16::from(d) * 2 + u16::from(o), spans_out(&i.spans)]),
                })
                .collect();
            json!(["l", items])
        }
        BlockBody::Table { header, rows } => {
            let rows: Vec<Value> = rows.iter().map(|r| lines_out(&r.cells)).collect();
            json!([if *header { "th" } else { "t" }, rows])
        }
        BlockBody::Link { url, label } if url == label => json!(["a", label]),
        BlockBody::Link { url, label } => json!(["a", label, url]),
        BlockBody::Phone { number, label } => json!(["tel", label, number]),
        BlockBody::Email { address, label } if address == label => json!(["mail", label]),
        BlockBody::Email { address, label } => json!(["mail", label, address]),
        BlockBody::Address { lines } => json!(["adr", lines_out(lines)]),
        BlockBody::Image { src, alt } => json!(["img", src, alt]),
        BlockBody::Notice { kind, lines } => json!(["note", kind.to_string(), lines_out(lines)]),
    })
}

fn lines_out(lines: &[Line]) -> Value {
    Value::Array(lines.iter().map(|l| spans_out(&l.spans)).collect())
}

/// One plain span is its text; otherwise an array of texts and `[codes, text, url?]`.
fn spans_out(spans: &[Span]) -> Value {
    match spans {
        [Span { text, strong: false, emphasis: false, link: None }] => json!(text),
        _ => Value::Array(spans.iter().map(span_out).collect()),
    }
}

fn span_out(span: &Span) -> Value {
    let mut codes = String::new();
    if span.link.is_some() {
        codes.push('a');
    }
    if span.strong {
        codes.push('b');
    }
    if span.emphasis {
        codes.push('i');
    }
    match &span.link {
        None if codes.is_empty() => json!(span.text),
        Some(url) if *url != span.text => json!([codes, span.text, url]),
        _ => json!([codes, span.text]),
    }
}

fn read(value: &Value) -> Result<BlockBody, &'static str> {
    let parts = value.as_array().ok_or("block is not an array")?;
    let code = text_at(parts, 0)?;
    let at = |n: usize| parts.get(n).ok_or("block is too short");
    Ok(match code {
        "h" => BlockBody::Heading {
            level: at(1)?.as_u64().and_then(|l| u8::try_from(l).ok()).ok_or("bad heading level")?,
            spans: spans_of(at(2)?)?,
        },
        "p" => BlockBody::Paragraph { spans: spans_of(at(1)?)? },
        "l" => {
            BlockBody::List { items: array(at(1)?)?.iter().map(item_of).collect::<Result<_, _>>()? }
        }
        "t" | "th" => BlockBody::Table {
            header: code == "th",
            rows: array(at(1)?)?
                .iter()
                .map(|r| lines_of(r).map(|cells| TableRow { cells }))
                .collect::<Result<_, _>>()?,
        },
        "a" => {
            let label = text_at(parts, 1)?.to_owned();
            let url = if parts.len() > 2 { text_at(parts, 2)?.to_owned() } else { label.clone() };
            BlockBody::Link { url, label }
        }
        "tel" => BlockBody::Phone {
            label: text_at(parts, 1)?.to_owned(),
            number: text_at(parts, 2)?.to_owned(),
        },
        "mail" => {
            let label = text_at(parts, 1)?.to_owned();
            let address =
                if parts.len() > 2 { text_at(parts, 2)?.to_owned() } else { label.clone() };
            BlockBody::Email { address, label }
        }
        "adr" => BlockBody::Address { lines: lines_of(at(1)?)? },
        "img" => BlockBody::Image {
            src: text_at(parts, 1)?.to_owned(),
            alt: text_at(parts, 2)?.to_owned(),
        },
        "note" => BlockBody::Notice {
            kind: text_at(parts, 1)?.parse().map_err(|_| "unknown kind of notice")?,
            lines: lines_of(at(2)?)?,
        },
        _ => return Err("unknown kind of block"),
    })
}

fn array(value: &Value) -> Result<&Vec<Value>, &'static str> {
    value.as_array().ok_or("expected an array")
}

fn text_at(parts: &[Value], n: usize) -> Result<&str, &'static str> {
    parts.get(n).and_then(Value::as_str).ok_or("expected a text")
}

fn lines_of(value: &Value) -> Result<Vec<Line>, &'static str> {
    array(value)?.iter().map(|l| spans_of(l).map(|spans| Line { spans })).collect()
}

fn item_of(value: &Value) -> Result<ListItem, &'static str> {
    if let Some([shape, spans]) = value.as_array().map(Vec::as_slice)
        && let Some(shape) = shape.as_u64()
    {
        let depth = u8::try_from(shape / 2).map_err(|_| "list nested too deep")?;
        return Ok(ListItem { depth, ordered: shape % 2 == 1, spans: spans_of(spans)? });
    }
    Ok(ListItem { depth: 0, ordered: false, spans: spans_of(value)? })
}

fn spans_of(value: &Value) -> Result<Vec<Span>, &'static str> {
    match value {
        Value::String(text) => Ok(vec![Span::plain(text.clone())]),
        Value::Array(spans) => spans.iter().map(span_of).collect(),
        _ => Err("expected spans"),
    }
}

fn span_of(value: &Value) -> Result<Span, &'static str> {
    match value {
        Value::String(text) => Ok(Span::plain(text.clone())),
        Value::Array(parts) => {
            let codes = text_at(parts, 0)?;
            let text = text_at(parts, 1)?.to_owned();
            if codes.is_empty() || !codes.chars().all(|c| matches!(c, 'a' | 'b' | 'i')) {
                return Err("unknown style of a span");
            }
            let link = match (codes.contains('a'), parts.len()) {
                (true, 2) => Some(text.clone()),
                (true, _) => Some(text_at(parts, 2)?.to_owned()),
                (false, _) => None,
            };
            Ok(Span { text, strong: codes.contains('b'), emphasis: codes.contains('i'), link })
        }
        _ => Err("expected a span"),
    }
}
