//! Tables that both have.

use super::{Make, STREETS, TERMS, row};

impl Make {
    pub(super) fn organizations(&mut self, extra: &str, web: &str) -> Vec<Vec<String>> {
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

    pub(super) fn programs(&mut self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&["id", "organization_id", "name", "alternate_name"])];
        for n in 1..=self.size.organizations / 4 {
            let organization = self.organization();
            let (name, also) = (self.words(3), self.maybe(30, |m| m.words(2)));
            rows.push(vec![n.to_string(), organization, name, also]);
        }
        rows
    }

    pub(super) fn addresses(&mut self, last: &str, value: &str) -> Vec<Vec<String>> {
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

    pub(super) fn phones(&mut self, kind: &str) -> Vec<Vec<String>> {
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

    pub(super) fn contacts(&mut self) -> Vec<Vec<String>> {
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

    pub(super) fn terms(&mut self, key: &str) -> Vec<Vec<String>> {
        let mut rows = vec![row(&[key, "name", "parent_id"])];
        for n in 1..=TERMS {
            let above = if n > 6 { (n % 6 + 1).to_string() } else { String::new() };
            rows.push(vec![n.to_string(), format!("{} {n}", self.words(1)), above]);
        }
        rows
    }
}
