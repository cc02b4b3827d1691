//! Whatever stands in an export: a named error, or a pack without errors.

use proptest::prelude::*;

use super::*;

/// A cell with whatever people paste into spreadsheets.
const CELL: &str = "[a-zé0-9 ,;:@.+/#*_<>&|()!\\[\\]\\\\\"'\u{1}\u{202e}\r\n-]{0,14}";

fn errors_of(imported: Imported) -> Vec<crate::problem::Problem> {
    let target = tempfile::tempdir().unwrap();
    folder::write(&imported.0, target.path()).unwrap();
    let (_, problems) = source::read(target.path());
    problems.into_iter().filter(|p| p.severity == Severity::Error).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever stands in tables: a named error, or a pack without errors.
    #[test]
    fn any_cells_make_a_pack_or_a_named_error(cells in proptest::collection::vec(CELL, 60..61)) {
        let heads = [
            ("organizations", "id,name,description,website,email,phone"),
            ("locations", "id,organization_id,name,accessibility,languages,latitude"),
            ("addresses", "id,location_id,street_1,city,zip,attention"),
            ("services", "id,location_id,name,description,how_to_apply,taxonomy_ids"),
            ("phones", "id,service_id,number,extension,number_type,department"),
            ("contacts", "id,service_id,name,title,department,email"),
            ("schedules", "id,service_id,freq,byday,opens_at,closes_at"),
            ("holiday_schedules", "id,location_id,closed,start_date,end_date,opens_at"),
            ("cost_options", "id,service_id,option,amount,currency,valid_to"),
            ("taxonomy", "taxonomy_id,name,parent_id,parent_name,x,y"),
        ];
        let mut files = Vec::new();
        for (n, (table, head)) in heads.iter().enumerate() {
            let mut out = csv::Writer::from_writer(Vec::new());
            out.write_record(head.split(',')).unwrap();
            let mut row: Vec<String> = cells.iter().skip(n * 6).take(6).cloned().collect();
            row[0] = "1".into();
            if head.contains("_id,") && !head.starts_with("taxonomy") {
                row[1] = "1".into();
            }
            out.write_record(&row).unwrap();
            files.push((format!("{table}.csv"), out.into_inner().unwrap()));
        }
        let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
        let dir = folder_of(&files);
        if let Ok(imported) = run(&[dir.path().to_owned()], &options()) {
            prop_assert_eq!(errors_of(imported), []);
        }
    }

    /// Whatever stands in JSON: a named error, or a pack without errors.
    #[test]
    fn any_json_makes_a_pack_or_a_named_error(cells in proptest::collection::vec(CELL, 8..9)) {
        let value = serde_json::json!({
            "id": cells[0], "name": cells[1], "status": cells[2], "url": cells[3],
            "schedules": [{"freq": "WEEKLY", "byday": cells[4], "opens_at": cells[5]}],
            "organization": {"id": cells[6], "name": cells[7], "parent_organization_id": cells[6]},
            "attributes": [{"taxonomy_term": {"id": cells[4], "name": cells[5], "language": cells[6]}}],
        });
        let dir = folder_of(&[("service.json", value.to_string().as_bytes())]);
        if let Ok(imported) = run(&[dir.path().to_owned()], &options()) {
            prop_assert_eq!(errors_of(imported), []);
        }
    }
}
