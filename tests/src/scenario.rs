//! Runs one scenario file; `tests/scenarios/README.md` has the format.

use std::collections::BTreeMap;

use relatch_core::{ImportFile, Journal, JournalError, Now, Stamp, ZoneTable, ZoneTransition};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::calendar::instant;

/// A scenario file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    about: String,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    zones: BTreeMap<String, Zone>,
    steps: Vec<Map<String, Value>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Zone {
    name: String,
    #[serde(default)]
    changes: Vec<Change>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    at: String,
    before: String,
    after: String,
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clock {
    monotonic_ms: Option<i64>,
    boot_id: Option<String>,
}

/// Runs a scenario from its text; the error says which step went another way, and how.
pub fn run(text: &str) -> Result<(), String> {
    let scenario: Scenario = serde_json::from_str(text).map_err(|error| format!("the file cannot be read: {error}"))?;
    if scenario.about.is_empty() || scenario.rule.is_empty() || scenario.steps.is_empty() {
        return Err("a scenario says what it is about and which rule it holds, and has steps".into());
    }
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = folder.path().join("journal.db");
    let mut stage = Stage { zones: scenario.zones, zone: None, clock: Clock::default(), at: None, kept: Map::new() };
    let mut journal = None;
    for (number, mut step) in scenario.steps.into_iter().enumerate() {
        let call = step.get("call").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut perform = || {
            let now = stage.now(&mut step)?;
            let journal = if let Some(journal) = &journal {
                journal
            } else {
                let opened = Journal::open(path.to_str().unwrap_or_default(), None, &now);
                journal.insert(opened.map_err(|error| format!("the journal does not open: {error}"))?)
            };
            stage.perform(std::mem::take(&mut step), journal, &now)
        };
        perform().map_err(|reason| format!("step {} ({call}): {reason}", number + 1))?;
    }
    Ok(())
}

/// What carries over from step to step.
struct Stage {
    zones: BTreeMap<String, Zone>,
    zone: Option<String>,
    clock: Clock,
    at: Option<String>,
    kept: Map<String, Value>,
}

impl Stage {
    fn perform(&mut self, mut step: Map<String, Value>, journal: &Journal, now: &Now) -> Result<(), String> {
        let call = text(&mut step, "call")?.ok_or("a step names its call")?;
        let args = match step.remove("args") {
            None => Map::new(),
            Some(Value::Object(args)) => args,
            Some(_) => return Err("args are an object".into()),
        };
        let mut args =
            Args(args.into_iter().map(|(key, value)| Ok((key, self.expand(value)?))).collect::<Result<_, String>>()?);
        let expected = step.remove("expect");
        let error = step.remove("error");
        let keep = step.remove("keep");
        step.remove("why");
        if let Some(key) = step.keys().next() {
            return Err(format!("a step has no \"{key}\""));
        }
        let answer = call_journal(journal, &call, &mut args, now)?;
        if let Some(key) = args.0.keys().next() {
            return Err(format!("the call has no argument \"{key}\""));
        }
        match (answer, error) {
            (Ok(answer), None) => {
                if let Some(expected) = expected {
                    matches(&self.expand(expected)?, &answer, "")?;
                }
                self.keep(keep, &answer)
            }
            (Ok(answer), Some(error)) => Err(format!("expected the error {error}, got {answer}")),
            (Err(refusal), Some(error)) => matches(&error, &refusal_json(&refusal), "error"),
            (Err(refusal), None) => Err(format!("refused: {refusal}")),
        }
    }

    /// The present of a step: time, zone and clock of the one before hold until another is given.
    fn now(&mut self, step: &mut Map<String, Value>) -> Result<Now, String> {
        self.at = text(step, "now")?.or(self.at.take());
        self.zone = text(step, "zone")?.or(self.zone.take());
        if let Some(clock) = step.remove("clock") {
            self.clock = serde_json::from_value(clock).map_err(|error| format!("clock: {error}"))?;
        }
        let (utc_ms, offset_s) = instant(self.at.as_deref().ok_or("the first step gives its now")?);
        let mut now = Now {
            utc_ms,
            offset_s,
            zone: String::new(),
            monotonic_ms: self.clock.monotonic_ms,
            boot_id: self.clock.boot_id.clone(),
            zone_table: ZoneTable::default(),
        };
        // With one zone in the file, it need not be named at every step.
        let only = if self.zones.len() == 1 { self.zones.values().next() } else { None };
        let zone = match &self.zone {
            Some(name) => Some(self.zones.get(name).ok_or_else(|| format!("no zone \"{name}\""))?),
            None => only,
        };
        if let Some(zone) = zone {
            now.zone.clone_from(&zone.name);
            now.zone_table.transitions = zone
                .changes
                .iter()
                .map(|change| ZoneTransition {
                    at_ms: instant(&change.at).0,
                    before_s: offset(&change.before),
                    after_s: offset(&change.after),
                })
                .collect();
        }
        Ok(now)
    }

    /// Writes out the short forms: every text that begins with "@".
    fn expand(&self, value: Value) -> Result<Value, String> {
        Ok(match value {
            Value::String(short) if short.starts_with('@') => self.expand_text(&short[1..])?,
            Value::Array(items) => {
                Value::Array(items.into_iter().map(|item| self.expand(item)).collect::<Result<_, _>>()?)
            }
            Value::Object(fields) => Value::Object(
                fields.into_iter().map(|(key, item)| Ok((key, self.expand(item)?))).collect::<Result<_, String>>()?,
            ),
            other => other,
        })
    }

    fn expand_text(&self, short: &str) -> Result<Value, String> {
        let number = |text: &str| text.parse::<f64>().map_err(|_| format!("no number: {text}"));
        Ok(match short.split_once(' ') {
            None => {
                let (utc_ms, offset_s) = instant(short);
                json!(Stamp { utc_ms, offset_s })
            }
            Some(("ms", at)) => json!(instant(at).0),
            Some(("min", minutes)) => json!((number(minutes)? * 60_000.0).round() as i64),
            Some(("ml", ml)) => {
                json!({ "measured": { "microlitres": (number(ml)? * 1_000.0).round() as i64, "unit": "ml" } })
            }
            Some(("id", id)) => json!(format!("00000000-0000-7000-8000-{:012}", number(id)? as u64)),
            Some(("kept", name)) => self.kept.get(name).cloned().ok_or_else(|| format!("nothing kept as {name}"))?,
            Some(("repeat", what)) => {
                let (times, text) = what.split_once(' ').ok_or("@repeat TIMES TEXT")?;
                json!(text.repeat(number(times)? as usize))
            }
            Some(("bytes", text)) => json!(text.as_bytes()),
            Some(("phone", platform)) => json!({
                "platform": platform, "exact_ok": true, "can_post": true, "channel_on": true,
                "battery_restricted": false,
            }),
            Some((other, _)) => return Err(format!("no short form \"@{other}\"")),
        })
    }

    fn keep(&mut self, keep: Option<Value>, answer: &Value) -> Result<(), String> {
        let Some(Value::Object(wanted)) = keep else { return Ok(()) };
        for (name, pointer) in wanted {
            let pointer = pointer.as_str().unwrap_or_default();
            let value = answer.pointer(pointer).ok_or_else(|| format!("nothing at {pointer} in {answer}"))?;
            self.kept.insert(name, value.clone());
        }
        Ok(())
    }
}

fn offset(text: &str) -> i32 {
    instant(&format!("2000-01-01T00:00:00{text}")).1
}

fn text(step: &mut Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match step.remove(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("{key} is a text")),
    }
}

