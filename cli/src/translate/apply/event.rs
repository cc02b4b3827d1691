//! Texts of events: each language has a file of its own, `events/<id>/<tag>.md`.

use companion_core::packs::format::Origin;

use super::toml::{Place, front_matter, with_texts};
use super::{Work, trouble, words};
use crate::markdown;
use crate::problem::Problem;
use crate::translate::plan::{How, Taken};
use crate::translate::run::Content;

impl Work<'_> {
    /// What is taken of an event. Of its text nothing changes that did not come back; who wrote it is told where `origin` is.
    pub(super) fn event(
        &mut self,
        id: &str,
        taken: &[Taken],
        origin: Option<&Origin>,
    ) -> Result<(), Problem> {
        let (_, tag) = self.input.languages;
        let Some(entry) = self.input.source.events.get(id) else { return Ok(()) };
        let file = entry.texts.get(tag);
        let name = file.map_or_else(|| format!("events/{id}/{tag}.md"), |f| f.at.file.to_string());
        let raw = self.raw(&name)?;
        let mut texts = Vec::new();
        let mut title = None;
        let mut body = None;
        for one in taken.iter().filter(|one| one.how != How::Confirmed) {
            let Some(part) = self.part(one) else { continue };
            let change = part.name.strip_prefix("change.").and_then(|rest| rest.rsplit_once('.'));
            match (change, part.name.as_str(), &one.content) {
                (Some((of, key)), _, content) => {
                    texts.push((Place::Change { of, key }, words(content)));
                }
                (None, "details", Content::Blocks(blocks)) => body = Some(markdown::write(blocks)),
                (None, "title", content) => title = Some(words(content)),
                (None, key, content) => texts.push((Place::Own(key), words(content))),
            }
        }
        let edit = Edit { texts: &texts, title: title.as_deref(), body: body.as_deref(), origin };
        let text = edit.apply(raw.as_deref()).map_err(|message| trouble(&name, message))?;
        if raw.as_deref() != Some(text.as_str()) {
            self.changes.insert(name, text.into_bytes());
        }
        Ok(())
    }
}

/// What is to change in a file of an event.
struct Edit<'e> {
    texts: &'e [(Place<'e>, String)],
    title: Option<&'e str>,
    /// All of its text.
    body: Option<&'e str>,
    origin: Option<&'e Origin>,
}

impl Edit<'_> {
    /// The file's text. Line ends, and what nobody translated, stay as they are.
    ///
    /// # Errors
    /// What stands in the way, in plain words.
    fn apply(&self, raw: Option<&str>) -> Result<String, String> {
        let Some(raw) = raw else {
            self.title.ok_or("it has no title yet")?;
            let front = self.front("")?;
            let body = self.body.unwrap_or_default();
            let gap = if body.is_empty() { "" } else { "\n" };
            return Ok(format!("+++\n{front}+++\n{gap}{body}"));
        };
        let mark = if raw.starts_with('\u{feff}') { "\u{feff}" } else { "" };
        let raw = raw.strip_prefix('\u{feff}').unwrap_or(raw);
        let end = if raw.contains("\r\n") { "\r\n" } else { "\n" };
        let mut lines = raw.split_inclusive('\n');
        let head = lines.next().unwrap_or_default();
        let mut front = String::new();
        let mut fence = None;
        for line in lines.by_ref() {
            if line.trim_end() == "+++" {
                fence = Some(line);
                break;
            }
            front.push_str(line);
        }
        let fence = fence.ok_or("its front matter does not end")?;
        let rest: String = lines.collect();
        let front = self.front(&front.replace("\r\n", "\n"))?.replace('\n', end);
        let Some(body) = self.body else { return Ok(format!("{mark}{head}{front}{fence}{rest}")) };
        let body = body.replace('\n', end);
        let gap = if body.is_empty() { "" } else { end };
        // A file that ends with its front matter may end without a line end.
        let last = if fence.ends_with('\n') { "" } else { end };
        Ok(format!("{mark}{head}{front}{fence}{last}{gap}{body}"))
    }

    /// The title and who wrote it stand before what else is new, as an editor writes them.
    fn front(&self, before: &str) -> Result<String, String> {
        let own = |(place, _): &&(Place<'_>, String)| matches!(place, Place::Own(_));
        let (first, last): (Vec<_>, Vec<_>) = self.texts.iter().partition(own);
        let titled = front_matter(before, self.title, None)?;
        let told = front_matter(&with_texts(&titled, first)?, None, self.origin)?;
        with_texts(&told, last)
    }
}
