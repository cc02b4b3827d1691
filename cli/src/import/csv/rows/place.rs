//! Where a place is: its address, which lists write in one cell or in four, its point, and whether a wheelchair gets in.

use companion_core::packs::format::Point;

use super::super::field::Field;
use super::super::values;
use super::{Cells, Thing};

impl Cells<'_> {
    pub(super) fn place(&mut self, thing: &mut Thing) {
        thing.street =
            self.one(Field::Street).map(|s| s.split_whitespace().collect::<Vec<_>>().join(" "));
        for (n, number) in self.take(Field::HouseNumber) {
            match &mut thing.street {
                Some(street) => {
                    street.push(' ');
                    street.push_str(&number);
                }
                None => self.kept.push((n, number)),
            }
        }
        thing.postcode = self.one(Field::Postcode);
        thing.town = self.one(Field::Town);
        // Both in a cell that is called by one of them.
        for cell in [thing.postcode.clone(), thing.town.clone()].into_iter().flatten() {
            let alone = thing.postcode.is_none() || thing.town.is_none();
            if let Some((code, town)) = values::postcode_town(&cell).filter(|_| alone) {
                (thing.postcode, thing.town) = (Some(code), Some(town));
            }
        }
        for (n, text) in self.take(Field::PostcodeTown) {
            match values::postcode_town(&text) {
                Some((code, town)) if thing.postcode.is_none() && thing.town.is_none() => {
                    (thing.postcode, thing.town) = (Some(code), Some(town));
                }
                None if thing.town.is_none() && !text.contains(|c: char| c.is_ascii_digit()) => {
                    thing.town = Some(text);
                }
                _ => self.kept.push((n, text)),
            }
        }
        for (n, text) in self.take(Field::Address) {
            let nothing =
                thing.street.is_none() && thing.postcode.is_none() && thing.town.is_none();
            match values::address(&text) {
                Some((street, code, town)) if nothing => {
                    (thing.street, thing.postcode, thing.town) =
                        (Some(street), Some(code), Some(town));
                }
                None if thing.street.is_none() => {
                    thing.street = Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
                }
                _ => self.kept.push((n, text)),
            }
        }
        let german = self.reader.pack.country == "DE";
        if let Some(code) = thing.postcode.as_ref().filter(|_| german)
            && code.len() == 4
            && code.bytes().all(|b| b.is_ascii_digit())
        {
            let message = format!(
                "postcode `{code}` has four digits; spreadsheet programs drop a nought at the beginning"
            );
            self.warn("postcode-short", message);
        }
        thing.wheelchair = self.word(Field::Wheelchair, values::wheelchair);
        thing.point = self.point();
    }

    fn point(&mut self) -> Option<Point> {
        let (lat, lon) = (self.take(Field::Lat), self.take(Field::Lon));
        let both = self.take(Field::LatLon);
        let degrees =
            |cells: &[(usize, String)]| cells.first().and_then(|(_, t)| values::degrees(t));
        let mut point = degrees(&lat).zip(degrees(&lon)).and_then(|(a, o)| values::point(a, o));
        if point.is_none() {
            for (n, text) in lat.into_iter().chain(lon) {
                self.keep(
                    n,
                    &text,
                    "point-kept-as-text",
                    "is no point on the globe, or its other half is missing",
                );
            }
        }
        for (n, text) in both {
            match values::lat_lon(&text).and_then(|(a, o)| values::point(a, o)) {
                Some(found) if point.is_none() => point = Some(found),
                Some(_) => self.kept.push((n, text)),
                None => self.keep(n, &text, "point-kept-as-text", "is no point on the globe"),
            }
        }
        point
    }
}
