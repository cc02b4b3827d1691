//! `rrule`: a recurrence rule and a first start give the listed times; what RFC 5545 forbids is refused by its name.
//!
//! Two kinds of lines: `rrule` with `dtstart` and `instances`, and `ical`, some properties of an event, with `expected`. The
//! second kind speaks of whole sets with `RDATE`, `EXDATE` and `EXRULE`. `forbidden` reads a rule a second time, knowing
//! nothing of the project's reader, so that nothing legal passes by being refused.

mod forbidden;

use std::fs;
use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use companion_core::time::rule::Rule;
use companion_core::time::series::{Added, Length, Series};
use serde_json::Value;

use super::Tally;

/// Times of one case that are shown.
const SHOWN: usize = 6;

/// Runs the suite on files of lines of JSON.
///
/// # Errors
/// When a file cannot be read, or a line is no case.
pub fn run(paths: &[PathBuf]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for path in paths {
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let place = || format!("{}:{}", path.display(), n + 1);
            let case: Value =
                serde_json::from_str(line).map_err(|e| format!("{}: {e}", place()))?;
            run_case(&case, &mut tally).map_err(|e| format!("{}: {e}", place()))?;
        }
    }
    Ok(tally)
}

/// What a case says, in one form for both kinds of lines.
struct Case {
    input: String,
    start: NaiveDateTime,
    rules: Vec<String>,
    without_rules: Vec<String>,
    dates: Vec<NaiveDateTime>,
    without: Vec<NaiveDateTime>,
    /// None: the suite wants the rule to be refused.
    expected: Option<Vec<NaiveDateTime>>,
    /// A time from which the rule is expanded a second time.
    from: Option<NaiveDateTime>,
    /// Whether the lines come from a program that reads `BYWEEKNO` without `BYDAY` as all seven days.
    weeks_are_whole: bool,
}

fn run_case(case: &Value, tally: &mut Tally) -> Result<(), String> {
    if case.get("nonstandard_byeaster").and_then(Value::as_bool) == Some(true) {
        tally.skip("BYEASTER is of no standard");
        return Ok(());
    }
    let case = if case.get("ical").is_some() { of_properties(case)? } else { of_rule(case)? };
    let all = case.rules.iter().chain(&case.without_rules);
    if case.weeks_are_whole && all.clone().any(|rule| forbidden::has_bare_weeks(rule)) {
        tally.skip("BYWEEKNO without BYDAY: the suite takes all seven days, RFC 5545 the first start's weekday");
        return Ok(());
    }
    let expected = case.expected.as_ref().map_or("refused".into(), |times| shown(times));
    let part = all.clone().find_map(|rule| forbidden::part(rule));
    match (series(&case), part.as_deref()) {
        (Err(fault), Some(part)) if fault.contains(part) => tally.pass(),
        (Err(fault), Some(part)) => tally.fail(&case.input, format!("refused for {part}"), fault),
        (Err(_), None) if case.expected.is_none() => tally.pass(),
        (Err(fault), None) => tally.fail(&case.input, expected, fault),
        (Ok(_), Some(part)) => {
            tally.fail(&case.input, format!("refused for {part}"), "read as a rule");
        }
        (Ok(series), None) => compare(&case, &series, tally),
    }
    Ok(())
}

fn compare(case: &Case, series: &Series, tally: &mut Tally) {
    let Some(expected) = &case.expected else {
        tally.fail(&case.input, "refused", "read as a rule");
        return;
    };
    // One more than is listed shows that there is no more; of an endless rule the list is a beginning.
    let is_endless = series.rules.iter().any(Rule::is_endless);
    let limit = expected.len() + usize::from(!is_endless);
    let got: Vec<_> = series.list_of(series.start).take(limit).collect();
    if got != *expected {
        tally.fail(&case.input, shown(expected), shown(&got));
        return;
    }
    let from = case.from.unwrap_or(series.start);
    let later: Vec<_> = series.list_of(from).take(limit).collect();
    let expected: Vec<_> = expected.iter().copied().filter(|at| *at >= from).collect();
    let got = later.get(..expected.len()).unwrap_or(&later);
    if got == expected {
        tally.pass();
    } else {
        tally.fail(format!("{} from {from}", case.input), shown(&expected), shown(got));
    }
}

