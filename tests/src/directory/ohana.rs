//! Tables that Ohana alone has.

use super::{LANGUAGES, Make, TERMS, Table, WORDS, row};

impl Make {
    pub(super) fn ohana(&mut self) -> Vec<Table> {
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

    pub(super) fn locations_ohana(&mut self) -> Vec<Vec<String>> {
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

    pub(super) fn services_ohana(&mut self) -> Vec<Vec<String>> {
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

    pub(super) fn regular(&mut self) -> Vec<Vec<String>> {
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

    pub(super) fn holidays(&mut self) -> Vec<Vec<String>> {
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
}
