//! Bars of Unicode blocks.

use crate::page::{Ink, Line};

/// A session by day: a block with a gap behind it.
const RAY: &str = "▊";
/// A session at night.
const LAMP: &str = "▓";

/// Blocks for the sessions of a day: the night's first, set apart, then the day's. Each stands for `scale` sessions.
pub(crate) fn sessions(line: Line, sessions: i32, night: i32, scale: usize) -> Line {
    let sessions = sessions.max(0) as usize;
    let night = (night.max(0) as usize).min(sessions);
    let (at_night, by_day) = (night.div_ceil(scale.max(1)), (sessions - night).div_ceil(scale.max(1)));
    let line = line.ink(Ink::Lamp, &LAMP.repeat(at_night));
    let line = if at_night > 0 && by_day > 0 { line.text(" ") } else { line };
    line.ink(Ink::Ray, &RAY.repeat(by_day))
}

/// How many sessions one block stands for, so that `most` of them fit into `room`.
pub(crate) fn scale(most: i32, room: usize) -> usize {
    let most = most.max(1) as usize;
    // One column is the space between night and day; where blocks stand for several, each of the two rounds up.
    if most < room { 1 } else { most.div_ceil(room.saturating_sub(3).max(1)) }
}

/// A level bar of eighths.
pub(crate) fn level(line: Line, ink: Ink, value: f64, most: f64, room: usize) -> Line {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if value <= 0.0 || most <= 0.0 {
        return line;
    }
    // Anything at all shows as a sliver.
    let eighths = ((value / most).min(1.0) * room as f64 * 8.0).round().max(1.0) as usize;
    line.ink(ink, &"█".repeat(eighths / 8)).ink(ink, EIGHTHS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Line;

    #[test]
    fn a_day_is_never_wider_than_its_room() {
        for most in 0..200 {
            for room in 4..30 {
                for night in 0..=most {
                    let line = sessions(Line::new(), most, night, scale(most, room));
                    assert!(line.width() <= room, "{most} {night} {room}: {}", line.width());
                }
            }
        }
    }

    #[test]
    fn a_level_fills_its_room_at_most() {
        assert_eq!(level(Line::new(), Ink::Milk, 5.0, 5.0, 10).width(), 10);
        assert_eq!(level(Line::new(), Ink::Milk, 0.001, 5.0, 10).width(), 1);
        assert_eq!(level(Line::new(), Ink::Milk, 0.0, 5.0, 10).width(), 0);
    }
}
