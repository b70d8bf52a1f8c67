//! Figures, dates and durations in words.

use relatch_core::{ClockTime, Day, Stamp, Volume, VolumeUnit, volume_number};

use crate::moment::wall_clock;

/// Holds a number and its unit together where a line is wrapped; the page prints it as a space.
pub(crate) const TIE: char = '\u{a0}';

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "Tuesday 24 November".
pub(crate) fn long_day(day: Day) -> String {
    let (_, month, date) = parts(day);
    format!("{} {date} {}", WEEKDAYS[day.weekday() as usize % 7], MONTHS[month % 12])
}

/// "Tuesday 24 November 2026".
pub(crate) fn dated_day(day: Day) -> String {
    format!("{} {}", long_day(day), parts(day).0)
}

/// "Tue 24".
pub(crate) fn short_day(day: Day) -> String {
    format!("{} {:>2}", &WEEKDAYS[day.weekday() as usize % 7][..3], parts(day).2)
}

/// "24 Nov".
pub(crate) fn day_month(day: Day) -> String {
    let (_, month, date) = parts(day);
    format!("{date} {}", &MONTHS[month % 12][..3])
}

/// Year, month from 0, day of the month.
fn parts(day: Day) -> (i32, usize, i32) {
    let text = day.text();
    let mut numbers = text.split('-').map(|part| part.parse::<i32>().unwrap_or(1));
    let mut next = || numbers.next().unwrap_or(1);
    let (year, month, date) = (next(), next(), next());
    (year, (month - 1).max(0) as usize, date)
}

/// "14:02", by the offset that was shown there.
pub(crate) fn clock(stamp: Stamp) -> String {
    wall_clock(stamp).1.text()
}

/// "14:02", with the day when it is another than that of `beside`.
pub(crate) fn clock_beside(stamp: Stamp, beside: Stamp) -> String {
    let (day, time) = wall_clock(stamp);
    let (today, _) = wall_clock(beside);
    match day.number() - today.number() {
        0 => time.text(),
        1 => format!("{} tomorrow", time.text()),
        -1 => format!("{} yesterday", time.text()),
        -6..=6 => format!("{} {}", &WEEKDAYS[day.weekday() as usize % 7][..3], time.text()),
        _ => format!("{} {}", day_month(day), time.text()),
    }
}

/// "2 h 10 min", "45 min".
pub(crate) fn long(minutes: i64) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0, minutes) => format!("{minutes}{TIE}min"),
        (hours, 0) => format!("{hours}{TIE}h"),
        (hours, minutes) => format!("{hours}{TIE}h{TIE}{minutes}{TIE}min"),
    }
}

/// "2:10", hours and minutes.
pub(crate) fn hours(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// Whole minutes, rounded.
pub(crate) fn minutes(ms: i64) -> i64 {
    (ms + 30_000).div_euclid(60_000)
}

/// "1 session", "2 sessions".
pub(crate) fn count(number: i64, one: &str) -> String {
    if number == 1 { format!("1{TIE}{one}") } else { format!("{number}{TIE}{one}s") }
}

/// An amount in the set unit, as fine as a person reads it: whole millilitres, tenths below ten.
pub(crate) fn amount(microlitres: i64, unit: VolumeUnit) -> String {
    let number = match unit {
        VolumeUnit::Ml if microlitres.abs() >= 10_000 => {
            volume_number((microlitres + 500).div_euclid(1_000) * 1_000, unit)
        }
        VolumeUnit::Ml => volume_number((microlitres + 50).div_euclid(100) * 100, unit),
        VolumeUnit::Oz => volume_number(microlitres, unit),
    };
    format!("{number}{TIE}{}", unit.symbol())
}

/// An amount as it was typed, in its own unit.
pub(crate) fn typed(volume: Volume) -> String {
    match volume {
        Volume::Unmeasured => "not measured".to_owned(),
        Volume::Drops => "drops".to_owned(),
        Volume::Measured { microlitres, unit } => format!("{}{TIE}{}", volume_number(microlitres, unit), unit.symbol()),
    }
}

/// A decimal with one place, without a trailing zero.
pub(crate) fn tenth(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// "23:00 to 05:00".
pub(crate) fn window(from: ClockTime, to: ClockTime) -> String {
    format!("{} to {}", from.text(), to.text())
}

/// Several facts on one line; a new row never begins with the dot.
pub(crate) fn facts(facts: &[String]) -> String {
    facts.join(&format!("{TIE}· "))
}

/// The first letter as a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_a_person_says_them() {
        let said = [0, 45, 120, 130].map(|minutes| long(minutes).replace(TIE, " "));
        assert_eq!(said, ["0 min", "45 min", "2 h", "2 h 10 min"]);
    }

    #[test]
    fn days_have_names() {
        let day = Day::parse("2026-11-24").unwrap();
        assert_eq!(dated_day(day), "Tuesday 24 November 2026");
        assert_eq!(short_day(Day::parse("2026-11-01").unwrap()), "Sun  1");
    }

    #[test]
    fn amounts_are_as_fine_as_they_need_to_be() {
        let said = |microlitres, unit| amount(microlitres, unit).replace(TIE, " ");
        assert_eq!(said(412_345, VolumeUnit::Ml), "412 ml");
        assert_eq!(said(4_260, VolumeUnit::Ml), "4.3 ml");
        assert_eq!(said(0, VolumeUnit::Ml), "0 ml");
        assert_eq!(said(14_787, VolumeUnit::Oz), "0.5 oz");
    }
}
