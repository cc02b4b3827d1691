//! Links, pictures and embedded parts.

use std::collections::BTreeSet;

use companion_core::text::{BlockBody, Span};
use scraper::{ElementRef, Html};

use super::super::link::{Href, clean_text, is_picture, shown};
use super::{Builder, Leave, OpenLink};

/// Pictures up to this size in pixels decorate a line, as telephones and letters before numbers and addresses.
const ICON_SIZE: u32 = 64;

impl Builder<'_> {
    fn address(&mut self, raw: &str) -> Option<String> {
        match Href::read(raw, self.base) {
            Href::Leads(url) => Some(url),
            Href::Nowhere => None,
            Href::Refused(scheme) => {
                self.counts().links_refused += 1;
                self.reading.refused_links.push(scheme);
                None
            }
        }
    }

    pub(super) fn enter_link(&mut self, element: ElementRef<'_>) -> Leave {
        let mut url = element.attr("href").and_then(|raw| self.address(raw));
        if let Some(address) = &url {
            let page = (self.page_of)(address);
            self.counts().links += 1;
            self.counts().page_links += usize::from(page.is_some());
            url = page.or(url);
        }
        let (ink, after) = (self.ink, self.after.len());
        let icons = self.reading.counts.icons_left_out;
        let said = element.attr("href").is_some_and(|raw| self.said.contains(raw));
        self.links.push(OpenLink { url, said, ink, after, icons });
        Leave::Link
    }

    /// A link around a picture only has no text to stand for it.
    pub(super) fn leave_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        let Some(url) = link.url.filter(|_| link.ink == self.ink) else { return };
        let pictures = self.after.get_mut(link.after..).unwrap_or_default();
        let icons = self.reading.counts.icons_left_out > link.icons;
        let label = match pictures.last_mut() {
            // The link shows the same picture in full size.
            Some(BlockBody::Image { src, .. }) if is_picture(&url) && url.starts_with("https:") => {
                *src = url;
                return;
            }
            Some(BlockBody::Image { alt, .. }) if !alt.is_empty() => alt.clone(),
            Some(_) => shown(&url),
            None if icons && !link.said && !is_picture(&url) => {
                let gap = || Span::plain(" ");
                return self.spans.extend([gap(), Span::linked(shown(&url), url), gap()]);
            }
            None => {
                self.counts().links -= 1;
                self.counts().links_blank += 1;
                return;
            }
        };
        self.after.push(BlockBody::Link { url, label });
    }

    pub(super) fn embedded(&mut self, element: ElementRef<'_>) {
        self.counts().embedded += 1;
        let source = element.child_elements().find_map(|e| e.attr("src"));
        let raw = element.attr("src").or(element.attr("data")).or(source);
        if let Some(url) = raw.and_then(|raw| self.address(raw)) {
            self.counts().links += 1;
            let title = element.attr("title").map(clean_text).filter(|t| !t.trim().is_empty());
            let label = title.unwrap_or_else(|| shown(&url));
            self.after.push(BlockBody::Link { url, label });
            if !self.in_lines() {
                self.end_paragraph();
            }
        }
    }

    pub(super) fn picture(&mut self, element: ElementRef<'_>) {
        // What stands on its two sides is not one word.
        self.push(" ".into());
        let raw = element.attr("src").unwrap_or_default();
        let alt = element.attr("alt").map(clean_text).unwrap_or_default();
        let alt = alt.trim();
        let small = size(element).is_some_and(|size| size <= ICON_SIZE);
        if raw.contains("/static/svg/") || (small && (alt.is_empty() || names_file(alt, raw))) {
            self.counts().icons_left_out += 1;
            return;
        }
        let alt = alt.to_owned();
        match Href::read(raw, self.base) {
            Href::Leads(src) if src.starts_with("https:") => {
                self.counts().pictures += 1;
                self.counts().pictures_undescribed += usize::from(alt.is_empty());
                self.after.push(BlockBody::Image { src, alt });
            }
            Href::Leads(url) if url.starts_with("http:") => {
                self.counts().links += 1;
                let label = if alt.is_empty() { shown(&url) } else { alt };
                self.after.push(BlockBody::Link { url, label });
            }
            _ => {
                self.counts().pictures_left_out += 1;
                self.push(alt);
            }
        }
    }
}

/// Addresses, as written, of all links that have a text.
pub(super) fn links_with_text(html: &Html) -> BTreeSet<String> {
    html.root_element()
        .descendent_elements()
        .filter(|e| e.value().name() == "a" && e.text().any(|t| !t.trim().is_empty()))
        .filter_map(|e| e.attr("href").map(str::to_owned))
        .collect()
}

/// The smaller side in pixels, from the attributes or the style, where one is told.
fn size(element: ElementRef<'_>) -> Option<u32> {
    let style = element.attr("style").unwrap_or_default();
    let side = |name: &str| {
        let styled = style.split(';').find_map(|rule| {
            let (property, value) = rule.split_once(':')?;
            (property.trim() == name).then_some(value)
        });
        let value = element.attr(name).or(styled)?.trim();
        let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
        let (digits, unit) = value.split_at_checked(digits)?;
        let pixels = unit.is_empty() || unit.starts_with("px") || unit.starts_with('.');
        digits.parse().ok().filter(|_| pixels)
    };
    side("width").into_iter().chain(side("height")).min()
}

/// Whether a description is only the name of the file, as editors' browsers fill it in.
fn names_file(alt: &str, src: &str) -> bool {
    let file = src.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    file.starts_with(&alt.to_ascii_lowercase())
}
