//! Tables whose keys are names that editors choose.

use super::Fields;
use crate::source::place::{At, Log, Placed};
use crate::source::values::{Read, short};

impl<'d> Fields<'d> {
    /// All entries of this table, each a table of its own: `[name]`.
    pub(crate) fn named_tables(&self, log: &mut Log) -> Vec<(String, At, Fields<'d>)> {
        let mut out = Vec::new();
        for (name, value) in self.table {
            let name_at = self.document.at(name.span().start);
            let key = name.get_ref().as_ref();
            let at = self.document.at(value.span().start);
            match value.get_ref().as_table() {
                Some(table) => {
                    out.push((key.to_owned(), name_at, self.inner(&short(key), table, at)));
                }
                None => {
                    let key = short(key);
                    self.wrong(&key, &name_at, &format!("a table: write [{key}] above"), log);
                }
            }
        }
        out
    }

    /// A table of texts that have a form, by names.
    pub(crate) fn by_name<T>(
        &mut self,
        key: &'static str,
        log: &mut Log,
        read: impl Fn(&str) -> Read<T>,
    ) -> Vec<(String, Placed<T>)> {
        let Some(inner) = self.table(key, log) else { return Vec::new() };
        let mut out = Vec::new();
        for (name, value) in inner.table {
            let at = self.document.at(name.span().start);
            let name = name.get_ref().trim();
            if !self.safe(&at, name, log) {
                continue;
            }
            let value = inner.read_value(&short(name), at, value.get_ref(), log, &read);
            out.extend(value.map(|value| (name.to_owned(), value)));
        }
        out
    }
}
