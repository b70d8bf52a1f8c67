//! Children: whose the rows are, and what is known of each.

use super::super::{DescribedBaby, identity};
use super::row::Row;
use super::sheet::{SheetKind, Sheets, check_not_bare};
use super::{
    HashMap, ImportAnswers, ImportOption, ImportQuestion, ImportWarning, JournalError, LocalTime, Now, Result,
    SourceRow, question, refused,
};
use crate::day::Day;
use crate::journey::Baby;

/// The children of the files.
#[derive(Debug, Default)]
pub(super) struct Children {
    rows: Vec<ChildRow>,
    /// Names by the number that Baby Buddy gave.
    by_number: HashMap<String, String>,
    /// The display name that was answered for children without a name, or for the only child.
    answered: Option<String>,
    /// Whether the answer renames every child there is.
    is_only_child: bool,
}

#[derive(Debug)]
struct ChildRow {
    name: String,
    /// The date of birth as written, if any.
    birth: String,
    born: Option<Day>,
    file: usize,
    line: i64,
}

/// First name, space, last name.
fn joined(first: &str, last: &str) -> String {
    format!("{first} {last}").trim().to_owned()
}

/// Whether a key is no name: a bare number, or nothing.
fn is_nameless(key: &str) -> bool {
    key.is_empty() || key.starts_with('#')
}

impl Children {
    pub(super) fn read(sheets: &Sheets<'_>, warnings: &mut Vec<ImportWarning>) -> Result<Self> {
        let mut children = Self::default();
        for (index, file, text, sheet) in sheets.of(|sheet| sheet.kind == SheetKind::Child) {
            let before = children.rows.len();
            let mut count = 0;
            let mut first_wrong = None;
            sheet.each(text, |line, row| {
                count += 1;
                let read = row.and_then(|row| {
                    let name = joined(row.get("first_name"), row.get("last_name"));
                    if is_nameless(&name) {
                        return Err("the child has no name".to_owned());
                    }
                    Ok((row.get("id").to_owned(), name, row.get("birth_date").to_owned(), row.date("birth_date")))
                });
                match read {
                    Ok((number, name, birth, born)) => {
                        if born.is_none() && !birth.is_empty() {
                            let reason = "birth_date is no date; the baby comes without it".to_owned();
                            warnings.push(ImportWarning { file: file.name.clone(), line: Some(line), reason });
                        }
                        children.by_number.insert(number, name.clone());
                        children.rows.push(ChildRow { name, birth, born, file: index, line });
                    }
                    Err(reason) => {
                        first_wrong.get_or_insert_with(|| format!("line {line}: {reason}"));
                        warnings.push(ImportWarning { file: file.name.clone(), line: Some(line), reason });
                    }
                }
                Ok(())
            })?;
            if let Some(wrong) = first_wrong.filter(|_| children.rows.len() == before) {
                return Err(refused(&file.name, &format!("no row of it can be read; {wrong}")));
            }
            check_not_bare(file, count)?;
        }
        Ok(children)
    }

    /// The child of a row as written: its name; failing that the name that the Child file has for its number, the
    /// number itself, or nothing.
    pub(super) fn key(&self, row: &Row<'_>) -> String {
        let name = joined(row.get("child_first_name"), row.get("child_last_name"));
        if !name.is_empty() {
            return name;
        }
        match row.get("child_id") {
            "" => String::new(),
            number => self.by_number.get(number).cloned().unwrap_or_else(|| format!("#{number}")),
        }
    }

    /// Learns which children the rows name, and asks for a name where there is none.
    pub(super) fn meet(
        &mut self,
        rows: &[SourceRow],
        answers: &ImportAnswers,
        questions: &mut Vec<ImportQuestion>,
    ) -> Result<()> {
        let mut keys: Vec<&str> =
            rows.iter().filter(|row| !row.noun.is_parents(answers)).map(|row| row.child.as_str()).collect();
        let nameless_rows = keys.iter().filter(|key| is_nameless(key)).count();
        keys.extend(self.rows.iter().map(|row| row.name.as_str()));
        keys.sort_unstable();
        keys.dedup();
        let nameless = keys.iter().filter(|key| is_nameless(key)).count();
        if nameless > 1 {
            return Err(JournalError::invalid(
                "baby",
                "the rows are of several children without names; import the Child file along",
            ));
        }
        match &answers.baby {
            None if nameless == 1 => {
                let seen = format!("{nameless_rows} rows that do not name their child");
                questions.push(question(ImportOption::Baby, "Whose are these rows?", seen));
            }
            Some(_) if nameless == 0 && keys.len() > 1 => {
                return Err(JournalError::invalid(
                    "baby",
                    "the files name several children themselves; one name cannot serve them all",
                ));
            }
            _ => {}
        }
        self.is_only_child = keys.len() <= 1;
        self.answered.clone_from(&answers.baby);
        Ok(())
    }

    /// Display name of the baby that a row's child is.
    pub(super) fn name(&self, key: &str) -> Option<String> {
        match &self.answered {
            Some(answered) if is_nameless(key) || self.is_only_child => Some(answered.clone()),
            _ => (!is_nameless(key)).then(|| key.to_owned()),
        }
    }

    /// What the files say about each baby.
    pub(super) fn described(
        &self,
        now: &Now,
        warnings: &mut Vec<ImportWarning>,
        files: &[String],
    ) -> Vec<DescribedBaby> {
        let today = LocalTime::from_local_ms(now.stamp().local_ms()).date;
        let mut described = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let mut warn = |reason: String| {
                warnings.push(ImportWarning { file: files[row.file].clone(), line: Some(row.line), reason });
            };
            let mut baby = Baby::named(&self.name(&row.name).unwrap_or_else(|| row.name.clone()));
            baby.born = row.born;
            if let Err(wrong) = baby.check(today) {
                warn(format!("{wrong}; left out"));
                baby.born = None;
                if baby.check(today).is_err() {
                    continue;
                }
            }
            let written = LocalTime::from_local_ms(0);
            described.push(DescribedBaby {
                baby,
                id: Some(identity::entry_id(written, ["baby-buddy", "child", &row.name, &row.birth])),
                fingerprint: identity::fingerprint([row.name.as_str(), &row.birth]),
                file: row.file,
                line: Some(row.line),
            });
        }
        described
    }
}
