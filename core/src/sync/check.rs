//! The check for news: signed metadata from the first server that has it right, in one request where it can be.
//!
//! A bundle carries the documents of one edition; what is not in it is fetched alone. A server that answers "not changed"
//! stands for exactly what is trusted already. Everything goes through the same verifier.

use super::fetch::{Fetcher, News};
use super::plan;
use super::run::Run;
use crate::error::{Error, Result};
use crate::packs::bundle::Bundle;
use crate::packs::edition::COMMON;
use crate::packs::layout;
use crate::packs::verify::{Expiry, Known, Need, TrustError, Verifier};
use crate::store::{InstalledEdition, Subscription, Validator};
use crate::text::LanguageTag;

/// What a publisher has signed, as far as this phone wants it.
pub(crate) struct Signed {
    pub(crate) verifier: Verifier,
    /// Every edition there is.
    pub(crate) offered: Vec<String>,
    /// Those this phone wants, `common` first. Languages are missing where nobody knows the source language yet.
    pub(crate) chosen: Vec<String>,
    /// How the bundle is called that all this came from.
    pub(crate) validator: Option<Validator>,
    /// Where files are fetched: the server that had all this first.
    pub(crate) servers: Vec<String>,
}

/// Where documents come from before the network is asked for each.
enum Supply {
    /// Nothing is there.
    None,
    /// A bundle.
    Bundle(Bundle),
    /// What is trusted already: the server has nothing else.
    Same,
}

/// What a check knows before it begins.
struct Before<'a> {
    subscription: &'a Subscription,
    known: Known,
    held: &'a [InstalledEdition],
}

