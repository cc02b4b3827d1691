//! The walk over a parsed text, without recursion: each element opens, its content comes, it closes.

use std::collections::BTreeSet;

use companion_core::text::{BlockBody, ListItem, Span};
use scraper::node::Node;
use scraper::{ElementRef, Html};
use url::Url;

use super::link::{Href, clean_text, is_picture, shown};
use super::table::{OpenTable, only_arranges};
use super::{Counts, Reading};

/// Pictures up to this size in pixels decorate a line, as telephones and letters before numbers and addresses.
const ICON_SIZE: u32 = 64;

pub(super) fn build(
    html: &Html,
    base: Option<&Url>,
    page_of: &dyn Fn(&str) -> Option<String>,
) -> Reading {
    let mut builder = Builder::new(base, page_of);
    builder.said = links_with_text(html);
    let mut open: Vec<Leave> = Vec::new();
    let root = *html.root_element();
    let mut next = root.first_child();
    while let Some(node) = next {
        match node.value() {
            Node::Text(text) => builder.text(text),
            Node::Element(_) => {
                open.push(ElementRef::wrap(node).map_or(Leave::Inline, |e| builder.enter(e)));
            }
            _ => {}
        }
        next = node.first_child();
        let mut up = Some(node).filter(|_| next.is_none());
        while let Some(node) = up {
            if node.value().is_element()
                && let Some(leave) = open.pop()
            {
                builder.leave(leave);
            }
            next = node.next_sibling();
            up = node.parent().filter(|p| next.is_none() && p.id() != root.id());
        }
    }
    builder.finish()
}

/// What closing an element undoes.
enum Leave {
    Inline,
    Block,
    Hidden,
    Strong,
    StrongBlock,
    Emphasis,
    Kept,
    Heading,
    Link,
    List,
    Item,
    Table,
    Cell,
}

struct OpenLink {
    url: Option<String>,
    /// The same address has a text elsewhere.
    said: bool,
    ink: usize,
    after: usize,
    icons: usize,
}

struct Builder<'a> {
    base: Option<&'a Url>,
    page_of: &'a dyn Fn(&str) -> Option<String>,
    reading: Reading,
    /// Text of the block that is being read; a line feed is a line break.
    spans: Vec<Span>,
    /// Pictures met inside it; they follow it.
    after: Vec<BlockBody>,
    /// Letters so far, to know whether something had any.
    ink: usize,
    hidden: usize,
    strong: usize,
    emphasis: usize,
    keeps_lines: usize,
    links: Vec<OpenLink>,
    /// Addresses, as written, of all links that have a text.
    said: BTreeSet<String>,
    heading: Option<u8>,
    /// Numbered or not, of each open list.
    lists: Vec<bool>,
    items: Vec<ListItem>,
    table: Option<OpenTable>,
    in_cell: bool,
}

