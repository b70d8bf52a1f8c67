//! Two plots as plain SVG: calibration, and a few journeys with their bands.

use crate::journeys::{FAMILIES, Journey};
use crate::score::{AS_OF, HORIZONS, LEVELS, Tally};
use relatch_core::{OutlookInput, forecast as outlook};
use std::fmt::Write as _;

const INK: &str = "#2b2b33";
const FAINT: &str = "#d9d6d0";
const BAND: &str = "#7a5c99";
const TRUTH: &str = "#c8642d";

/// Share of days below each quantile against its level: all cells bold, each cell faint.
pub(crate) fn calibration(all: &Tally, cells: &[Tally]) -> String {
    let (size, left, top) = (360.0, 60.0, 40.0);
    let at = |x: f64, y: f64| (left + x * size, top + (1.0 - y) * size);
    let mut svg = open(480.0, 480.0, "Calibration of the outlook");
    frame(&mut svg, left, top, size, size);
    let line = |tally: &Tally| {
        LEVELS
            .iter()
            .zip(tally.below)
            .map(|(l, b)| {
                let (x, y) = at(*l, b / tally.count.max(1) as f64);
                format!("{x:.1},{y:.1}")
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    let ((x0, y0), (x1, y1)) = (at(0.0, 0.0), at(1.0, 1.0));
    let _ = writeln!(svg, r#"<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="{INK}" stroke-dasharray="4 4"/>"#);
    for cell in cells {
        let _ =
            writeln!(svg, r#"<polyline points="{}" fill="none" stroke="{BAND}" stroke-opacity="0.3"/>"#, line(cell));
    }
    let _ = writeln!(svg, r#"<polyline points="{}" fill="none" stroke="{BAND}" stroke-width="3"/>"#, line(all));
    for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let (x, y) = at(tick, 0.0);
        text(&mut svg, x, y + 18.0, "middle", &format!("{:.0} %", tick * 100.0));
        let (x, y) = at(0.0, tick);
        text(&mut svg, x - 8.0, y + 4.0, "end", &format!("{:.0} %", tick * 100.0));
    }
    text(&mut svg, left + size / 2.0, top + size + 38.0, "middle", "quantile that was forecast");
    text(&mut svg, left, top - 14.0, "start", "share of days that fell below it (bold: all; faint: each cell)");
    svg + "</svg>\n"
}

/// One journey of each of eight families: logged days, full days, and the bands seen from day 14 and day 28.
pub(crate) fn journeys(all: &[Journey]) -> String {
    let (width, height, columns) = (300.0, 170.0, 2);
    let shown: Vec<&Journey> = if all.iter().any(|j| j.family >= FAMILIES.len()) {
        all.iter().take(8).collect()
    } else {
        [0, 3, 4, 5, 6, 7, 8, 9].iter().filter_map(|f| all.iter().find(|j| j.family == *f)).collect()
    };
    let rows = shown.len().div_ceil(columns);
    let mut svg = open(60.0 + 360.0 * columns as f64, 30.0 + 230.0 * rows as f64, "A few journeys with their bands");
    for (n, journey) in shown.into_iter().enumerate() {
        let left = 60.0 + 360.0 * (n % columns) as f64;
        let top = 40.0 + 230.0 * (n / columns) as f64;
        let most = 1.2 * journey.full[..60].iter().copied().fold(40.0, f64::max);
        let x = |day: f64| left + width * day / 60.0;
        let y = |ml: f64| top + height * (1.0 - (ml / most).min(1.0));
        frame(&mut svg, left, top, width, height);
        let name = FAMILIES.get(journey.family).unwrap_or(&"other making");
        text(
            &mut svg,
            left,
            top - 8.0,
            "start",
            &format!("{name}, seed {}, need {:.0} ml", journey.seed, journey.need_ml),
        );
        text(&mut svg, left - 6.0, top + 10.0, "end", &format!("{most:.0} ml"));
        text(&mut svg, left - 6.0, top + height, "end", "0");
        text(&mut svg, left, top + height + 16.0, "start", "day 0");
        text(&mut svg, left + width, top + height + 16.0, "end", "day 60");
        for as_of in [14_u32, 28] {
            bands(&mut svg, journey, as_of, &x, &y);
        }
        for day in 0..60 {
            let _ = writeln!(
                svg,
                r#"<circle cx="{:.1}" cy="{:.1}" r="1.6" fill="none" stroke="{TRUTH}"/>"#,
                x(day as f64),
                y(journey.full[day])
            );
            if let Some(ml) = journey.logged[day] {
                let _ = writeln!(svg, r#"<circle cx="{:.1}" cy="{:.1}" r="1.8" fill="{INK}"/>"#, x(day as f64), y(ml));
            }
        }
    }
    text(
        &mut svg,
        60.0,
        16.0,
        "start",
        "filled: logged; ring: the full day; bands 80 % and 40 % with the middle, seen from days 14 and 28",
    );
    svg + "</svg>\n"
}

fn bands(svg: &mut String, journey: &Journey, as_of: u32, x: &dyn Fn(f64) -> f64, y: &dyn Fn(f64) -> f64) {
    let input = OutlookInput {
        own_milk_ml: journey.logged.clone(),
        need_ml: journey.need_ml,
        since: journey.since,
        as_of,
        horizons: (1..=14).collect(),
        goal_ml: None,
    };
    let Ok(outlook) = outlook(&input) else { return };
    if outlook.points.is_empty() {
        return;
    }
    let day = |h: u32| x(f64::from(as_of) - 1.0 + f64::from(h));
    for (low, high, opacity) in [(1, 9, 0.22), (3, 7, 0.35)] {
        let up = outlook.points.iter().map(|p| format!("{:.1},{:.1}", day(p.horizon), y(p.quantiles[high].ml)));
        let down = outlook.points.iter().rev().map(|p| format!("{:.1},{:.1}", day(p.horizon), y(p.quantiles[low].ml)));
        let edge: Vec<String> = up.chain(down).collect();
        let _ = writeln!(svg, r#"<polygon points="{}" fill="{BAND}" fill-opacity="{opacity}"/>"#, edge.join(" "));
    }
    let middle: Vec<String> =
        outlook.points.iter().map(|p| format!("{:.1},{:.1}", day(p.horizon), y(p.quantiles[5].ml))).collect();
    let _ = writeln!(svg, r#"<polyline points="{}" fill="none" stroke="{BAND}" stroke-width="2"/>"#, middle.join(" "));
}

fn open(width: f64, height: f64, title: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>{title}, days {AS_OF:?}, horizons {HORIZONS:?}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
    )
}

fn frame(svg: &mut String, left: f64, top: f64, width: f64, height: f64) {
    let _ =
        writeln!(svg, r#"<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="none" stroke="{FAINT}"/>"#);
}

fn text(svg: &mut String, x: f64, y: f64, anchor: &str, words: &str) {
    let _ = writeln!(svg, r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" fill="{INK}">{words}</text>"#);
}
