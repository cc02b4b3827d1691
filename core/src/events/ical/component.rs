//! The tree of BEGIN and END, with broken nesting mended.

use super::fault::{Fault, What, shown};
use super::lines::{self, ContentLine};
use super::property::{Property, is_name};

/// How deep components may nest; RFC 5545 and its extensions need four.
pub const MAX_DEPTH: usize = 16;

/// A component: VCALENDAR, VEVENT, and all others, known or not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Component {
    /// Line of its BEGIN, from 1; 0 for what was not read.
    pub line: usize,
    /// Name in capitals.
    pub name: String,
    /// Its properties in the order of the file.
    pub properties: Vec<Property>,
    /// What is inside, in the order of the file.
    pub components: Vec<Component>,
}

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// Outermost components, in the order of the file: a file may hold several calendars.
    pub components: Vec<Component>,
    /// What could not be read and what was mended, by line.
    pub faults: Vec<Fault>,
}

impl Component {
    /// An empty component.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_ascii_uppercase(), ..Self::default() }
    }

    /// The first property of a name (in capitals).
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|p| p.name == name)
    }

    /// All properties of a name (in capitals), in the order of the file.
    pub fn all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Property> {
        self.properties.iter().filter(move |p| p.name == name)
    }

    /// Components inside of a name (in capitals), in the order of the file.
    pub fn inside<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Component> {
        self.components.iter().filter(move |c| c.name == name)
    }
}

/// Reads a file of calendars. Never fails: where nothing can be read, the faults say so.
pub fn read(bytes: &[u8]) -> Read {
    let (content, faults) = lines::read(bytes);
    let mut tree = Tree { read: Read { components: Vec::new(), faults }, ..Tree::default() };
    for line in &content {
        tree.take(line);
    }
    tree.close_to(0);
    tree.end_run();
    let mut read = tree.read;
    if read.components.is_empty() {
        read.faults.push(Fault::new(1, What::NoCalendar));
    }
    read.faults.sort_by_key(|fault| fault.line);
    read
}

#[derive(Default)]
struct Tree {
    read: Read,
    /// Open components, outermost first.
    open: Vec<Component>,
    /// Names of components too deep to be kept.
    deep: Vec<String>,
    /// Lines outside of any component, or too deep: the first, and how many.
    run: Option<(usize, usize)>,
    /// Where the last line stood.
    last: usize,
}

impl Tree {
    fn take(&mut self, content: &ContentLine) {
        self.last = content.line;
        let mut told = Vec::new();
        match Property::read(content.line, &content.text, &mut told) {
            Ok(property) if property.name == "BEGIN" => self.begin(&property),
            Ok(property) if property.name == "END" => self.end(&property),
            _ if self.open.is_empty() || !self.deep.is_empty() => self.pass_over(content.line),
            Ok(property) => {
                self.end_run();
                let line = property.line;
                self.read.faults.extend(told.into_iter().map(|what| Fault::new(line, what)));
                if let Some(open) = self.open.last_mut() {
                    open.properties.push(property);
                }
            }
            Err(what) => self.read.faults.push(Fault::new(content.line, what)),
        }
    }

    fn begin(&mut self, property: &Property) {
        let Some(name) = self.name(property) else { return };
        if self.deep.is_empty() {
            self.end_run();
        }
        // What never stands inside another of its kind shows that an END is missing.
        let alone: &[&str] = match name.as_str() {
            "VCALENDAR" => &["VCALENDAR"],
            name if TOP.contains(&name) => &TOP,
            _ => &[],
        };
        if self.deep.is_empty()
            && let Some(at) = self.open.iter().position(|c| alone.contains(&c.name.as_str()))
        {
            self.close_to(at);
        }
        if !self.deep.is_empty() || self.open.len() >= MAX_DEPTH {
            self.pass_over(property.line);
            self.deep.push(name);
        } else {
            self.open.push(Component { line: property.line, name, ..Component::default() });
        }
    }

    fn end(&mut self, property: &Property) {
        let Some(name) = self.name(property) else { return };
        let at = self.open.iter().rposition(|open| open.name == name);
        if self.deep.last() == Some(&name) {
            self.pass_over(property.line);
            self.deep.pop();
        } else if let Some(at) = at {
            self.deep.clear();
            self.end_run();
            self.close_to(at + 1);
            self.close();
        } else if self.deep.is_empty() {
            self.end_run();
            self.tell(property.line, What::NotOpen(shown(&name)));
        } else {
            self.pass_over(property.line);
        }
    }

    /// The name behind BEGIN or END.
    fn name(&mut self, property: &Property) -> Option<String> {
        let name = property.value.trim().to_ascii_uppercase();
        if is_name(&name) {
            return Some(name);
        }
        self.tell(property.line, What::NoName(shown(&property.value)));
        None
    }

    fn tell(&mut self, line: usize, what: What) {
        self.read.faults.push(Fault::new(line, what));
    }

