//! Directories of services made from a seed, as tables of the Human Services Data Specification and as Ohana's.
//!
//! Owns rows with all kinds of fields, plain ones and odd ones, for tests and benchmarks of any size. The same seed gives
//! the same files. Nothing in them is anybody's.

use std::fs;
use std::path::Path;

/// How large a directory is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Services.
    pub services: usize,
    /// Places.
    pub locations: usize,
    /// Organizations.
    pub organizations: usize,
}

/// Which tables it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Version 3 of the specification.
    Three,
    /// Ohana, which came before it.
    Ohana,
}

/// Writes the tables to a folder that is there.
///
/// # Errors
/// The folder cannot be written.
pub fn write(folder: &Path, form: Form, size: Size, seed: u64) -> std::io::Result<()> {
    let mut make = Make { seed, size };
    let tables = match form {
        Form::Three => make.three(),
        Form::Ohana => make.ohana(),
    };
    for (name, rows) in tables {
        let mut out = csv::Writer::from_path(folder.join(format!("{name}.csv")))?;
        for row in rows {
            out.write_record(row)?;
        }
        out.flush()?;
    }
    Ok(())
}

type Table = (&'static str, Vec<Vec<String>>);

const WORDS: [&str; 40] = [
    "advice",
    "families",
    "help",
    "housing",
    "food",
    "weekly",
    "support",
    "people",
    "evening",
    "class",
    "children",
    "learn",
    "meet",
    "neighbours",
    "older",
    "young",
    "job",
    "letters",
    "forms",
    "doctor",
    "nurse",
    "garden",
    "kitchen",
    "library",
    "music",
    "sport",
    "swimming",
    "walk",
    "talk",
    "share",
    "repair",
    "bicycle",
    "clothes",
    "legal",
    "rent",
    "school",
    "language",
    "arrival",
    "welcome",
    "partner",
];
const STREETS: [&str; 8] = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Hazel", "Juniper"];
const LANGUAGES: [&str; 6] = ["Spanish", "Arabic", "Ukrainian", "Vietnamese", "Somali", "Tigrinya"];
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const TERMS: usize = 60;

struct Make {
    seed: u64,
    size: Size,
}

impl Make {
    fn below(&mut self, n: usize) -> usize {
        // Numbers of Knuth's MMIX generator.
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.seed >> 33) as usize) % n.max(1)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let n = self.below(of.len());
        of.get(n).copied().unwrap_or_default()
    }

    fn words(&mut self, n: usize) -> String {
        let words: Vec<&str> = (0..n).map(|_| self.one(&WORDS)).collect();
        let mut text = words.join(" ");
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        text
    }

    /// Nothing for so many of a hundred.
    fn maybe(&mut self, percent: usize, text: impl FnOnce(&mut Self) -> String) -> String {
        if self.below(100) < percent { text(self) } else { String::new() }
    }

    fn phone(&mut self) -> String {
        let (a, b) = (self.below(1000), self.below(10_000));
        match self.below(12) {
            0 => format!("+1 555 {a:03} {b:04}"),
            1 => format!("1-555-{a:03}-{b:04} x{}", self.below(900) + 10),
            // Without its area code nobody can dial it from elsewhere.
            2 => format!("{a:03}-{b:04}"),
            _ => format!("(555) {a:03}-{b:04}"),
        }
    }

    fn point(&mut self) -> (String, String) {
        match self.below(50) {
            0 => ("100".into(), "101".into()),
            1 => (String::new(), String::new()),
            _ => {
                let (lat, lon) = (self.below(400_000), self.below(400_000));
                (format!("40.{lat:06}"), format!("-89.{lon:06}"))
            }
        }
    }

    fn three(&mut self) -> Vec<Table> {
        vec![
            ("organizations", self.organizations("uri", "website")),
            ("programs", self.programs()),
            ("locations", self.locations_three()),
            ("addresses", self.addresses("address_type", "physical")),
            ("services", self.services_three()),
            ("service_at_location", self.sites()),
            ("phones", self.phones("type")),
            ("contacts", self.contacts()),
            ("schedules", self.schedules()),
            ("languages", self.languages()),
            ("cost_options", self.costs()),
            ("required_documents", self.of_services("document", 30)),
            ("service_areas", self.of_services("name", 40)),
            ("funding", self.of_services("source", 20)),
            ("accessibility", self.accessibility()),
            ("taxonomies", vec![row(&["id", "name"]), row(&["t", "Made topics"])]),
            ("taxonomy_terms", self.terms("id")),
            ("attributes", self.attributes()),
        ]
    }

    fn ohana(&mut self) -> Vec<Table> {
        vec![
            ("organizations", self.organizations("funding_sources", "website")),
            ("programs", self.programs()),
            ("locations", self.locations_ohana()),
            ("addresses", self.addresses("country", "US")),
            ("services", self.services_ohana()),
            ("phones", self.phones("number_type")),
            ("contacts", self.contacts()),
            ("regular_schedules", self.regular()),
            ("holiday_schedules", self.holidays()),
            ("taxonomy", self.terms("taxonomy_id")),
        ]
    }

    fn organizations(&mut self, extra: &str, web: &str) -> Vec<Vec<String>> {
        let head =
            ["id", "name", "alternate_name", "description", "email", web, "legal_status", extra];
        let mut rows = vec![row(&head)];
        for n in 1..=self.size.organizations {
            let name = format!("{} {n}", self.words(2));
            let also = self.maybe(20, |m| m.words(2));
            let text = self.words(18);
            let mail = self.maybe(60, |_| format!("office{n}@example.org"));
            let web = self.maybe(70, |_| format!("www.example.org/o{n}"));
            let legal = self.maybe(30, |_| "Nonprofit".into());
            let extra = self.maybe(20, |_| format!("http://example.org/x{n}"));
            rows.push(vec![n.to_string(), name, also, text, mail, web, legal, extra]);
        }
        rows
    }

    fn programs(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "organization_id", "name", "alternate_name"])];
        for n in 1..=self.size.organizations / 4 {
            let organization = self.organization();
            let (name, also) = (self.words(3), self.maybe(30, |m| m.words(2)));
            rows.push(vec![n.to_string(), organization, name, also]);
        }
        rows
    }

    fn organization(&mut self) -> String {
        (self.below(self.size.organizations) + 1).to_string()
    }

    fn location(&mut self) -> String {
        (self.below(self.size.locations) + 1).to_string()
    }

    fn service(&mut self) -> String {
        (self.below(self.size.services) + 1).to_string()
    }

    fn locations_three(&mut self) -> Vec<Vec<String>> {
        let head = [
            "id",
            "organization_id",
            "name",
            "description",
            "transportation",
            "latitude",
            "longitude",
            "location_type",
        ];
        let mut rows = vec![row(&head)];
        for n in 1..=self.size.locations {
            let (organization, name) =
                (self.organization(), format!("{} house {n}", self.words(1)));
            let (text, way) = (self.maybe(50, |m| m.words(12)), self.maybe(40, |m| m.words(8)));
            let (lat, lon) = self.point();
            rows.push(vec![
                n.to_string(),
                organization,
                name,
                text,
                way,
                lat,
                lon,
                "physical".into(),
            ]);
        }
        rows
    }

    fn locations_ohana(&mut self) -> Vec<Vec<String>> {
        let head = [
            "id",
            "organization_id",
            "name",
            "description",
            "accessibility",
            "admin_emails",
            "email",
            "languages",
            "latitude",
            "longitude",
            "short_desc",
            "transportation",
            "website",
            "virtual",
        ];
        let mut rows = vec![row(&head)];
        for n in 1..=self.size.locations {
            let (organization, name) =
                (self.organization(), format!("{} house {n}", self.words(1)));
            let text = self.words(12);
            let access = self.maybe(40, |_| "wheelchair, elevator, disabled_parking".into());
            let admin = self.maybe(20, |_| format!("admin{n}@example.org"));
            let mail = self.maybe(20, |_| format!("house{n}@example.org"));
            let languages = self.maybe(40, |m| format!("English, {}", m.one(&LANGUAGES)));
            let (lat, lon) = self.point();
            let (short, way) = (self.maybe(30, |m| m.words(5)), self.maybe(40, |m| m.words(8)));
            let web = self.maybe(30, |_| format!("http://example.org/h{n}"));
            rows.push(vec![
                n.to_string(),
                organization,
                name,
                text,
                access,
                admin,
                mail,
                languages,
                lat,
                lon,
                short,
                way,
                web,
                "false".into(),
            ]);
        }
        rows
    }

    fn addresses(&mut self, last: &str, value: &str) -> Vec<Vec<String>> {
        let head = [
            "id",
            "location_id",
            "address_1",
            "address_2",
            "city",
            "state_province",
            "postal_code",
            last,
        ];
        let mut rows = vec![row(&head)];
        for n in 1..=self.size.locations {
            let street = format!("{} {} Street", self.below(900) + 1, self.one(&STREETS));
            let second = self.maybe(20, |m| format!("Suite {}", m.below(90) + 1));
            let code = format!("{:05}", 60_000 + self.below(900));
            rows.push(vec![
                n.to_string(),
                n.to_string(),
                street,
                second,
                "Madeville".into(),
                "IL".into(),
                code,
                value.into(),
            ]);
        }
        rows
    }

    fn services_three(&mut self) -> Vec<Vec<String>> {
        let head = [
            "id",
            "organization_id",
            "program_id",
            "name",
            "alternate_name",
            "description",
            "url",
            "email",
            "status",
            "application_process",
            "fees_description",
            "wait_time",
            "eligibility_description",
            "minimum_age",
            "maximum_age",
            "alert",
            "x_made_note",
        ];
        let mut rows = vec![row(&head)];
        for n in 1..=self.size.services {
            let organization = self.organization();
            let programs = self.size.organizations / 4;
            let program = if programs == 0 {
                String::new()
            } else {
                self.maybe(15, |m| (m.below(programs) + 1).to_string())
            };
            let (name, also) = (format!("{} {n}", self.words(2)), self.maybe(15, |m| m.words(2)));
            let text = format!("{}.\n\n{}.", self.words(25), self.words(15));
            let web = self.maybe(60, |_| format!("https://example.org/s{n}"));
            let mail = self.maybe(50, |_| format!("s{n}@example.org"));
            let status = match self.below(20) {
                0 => "inactive",
                1 => "temporarily closed",
                _ => "active",
            };
            let apply = self.maybe(50, |m| match m.below(3) {
                0 => "Walk in.".into(),
                1 => "By appointment only".into(),
                _ => m.words(10),
            });
            let fees = self.maybe(50, |m| if m.below(2) == 0 { "Free".into() } else { m.words(6) });
            let wait = self.maybe(20, |_| "Two weeks".into());
            let who = self.maybe(60, |m| m.words(12));
            let (young, old) = (self.maybe(20, |_| "12".into()), self.maybe(10, |_| "99".into()));
            let (alert, note) = (self.maybe(5, |m| m.words(9)), self.maybe(5, |m| m.words(4)));
            rows.push(vec![
                n.to_string(),
                organization,
                program,
                name,
                also,
                text,
                web,
                mail,
                status.into(),
                apply,
                fees,
                wait,
                who,
                young,
                old,
                alert,
                note,
            ]);
        }
        rows
    }

    fn services_ohana(&mut self) -> Vec<Vec<String>> {
        let head = [
            "id",
            "location_id",
            "program_id",
            "accepted_payments",
            "alternate_name",
            "application_process",
            "audience",
            "description",
            "eligibility",
            "email",
            "fees",
            "funding_sources",
            "interpretation_services",
            "keywords",
            "languages",
            "name",
            "required_documents",
            "service_areas",
            "status",
            "wait_time",
            "website",
            "taxonomy_ids",
        ];
        let mut rows = vec![row(&head)];
        for n in 1..=self.size.services {
            let location = self.location();
            let pay = self.maybe(20, |_| "Cash, Check".into());
            let also = self.maybe(15, |m| m.words(2));
            let apply = if self.below(2) == 0 { "Walk in".to_owned() } else { self.words(9) };
            let (audience, text) = (self.maybe(40, |m| m.words(8)), self.words(30));
            let who = self.maybe(50, |m| m.words(10));
            let mail = self.maybe(40, |_| format!("s{n}@example.org"));
            let fees = self.maybe(60, |m| if m.below(2) == 0 { "None".into() } else { m.words(7) });
            let funding = self.maybe(20, |_| "County, Donations".into());
            let interpret = self.maybe(20, |m| m.words(5));
            let keywords = self.maybe(60, |m| format!("{}, {}", m.one(&WORDS), m.one(&WORDS)));
            let languages = self.maybe(40, |m| format!("English, {}", m.one(&LANGUAGES)));
            let name = format!("{} {n}", self.words(2));
            let documents = self.maybe(30, |_| "Picture ID, Proof of address".into());
            let areas = self.maybe(50, |_| "Madeville, Made County".into());
            let status = if self.below(20) == 0 { "defunct" } else { "active" };
            let (wait, web) = (
                self.maybe(30, |_| "No wait".into()),
                self.maybe(50, |_| format!("http://example.org/s{n}")),
            );
            let terms =
                self.maybe(80, |m| format!("{},{}", m.below(TERMS) + 1, m.below(TERMS) + 1));
            rows.push(vec![
                n.to_string(),
                location,
                String::new(),
                pay,
                also,
                apply,
                audience,
                text,
                who,
                mail,
                fees,
                funding,
                interpret,
                keywords,
                languages,
                name,
                documents,
                areas,
                status.into(),
                wait,
                web,
                terms,
            ]);
        }
        rows
    }

    fn sites(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "service_id", "location_id", "description"])];
        for n in 1..=self.size.services {
            let (place, text) = (self.location(), self.maybe(20, |m| m.words(8)));
            rows.push(vec![format!("s{n}"), n.to_string(), place, text]);
        }
        rows
    }

    fn phones(&mut self, kind: &str) -> Vec<Vec<String>> {
        let head = [
            "id",
            "service_id",
            "location_id",
            "organization_id",
            "number",
            "extension",
            kind,
            "department",
        ];
        let mut rows = vec![row(&head)];
        for n in 1..=self.size.services + self.size.locations {
            let (mut service, mut place, mut organization) = Default::default();
            match n {
                n if n <= self.size.services => service = n.to_string(),
                _ if self.below(3) == 0 => organization = self.organization(),
                n => place = (n - self.size.services).to_string(),
            }
            let (number, extension) =
                (self.phone(), self.maybe(10, |m| (m.below(900) + 1).to_string()));
            let kind = self.one(&["voice", "voice", "voice", "fax", "tty", "hotline"]).to_owned();
            let department = self.maybe(10, |m| m.words(2));
            rows.push(vec![
                n.to_string(),
                service,
                place,
                organization,
                number,
                extension,
                kind,
                department,
            ]);
        }
        rows
    }

    fn contacts(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&[
            "id",
            "service_id",
            "organization_id",
            "name",
            "title",
            "department",
            "email",
        ])];
        for n in 1..=self.size.services / 4 {
            let (service, organization) = match self.below(2) {
                0 => (self.service(), String::new()),
                _ => (String::new(), self.organization()),
            };
            let mail = self.maybe(50, |_| format!("p{n}@example.org"));
            let (title, department) = (self.words(2), self.maybe(30, |m| m.words(1)));
            rows.push(vec![
                n.to_string(),
                service,
                organization,
                format!("Person {n}"),
                title,
                department,
                mail,
            ]);
        }
        rows
    }

    fn schedules(&mut self) -> Vec<Vec<String>> {
        let head = [
            "id",
            "service_id",
            "location_id",
            "freq",
            "interval",
            "byday",
            "opens_at",
            "closes_at",
            "valid_from",
            "valid_to",
            "description",
        ];
        let mut rows = vec![row(&head)];
        for n in 1..=self.size.services + self.size.locations {
            let (service, place) = match n.checked_sub(self.size.services) {
                Some(place) if place > 0 => (String::new(), place.to_string()),
                _ => (n.to_string(), String::new()),
            };
            let first = self.below(5);
            let count = 1 + self.below(3);
            let days: Vec<&str> = DAYS.iter().skip(first).take(count).copied().collect();
            let freq = if self.below(15) == 0 { "MONTHLY" } else { "WEEKLY" };
            let (opens, closes) =
                (format!("{:02}:00", 7 + self.below(4)), format!("{:02}:30", 13 + self.below(8)));
            let from = self.maybe(30, |_| "2020-01-01".into());
            let to = self.maybe(10, |m| m.one(&["2021-12-31", "2099-12-31"]).into());
            let text = self.maybe(15, |m| m.words(7));
            rows.push(vec![
                n.to_string(),
                service,
                place,
                freq.into(),
                "1".into(),
                days.join(","),
                opens,
                closes,
                from,
                to,
                text,
            ]);
        }
        rows
    }

    fn regular(&mut self) -> Vec<Vec<String>> {
        let mut rows =
            vec![row(&["id", "location_id", "service_id", "weekday", "opens_at", "closes_at"])];
        let mut id = 0;
        for place in 1..=self.size.locations {
            for day in ["1", "Tuesday", "Wed", "4", "Friday"] {
                id += 1;
                rows.push(vec![
                    id.to_string(),
                    place.to_string(),
                    String::new(),
                    day.into(),
                    "9am".into(),
                    "17:00".into(),
                ]);
            }
        }
        rows
    }

    fn holidays(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&[
            "id",
            "location_id",
            "closed",
            "start_date",
            "end_date",
            "opens_at",
            "closes_at",
        ])];
        for n in 1..=self.size.locations / 5 {
            let place = self.location();
            let (closed, from, to) = match self.below(2) {
                0 => ("true", "", ""),
                _ => ("false", "10:00", "14:00"),
            };
            let day = self.one(&["December 24, 2014", "December 24, 2098"]).to_owned();
            rows.push(vec![
                n.to_string(),
                place,
                closed.into(),
                day.clone(),
                day,
                from.into(),
                to.into(),
            ]);
        }
        rows
    }

    fn languages(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "service_id", "name", "note"])];
        for n in 1..=self.size.services / 2 {
            let (service, name) = (self.service(), self.one(&LANGUAGES).to_owned());
            rows.push(vec![n.to_string(), service, name, self.maybe(10, |m| m.words(5))]);
        }
        rows
    }

    fn costs(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "service_id", "option", "currency", "amount", "valid_to"])];
        for n in 1..=self.size.services / 5 {
            let (service, option) = (self.service(), self.words(2));
            let (amount, to) =
                (self.below(40).to_string(), self.maybe(20, |_| "2022-12-31".into()));
            rows.push(vec![n.to_string(), service, option, "usd".into(), amount, to]);
        }
        rows
    }

    fn of_services(&mut self, column: &str, percent: usize) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "service_id", column])];
        for n in 1..=self.size.services * percent / 100 {
            let (service, text) = (self.service(), self.words(5));
            rows.push(vec![n.to_string(), service, text]);
        }
        rows
    }

    fn accessibility(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "location_id", "description"])];
        for n in 1..=self.size.locations / 2 {
            let place = self.location();
            let text =
                if self.below(3) == 0 { "Wheelchair accessible".to_owned() } else { self.words(7) };
            rows.push(vec![n.to_string(), place, text]);
        }
        rows
    }

    fn terms(&mut self, key: &str) -> Vec<Vec<String>> {
        let mut rows = vec![row(&[key, "name", "parent_id"])];
        for n in 1..=TERMS {
            let above = if n > 6 { (n % 6 + 1).to_string() } else { String::new() };
            rows.push(vec![n.to_string(), format!("{} {n}", self.words(1)), above]);
        }
        rows
    }

    fn attributes(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "link_id", "link_entity", "taxonomy_term_id"])];
        for n in 1..=self.size.services {
            let term = (self.below(TERMS) + 1).to_string();
            rows.push(vec![format!("a{n}"), n.to_string(), "service".into(), term]);
        }
        rows
    }
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|c| (*c).to_owned()).collect()
}

/// A folder's bytes, to see that two are the same.
///
/// # Errors
/// The folder cannot be read.
pub fn bytes(folder: &Path) -> std::io::Result<u64> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.metadata()?.len())).sum()
}
