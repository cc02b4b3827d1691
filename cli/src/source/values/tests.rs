//! What is a value and what is not.

use super::*;

#[test]
fn ids_are_lower_case_letters_of_any_script() {
    for good in ["a", "town-hall", "größe_2", "आवास", "መኖሪያ", "سكن"] {
        assert!(id(good).is_ok(), "{good}");
    }
    for bad in ["", "A", "a b", "a/b", "..", "a.b", "é\u{202e}", "\u{301}a", "ǅ"] {
        assert!(id(bad).is_err(), "{bad}");
    }
    assert!(id(&"a".repeat(96)).is_ok());
    assert!(id(&"a".repeat(97)).is_err());
    assert!(reference("pack/page").is_ok());
    assert!(reference("a/b/c").is_err());
    assert!(foreign_reference("page").is_err());
}

#[test]
fn dates_must_exist() {
    assert!(date("2028-02-29").is_ok());
    for bad in ["2027-02-29", "27-02-01", "2027-2-1", "+2027-02-1", "30.06.2027"] {
        assert!(date(bad).is_err(), "{bad}");
    }
    assert_eq!(moment("2026-11-20 08:00").unwrap(), "2026-11-20T08:00:00");
    assert!(moment("2026-11-20T08:00:00Z").is_err());
}

#[test]
fn addresses_and_numbers() {
    assert!(url("https://example.org/ä?q=1").is_ok());
    for bad in ["example.org", "javascript:x", "https://", "https://u:p@x.org", "https://x.org/a b"]
    {
        assert!(url(bad).is_err(), "{bad}");
    }
    assert!(base_url("http://example.org").is_err());
    assert!(base_url("http://127.0.0.1:8080").is_ok());
    assert_eq!(phone("+49 (30) 123-45/6").unwrap(), "+4930123456");
    assert_eq!(phone("112").unwrap(), "112");
    for bad in ["", "1", "call us", "030 1 or 030 2", "+", "++49 30"] {
        assert!(phone(bad).is_err(), "{bad}");
    }
    assert!(zone("Europe/Berlin").is_ok());
    assert!(zone("Europe/Bonn").is_err());
    assert!(email("a@b.example").is_ok());
    assert!(email("a@b.example, c@d.example").is_err());
}