fn series(case: &Case) -> Result<Series, String> {
    let read = |rules: &[String]| -> Result<Vec<Rule>, String> {
        rules.iter().map(|rule| Rule::parse(rule).map_err(|e| e.to_string())).collect()
    };
    let mut series = Series::once(case.start, Length::Exact(chrono::TimeDelta::zero()));
    series.rules = read(&case.rules)?;
    series.without_rules = read(&case.without_rules)?;
    series.dates = case.dates.iter().map(|start| Added { start: *start, length: None }).collect();
    series.without = case.without.iter().copied().collect();
    // The suites list what rules and dates give.
    series.start_takes_place = false;
    Ok(series)
}

fn of_rule(case: &Value) -> Result<Case, String> {
    let text = |name: &str| case.get(name).and_then(Value::as_str);
    let rule = text("rrule").ok_or("no rrule")?;
    let start = text("dtstart").ok_or("no dtstart")?;
    Ok(Case {
        input: format!("{start} {rule}"),
        start: time(start)?,
        rules: vec![rule.to_owned()],
        without_rules: Vec::new(),
        dates: Vec::new(),
        without: Vec::new(),
        expected: times(case.get("instances"))?,
        from: text("start_at").map(time).transpose()?,
        weeks_are_whole: false,
    })
}

fn of_properties(case: &Value) -> Result<Case, String> {
    let lines = case.get("ical").and_then(Value::as_str).ok_or("ical is no text")?;
    let mut out = Case {
        input: lines.trim().replace('\n', " "),
        start: NaiveDateTime::MIN,
        rules: Vec::new(),
        without_rules: Vec::new(),
        dates: Vec::new(),
        without: Vec::new(),
        expected: times(case.get("expected"))?,
        from: None,
        weeks_are_whole: true,
    };
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // A rule may stand there alone; names are in any case (RFC 5545, section 2).
        let (name, value) = line.split_once(':').unwrap_or(("RRULE", line));
        let list = || value.split(',').map(time).collect::<Result<Vec<_>, _>>();
        let name = name.split(';').next().unwrap_or_default().to_ascii_uppercase();
        match name.as_str() {
            "DTSTART" => out.start = time(value)?,
            "RRULE" => out.rules.push(value.to_owned()),
            "EXRULE" => out.without_rules.push(value.to_owned()),
            "RDATE" => out.dates.extend(list()?),
            "EXDATE" => out.without.extend(list()?),
            other => return Err(format!("unknown property {other}")),
        }
    }
    Ok(out)
}

fn times(list: Option<&Value>) -> Result<Option<Vec<NaiveDateTime>>, String> {
    let Some(list) = list.and_then(Value::as_array) else { return Ok(None) };
    let text = |value: &Value| value.as_str().ok_or("a time is no text".to_owned()).and_then(time);
    list.iter().map(text).collect::<Result<_, _>>().map(Some)
}

fn time(text: &str) -> Result<NaiveDateTime, String> {
    let text = text.trim().trim_end_matches('Z');
    let day = |text| NaiveDate::parse_from_str(text, "%Y%m%d");
    let at = match text.contains('T') {
        true => NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S"),
        false => day(text).map(|day| day.and_time(NaiveTime::MIN)),
    };
    at.map_err(|e| format!("{text}: {e}"))
}

fn shown(times: &[NaiveDateTime]) -> String {
    let first: Vec<String> =
        times.iter().take(SHOWN).map(|at| at.format("%Y%m%dT%H%M%S").to_string()).collect();
    let more = if times.len() > SHOWN { " …" } else { "" };
    format!("{} times: {}{more}", times.len(), first.join(" "))
}
