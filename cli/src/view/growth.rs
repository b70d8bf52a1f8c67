//! Growth: weights beside tables, without a verdict.

use relatch_core::{Gain, GainPlace, Growth, Settings, WeightQuestion};

use super::doc::{Doc, record};
use super::entry::name;
use crate::page::{Ink, Line, Page};
use crate::sentence::{Sentence, mass};
use crate::words;

fn grams(milligrams: i64) -> f64 {
    milligrams as f64 / 1_000.0
}

pub(crate) fn document(growths: &[Growth]) -> Doc {
    record! { "babies": growths.iter().map(one).collect::<Vec<_>>() }
}

fn one(growth: &Growth) -> Doc {
    record! {
        "baby": growth.baby.clone(),
        "corrected": growth.corrected,
        "table": growth.table.clone(),
        "weights": growth.points.iter().map(|point| record! {
            "entry": point.entry.to_string(),
            "day": point.day.text(),
            "weight_g": grams(point.milligrams),
            "age_days": point.age_days,
            "z": point.z,
            "no_z": point.no_z.map(|why| name(&why)),
        }).collect::<Vec<_>>(),
        "gain": growth.gain.as_ref().map(gain),
        "no_gain": growth.no_gain.map(|why| name(&why)),
        "questions": growth.questions.iter().map(question).collect::<Vec<_>>(),
    }
}

fn gain(gain: &Gain) -> Doc {
    record! {
        "from_day": gain.from_day.text(),
        "to_day": gain.to_day.text(),
        "days": gain.days,
        "gain_g": grams(gain.milligrams),
        "band": gain.band.as_ref().map(|band| record! {
            "p5_g": band.p5_g,
            "p15_g": band.p15_g,
            "p50_g": band.p50_g,
            "place": name(&band.place),
            "parts": band.parts.iter().map(|part| record! {
                "row": part.row.clone(),
                "days": part.days,
                "row_days": part.row_days,
            }).collect::<Vec<_>>(),
        }),
        "no_band": gain.no_band.map(|why| name(&why)),
    }
}

fn question(question: &WeightQuestion) -> Doc {
    record! {
        "key": question.key.clone(),
        "doubt": name(&question.doubt),
        "entry": question.entry.to_string(),
        "day": question.day.text(),
        "weight_g": grams(question.milligrams),
        "before_entry": question.before_entry.to_string(),
        "before_day": question.before_day.text(),
        "before_weight_g": grams(question.before_milligrams),
    }
}

pub(crate) fn say(page: &mut Page, growths: &[Growth], settings: &Settings) {
    if growths.is_empty() {
        page.title("Growth");
        page.line(&Line::of(Ink::Dim, "  No baby is named yet: relatch journey --baby NAME --born DATE.").hang(2));
    }
    for growth in growths {
        page.title(&format!("Growth of {}", growth.baby));
        let unit = settings.mass_unit;
        for point in &growth.points {
            let line = Line::new().text("  ").ink(Ink::Dim, &words::day_month(point.day)).to(12);
            let line = line.right(Ink::Strong, &mass(point.milligrams, unit), 22);
            let z = point.z.map_or_else(String::new, |z| format!("   z {z:.2}"));
            page.line(&line.text(&z).hang(12));
        }
        if let Some(why) = growth.points.last().and_then(|point| point.no_z) {
            page.line(&Line::of(Ink::Dim, &format!("  {}", Sentence::of(why.text_key()).text())).hang(2));
        }
        say_gain(page, growth, settings);
        for asked in &growth.questions {
            let sentence = Sentence::of(asked.text_key())
                .with("weight", mass(asked.milligrams, unit))
                .with("before_weight", mass(asked.before_milligrams, unit))
                .day("day", asked.day)
                .day("before_day", asked.before_day);
            page.blank();
            page.line(&Line::of(Ink::Strong, &sentence.text()).hang(2));
            page.line(&Line::new().text("  ").text(&Sentence::of("weight_question.kept").text()).hang(2));
            page.line(&Line::new().text("  ").ink(Ink::Dim, &format!("relatch answer {}", asked.key)).hang(4));
        }
        if growth.corrected {
            page.line(&Line::of(Ink::Dim, &format!("  {}", Sentence::of("growth.corrected").text())).hang(2));
        }
        page.blank();
    }
    page.line(&Line::of(Ink::Dim, &Sentence::of("about.not_a_device").text()).hang(2));
}

fn say_gain(page: &mut Page, growth: &Growth, settings: &Settings) {
    let unit = settings.mass_unit;
    let whole = |g: i32| mass(i64::from(g) * 1_000, unit);
    let Some(gain) = &growth.gain else {
        if let Some(why) = growth.no_gain {
            page.line(&Line::of(Ink::Dim, &format!("  {}", Sentence::of(why.text_key()).text())).hang(2));
        }
        return;
    };
    let sentence = Sentence::of("growth.gain")
        .with("gain", mass(gain.milligrams, unit))
        .number("days", i64::from(gain.days))
        .day("from_day", gain.from_day)
        .day("to_day", gain.to_day);
    page.line(&Line::new().text("  ").text(&sentence.text()).hang(2));
    if let Some(band) = &gain.band {
        let sentence = Sentence::of("growth.band")
            .with("p5", whole(band.p5_g))
            .with("p15", whole(band.p15_g))
            .with("p50", whole(band.p50_g));
        page.line(&Line::new().text("  ").text(&sentence.text()).hang(2));
        let place = match band.place {
            GainPlace::BelowP5 => "growth.place.below_p5",
            GainPlace::P5ToP15 => "growth.place.p5_to_p15",
            GainPlace::FromP15 => "growth.place.from_p15",
        };
        page.line(&Line::new().text("  ").text(&Sentence::of(place).text()).hang(2));
    } else if let Some(why) = gain.no_band {
        page.line(&Line::of(Ink::Dim, &format!("  {}", Sentence::of(why.text_key()).text())).hang(2));
    }
}
