//! How far it is on the ground, as the crow flies: between points, and from a point to an area.
//!
//! Positions are degrees, WGS 84, on a sphere; the error against the ellipsoid is below 0.6 %.

use super::{Area, Point};

/// Mean radius of the earth, 6,371.0088 km (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

impl Point {
    /// Metres from here to a latitude and longitude in degrees.
    pub fn metres_to(self, lat: f64, lon: f64) -> f64 {
        metres(lat, lon, self.lat(), self.lon())
    }
}

impl Area {
    /// Metres from a latitude and longitude in degrees to the nearest point of the area; 0 within it.
    ///
    /// The way may cross the antimeridian or go over a pole; the area itself does neither.
    pub fn metres_to(self, lat: f64, lon: f64) -> f64 {
        let (south, north) = (self.from.lat(), self.to.lat());
        let (west, east) = (self.from.lon(), self.to.lon());
        if (west..=east).contains(&lon) {
            // No point is nearer than by its difference in latitude, and on this meridian one is that near.
            let apart = (south - lat).max(lat - north).max(0.0);
            return EARTH_RADIUS_M * apart.to_radians();
        }
        // From beside it, the nearest point lies on one of the two sides that are meridians: at a corner or, where a
        // great circle meets the side at a right angle, in between.
        [west, east]
            .into_iter()
            .flat_map(|side| {
                let across = (lon - side).to_radians();
                let foot = lat.to_radians().sin().atan2(lat.to_radians().cos() * across.cos());
                // No `clamp`: it panics where a publisher has changed the corners.
                let foot = foot.to_degrees().max(south).min(north);
                [south, north, foot].map(|on_side| metres(lat, lon, on_side, side))
            })
            .fold(f64::INFINITY, f64::min)
    }

    /// Metres from a latitude and longitude in degrees to the middle of the area.
    pub fn metres_to_middle(self, lat: f64, lon: f64) -> f64 {
        let middle = |from: f64, to: f64| (from + to) / 2.0;
        let here = middle(self.from.lat(), self.to.lat());
        metres(lat, lon, here, middle(self.from.lon(), self.to.lon()))
    }
}

/// The great circle by the haversine formula, which is exact for points that are near each other too.
fn metres(lat: f64, lon: f64, to_lat: f64, to_lon: f64) -> f64 {
    let (lat, lon) = (lat.to_radians(), lon.to_radians());
    let (to_lat, to_lon) = (to_lat.to_radians(), to_lon.to_radians());
    let a = ((to_lat - lat) / 2.0).sin().powi(2)
        + lat.cos() * to_lat.cos() * ((to_lon - lon) / 2.0).sin().powi(2);
    2.0 * EARTH_RADIUS_M * a.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn area(south: f64, west: f64, north: f64, east: f64) -> Area {
        Area {
            from: Point::from_degrees(south, west).unwrap(),
            to: Point::from_degrees(north, east).unwrap(),
        }
    }

    #[test]
    fn corners_in_the_wrong_places_are_some_distance_away() {
        let changed = area(50.2, 10.1, 50.1, 9.9);
        for (lat, lon) in [(50.15, 10.0), (-90.0, 180.0)] {
            assert!(changed.metres_to(lat, lon).is_finite());
        }
    }

    /// In hundreds of metres.
    fn away(area: Area, lat: f64, lon: f64) -> i64 {
        (area.metres_to(lat, lon) / 100.0).round() as i64
    }

    #[test]
    fn a_degree_is_a_360th_part_of_the_way_around() {
        assert_eq!(Point(0, 0).metres_to(0.0, 1.0).round() as i64, 111_195);
        assert_eq!(Point(0, 0).metres_to(90.0, 77.0).round() as i64, 10_007_557);
        assert_eq!(Point(0, 0).metres_to(0.0, 180.0).round() as i64, 20_015_114);
    }

    #[test]
    fn within_and_at_the_sides_it_is_no_way() {
        let town = area(50.15, 10.02, 50.25, 10.18);
        for (lat, lon) in [(50.2, 10.1), (50.15, 10.02), (50.25, 10.18)] {
            assert_eq!(away(town, lat, lon), 0);
        }
        assert_eq!(away(town, 51.25, 10.1), 1112);
        assert_eq!(away(town, 50.2, 11.18), 712);
    }

    #[test]
    fn the_way_crosses_the_antimeridian_and_the_pole() {
        let east = area(-18.0, 177.0, -16.0, 180.0);
        assert_eq!(away(east, -17.0, -179.0), 1063);
        assert_eq!(away(east, -17.0, -180.0), 0);
        assert_eq!(away(area(-18.0, -180.0, -16.0, -179.0), -17.0, 180.0), 0);
        let arctic = area(80.0, 10.0, 81.0, 12.0);
        assert_eq!(away(arctic, 89.0, -169.0), 11119);
        assert_eq!(away(arctic, 90.0, 0.0), 10008);
        assert_eq!(away(area(-90.0, -180.0, -60.0, 180.0), 60.0, 0.0), 133434);
    }

    #[test]
    fn far_to_the_side_the_nearest_point_is_no_corner() {
        // Along 60° north the great circle to a meridian 60° away meets it at atan(tan 60° / cos 60°) = 73.9°.
        let tall = area(50.0, 0.0, 80.0, 1.0);
        let across = 60.0_f64.to_radians().cos() * 60.0_f64.to_radians().sin();
        let nearest = EARTH_RADIUS_M * across.asin();
        assert!((tall.metres_to(60.0, -60.0) - nearest).abs() < 1.0);
    }

    proptest! {
        /// No point of a grid over the area is nearer, and one is nearly as near.
        #[test]
        fn no_point_of_the_area_is_nearer(
            south in -90.0..89.0_f64, height in 0.01..60.0_f64,
            west in -180.0..179.0_f64, width in 0.01..120.0_f64,
            lat in -90.0..90.0_f64, lon in -180.0..180.0_f64,
        ) {
            let area = area(south, west, (south + height).min(90.0), (west + width).min(180.0));
            let told = area.metres_to(lat, lon);
            let mut nearest = f64::INFINITY;
            for row in 0..=40 {
                for column in 0..=40 {
                    let part = |from: Point, to: Point, n: i32, of: fn(Point) -> f64| {
                        of(from) + (of(to) - of(from)) * f64::from(n) / 40.0
                    };
                    let on = part(area.from, area.to, row, Point::lat);
                    let beside = part(area.from, area.to, column, Point::lon);
                    nearest = nearest.min(metres(lat, lon, on, beside));
                }
            }
            prop_assert!(told <= nearest + 1.0, "{told} {nearest}");
            // Half a cell of the grid, sideways and upwards.
            let cell = (height + width) / 80.0 * 111_200.0;
            prop_assert!(nearest - told <= cell + 1.0, "{told} {nearest}");
        }
    }
}