    fn pass_over(&mut self, line: usize) {
        self.run.get_or_insert((line, 0)).1 += 1;
    }

    fn end_run(&mut self) {
        if let Some((line, lines)) = self.run.take() {
            let what = match self.open.is_empty() {
                true => What::Outside(lines),
                false => What::TooDeep(lines),
            };
            self.tell(line, what);
        }
    }

    /// Closes until so many are open, and tells of each that its END is missing.
    fn close_to(&mut self, left: usize) {
        while self.open.len() > left {
            let name = self.open.last().map(|open| open.name.clone()).unwrap_or_default();
            self.deep.clear();
            self.end_run();
            self.tell(self.last, What::NotClosed(name));
            self.close();
        }
    }

    fn close(&mut self) {
        if let Some(done) = self.open.pop() {
            let to = match self.open.last_mut() {
                Some(parent) => &mut parent.components,
                None => &mut self.read.components,
            };
            to.push(done);
        }
    }
}

/// Components of VCALENDAR (RFC 5545 3.6, RFC 7953), which do not stand inside each other.
const TOP: [&str; 6] = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"];

#[cfg(test)]
mod tests {
    use super::*;

    /// Names with their properties, nested.
    fn shape(components: &[Component]) -> String {
        let one = |c: &Component| {
            let names: Vec<&str> = c.properties.iter().map(|p| p.name.as_str()).collect();
            format!("{}[{}]({})", c.name, names.join(" "), shape(&c.components))
        };
        components.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn check(text: &str, expected: &str, faults: &[&str]) {
        let read = read(text.replace(' ', "\n").as_bytes());
        assert_eq!(shape(&read.components), expected, "{text}");
        let told: Vec<String> = read.faults.iter().map(ToString::to_string).collect();
        assert_eq!(told, faults, "{text}");
    }

    #[test]
    fn whole_files_nest() {
        check(
            "BEGIN:VCALENDAR A:1 BEGIN:VEVENT B:1 BEGIN:VALARM END:VALARM C:2 END:VEVENT \
             END:VCALENDAR begin:vcalendar end:vcalendar",
            "VCALENDAR[A](VEVENT[B C](VALARM[]())) VCALENDAR[]()",
            &[],
        );
        check("BEGIN:X BEGIN:VEVENT END:VEVENT END:X", "X[](VEVENT[]())", &[]);
    }

    #[test]
    fn a_missing_end_is_mended_and_told() {
        check(
            "BEGIN:VCALENDAR BEGIN:VEVENT A:1 BEGIN:VEVENT B:1 END:VEVENT END:VCALENDAR",
            "VCALENDAR[](VEVENT[A]() VEVENT[B]())",
            &["line 4: VEVENT is not closed; it ends here"],
        );
        check(
            "BEGIN:VCALENDAR BEGIN:VEVENT BEGIN:VALARM A:1 END:VEVENT END:VCALENDAR",
            "VCALENDAR[](VEVENT[](VALARM[A]()))",
            &["line 5: VALARM is not closed; it ends here"],
        );
        check(
            "BEGIN:VCALENDAR BEGIN:VEVENT A:1 BEGIN:VCALENDAR B:1",
            "VCALENDAR[](VEVENT[A]()) VCALENDAR[B]()",
            &[
                "line 4: VEVENT is not closed; it ends here",
                "line 4: VCALENDAR is not closed; it ends here",
                "line 5: VCALENDAR is not closed; it ends here",
            ],
        );
    }

    #[test]
    fn a_missing_begin_and_lines_outside_are_told() {
        check(
            "x y BEGIN:VCALENDAR END:VEVENT A:1 END:VCALENDAR B:1 END:VCALENDAR BEGIN: c",
            "VCALENDAR[A]()",
            &[
                "line 1: 2 lines outside of any component are left out",
                "line 4: END:VEVENT closes nothing",
                "line 7: 1 lines outside of any component are left out",
                "line 8: END:VCALENDAR closes nothing",
                "line 9: BEGIN or END without a name: \"\"",
                "line 10: 1 lines outside of any component are left out",
            ],
        );
        check(
            "<html> </html>",
            "",
            &[
                "line 1: 2 lines outside of any component are left out",
                "line 1: this is no calendar file",
            ],
        );
    }

    #[test]
    fn nesting_ends_somewhere() {
        let deep = 40;
        let begins = "BEGIN:A\n".repeat(deep);
        let text = format!("{begins}X:1\n{}", "END:A\n".repeat(deep));
        let read = read(text.as_bytes());
        let mut depth = 0;
        let mut at = &read.components;
        while let Some(first) = at.first() {
            (depth, at) = (depth + 1, &first.components);
        }
        assert_eq!(depth, MAX_DEPTH);
        let told: Vec<String> = read.faults.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["line 17: components nest too deep; 49 lines are left out"]);
    }
}
