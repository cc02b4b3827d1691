//! Packs made by hand in a few lines: facts and texts are collected, editions come out.
//!
//! Where a story says nothing about a field, it has its plainest value.

use std::collections::BTreeMap;

use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{
    Fact, Holidays, Level, NameText, Notice, NoticeText, Origin, OriginKind, PackFact, PageFact,
    PageText, PlaceFact, PlaceText, Reach, Text,
};
use companion_core::text::{BlockBody, LanguageTag, Span};

use crate::publisher::Fault;

/// A pack under construction.
#[derive(Debug, Clone)]
pub struct Made {
    /// The pack's own record; its languages are those that have texts.
    pub fact: PackFact,
    /// All other facts.
    pub facts: Vec<Fact>,
    /// Texts by language.
    pub texts: BTreeMap<LanguageTag, Vec<Text>>,
    /// Dated texts; without any, there is no edition of them.
    pub notices: Vec<Notice>,
}

impl Made {
    /// An empty pack in Germany, written first in `source`.
    ///
    /// # Errors
    /// When `source` is no language tag.
    pub fn new(id: &str, level: Level, source: &str) -> Result<Self, Fault> {
        let source: LanguageTag = source.parse()?;
        let fact = PackFact {
            id: id.into(),
            level,
            parent: None,
            parent_root: None,
            country: "DE".into(),
            region: None,
            zone: "Europe/Berlin".into(),
            clock: None,
            tzdata: None,
            source_language: source.clone(),
            languages: vec![],
            area: None,
            names: BTreeMap::from([(source, id.into())]),
            aliases: Default::default(),
            as_of: None,
            publisher: "Sample Office".into(),
            editors: vec![],
            licence: "CC-BY-4.0".into(),
            hub: None,
            mirrors: vec![],
            holidays: Holidays::default(),
        };
        Ok(Self { fact, facts: vec![], texts: BTreeMap::new(), notices: vec![] })
    }

    /// Adds a fact.
    pub fn fact(&mut self, fact: Fact) -> &mut Self {
        self.facts.push(fact);
        self
    }

    /// Adds a text in a language.
    ///
    /// # Errors
    /// When `tag` is no language tag.
    pub fn text(&mut self, tag: &str, text: Text) -> Result<&mut Self, Fault> {
        self.texts.entry(tag.parse()?).or_default().push(text);
        Ok(self)
    }

    /// Adds a page with its titles: `(language, title, body)`.
    ///
    /// # Errors
    /// When a language is no language tag.
    pub fn page(
        &mut self,
        fact: PageFact,
        texts: &[(&str, &str, &str)],
    ) -> Result<&mut Self, Fault> {
        for (tag, title, body) in texts {
            self.text(tag, Text::Page(page_text(&fact.id, title, body)))?;
        }
        Ok(self.fact(Fact::Page(fact)))
    }

    /// Adds a place with its names: `(language, name)`.
    ///
    /// # Errors
    /// When a language is no language tag.
    pub fn place(&mut self, fact: PlaceFact, names: &[(&str, &str)]) -> Result<&mut Self, Fault> {
        for (tag, name) in names {
            let text = PlaceText {
                id: fact.id.clone(),
                name: (*name).into(),
                description: None,
                access: None,
                details: vec![],
                origin: human(),
            };
            self.text(tag, Text::Place(text))?;
        }
        Ok(self.fact(Fact::Place(fact)))
    }

    /// Adds a notice valid from one local moment until another, with its titles by language.
    ///
    /// # Errors
    /// When a language is no language tag.
    pub fn notice(
        &mut self,
        id: &str,
        (from, until): (&str, &str),
        urgent: bool,
        titles: &[(&str, &str)],
    ) -> Result<&mut Self, Fault> {
        let mut texts = BTreeMap::new();
        for (tag, title) in titles {
            let text = NoticeText {
                title: (*title).into(),
                origin: human(),
                blocks: vec![paragraph(title)],
            };
            texts.insert(tag.parse()?, text);
        }
        let (id, from, until) = (id.into(), from.into(), until.into());
        self.notices.push(Notice { id, from, until, urgent, texts });
        Ok(self)
    }

    /// All its editions.
    pub fn editions(&self) -> Vec<Edition> {
        let mut fact = self.fact.clone();
        fact.languages = self.texts.keys().cloned().collect();
        let facts = std::iter::once(Fact::Pack(fact)).chain(self.facts.iter().cloned()).collect();
        let mut records = vec![Records::Common(facts)];
        records.extend(self.texts.iter().map(|(tag, t)| Records::Language(tag.clone(), t.clone())));
        if !self.notices.is_empty() {
            records.push(Records::Notices(self.notices.clone()));
        }
        let pack = &self.fact.id;
        records.into_iter().map(|records| Edition { pack: pack.clone(), records }).collect()
    }
}

/// Written by a person.
pub fn human() -> Origin {
    Origin { origin: OriginKind::Human, ..Origin::default() }
}

/// A page at the top of the tree.
pub fn page(id: &str) -> PageFact {
    PageFact {
        id: id.into(),
        parent: None,
        order: 0,
        icon: None,
        topics: vec![],
        review_by: None,
        replaces: None,
        is_final: false,
        revision: 1,
        source_language: None,
    }
}

/// A page below another.
pub fn page_below(parent: &str, id: &str) -> PageFact {
    PageFact { parent: Some(parent.into()), ..page(id) }
}

/// A page of one paragraph, written by a person.
pub fn page_text(id: &str, title: &str, body: &str) -> PageText {
    PageText {
        id: id.into(),
        title: title.into(),
        slug: None,
        origin: human(),
        made_from: None,
        outdated: vec![],
        missing: 0,
        ids: vec![],
        blocks: vec![paragraph(body)],
    }
}

/// A paragraph of plain words.
pub fn paragraph(words: &str) -> BlockBody {
    BlockBody::Paragraph { spans: vec![Span::plain(words)] }
}

/// A name written by a person.
pub fn name(id: &str, name: &str) -> NameText {
    NameText { id: id.into(), name: name.into(), note: None, origin: human() }
}

/// A place nobody knows anything of.
pub fn place(id: &str) -> PlaceFact {
    PlaceFact {
        id: id.into(),
        point: None,
        street: None,
        postcode: None,
        town: None,
        reach: Reach::default(),
        wheelchair: None,
    }
}
