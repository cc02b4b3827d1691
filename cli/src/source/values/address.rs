//! Addresses of the web, of mail and of the telephone.

use url::Url;

use super::{Read, fault, short};

/// An `https:` or `http:` address.
pub(crate) fn url(text: &str) -> Read<String> {
    let wrong = |why: &str| {
        fault("invalid-url", format!("`{}` {why}: write https://example.org/page", short(text)))
    };
    match Url::parse(text) {
        Ok(url) if !matches!(url.scheme(), "https" | "http") => wrong("is no web address"),
        Ok(url) if url.host_str().is_none_or(str::is_empty) => wrong("names no host"),
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            wrong("carries a user name or password")
        }
        Ok(_) if text.chars().any(char::is_whitespace) => wrong("has a space in it"),
        Ok(_) => Ok(text.to_owned()),
        Err(_) => wrong("is no web address"),
    }
}

/// The base of files or of a service: `https:`, or `http:` on this machine.
pub(crate) fn base_url(text: &str) -> Read<String> {
    let text = url(text)?;
    let safe = Url::parse(&text).is_ok_and(|u| {
        u.scheme() == "https" || matches!(u.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
    });
    if safe {
        Ok(text)
    } else {
        fault("invalid-url", format!("`{}` must begin with https:", short(&text)))
    }
}

/// An e-mail address.
pub(crate) fn email(text: &str) -> Read<String> {
    let good = text.split_once('@').is_some_and(|(who, host)| {
        !who.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !host.contains('@')
    });
    if good && !text.chars().any(|c| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>')) {
        Ok(text.to_owned())
    } else {
        fault("invalid-email", format!("`{}` is no single e-mail address", short(text)))
    }
}

/// A telephone number as it is dialled; separators are dropped.
pub(crate) fn phone(text: &str) -> Read<String> {
    let separator =
        |c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '–' | '/' | '.' | '(' | ')');
    let number: String = text.chars().filter(|c| !separator(*c)).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    let dialled = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '#'));
    let count = digits.chars().filter(char::is_ascii_digit).count();
    if dialled && (2..=20).contains(&count) {
        Ok(number)
    } else {
        fault(
            "invalid-phone",
            format!("`{}` cannot be dialled: write one number, such as +49 30 123456", short(text)),
        )
    }
}