/// The arguments of a call, by the names of the façade's parameters.
struct Args(Map<String, Value>);

impl Args {
    /// One left out is null, or a record with nothing in it.
    fn take<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, String> {
        match self.0.remove(name) {
            Some(value) => serde_json::from_value(value).map_err(|error| format!("{name}: {error}")),
            None => serde_json::from_value(Value::Null)
                .or_else(|_| serde_json::from_value(json!({})))
                .map_err(|_| format!("the argument \"{name}\" is missing")),
        }
    }
}

/// One line a call: what another language's runner has to know too.
fn call_journal(
    journal: &Journal,
    call: &str,
    args: &mut Args,
    now: &Now,
) -> Result<Result<Value, JournalError>, String> {
    fn shown<T: serde::Serialize>(answer: Result<T, JournalError>) -> Result<Result<Value, JournalError>, String> {
        match answer {
            Ok(answer) => serde_json::to_value(answer).map(Ok).map_err(|error| error.to_string()),
            Err(refusal) => Ok(Err(refusal)),
        }
    }
    match call {
        "pause" => shown(journal.pause()),
        "erase" => shown(journal.erase()),
        "check" => shown(journal.check()),
        "log" => shown(journal.log(&args.take("new")?, now)),
        "edit" => shown(journal.edit(&args.take("new")?, now)),
        "delete" => shown(journal.delete(args.take("id")?, now)),
        "undo" => shown(journal.undo(now)),
        "entry" => shown(journal.entry(args.take("id")?)),
        "entries" => shown(journal.entries(&args.take("query")?)),
        "start" => shown(journal.start(&args.take("new")?, now)),
        "running" => shown(journal.running(now)),
        "switch_side" => shown(journal.switch_side(&args.take("which")?, args.take("side")?, now)),
        "hold" => shown(journal.hold(&args.take("which")?, now)),
        "resume" => shown(journal.resume(&args.take("which")?, now)),
        "move_start" => shown(journal.move_start(&args.take("which")?, args.take("at")?, now)),
        "finish" => shown(journal.finish(&args.take("which")?, &args.take("how")?, now)),
        "discard" => shown(journal.discard(&args.take("which")?, now)),
        "home" => shown(journal.home(now)),
        "day" => shown(journal.day(args.take("day")?, now)),
        "days" => shown(journal.days(args.take("from")?, args.take("to")?, now)),
        "mark_day" => shown(journal.mark_day(args.take("day")?, args.take("marks")?, now)),
        "week" => shown(journal.week(args.take("ending")?, now)),
        "settings" => shown(journal.settings()),
        "set_settings" => shown(journal.set_settings(args.take("new")?)),
        "journey" => shown(journal.journey()),
        "set_journey" => shown(journal.set_journey(&args.take("new")?, now)),
        "introduce" => shown(journal.introduce(&args.take("new")?, args.take("baby")?, now)),
        "babies" => shown(journal.babies()),
        "set_baby" => shown(journal.set_baby(&args.take("baby")?, now)),
        "rules" => shown(journal.rules()),
        "set_rule" => shown(journal.set_rule(&args.take("rule")?, now)),
        "remove_rule" => shown(journal.remove_rule(&args.take::<String>("id")?)),
        "set_quiet" => shown(journal.set_quiet(args.take("quiet")?)),
        "protect_sleep" => shown(journal.protect_sleep(args.take("length_ms")?, now)),
        "plan_reminders" => {
            let (phone, observed, days) = (args.take("phone")?, args.take("observed")?, args.take("days")?);
            shown(journal.plan_reminders(&phone, observed, days, now))
        }
        "explain_reminders" => shown(journal.explain_reminders(&args.take("phone")?, now)),
        "acknowledge" => shown(journal.acknowledge(&args.take("phone")?, args.take("acks")?, now)),
        "check_fired" => {
            let notification: String = args.take("notification")?;
            shown(journal.check_fired(&notification, &args.take("phone")?, now))
        }
        "act" => {
            let notification: String = args.take("notification")?;
            shown(journal.act(&notification, args.take("action")?, now))
        }
        "merge_queued" => shown(journal.merge_queued(args.take("lines")?, now)),
        "reminder_health" => shown(journal.reminder_health(&args.take("phone")?, now)),
        "test_alarm" => shown(journal.test_alarm(&args.take("phone")?, now)),
        "preview_import" => {
            let files: Vec<ImportFile> = args.take("files")?;
            shown(journal.preview_import(&files, &args.take("answers")?, now))
        }
        "import" => {
            let files: Vec<ImportFile> = args.take("files")?;
            shown(journal.import(&files, &args.take("answers")?, now))
        }
        "export_page" => shown(journal.export_page(args.take("format")?, args.take("after")?)),
        "growth" => shown(journal.growth(now)),
        "taper" => shown(journal.taper(now)),
        "set_plan" => shown(journal.set_plan(args.take("plan")?, now)),
        "take_step" => shown(journal.take_step(now)),
        "step_back" => shown(journal.step_back(now)),
        "red_flags" => shown(journal.red_flags(now)),
        "answer_flag" => shown(journal.answer_flag(&args.take::<String>("key")?, now)),
        "insights" => shown(journal.insights(now)),
        "milestones" => shown(journal.milestones(now)),
        "latches_by_day" => shown(journal.latches_by_day(args.take("baby")?, args.take("from")?, args.take("to")?)),
        "latches_by_week" => {
            shown(journal.latches_by_week(args.take("baby")?, args.take("ending")?, args.take("weeks")?, now))
        }
        "outlook" => shown(journal.outlook(now)),
        "forecast" => shown(relatch_core::forecast(&args.take("input")?)),
        "taper_table" => {
            shown(relatch_core::taper_table(args.take("start_ul")?, args.take("step_ul")?, args.take("hold_days")?))
        }
        "weight_for_age_z" => {
            shown(relatch_core::weight_for_age_z(args.take("sex")?, args.take("age_days")?, args.take("milligrams")?))
        }
        _ => Err("the journal has no such call".into()),
    }
}

