//! How many tests passed and failed, from what the runners print.

/// Tests of a suite.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    /// Suites, not tests: what a suite would have run is not known.
    pub(crate) skipped: u64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// Where a runner's numbers stand.
#[allow(dead_code, reason = "each suite uses one of them; the phones' suites come and go with their tools")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counting {
    /// A check that prints none: it counts as one test.
    Whole,
    /// `test result: ok. 12 passed; 0 failed; ...`, once for each test program.
    Cargo,
    /// `12 passed, 0 failed`, with or without `, 3 skipped`, alone on a line; the last one counts.
    Plain,
    /// `Executed 12 tests, with 0 failures` (XCTest; the last one counts) and `Test run with 12 tests ... passed`
    /// or `... failed ... with 2 issues` (Swift Testing).
    Swift,
    /// `Tests run: 12, Failures: 0, Errors: 0, Skipped: 0`, the sum that stands last.
    Maven,
}

impl Counting {
    /// Counts in what a command printed. One that failed without naming a failed test, or that ran none, has failed.
    pub(crate) fn of(self, printed: &str, succeeded: bool) -> Counts {
        let printed = &without_colours(printed);
        let mut counts = match self {
            Self::Whole => Counts { passed: u64::from(succeeded), ..Counts::default() },
            Self::Cargo => cargo(printed),
            Self::Plain => printed.lines().rev().find_map(plain).unwrap_or_default(),
            Self::Swift => swift(printed),
            Self::Maven => printed.lines().rev().find_map(maven).unwrap_or_default(),
        };
        let ran_none = counts.passed + counts.failed == 0;
        if counts.failed == 0 && (!succeeded || ran_none) {
            counts.failed = 1;
        }
        counts
    }
}

/// Runners colour what they print even where nobody looks, and leave the end of a colour on the next line.
fn without_colours(printed: &str) -> String {
    let mut parts = printed.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or(part, |(_, text)| text));
    }
    plain
}

/// The number that stands right before a word.
fn before(text: &str, word: &str) -> Option<u64> {
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_end_matches([',', ';', '.'])).collect();
    let at = words.iter().position(|candidate| *candidate == word)?;
    words.get(at.checked_sub(1)?)?.parse().ok()
}

fn cargo(printed: &str) -> Counts {
    let mut counts = Counts::default();
    for line in printed.lines().filter_map(|line| line.trim().strip_prefix("test result:")) {
        counts.passed += before(line, "passed").unwrap_or(0);
        counts.failed += before(line, "failed").unwrap_or(0);
    }
    counts
}

fn plain(line: &str) -> Option<Counts> {
    let words: Vec<&str> = line.trim().split(", ").collect();
    let number = |index: usize, word: &str| before(words.get(index)?, word);
    if words.len() > 3 || words.iter().any(|part| part.split_whitespace().count() != 2) {
        return None;
    }
    Some(Counts {
        passed: number(0, "passed")?,
        failed: number(1, "failed")?,
        skipped: number(2, "skipped").unwrap_or(0),
    })
}

fn maven(line: &str) -> Option<Counts> {
    let (_, sum) = line.split_once("Tests run: ")?;
    // The line of one class has its time behind it.
    let mut numbers =
        sum.split(", ").map(|part| part.rsplit_once(' ').map_or(part, |(_, number)| number).parse::<u64>());
    let (Some(Ok(run)), Some(Ok(failures)), Some(Ok(errors)), Some(Ok(skipped)), None) =
        (numbers.next(), numbers.next(), numbers.next(), numbers.next(), numbers.next())
    else {
        return None;
    };
    let failed = failures + errors;
    Some(Counts { passed: run.saturating_sub(failed + skipped), failed, skipped: 0 })
}

fn swift(printed: &str) -> Counts {
    let mut counts = Counts::default();
    if let Some(line) = printed.lines().rfind(|line| line.trim().starts_with("Executed ")) {
        let run = before(line, "tests").or_else(|| before(line, "test")).unwrap_or(0);
        let failed = before(line, "failures").or_else(|| before(line, "failure")).unwrap_or(0);
        counts += Counts { passed: run.saturating_sub(failed), failed, skipped: 0 };
    }
    if let Some(line) = printed.lines().rfind(|line| line.contains("Test run with ")) {
        let run = before(line, "tests").or_else(|| before(line, "test")).unwrap_or(0);
        let issues = before(line, "issues").or_else(|| before(line, "issue")).unwrap_or(0).min(run);
        counts += Counts { passed: run - issues, failed: issues, skipped: 0 };
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64, skipped: u64) -> Counts {
        Counts { passed, failed, skipped }
    }

    #[test]
    fn cargos_programs_add_up() {
        let printed = "test result: ok. 23 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out\n\
                       test result: FAILED. 4 passed; 1 failed; 0 ignored\n";
        assert_eq!(Counting::Cargo.of(printed, false), counts(27, 1, 0));
    }

    #[test]
    fn a_build_that_breaks_is_one_failure() {
        assert_eq!(Counting::Cargo.of("error: could not compile", false), counts(0, 1, 0));
        assert_eq!(Counting::Cargo.of("test result: ok. 3 passed; 0 failed;", false), counts(3, 1, 0));
    }

    #[test]
    fn a_runner_that_ran_no_test_has_failed() {
        assert_eq!(Counting::Cargo.of("test result: ok. 0 passed; 0 failed;", true), counts(0, 1, 0));
        assert_eq!(Counting::Swift.of("", true), counts(0, 1, 0));
    }

    #[test]
    fn the_plain_line_is_the_last_one_that_stands_alone() {
        let printed = "5 passed, 5 failed\nsee 1 passed, 2 failed here\n7 passed, 0 failed, 1 skipped\n";
        assert_eq!(Counting::Plain.of(printed, true), counts(7, 0, 1));
    }

    #[test]
    fn a_colour_that_ends_on_the_line_is_not_part_of_it() {
        assert_eq!(
            Counting::Plain.of("BUILD \u{1b}[1mSUCCESS\n\u{1b}[0m196 passed, 0 failed\n", true),
            counts(196, 0, 0)
        );
    }

    #[test]
    fn both_of_swifts_runners_are_counted() {
        let printed = "Executed 12 tests, with 1 failure (0 unexpected) in 0.1 seconds\n\
                       Test run with 8 tests in 2 suites passed after 0.1 seconds.\n";
        assert_eq!(Counting::Swift.of(printed, false), counts(19, 1, 0));
    }

    #[test]
    fn mavens_sum_is_the_line_without_a_time() {
        let printed = "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 4.9 s -- in A\n\
                       [ERROR] Tests run: 9, Failures: 1, Errors: 1, Skipped: 0\n";
        assert_eq!(Counting::Maven.of(printed, false), counts(7, 2, 0));
    }

    #[test]
    fn a_check_without_numbers_is_one_test() {
        assert_eq!(Counting::Whole.of("", true), counts(1, 0, 0));
        assert_eq!(Counting::Whole.of("", false), counts(0, 1, 0));
    }
}
