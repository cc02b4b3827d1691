//! Reading the counts that other tools print at the end of a run.

use super::part::Tally;

/// What `cargo nextest run` counted: its line that begins with `Summary`.
pub fn nextest(lines: &[String]) -> Tally {
    let summary = lines.iter().rev().find(|line| line.trim_start().starts_with("Summary ["));
    let Some((_, counts)) = summary.and_then(|line| line.split_once("run:")) else {
        return Tally::default();
    };
    outside_brackets(counts).split(',').fold(Tally::default(), |tally, count| {
        let (number, kind) = number_and_kind(count);
        tally.and(match kind {
            "passed" => Tally { passed: number, failed: 0 },
            "skipped" => Tally::default(),
            // Failed, timed out, could not be started.
            _ => Tally { passed: 0, failed: number },
        })
    })
}

/// What `cargo test` counted, over all its programs: lines that begin with `test result:`.
pub fn libtest(lines: &[String]) -> Tally {
    let results = lines.iter().filter_map(|line| line.strip_prefix("test result:"));
    results.flat_map(|result| result.split([';', '.'])).fold(Tally::default(), |tally, count| {
        let (number, kind) = number_and_kind(count);
        tally.and(match kind {
            "passed" => Tally { passed: number, failed: 0 },
            "failed" => Tally { passed: 0, failed: number },
            _ => Tally::default(),
        })
    })
}

/// `4 passed (1 slow, 1 leaky), 1 failed` without what the brackets hold.
fn outside_brackets(counts: &str) -> String {
    counts.split('(').map(|piece| piece.split(')').next_back().unwrap_or_default()).collect()
}

/// `4 passed` is 4 and `passed`.
fn number_and_kind(count: &str) -> (u64, &str) {
    match count.trim().split_once(' ') {
        Some((number, kind)) => (number.parse().unwrap_or(0), kind.trim()),
        None => (0, "skipped"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Tally, libtest, nextest};

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn nextest_counts_every_way_to_fail() {
        let said = "    Starting 9 tests across 6 binaries\n     \
             Summary [   0.030s] 9 tests run: 5 passed (1 slow, 1 leaky), 2 failed, 1 timed out, \
             1 exec failed, 3 skipped\n        FAIL [   0.1s] companion-core one";
        assert_eq!(nextest(&lines(said)), Tally { passed: 5, failed: 4 });
        assert_eq!(nextest(&lines("error: could not compile")), Tally::default());
    }

    #[test]
    fn libtest_counts_all_its_programs() {
        let said = "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; \
             finished in 0.03s\nrunning 3 tests\ntest result: FAILED. 2 passed; 1 failed; 0 ignored";
        assert_eq!(libtest(&lines(said)), Tally { passed: 6, failed: 1 });
    }
}
