//! Documents to signed bytes and back: canonical JSON, Ed25519, thresholds (TUF specification sections 4.1, 4.2, 5.3.4).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::document::Document;
use super::error::PublishError;
use super::json::{canonical, compact};
use crate::keys::{KeyRing, PublicKey, Role, RoleKeys, hex};

/// The bytes of a document's file, signed by all keys of these sets that are here: one set, or two while keys are
/// replaced.
///
/// # Errors
/// [`PublishError::Keys`] where they are too few for one of the sets.
pub(super) fn seal<T: Document>(
    document: &T,
    role: Role,
    sets: &[&RoleKeys],
    keys: &KeyRing,
) -> Result<Vec<u8>, PublishError> {
    if let Some(missing) = sets.iter().map(|set| keys.missing_of(set)).find(|n| *n > 0) {
        return Err(PublishError::Keys { role, missing });
    }
    let signed = serde_json::to_value(document)?;
    let message = canonical(&signed).ok_or_else(no_form)?;
    // By key id, so that a key of both sets signs once: clients refuse two signatures of one key.
    let signed_by: BTreeMap<_, _> =
        sets.iter().flat_map(|set| keys.sign_with(set, message.as_bytes())).collect();
    let signatures: Vec<Value> = signed_by
        .into_iter()
        .map(|(keyid, signature)| json!({"keyid": keyid, "sig": hex::encode(signature)}))
        .collect();
    let file = json!({"signatures": signatures, "signed": signed});
    Ok(compact(&file).ok_or_else(no_form)?.into_bytes())
}

/// The document of a file that enough of these keys have signed; the reason where they have not.
pub(super) fn open<T: Document>(bytes: &[u8], trusted: &RoleKeys) -> Result<T, String> {
    let document: T = read(bytes)?;
    if !signed_by(bytes, trusted)? {
        return Err("is not signed by the keys it should be".into());
    }
    Ok(document)
}

/// The document of a file, without looking at signatures.
pub(super) fn read<T: Document>(bytes: &[u8]) -> Result<T, String> {
    let file = parse(bytes)?;
    let signed = file.get("signed").cloned().unwrap_or_default();
    let document: T = serde_json::from_value(signed)
        .map_err(|e| format!("is no {} document ({:?} error)", T::KIND, e.classify()))?;
    if document.head().kind != T::KIND {
        return Err(format!("is no {} document", T::KIND));
    }
    Ok(document)
}

/// Whether a threshold of distinct keys has signed the file.
pub(super) fn signed_by(bytes: &[u8], trusted: &RoleKeys) -> Result<bool, String> {
    let file = parse(bytes)?;
    let signed = file.get("signed").cloned().unwrap_or_default();
    let message = canonical(&signed).ok_or("has a number that cannot be signed")?;
    let mut good: BTreeSet<PublicKey> = BTreeSet::new();
    for signature in file.get("signatures").and_then(Value::as_array).into_iter().flatten() {
        let text = |field| signature.get(field).and_then(Value::as_str);
        let (Some(id), Some(sig)) = (text("keyid"), text("sig").and_then(hex::decode)) else {
            continue;
        };
        let key = trusted.keys.iter().find(|k| k.id() == id);
        good.extend(key.filter(|k| k.verifies(message.as_bytes(), &sig)));
    }
    Ok(u32::try_from(good.len()).is_ok_and(|n| n >= trusted.threshold))
}

fn parse(bytes: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(bytes).map_err(|e| {
        format!("is no JSON ({:?} error at line {} column {})", e.classify(), e.line(), e.column())
    })
}

fn no_form() -> PublishError {
    PublishError::Json(serde::ser::Error::custom("a number is no integer"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::document::{Root, Targets};
    use super::*;
    use crate::keys::Seed;

    fn trusted() -> RoleKeys {
        RoleKeys { threshold: 2, keys: vec![key(1), key(2), key(3)] }
    }

    fn key(n: u8) -> PublicKey {
        Seed::new([n; 32]).public().unwrap()
    }

    #[test]
    fn one_key_signs_once_however_often_it_stands_there() {
        let roles = |threshold| RoleKeys { threshold, keys: vec![key(1)] };
        let signed = json!({"_type": "targets"});
        let one = KeyRing::new(
            crate::keys::PerRole {
                root: roles(1),
                targets: roles(1),
                snapshot: roles(1),
                timestamp: roles(1),
                editions: roles(1),
            },
            &[Seed::new([1; 32])],
        );
        let message = canonical(&signed).unwrap();
        let (keyid, sig) =
            one.unwrap().sign(Role::Targets, message.as_bytes()).pop_first().unwrap();
        let signature = json!({"keyid": keyid, "sig": hex::encode(sig)});
        let file = json!({"signatures": [signature, signature], "signed": signed}).to_string();
        assert_eq!(signed_by(file.as_bytes(), &roles(1)), Ok(true));
        assert_eq!(signed_by(file.as_bytes(), &trusted()), Ok(false));
    }

    proptest! {
        #[test]
        fn nothing_unsigned_is_opened(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[\\[\\]{}\":,0-9.a-z_]*") {
            let with = format!("{{\"signatures\":[{text}],\"signed\":{{{text}}}}}");
            for bytes in [bytes.as_slice(), text.as_bytes(), with.as_bytes()] {
                prop_assert!(open::<Root>(bytes, &trusted()).is_err());
                prop_assert!(open::<Targets>(bytes, &trusted()).is_err());
            }
        }
    }
}
