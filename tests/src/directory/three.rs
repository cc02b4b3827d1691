//! Tables that version 3 alone has.

use super::{DAYS, LANGUAGES, Make, TERMS, Table, row};

impl Make {
    pub(super) fn three(&mut self) -> Vec<Table> {
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

    pub(super) fn locations_three(&mut self) -> Vec<Vec<String>> {
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

    pub(super) fn services_three(&mut self) -> Vec<Vec<String>> {
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

    pub(super) fn sites(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "service_id", "location_id", "description"])];
        for n in 1..=self.size.services {
            let (place, text) = (self.location(), self.maybe(20, |m| m.words(8)));
            rows.push(vec![format!("s{n}"), n.to_string(), place, text]);
        }
        rows
    }

    pub(super) fn schedules(&mut self) -> Vec<Vec<String>> {
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

    pub(super) fn languages(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "service_id", "name", "note"])];
        for n in 1..=self.size.services / 2 {
            let (service, name) = (self.service(), self.one(&LANGUAGES).to_owned());
            rows.push(vec![n.to_string(), service, name, self.maybe(10, |m| m.words(5))]);
        }
        rows
    }

    pub(super) fn costs(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "service_id", "option", "currency", "amount", "valid_to"])];
        for n in 1..=self.size.services / 5 {
            let (service, option) = (self.service(), self.words(2));
            let (amount, to) =
                (self.below(40).to_string(), self.maybe(20, |_| "2022-12-31".into()));
            rows.push(vec![n.to_string(), service, option, "usd".into(), amount, to]);
        }
        rows
    }

    pub(super) fn of_services(&mut self, column: &str, percent: usize) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "service_id", column])];
        for n in 1..=self.size.services * percent / 100 {
            let (service, text) = (self.service(), self.words(5));
            rows.push(vec![n.to_string(), service, text]);
        }
        rows
    }

    pub(super) fn accessibility(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "location_id", "description"])];
        for n in 1..=self.size.locations / 2 {
            let place = self.location();
            let text =
                if self.below(3) == 0 { "Wheelchair accessible".to_owned() } else { self.words(7) };
            rows.push(vec![n.to_string(), place, text]);
        }
        rows
    }

    pub(super) fn attributes(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "link_id", "link_entity", "taxonomy_term_id"])];
        for n in 1..=self.size.services {
            let term = (self.below(TERMS) + 1).to_string();
            rows.push(vec![format!("a{n}"), n.to_string(), "service".into(), term]);
        }
        rows
    }
}
