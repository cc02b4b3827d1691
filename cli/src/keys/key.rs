//! One Ed25519 key (RFC 8032): the private half, the public half and its TUF key id.

use ring::rand::SecureRandom;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use super::{KeyError, hex};

/// The public half of a key: 32 bytes (RFC 8032, section 5.1.5), in hex where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// From 64 hex digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        hex::decode(text)?.try_into().ok().map(Self)
    }

    /// 64 hex digits.
    pub fn to_hex(self) -> String {
        hex::encode(self.0)
    }

    /// The TUF key id: SHA-256 of the canonical JSON of the key (specification section 4.2).
    pub fn id(self) -> String {
        let key = format!(
            r#"{{"keytype":"ed25519","keyval":{{"public":"{}"}},"scheme":"ed25519"}}"#,
            self.to_hex()
        );
        hex::sha256(key.as_bytes())
    }

    /// Whether `signature` is this key's over `message` (RFC 8032, section 5.1.7).
    pub fn verifies(self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.0).verify(message, signature).is_ok()
    }
}

/// The private half of a key: the 32 bytes everything else is derived from. Never shown, never logged.
#[derive(Clone)]
pub struct Seed(pub(super) [u8; 32]);

impl Seed {
    /// From bytes that somebody else keeps, such as a test's.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A new one by chance.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn make(random: &dyn SecureRandom) -> Result<Self, KeyError> {
        let mut bytes = [0; 32];
        random.fill(&mut bytes).map_err(|_| KeyError::Random)?;
        Ok(Self(bytes))
    }

    pub(super) fn pair(&self) -> Result<Ed25519KeyPair, KeyError> {
        Ed25519KeyPair::from_seed_unchecked(&self.0).map_err(|_| KeyError::Seed)
    }

    /// The public half.
    ///
    /// # Errors
    /// Never for 32 bytes; the library's answer is passed on.
    pub fn public(&self) -> Result<PublicKey, KeyError> {
        public_of(&self.pair()?)
    }
}

/// The public half of a pair.
pub(super) fn public_of(pair: &Ed25519KeyPair) -> Result<PublicKey, KeyError> {
    pair.public_key().as_ref().try_into().map(PublicKey).map_err(|_| KeyError::Seed)
}