fn refusal_json(refusal: &JournalError) -> Value {
    let kind = match refusal {
        JournalError::NotFound { .. } => "not_found",
        JournalError::Invalid { field, reason } => {
            return json!({ "kind": "invalid", "field": field, "reason": reason });
        }
        JournalError::Conflict { .. } => "conflict",
        JournalError::Busy => "busy",
        JournalError::Locked => "locked",
        JournalError::KeyWrong => "key_wrong",
        JournalError::Full => "full",
        JournalError::Corrupt => "corrupt",
        JournalError::Foreign => "foreign",
        JournalError::NewerSchema { .. } => "newer_schema",
        JournalError::Io { .. } => "io",
        JournalError::Internal { .. } => "internal",
    };
    json!({ "kind": kind })
}

/// Whether `expected` is part of `found`: named fields only, lists by length and element, numbers exact.
fn matches(expected: &Value, found: &Value, place: &str) -> Result<(), String> {
    let differs = || Err(format!("at {place}: expected {expected}, found {found}"));
    match (expected, found) {
        (Value::Object(wanted), Value::Array(items)) if wanted.keys().all(|key| key.parse::<usize>().is_ok()) => {
            for (key, value) in wanted {
                let item = items.get(key.parse::<usize>().unwrap_or(usize::MAX)).unwrap_or(&Value::Null);
                matches(value, item, &format!("{place}/{key}"))?;
            }
            Ok(())
        }
        (Value::Object(wanted), Value::Object(fields)) => {
            for (key, value) in wanted {
                matches(value, fields.get(key).unwrap_or(&Value::Null), &format!("{place}/{key}"))?;
            }
            Ok(())
        }
        (Value::Array(wanted), Value::Array(items)) if wanted.len() == items.len() => {
            for (index, (value, item)) in wanted.iter().zip(items).enumerate() {
                matches(value, item, &format!("{place}/{index}"))?;
            }
            Ok(())
        }
        (Value::Number(wanted), Value::Number(number)) if wanted.as_f64() == number.as_f64() => Ok(()),
        _ if expected == found => Ok(()),
        _ => differs(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_matches_and_a_difference_is_named() {
        let found = json!({ "days": [{ "n": 1.0 }, { "n": 2 }], "left": null });
        let part = |expected: Value| matches(&expected, &found, "");
        part(json!({ "days": [{ "n": 1 }, {}], "left": null, "absent": null })).unwrap();
        part(json!({ "days": { "1": { "n": 2 } } })).unwrap();
        assert!(part(json!({ "days": [{}] })).unwrap_err().contains("/days"));
        assert!(part(json!({ "days": { "1": { "n": 3 } } })).unwrap_err().contains("/days/1/n"));
        part(json!({ "days": { "2": { "n": 3 } } })).unwrap_err();
        part(json!({ "left": 0 })).unwrap_err();
    }

    #[test]
    fn what_a_scenario_does_not_know_fails_it() {
        let run = |step: &str| run(&format!(r#"{{"about":"a","rule":"r","steps":[{step}]}}"#));
        let now = r#""now":"2026-11-24T13:00:00-05:00""#;
        run(&format!(r#"{{"call":"home",{now},"expect":{{"last_ms":null}}}}"#)).unwrap();
        run(&format!(r#"{{"call":"hom",{now}}}"#)).unwrap_err();
        run(&format!(r#"{{"call":"home",{now},"expects":{{}}}}"#)).unwrap_err();
        run(&format!(r#"{{"call":"home",{now},"args":{{"day":null}}}}"#)).unwrap_err();
        run(&format!(r#"{{"call":"home",{now},"error":{{"kind":"invalid"}}}}"#)).unwrap_err();
        run(&format!(r#"{{"call":"undo",{now},"error":{{"kind":"invalid"}}}}"#)).unwrap_err();
        run(&format!(r#"{{"call":"undo",{now}}}"#)).unwrap_err();
        run(r#"{"call":"home"}"#).unwrap_err();
    }
}