impl Run<'_> {
    /// Checks a publisher's signatures on the first server that has them right.
    pub(super) async fn signed(
        &self,
        subscription: &Subscription,
        held: &[InstalledEdition],
        fetcher: &mut Fetcher<'_>,
    ) -> Result<Signed> {
        let known = self.store.load_trust(&subscription.pack)?;
        let before = Before { subscription, known, held };
        let servers = self.servers(subscription)?;
        let mut first = None;
        for (n, server) in servers.iter().enumerate() {
            match self.signed_at(server, &before, fetcher).await {
                Ok(mut signed) => {
                    signed.servers.clone_from(&servers);
                    signed.servers.swap(0, n);
                    return Ok(signed);
                }
                Err(e) if e.is_servers_fault() => first = first.or(Some(e)),
                Err(e) => return Err(e),
            }
        }
        Err(first.unwrap_or(Error::NotFound("server")))
    }

    /// The same from what is trusted, without any network; nothing where that is not enough.
    pub(super) fn signed_before(
        &self,
        subscription: &Subscription,
        held: &[InstalledEdition],
    ) -> Result<Option<Signed>> {
        let known = self.store.load_trust(&subscription.pack)?;
        let Some(root) = known.get("root.json").cloned() else { return Ok(None) };
        if !known.contains_key("timestamp.json") {
            return Ok(None);
        }
        let mut verifier = self.verifier(subscription, &root, &known)?;
        let mut chosen = Vec::new();
        loop {
            while let Need::File { name, .. } = verifier.need()? {
                // Something that is trusted and not here: the next check brings it.
                let Some(bytes) = Supply::Same.find(&name, &known) else { return Ok(None) };
                verifier.feed(&name, bytes.as_deref())?;
            }
            if !self.choose(&mut verifier, held, &mut chosen)? {
                break;
            }
        }
        let (offered, servers) = (verifier.editions(), self.servers(subscription)?);
        Ok(Some(Signed { verifier, offered, chosen, validator: None, servers }))
    }

    async fn signed_at(
        &self,
        server: &str,
        before: &Before<'_>,
        fetcher: &mut Fetcher<'_>,
    ) -> Result<Signed> {
        let root = first_root(server, before, fetcher).await?;
        // Nothing is fetched on the word of a root that is not a root.
        let verifier = self.verifier(before.subscription, &root, &before.known)?;
        let (supply, validator) = self.supply(server, before, fetcher).await?;
        let from_bundle = !matches!(supply, Supply::None);
        match self.verify(server, verifier, before, &supply, fetcher).await {
            Ok(signed) => Ok(Signed { validator, ..signed }),
            // A bundle may be older than the files beside it, while both are being written.
            Err(Error::Trust(_)) if from_bundle => {
                let verifier = self.verifier(before.subscription, &root, &before.known)?;
                self.verify(server, verifier, before, &Supply::None, fetcher).await
            }
            Err(e) => Err(e),
        }
    }

    /// Asks for the bundle of an edition that this phone holds, or of `common`.
    async fn supply(
        &self,
        server: &str,
        before: &Before<'_>,
        fetcher: &mut Fetcher<'_>,
    ) -> Result<(Supply, Option<Validator>)> {
        let pack = &before.subscription.pack;
        let edition = plan::bundle_edition(self.languages, before.held);
        let url = format!("{server}/{}", layout::bundle_path(&edition));
        let etag = match before.known.contains_key("timestamp.json") {
            true => self.store.find_validator(pack, &url)?,
            false => None,
        };
        let news = fetcher.news(url.clone(), layout::MAX_METADATA, etag.clone()).await?;
        let validator = |etag: Option<String>| etag.map(|etag| Validator { url, etag });
        Ok(match news {
            News::Same => (Supply::Same, validator(etag)),
            News::File(bytes, etag) => match Bundle::read(&bytes) {
                Ok(bundle) => (Supply::Bundle(bundle), validator(etag)),
                // It proves nothing anyway; the documents themselves may be sound.
                Err(_) => (Supply::None, None),
            },
            News::Missing => (Supply::None, None),
        })
    }

    async fn verify(
        &self,
        server: &str,
        mut verifier: Verifier,
        before: &Before<'_>,
        supply: &Supply,
        fetcher: &mut Fetcher<'_>,
    ) -> Result<Signed> {
        let Before { known, held, .. } = before;
        let mut chosen = Vec::new();
        loop {
            while let Need::File { name, max_bytes } = verifier.need()? {
                let bytes = match supply.find(&name, known) {
                    Some(bytes) => bytes,
                    None => fetcher.document(address(server, &name), max_bytes).await?,
                };
                verifier.feed(&name, bytes.as_deref())?;
            }
            if !self.choose(&mut verifier, held, &mut chosen)? {
                break;
            }
        }
        let offered = verifier.editions();
        Ok(Signed { verifier, offered, chosen, validator: None, servers: Vec::new() })
    }

    /// Fetches the roles of further editions.
    pub(super) async fn fetch_roles(
        &self,
        editions: &[String],
        signed: &mut Signed,
        fetcher: &mut Fetcher<'_>,
    ) -> Result<()> {
        let server = signed.servers.first().cloned().unwrap_or_default();
        editions.iter().for_each(|edition| signed.verifier.want(edition));
        while let Need::File { name, max_bytes } = signed.verifier.need()? {
            let bytes = fetcher.document(address(&server, &name), max_bytes).await?;
            signed.verifier.feed(&name, bytes.as_deref())?;
        }
        Ok(())
    }

    /// Wants the roles of the editions that are known to be wanted by now; whether any came in addition.
    fn choose(
        &self,
        verifier: &mut Verifier,
        held: &[InstalledEdition],
        chosen: &mut Vec<String>,
    ) -> Result<bool> {
        let offered = verifier.editions();
        if chosen.is_empty() {
            if !offered.iter().any(|n| n == COMMON) {
                return Err(TrustError::NoEdition(COMMON.to_owned()).into());
            }
            *chosen = plan::first_editions(&offered);
            chosen.iter().for_each(|n| verifier.want(n));
            return Ok(true);
        }
        let source = verifier.target(COMMON).ok().and_then(|t| t.source_language);
        let source: Option<LanguageTag> = source.and_then(|tag| tag.parse().ok());
        let names: Vec<String> = held.iter().map(|h| h.name.clone()).collect();
        let languages = match source {
            Some(source) => plan::language_editions(&source, self.languages, &names, &offered),
            None => plan::held_languages(&names, &offered),
        };
        let mut more = false;
        for language in languages {
            if !chosen.contains(&language) {
                verifier.want(&language);
                chosen.push(language);
                more = true;
            }
        }
        Ok(more)
    }

    fn verifier(
        &self,
        subscription: &Subscription,
        root: &[u8],
        known: &Known,
    ) -> Result<Verifier> {
        let (pack, known) = (Some(subscription.pack.as_str()), known.clone());
        Ok(Verifier::begin(pack, root, known, Expiry::Note, self.now)?)
    }

    /// The pack's own host, then its mirrors as far as they are known.
    pub(super) fn servers(&self, subscription: &Subscription) -> Result<Vec<String>> {
        let mut servers = vec![subscription.base_url.clone()];
        if let Some(fact) = self.installed_fact(&subscription.pack)? {
            let mirrors = fact.mirrors.iter().map(|m| m.trim_end_matches('/').to_owned());
            for mirror in mirrors {
                if !servers.contains(&mirror) {
                    servers.push(mirror);
                }
            }
        }
        Ok(servers)
    }
}

impl Supply {
    /// Outer nothing: it is not known here. Inner nothing: it is known not to exist.
    fn find(&self, name: &str, known: &Known) -> Option<Option<Vec<u8>>> {
        let root = name.strip_suffix(".root.json").and_then(|n| n.parse::<u64>().ok());
        match (self, root) {
            (Self::None, _) => None,
            (Self::Same, Some(_)) => Some(None),
            (Self::Same, None) => match name {
                "timestamp.json" => Some(known.get(name).cloned()),
                _ => None,
            },
            (Self::Bundle(bundle), Some(version)) => (version > bundle.newest_root).then_some(None),
            (Self::Bundle(bundle), None) => Some(Some(bundle.documents.get(name)?.clone())),
        }
    }
}

async fn first_root(
    server: &str,
    before: &Before<'_>,
    fetcher: &mut Fetcher<'_>,
) -> Result<Vec<u8>> {
    if let Some(root) = before.known.get("root.json") {
        return Ok(root.clone());
    }
    let root = fetcher.document(address(server, "1.root.json"), layout::MAX_ROOT).await?;
    let root = root.ok_or(Error::NotFound("pack there"))?;
    if let Some(fingerprint) = &before.subscription.fingerprint {
        Verifier::check_first_root(&root, fingerprint)?;
    }
    Ok(root)
}

fn address(server: &str, name: &str) -> String {
    format!("{server}/{}", layout::metadata_path(name))
}
