//! What newcomers get, and what they are asked about.

use super::*;
use crate::text::language::choose;

fn tag(text: &str) -> LanguageTag {
    text.parse().unwrap()
}

fn tags(text: &str) -> Vec<LanguageTag> {
    text.split_whitespace().map(tag).collect()
}

/// `de!source`, or `?tr,en de!source` when there is a question.
fn told(wanted: &str, available: &str, source: &str) -> String {
    let shown = |s: &Served| format!("{}!{}", s.served, format!("{:?}", s.because).to_lowercase());
    match decide(&tags(wanted), &tags(available), &tag(source)) {
        None => "nothing".to_owned(),
        Some(Choice::Serve(served)) => shown(&served),
        Some(Choice::Ask { candidates, meanwhile }) => {
            let names: Vec<_> = candidates.iter().map(|c| c.language.as_str()).collect();
            format!("?{} {}", names.join(","), shown(&meanwhile))
        }
    }
}

#[test]
fn what_newcomers_get() {
    for (wanted, available, expected) in [
        // The same language under another name or in another country.
        ("prs", "de en fa ar", "fa!variant"),
        ("prs-AF", "de en fa ar", "fa!variant"),
        ("fa-AF", "de en fa ps ar", "fa!variant"),
        ("fa", "de en fa-AF", "fa-AF!variant"),
        ("pes", "de fa", "fa!exact"),
        ("arb", "de ar", "ar!exact"),
        ("kmr", "de ku tr", "ku!exact"),
        ("ar-SY", "de ar", "ar!variant"),
        ("pt-AO", "de pt pt-PT", "pt-PT!variant"),
        ("es-VE", "de es es-419", "es-419!variant"),
        ("mo", "de ro", "ro!exact"),
        ("iw", "de he", "he!exact"),
        ("tl", "de fil", "fil!exact"),
        ("zh-TW", "de zh-Hant", "zh-Hant!variant"),
        ("de-simple", "en de", "de!variant"),
        ("de", "en de-simple de-AT", "de-AT!variant"),
        // Spoken otherwise, written alike.
        ("ary", "de ar", "ar!near"),
        ("aeb", "de en ar", "ar!near"),
        ("apc", "de ar", "ar!near"),
        ("pbt", "de ps", "ps!near"),
        ("aln", "de sq", "sq!near"),
        ("haz", "de fa-AF", "fa-AF!near"),
        ("gsw", "fr de", "de!near"),
        ("nb", "de no", "no!near"),
        // The language of another people is offered and never served.
        ("ku", "de en tr", "?tr de!source"),
        ("kmr", "de en tr", "?tr de!source"),
        ("ckb", "de en ar ku fa", "?ku,ar de!source"),
        ("ug", "de zh", "?zh de!source"),
        ("be", "de ru", "?ru de!source"),
        ("hy", "de ru", "?ru de!source"),
        ("az", "de ru tr", "?ru de!source"),
        ("tk", "de ru", "?ru de!source"),
        ("kk", "de ru", "?ru de!source"),
        ("bo", "de zh", "?zh de!source"),
        ("ti", "de en ar", "?en de!source"),
        ("so", "de en", "?en de!source"),
        ("ps", "de en fa", "?fa,en de!source"),
        ("am", "de en", "?en de!source"),
        ("wo", "de fr en", "?fr de!source"),
        ("cs", "de sk", "?sk de!source"),
        ("id", "de ms", "?ms de!source"),
        ("ssy", "de aa", "?aa de!source"),
        // Another script is offered and never served.
        ("ku-Arab", "de ckb ku", "?ku,ckb de!source"),
        ("ku-IQ", "de ckb", "?ckb de!source"),
        ("ku-IQ", "de ku", "?ku de!source"),
        ("zh-Hant", "de zh-Hans", "?zh-Hans de!source"),
        ("yue", "de zh", "?zh de!source"),
        ("sr-Latn", "de sr", "?sr de!source"),
        ("uz-Arab", "de uz ru", "?uz,ru de!source"),
        ("azb", "de az", "?az de!source"),
        // CLDR names no relation: nothing is offered, and nothing foreign is served.
        ("uk", "de ru", "de!source"),
        ("ti", "de ar", "de!source"),
        ("rom", "de ro", "de!source"),
        ("ckb", "de tr fa", "de!source"),
    ] {
        assert_eq!(told(wanted, available, "de"), expected, "{wanted} of {available}");
    }
}

