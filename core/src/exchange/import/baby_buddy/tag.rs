//! Tags: names for the numbers that other rows hold.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use super::sheet::{SheetKind, Sheets, check_not_bare};
use super::{ImportWarning, Result};

/// Names of tags by their number.
#[derive(Debug, Default)]
pub(super) struct Tags {
    names: HashMap<u64, String>,
    /// Numbers without a name, and a file that holds each.
    nameless: RefCell<BTreeMap<u64, usize>>,
}

pub(super) fn read(sheets: &Sheets<'_>, warnings: &mut Vec<ImportWarning>) -> Result<Tags> {
    let mut tags = Tags::default();
    for (_, file, text, sheet) in sheets.of(|sheet| sheet.kind == SheetKind::Tag) {
        let mut count = 0;
        sheet.each(text, |line, row| {
            count += 1;
            let named = row.and_then(|row| Ok((row.id()?, row.text("name").ok_or("name is empty")?)));
            match named {
                Ok((id, name)) => {
                    tags.names.insert(id, name);
                }
                Err(reason) => warnings.push(ImportWarning { file: file.name.clone(), line: Some(line), reason }),
            }
            Ok(())
        })?;
        check_not_bare(file, count)?;
    }
    Ok(tags)
}

impl Tags {
    /// The names for a list of numbers such as "2,7"; a number without a name stays a number.
    pub(super) fn names(&self, list: &str, file: usize) -> Vec<String> {
        let parts = list.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts
            .map(|part| {
                let Ok(id) = part.parse::<u64>() else { return part.to_owned() };
                self.names.get(&id).cloned().unwrap_or_else(|| {
                    self.nameless.borrow_mut().entry(id).or_insert(file);
                    part.to_owned()
                })
            })
            .collect()
    }

    /// Tells which numbers had no name.
    pub(super) fn warn(&self, warnings: &mut Vec<ImportWarning>, files: &[String]) {
        for (id, file) in &*self.nameless.borrow() {
            let reason = format!("tag {id} has no name; import the Tag file along to give it one");
            warnings.push(ImportWarning { file: files[*file].clone(), line: None, reason });
        }
    }
}
