//! Calendar arithmetic written out by hand, so that the tests do not lean on the core's.

/// Milliseconds in a minute.
pub const MINUTE_MS: i64 = 60_000;
/// Milliseconds in an hour.
pub const HOUR_MS: i64 = 3_600_000;
/// Milliseconds in 24 hours.
pub const DAY_MS: i64 = 86_400_000;

/// Days from 1970-01-01 to a date, by counting years and months.
pub fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let mut days = 0;
    for past in 1970..year {
        days += if leap(past) { 366 } else { 365 };
    }
    for past in year..1970 {
        days -= if leap(past) { 366 } else { 365 };
    }
    let lengths = [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    days + lengths[..(month - 1) as usize].iter().sum::<i64>() + day - 1
}

/// A day number as "2026-11-01".
pub fn day_text(number: i64) -> String {
    let mut year = 1970 + number / 366 - i64::from(number < 0);
    while day_number(year + 1, 1, 1) <= number {
        year += 1;
    }
    let mut month = 1;
    while month < 12 && day_number(year, month + 1, 1) <= number {
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", number - day_number(year, month, 1) + 1)
}

/// "2026-11-01" as a day number; panics on anything else.
pub fn day_from(text: &str) -> i64 {
    let mut parts = text.split('-').map(|part| part.parse::<i64>().unwrap_or_else(|_| panic!("no date: {text}")));
    let mut part = || parts.next().unwrap_or_else(|| panic!("no date: {text}"));
    day_number(part(), part(), part())
}

/// "2026-11-01 01:30:00" or with a T, as milliseconds since 1970 by its own clock; panics on anything else.
pub fn local_ms(text: &str) -> i64 {
    let (date, time) = text.split_at_checked(10).unwrap_or_else(|| panic!("no time: {text}"));
    let mut parts = time[1..].split(':').map(|part| part.parse::<i64>().unwrap_or_else(|_| panic!("no time: {text}")));
    let mut part = || parts.next().unwrap_or_else(|| panic!("no time: {text}"));
    let (hour, minute, second) = (part(), part(), part());
    day_from(date) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1_000
}

/// "2026-11-01T01:30:00-04:00" as UTC milliseconds and offset in seconds; "Z" is the offset 0. Panics on anything else.
pub fn instant(text: &str) -> (i64, i32) {
    let (local, zone) = text.split_at_checked(19).unwrap_or_else(|| panic!("no time: {text}"));
    let offset_s = if zone == "Z" {
        0
    } else {
        let sign = if zone.starts_with('-') { -1 } else { 1 };
        let (hours, minutes) = zone[1..].split_once(':').unwrap_or_else(|| panic!("no offset: {text}"));
        sign * (hours.parse::<i32>().unwrap() * 3_600 + minutes.parse::<i32>().unwrap() * 60)
    };
    (local_ms(local) - i64::from(offset_s) * 1_000, offset_s)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_count_as_the_calendar_does() {
        assert_eq!(day_number(1970, 1, 1), 0);
        assert_eq!(day_number(2000, 3, 1), 11_017);
        assert_eq!(day_number(1969, 12, 31), -1);
        for number in (-800..40_000).step_by(7) {
            assert_eq!(day_from(&day_text(number)), number);
        }
    }

    #[test]
    fn instants_are_read_with_their_offset() {
        assert_eq!(instant("2026-11-01T01:30:00-04:00"), (1_793_511_000_000, -14_400));
        assert_eq!(instant("1970-01-01T00:00:00Z"), (0, 0));
        assert_eq!(instant("1970-01-01T05:45:00+05:45"), (0, 20_700));
    }
}
