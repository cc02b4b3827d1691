//! What something costs and whether one needs an appointment: a word where the source is sure, text always.

use super::clock::date;
use super::entry::{Entry, heading};
use super::records::Record;
use super::writer::Writer;

/// Whole texts that say that nothing is to be paid.
const FREE: [&str; 30] = [
    "0",
    "$0",
    "0.00",
    "$0.00",
    "£0",
    "€0",
    "0 €",
    "free",
    "free of charge",
    "free service",
    "this service is free",
    "services are free",
    "all services are free",
    "no charge",
    "no cost",
    "no fee",
    "no fees",
    "none",
    "there is no charge",
    "there is no fee",
    "there are no fees",
    "no charge for services",
    "no charge for service",
    "kostenlos",
    "kostenfrei",
    "gebührenfrei",
    "gratuit",
    "gratis",
    "ücretsiz",
    "безкоштовно",
];
/// Whole texts that say that anybody may come.
const COME: [&str; 12] = [
    "walk in",
    "walk-in",
    "walk-ins",
    "walk-ins welcome",
    "drop in",
    "drop-in",
    "drop-ins welcome",
    "no appointment necessary",
    "no appointment needed",
    "no appointment required",
    "just walk in",
    "ohne termin",
];
/// Whole texts that say that one has to ask before.
const ASK: [&str; 11] = [
    "by appointment",
    "by appointment only",
    "appointment only",
    "appointment required",
    "appointments required",
    "appointment necessary",
    "appointment is required",
    "call for an appointment",
    "call for appointment",
    "nur nach terminvereinbarung",
    "nach terminvereinbarung",
];

/// A text without case, spaces around and a full stop.
fn bare(text: &str) -> String {
    let text = text.trim().trim_end_matches(['.', '!']).to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `none` or `required`, where the way to apply says nothing else.
pub(super) fn appointment(record: &Record) -> Option<String> {
    let mut texts = record.texts("application_process").map(bare);
    let (text, None) = (texts.next()?, texts.next()) else { return None };
    let word = match text.as_str() {
        text if COME.contains(&text) => "none",
        text if ASK.contains(&text) => "required",
        _ => return None,
    };
    Some(word.to_owned())
}

impl Writer<'_> {
    /// `free`, or `paid` where every option that holds today costs something.
    pub(super) fn cost(
        &self,
        service: &Record,
        options: &[usize],
        fees: &[usize],
    ) -> Option<String> {
        let fields = ["fees_description", "fees"];
        let own = fields.iter().flat_map(|f| service.texts(f)).map(bare);
        let others =
            fees.iter().filter_map(|n| self.record(*n)).flat_map(|r| r.texts("fee")).map(bare);
        let texts: Vec<String> = own.chain(others).collect();
        let said_free = !texts.is_empty() && texts.iter().all(|t| FREE.contains(&t.as_str()));
        let mut amounts = Vec::new();
        for option in options.iter().filter_map(|n| self.record(*n)) {
            if self.is_over(option) {
                continue;
            }
            let amount = option.text("amount").and_then(|a| a.trim().parse::<f64>().ok());
            amounts.push(amount.filter(|a| a.is_finite() && *a >= 0.0));
        }
        let nothing = |a: &Option<f64>| a.is_some_and(|a| a.abs() < f64::EPSILON);
        let something = |a: &Option<f64>| a.is_some_and(|a| a > 0.0);
        match () {
            () if said_free && amounts.iter().all(nothing) => Some("free".to_owned()),
            () if said_free => None,
            () if amounts.is_empty() => None,
            () if texts.is_empty() && amounts.iter().all(nothing) => Some("free".to_owned()),
            () if amounts.iter().all(something) => Some("paid".to_owned()),
            () => None,
        }
    }

    fn is_over(&self, option: &Record) -> bool {
        let end = option.text("valid_to").and_then(|t| date(t, false));
        end.is_some_and(|day| day < self.options.today)
    }

    /// Options with everything that is said of them.
    pub(super) fn costs(&mut self, options: &[usize], entry: &mut Entry) {
        let options: Vec<usize> =
            options.iter().copied().filter(|n| self.tell(*n, entry)).collect();
        let title = self.label("hsds-costs");
        entry.section(heading(&title), |entry| {
            for n in options {
                let Some(record) = self.record(n) else { continue };
                let all = |fields: &[&str]| {
                    fields.iter().flat_map(|f| record.texts(f)).collect::<Vec<_>>().join(" ")
                };
                let currency = all(&["currency"]).to_uppercase();
                let mut value = [all(&["amount"]), currency, all(&["amount_description"])]
                    .into_iter()
                    .filter(|t| !t.is_empty())
                    .collect::<Vec<_>>()
                    .join(" ");
                let dates = [("hsds-valid-from", "valid_from"), ("hsds-valid-to", "valid_to")];
                for (label, field) in dates {
                    for day in record.texts(field) {
                        value.push_str(&format!("; {}: {day}", self.label(label)));
                    }
                }
                if self.is_over(record) {
                    value.push_str(&format!(" ({})", self.label("hsds-over")));
                }
                let option = all(&["option"]);
                let label = if option.is_empty() { self.label("hsds-fees") } else { option };
                entry.value(&label, value.trim_start_matches("; "));
                self.fields(record, entry);
                self.all_parts(n, entry);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_text_says_that_nothing_is_to_be_paid() {
        for free in ["Free.", "No  charge", " NONE "] {
            assert!(FREE.contains(&bare(free).as_str()), "{free}");
        }
        for not in ["Free for members", "No fees, donations welcome", "Sliding scale"] {
            assert!(!FREE.contains(&bare(not).as_str()), "{not}");
        }
    }
}
