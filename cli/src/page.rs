//! Text for people: lines that are never wider than the terminal, coloured only where that is wanted.

use std::io::IsTerminal;

use unicode_width::UnicodeWidthChar;

/// Widest page: longer lines are hard to read.
const WIDEST: usize = 100;
/// Narrowest page that is laid out.
const NARROWEST: usize = 12;

/// What a piece of text is, by the roles of the look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Plain,
    /// First in rank.
    Strong,
    /// Second in rank.
    Dim,
    /// A session by day.
    Ray,
    /// A session at night, or running.
    Lamp,
    /// Own milk.
    Milk,
    /// Donor milk and formula.
    Supplement,
    /// Call somebody.
    Alert,
}

impl Ink {
    /// ANSI codes of the dark look's colours; weight and faintness where a light terminal would lose them.
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Dim => "2",
            Self::Ray => "38;5;179",
            Self::Lamp => "1;38;5;215",
            Self::Milk => "38;5;180",
            Self::Supplement => "38;5;138",
            Self::Alert => "1;38;5;173",
        }
    }
}

/// How wide the page is, and whether it has colour.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) width: usize,
    pub(crate) colour: bool,
}

impl Look {
    /// `COLUMNS` first, then the terminal, else 80; colour only on a terminal, without `NO_COLOR`.
    pub(crate) fn of_stdout() -> Self {
        let columns = set("COLUMNS").and_then(|text| text.to_str()?.parse::<usize>().ok()).filter(|width| *width > 0);
        let width = columns
            .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
            .unwrap_or(80)
            .clamp(NARROWEST, WIDEST);
        Self { width, colour: std::io::stdout().is_terminal() && wants_colour() }
    }
}

/// What the environment says about colour, whatever it is written to.
pub(crate) fn wants_colour() -> bool {
    set("NO_COLOR").is_none() && set("TERM").is_none_or(|term| term != "dumb")
}

/// A variable that is there and not empty.
fn set(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// One line, before it is wrapped.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    chars: Vec<(char, Ink)>,
    /// Columns by which the second row of a wrapped line is set in.
    hang: usize,
}

/// Shows what would move the cursor, ring, or turn the text around.
pub(crate) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            '\r' => shown.push_str("\\r"),
            // Controls, and the marks that reorder what stands around them.
            c if c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}') =>
            {
                shown.extend(c.escape_unicode());
            }
            c => shown.push(c),
        }
    }
    shown
}

/// Columns that a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

impl Line {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A line of one piece.
    pub(crate) fn of(ink: Ink, text: &str) -> Self {
        Self::new().ink(ink, text)
    }

    /// Sets in the rows that a wrapped line goes on in.
    pub(crate) fn hang(mut self, columns: usize) -> Self {
        self.hang = columns;
        self
    }

    pub(crate) fn text(self, text: &str) -> Self {
        self.ink(Ink::Plain, text)
    }

    pub(crate) fn ink(mut self, ink: Ink, text: &str) -> Self {
        self.chars.extend(escaped(text).chars().map(|c| (c, ink)));
        self
    }

    /// Fills up to a column.
    pub(crate) fn to(mut self, column: usize) -> Self {
        while self.width() < column {
            self.chars.push((' ', Ink::Plain));
        }
        self
    }

    /// The text, with its right edge at a column.
    pub(crate) fn right(self, ink: Ink, text: &str, column: usize) -> Self {
        let start = column.saturating_sub(width(text));
        self.to(start).ink(ink, text)
    }

    pub(crate) fn width(&self) -> usize {
        self.chars.iter().map(|(c, _)| c.width().unwrap_or(0)).sum()
    }

    /// Breaks at spaces where it can, and anywhere where it must.
    fn rows(&self, width: usize) -> Vec<Vec<(char, Ink)>> {
        let hang = self.hang.min(width / 2);
        let mut rows = Vec::new();
        let mut rest = self.chars.as_slice();
        loop {
            let indent = if rows.is_empty() { 0 } else { hang };
            let room = width - indent;
            let mut used = 0;
            let fits = rest.iter().take_while(|(c, _)| {
                used += c.width().unwrap_or(0);
                used <= room
            });
            let fits = fits.count();
            let mut row = vec![(' ', Ink::Plain); indent];
            if fits == rest.len() {
                row.extend_from_slice(rest);
                rows.push(row);
                return rows;
            }
            let lead = rest.iter().take_while(|(c, _)| *c == ' ').count();
            let space = (lead + 1..=fits).rev().find(|at| rest[*at].0 == ' ');
            let cut = space.unwrap_or(fits.max(1));
            row.extend_from_slice(&rest[..cut]);
            rows.push(row);
            rest = &rest[cut..];
            let spaces = rest.iter().take_while(|(c, _)| *c == ' ').count();
            rest = &rest[spaces..];
            if rest.is_empty() {
                return rows;
            }
        }
    }
}

/// The page of one command.
#[derive(Debug)]
pub(crate) struct Page {
    look: Look,
    text: String,
}

impl Page {
    pub(crate) fn new(look: Look) -> Self {
        Self { look, text: String::new() }
    }

    pub(crate) fn width(&self) -> usize {
        self.look.width
    }

    pub(crate) fn line(&mut self, line: &Line) {
        for mut row in line.rows(self.look.width) {
            while row.last().is_some_and(|(c, _)| *c == ' ') {
                row.pop();
            }
            let mut ink = Ink::Plain;
            for (c, next) in row {
                if self.look.colour && next != ink {
                    self.text.push_str("\u{1b}[0m");
                    if next != Ink::Plain {
                        self.text.push_str(&format!("\u{1b}[{}m", next.code()));
                    }
                    ink = next;
                }
                self.text.push(if c == crate::words::TIE { ' ' } else { c });
            }
            if ink != Ink::Plain {
                self.text.push_str("\u{1b}[0m");
            }
            self.text.push('\n');
        }
    }

    pub(crate) fn say(&mut self, text: &str) {
        self.line(&Line::new().text(text));
    }

    pub(crate) fn title(&mut self, text: &str) {
        self.line(&Line::of(Ink::Strong, text));
    }

    pub(crate) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(line: &Line, width: usize) -> Vec<String> {
        line.rows(width).iter().map(|row| row.iter().map(|(c, _)| *c).collect()).collect()
    }

    #[test]
    fn a_long_line_breaks_between_words_and_goes_on_set_in() {
        assert_eq!(rows(&Line::of(Ink::Plain, "one two three").hang(2), 8), ["one two", "  three"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        assert_eq!(rows(&Line::of(Ink::Plain, "abcdefgh"), 3), ["abc", "def", "gh"]);
    }

    #[test]
    fn wide_letters_count_twice() {
        assert_eq!(rows(&Line::of(Ink::Plain, "日本語"), 4), ["日本", "語"]);
    }

    #[test]
    fn what_would_steer_the_terminal_is_shown_instead() {
        assert_eq!(escaped("a\u{1b}[31m\nb\u{202e}"), "a\\u{1b}[31m\\nb\\u{202e}");
    }
}