#[test]
fn a_persons_own_list_always_wins() {
    assert_eq!(told("ku tr", "de tr", "de"), "tr!fallback");
    assert_eq!(told("uk ru", "de ru", "de"), "ru!fallback");
    assert_eq!(told("ckb fa-AF", "de ar fa", "de"), "fa!fallback");
    // German is nearer to Swiss German than French is, and French is what they said.
    assert_eq!(told("gsw fr", "de fr", "de"), "fr!fallback");
    assert_eq!(told("zh-Hant zh-Hans", "de zh-Hans", "de"), "zh-Hans!fallback");
}

#[test]
fn candidates_follow_the_list_and_say_what_they_are_offered_for() {
    let choice = decide(&tags("ti ku-Arab"), &tags("de ku tr en"), &tag("de")).unwrap();
    let Choice::Ask { candidates, .. } = choice else { panic!("{choice:?}") };
    let told: Vec<_> =
        candidates.iter().map(|c| (c.language.as_str(), c.wanted.as_str(), c.related)).collect();
    assert_eq!(
        told,
        [
            ("en", "ti", Related::OftenRead),
            ("ku", "ku-Arab", Related::OtherScript),
            ("tr", "ku-Arab", Related::OftenRead),
        ]
    );
}

#[test]
fn a_question_whose_every_answer_shows_the_same_is_not_asked() {
    assert_eq!(told("ku", "tr", "tr"), "tr!source");
    assert_eq!(told("so", "de en", "en"), "en!source");
    assert_eq!(told("ku", "tr", "de"), "tr!available");
}

#[test]
fn without_a_text_there_is_no_choice_and_without_wishes_the_source() {
    assert_eq!(told("de", "", "de"), "nothing");
    assert_eq!(told("", "en de", "de"), "de!source");
    assert_eq!(told("", "en fr", "de"), "en!available");
}

#[test]
fn no_row_that_is_asked_about_is_ever_served_for_its_language() {
    for &(wanted, there) in &rows().asked {
        let (Ok(wanted), Ok(there)) = (wanted.parse::<LanguageTag>(), there.parse::<LanguageTag>())
        else {
            panic!("{wanted} {there}");
        };
        let source = tag("ja");
        let shown =
            decide(std::slice::from_ref(&wanted), &[there.clone(), source.clone()], &source);
        let Some(Choice::Ask { candidates, meanwhile }) = shown else {
            panic!("{wanted} {there} {shown:?}")
        };
        assert_eq!((meanwhile.served, meanwhile.because), (source, Because::Source));
        assert_eq!(candidates.len(), 1, "{wanted} {there}");
    }
}

#[test]
fn nothing_that_is_not_on_the_list_crosses_scripts_unasked() {
    let pool = tags(
        "ar ary ckb ku ku-Arab ku-IQ tr az azb az-Cyrl ru uk be hy kk ug zh zh-Hant zh-HK yue uz uz-Arab uz-Cyrl sr \
         sr-Latn hr bs pa pa-Arab ur fa fa-AF ps tg hi hi-Latn en de gsw de-simple ti am so mn mvf ks rom mul",
    );
    let source = tag("ja");
    let mut silent = 0;
    for want in &pool {
        for there in pool.iter().filter(|there| *there != want) {
            let shown =
                decide(std::slice::from_ref(want), &[source.clone(), there.clone()], &source)
                    .unwrap();
            if shown.shown().served == *there {
                assert_eq!(want.script(), there.script(), "{want} {there}");
                let pair = (want.language(), there.language());
                assert!(pair.0 == pair.1 || rows().near.contains(&pair), "{want} {there}");
                silent += 1;
            }
        }
    }
    assert!(silent > 10, "{silent}");
}

#[test]
fn the_choice_of_today_follows_from_it() {
    for (wanted, available) in [
        ("ti ar", "de en ar"),
        ("fa", "de fa-AF"),
        ("de-simple", "en de"),
        ("ti", "en de"),
        ("zh-Hant", "de zh-Hans"),
        ("sr-Latn", "de sr-Cyrl"),
        ("ku-Arab", "de ku"),
        ("de", "de-AT de-simple"),
    ] {
        let (wanted, available, source) = (tags(wanted), tags(available), tag("de"));
        let ours =
            decide(&wanted, &available, &source).map(|c| language::Choice::from(c.shown().clone()));
        assert_eq!(ours, choose(&wanted, &available, &source), "{wanted:?} {available:?}");
    }
}