impl<'a> Builder<'a> {
    fn new(base: Option<&'a Url>, page_of: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            base,
            page_of,
            reading: Reading::default(),
            spans: Vec::new(),
            after: Vec::new(),
            ink: 0,
            hidden: 0,
            strong: 0,
            emphasis: 0,
            keeps_lines: 0,
            links: Vec::new(),
            said: BTreeSet::new(),
            heading: None,
            lists: Vec::new(),
            items: Vec::new(),
            table: None,
            in_cell: false,
        }
    }

    fn counts(&mut self) -> &mut Counts {
        &mut self.reading.counts
    }

    fn finish(mut self) -> Reading {
        self.boundary();
        self.end_paragraph();
        self.reading
    }

    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        let mut text = clean_text(text);
        if self.keeps_lines == 0 {
            text = text.replace('\n', " ");
        }
        self.ink += text.chars().filter(|c| !c.is_whitespace()).count();
        self.push(text);
    }

    fn push(&mut self, text: String) {
        let link = self.links.iter().rev().find_map(|l| l.url.clone());
        let strong = self.strong > 0 && self.heading.is_none();
        self.spans.push(Span { text, strong, emphasis: self.emphasis > 0, link });
    }

    /// Whether blocks have no room here and become lines.
    fn in_lines(&self) -> bool {
        self.in_cell || self.heading.is_some() || !self.lists.is_empty()
    }

    /// The end of whatever was said so far on this line.
    fn boundary(&mut self) {
        if self.in_lines() {
            self.spans.push(Span::plain("\n"));
        } else {
            self.end_paragraph();
        }
    }

    fn end_paragraph(&mut self) {
        for spans in split_at_empty_lines(std::mem::take(&mut self.spans)) {
            self.reading.bodies.push(BlockBody::Paragraph { spans });
        }
        self.end_pictures();
    }

    fn end_pictures(&mut self) {
        self.reading.bodies.append(&mut self.after);
    }

    fn enter(&mut self, element: ElementRef<'_>) -> Leave {
        if self.hidden > 0 {
            self.hidden += 1;
            return Leave::Hidden;
        }
        match element.value().name() {
            "br" => self.push("\n".into()),
            "img" | "image" => self.picture(element),
            "a" => return self.enter_link(element),
            "strong" | "b" => {
                self.strong += 1;
                return Leave::Strong;
            }
            "em" | "i" => {
                self.emphasis += 1;
                return Leave::Emphasis;
            }
            "dt" | "summary" => return self.enter_strong_block(),
            "h1" | "h2" => return self.enter_heading(2),
            "h3" => return self.enter_heading(3),
            "h4" | "h5" | "h6" => return self.enter_heading(4),
            "ul" | "ol" | "menu" | "dir" => return self.enter_list(element.value().name() == "ol"),
            "li" => return self.enter_item(),
            "table" => return self.enter_table(element),
            "tr" => return self.enter_row(),
            "td" | "th" => return self.enter_cell(element),
            "pre" | "textarea" => {
                self.boundary();
                self.keeps_lines += 1;
                return Leave::Kept;
            }
            "iframe" | "video" | "audio" | "embed" | "object" | "frame" => {
                self.embedded(element);
                return self.hide();
            }
            "script" | "style" | "noscript" | "template" | "canvas" | "noembed" | "noframes" => {
                self.counts().active_left_out += 1;
                return self.hide();
            }
            "svg" | "math" => {
                self.counts().icons_left_out += 1;
                return self.hide();
            }
            name if is_block(name) => {
                self.boundary();
                return Leave::Block;
            }
            _ => {}
        }
        Leave::Inline
    }

    fn leave(&mut self, leave: Leave) {
        match leave {
            Leave::Inline => {}
            Leave::Block => self.boundary(),
            Leave::Hidden => self.hidden -= 1,
            Leave::Strong => self.strong -= 1,
            Leave::Emphasis => self.emphasis -= 1,
            Leave::StrongBlock => {
                self.strong -= 1;
                self.boundary();
            }
            Leave::Kept => {
                self.keeps_lines -= 1;
                self.boundary();
            }
            Leave::Heading => self.leave_heading(),
            Leave::Link => self.leave_link(),
            Leave::List => self.leave_list(),
            Leave::Item => self.flush_item(),
            Leave::Table => self.leave_table(),
            Leave::Cell => self.leave_cell(),
        }
    }

    fn hide(&mut self) -> Leave {
        self.hidden += 1;
        Leave::Hidden
    }

    fn enter_strong_block(&mut self) -> Leave {
        self.boundary();
        self.strong += 1;
        Leave::StrongBlock
    }

    fn enter_heading(&mut self, level: u8) -> Leave {
        if self.in_lines() {
            return self.enter_strong_block();
        }
        self.end_paragraph();
        self.heading = Some(level);
        Leave::Heading
    }

    fn leave_heading(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if let Some(level) = self.heading.take() {
            self.reading.bodies.push(BlockBody::Heading { level, spans });
        }
        self.end_pictures();
    }

    fn enter_list(&mut self, ordered: bool) -> Leave {
        if self.in_cell || self.heading.is_some() {
            self.boundary();
            return Leave::Block;
        }
        if self.lists.is_empty() {
            self.end_paragraph();
        } else {
            self.flush_item();
        }
        self.lists.push(ordered);
        Leave::List
    }

    fn enter_item(&mut self) -> Leave {
        if self.lists.is_empty() || self.in_cell {
            self.boundary();
            return Leave::Block;
        }
        self.flush_item();
        Leave::Item
    }

    fn flush_item(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if let (Some(ordered), false) = (self.lists.last(), is_blank(&spans)) {
            let depth = u8::try_from(self.lists.len() - 1).unwrap_or(u8::MAX);
            self.items.push(ListItem { depth, ordered: *ordered, spans });
        }
    }

    fn leave_list(&mut self) {
        self.flush_item();
        self.lists.pop();
        if self.lists.is_empty() {
            let items = std::mem::take(&mut self.items);
            self.reading.bodies.push(BlockBody::List { items });
            self.end_pictures();
        }
    }

    fn enter_table(&mut self, element: ElementRef<'_>) -> Leave {
        self.boundary();
        if self.in_lines() || self.table.is_some() || only_arranges(element) {
            return Leave::Block;
        }
        self.table = Some(OpenTable::default());
        Leave::Table
    }

    fn enter_row(&mut self) -> Leave {
        match &mut self.table {
            Some(table) if !self.in_cell => {
                table.start_row();
                Leave::Inline
            }
            _ => {
                self.boundary();
                Leave::Block
            }
        }
    }

    fn enter_cell(&mut self, element: ElementRef<'_>) -> Leave {
        match &mut self.table {
            Some(table) if !self.in_cell => {
                table.start_cell(element);
                self.spans.clear();
                self.in_cell = true;
                Leave::Cell
            }
            _ => {
                self.boundary();
                Leave::Block
            }
        }
    }

    fn leave_cell(&mut self) {
        self.in_cell = false;
        let spans = std::mem::take(&mut self.spans);
        if let Some(table) = &mut self.table {
            table.end_cell(spans);
        }
    }

    fn leave_table(&mut self) {
        if let Some(table) = self.table.take() {
            self.reading.bodies.extend(table.finish());
        }
        self.end_pictures();
    }

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

    fn enter_link(&mut self, element: ElementRef<'_>) -> Leave {
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
    fn leave_link(&mut self) {
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

    fn embedded(&mut self, element: ElementRef<'_>) {
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

    fn picture(&mut self, element: ElementRef<'_>) {
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

fn links_with_text(html: &Html) -> BTreeSet<String> {
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

fn is_blank(spans: &[Span]) -> bool {
    spans.iter().all(|s| s.text.trim().is_empty())
}

/// Two line breaks in a row are how many editors end a paragraph.
fn split_at_empty_lines(spans: Vec<Span>) -> Vec<Vec<Span>> {
    let mut paragraphs = vec![Vec::new()];
    let mut breaks = 0;
    for span in spans {
        if span.text == "\n" {
            breaks += 1;
        } else if !span.text.trim().is_empty() {
            if breaks > 1 {
                paragraphs.push(Vec::new());
            }
            breaks = 0;
        }
        if let Some(last) = paragraphs.last_mut() {
            last.push(span);
        }
    }
    paragraphs
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "aside"
            | "nav"
            | "address"
            | "blockquote"
            | "center"
            | "figure"
            | "figcaption"
            | "fieldset"
            | "legend"
            | "form"
            | "details"
            | "dl"
            | "dd"
            | "hgroup"
            | "hr"
            | "caption"
            | "tbody"
            | "thead"
            | "tfoot"
            | "colgroup"
            | "option"
            | "button"
            | "optgroup"
            | "select"
            | "search"
            | "dialog"
            | "body"
            | "title"
            | "plaintext"
            | "xmp"
            | "listing"
    )
}
