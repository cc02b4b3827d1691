//! What is left out of a record, so that it stays small: zero, false, the usual value.

use super::OriginKind;

pub(super) fn is_zero(n: &i64) -> bool {
    *n == 0
}

pub(super) fn is_zero_u32(n: &u32) -> bool {
    *n == 0
}

pub(super) fn one() -> u32 {
    1
}

pub(super) fn is_one(n: &u32) -> bool {
    *n == 1
}

pub(super) fn is_false(b: &bool) -> bool {
    !*b
}

pub(super) fn is_unknown(origin: &OriginKind) -> bool {
    *origin == OriginKind::Unknown
}
