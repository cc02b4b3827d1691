//! First inputs made by hand, as other systems and people would write them. All of it is invented.

use serde_json::json;

use super::Seed;
use crate::targets::source::TOWN_FILES;

/// All of them.
pub(super) fn seeds() -> Vec<Seed> {
    let mut seeds: Vec<Seed> = Vec::new();
    let mut add = |target, texts: &[&str]| {
        for (n, text) in texts.iter().enumerate() {
            seeds.push((target, format!("{}", n + 1), text.as_bytes().to_vec()));
        }
    };
    add("pack_link", LINKS);
    add("links", LINKS);
    add("links", &REFERENCES);
    add("language_tag", &["de\nfa-AF\nzh-Hant\nde-simple\nti", "prs\niw\nku-Arab\nsr-Latn-RS"]);
    add("opening_hours", HOURS);
    add("rule", RULES);
    add("zone", ZONES);
    add(
        "telephone",
        &["+49 (0) 89 / 123-456", "0800 123 4567 ext. 12", "(555) 010-0199 x5", "tel:+15550100"],
    );
    add("blocks", BLOCKS);
    add("markdown", MARKDOWN);
    add("pack_source", &[TOWN_FILES]);
    add("pack_lock", LOCKS);
    add("html", HTML);
    add("csv", TABLES);
    add("hsds_csv", DIRECTORY_TABLES);
    let (directory, pages) = (directory(), pages());
    add("hsds_json", &[&directory]);
    add("integreat", &[&pages, &locations(), &events()]);
    add("catalogue", &[CATALOGUE]);
    add("activitypub", ACTIVITIES);
    add("ical", CALENDARS);
    add("ical_events", CALENDARS);
    seeds
}

const ACTIVITIES: &[&str] = &[
    r##"{"@context":["https://www.w3.org/ns/activitystreams",{"cal":"http://www.w3.org/2002/12/cal/ical#"}],
"type":"Create","to":["https://www.w3.org/ns/activitystreams#Public"],"object":{"type":"Event","id":"https://e.example/1",
"name":"Tee am Hafen","content":"<p>Kommt <b>alle</b>!</p><ul><li>Tee</li></ul>","startTime":"2027-03-05T17:00:00Z",
"endTime":"2027-03-05T19:00:00+01:00","timezone":"Europe/Lisbon","cal:status":"TENTATIVE","joinMode":"free",
"maximumAttendeeCapacity":12,"isOnline":true,"inLanguage":"de","category":"FOOD","url":[{"type":"Link","href":"https://e.example/1"}],
"attributedTo":{"type":"Group","name":"Hafenhaus"},"tag":[{"type":"Hashtag","name":"#tee"}],
"attachment":[{"type":"Link","href":"https://tee.example","name":"Website"},{"type":"PropertyValue","propertyID":"x","value":true}],
"location":[{"type":"Place","name":"Rathaus","latitude":50.1,"longitude":"10.1","address":{"type":"PostalAddress",
"streetAddress":"Hauptstr. 1","addressLocality":"Brückfeld"}},{"type":"VirtualLocation","url":"https://meet.example/1"}]}}"##,
    r##"{"type":"OrderedCollection","totalItems":3,"first":{"type":"OrderedCollectionPage","next":"https://e.example/o?page=2",
"orderedItems":[{"type":"Delete","object":{"type":"Tombstone","id":"https://e.example/2"}},{"type":"Announce",
"to":"as:Public","object":{"type":"Event","id":"https://e.example/2","nameMap":{"de":"Chor","en":"Choir"},
"contentMap":{"de":"Singen","en":"Singing"},"summary":"Hof, Freitag","startTime":"2027-03-06","duration":"PT2H",
"location":{"type":"Place","name":"Hof","address":"Gasse 3, 12345 Brückfeld"}}},{"type":"Create","object":"https://e.example/3"}]}}"##,
];

const CALENDARS: &[&str] = &[
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-TIMEZONE:Europe/Berlin\r\nBEGIN:VEVENT\r\n\
     UID:tea@brueckfeld.example\r\nDTSTART;TZID=Europe/Berlin:20260701T160000\r\nDURATION:PT2H\r\n\
     RRULE:FREQ=WEEKLY;BYDAY=WE\r\nEXDATE;TZID=Europe/Berlin:20260715T160000\r\n\
     SUMMARY;LANGUAGE=de:Tee\\, Kuchen und Gespräch für alle\\, die neu in Br\r\n ückfeld sind\r\n\
     ORGANIZER;CN=\"Haus, blau\":mailto:haus@brueckfeld.example\r\nBEGIN:VALARM\r\nTRIGGER:-PT15M\r\n\
     END:VALARM\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:tea@brueckfeld.example\r\n\
     RECURRENCE-ID;RANGE=THISANDFUTURE:20260722T140000Z\r\nSEQUENCE:1\r\n\
     DTSTART;TZID=Europe/Berlin:20260722T170000\r\nDTEND;TZID=Europe/Berlin:20260722T180000\r\n\
     END:VEVENT\r\nEND:VCALENDAR\r\n",
    "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:16010101T030000\n\
     TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n\
     BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n\
     RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:1\n\
     DTSTART;TZID=Mine:20260701T100000\nDTEND;VALUE=DATE:20260702\nRDATE;VALUE=DATE:20260710\n\
     RDATE;VALUE=PERIOD:20260703T120000Z/PT2H,20260704T120000Z/20260704T130000Z\nEND:VEVENT\n\
     BEGIN:VEVENT\nDTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20260701T000000\nGEO:48.1;11.5\n\
     X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\nDTEND:20260630T000000Z\n\
     DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Gr=C3=BC=C3=9Fe=\n=0D=0A\nEND:VEVENT\n",
    "BEGIN:VEVENT\rDTSTART:20260701\rBEGIN:VEVENT\rUID:2\rRECURRENCE-ID:20260702\rEND:VALARM\r\
     END:VCALENDAR\rBEGIN:A\r",
];

const LINKS: &[&str] = &[
    "https://packs.example.org/germany/town#0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "http://user@[::1]:8080/a/b/town/?q=1#",
];

const REFERENCES: [&str; 6] = [
    "welcome://town/page/registration",
    "page:registration",
    "place:town/office",
    "tel:+49-30-1234;ext=5",
    "/town/de/registration/",
    "https://example.org/town/en/a%20b/",
];

const HOURS: &[&str] = &[
    "Mo-Fr 08:00-12:00,13:00-17:30; Sa 09:00-13:00; PH off",
    "24/7",
    "Fr-Mo,We 22:00-26:00; Su,PH 10:00-24:00; Tu off",
    "2026-2030/2 Nov-Feb,Dec 24-26 week 02-52/2 Mo[1,-1] +2 days 10:00-14:00+ open \"ring twice\"",
    "easter -2 days-Oct Su[-1] SH Mo-Fr (sunrise+01:00)-dusk, PH +1 day 17:00+ || unknown",
    "Montag bis Freitag: 8.30 – 12 Uhr und 2-5 pm; Sonn- und Feiertags geschlossen",
    "lu-ve 9h30 à 12h, sa „sur rendez-vous“; 24.12.-26.12. off",
    "10:00-16:00/90,(sunset-00:30)",
];

const RULES: &[&str] = &[
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU;UNTIL=20271224T000000Z\nFREQ=MONTHLY;BYDAY=-1FR;COUNT=9",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29,-1;BYHOUR=9,18;BYMINUTE=0,30;BYSECOND=60;BYSETPOS=1,-1",
    "FREQ=YEARLY;BYWEEKNO=53,-1;BYDAY=MO,SU\nFREQ=SECONDLY;INTERVAL=86399;BYHOUR=0",
    "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=30;SKIP=FORWARD;COUNT=5",
    "RSCALE=CHINESE;FREQ=MONTHLY;BYMONTHDAY=30;SKIP=BACKWARD\nFREQ=MINUTELY;BYYEARDAY=-366",
];

const ZONES: &[&str] = &[
    "CET-1CEST,M3.5.0,M10.5.0/3",
    r#"{"offset":3600,"changes":[[1585443600,7200],[1603587600,3600]],"rule":"<+0330>-3:30<+0430>,J79/24,J263/24"}"#,
    r#"{"offset":-34200}"#,
];

const BLOCKS: &[&str] = &[
    r#"[["p",["Text ",["b","bold"],["a","here","page:x"]]],["h",2,"Heading"],["l",["One",[3,"Two"]]]]"#,
    r#"[["th",[["a","b"],["c",["d ",["b","e"]]]]],["t",[["x"]]],["a","Label","https://example.org/"]]"#,
    r#"[["img","media/a.png","alt"],["tel","Call","+49301234"],["mail","a@example.org"],["adr",["One","Two"]]]"#,
    r#"["note","warning",["Careful",["now ",["i","or"]]]]"#,
];

const MARKDOWN: &[&str] = &[
    "# One\n\nText with **bold**, *soft* and [a link](page:x).\n\n- a\n  - b\n    1. c\n- d\n\n> Note\n\n---\n",
    "| a | b |\n|---|:-:|\n| `x` | <https://example.org> |\n\n![picture](media/a.png)\n\n> [!WARNING]\n> Beware\n",
    "العربية **نص** [رابط](tel:+4930)\n\n```\ncode\n```\n",
];

const LOCKS: &[&str] = &["\
# Comment
lock 1

arriving de revision=1 next=15 title=11d9b4c9348d4c82 1:p:02a1a50566ad24aa 2:h2:a152a25aeb924928 3:l:eeebf6079e82bae2
arriving ar made_from=1 title=bbe67364f3e17057/11d9b4c9348d4c82 1:p:e40af7c041bf2b44/02a1a50566ad24aa
"];

const HTML: &[&str] = &[
    "<h2>Title</h2><p>Text <strong>bold</strong> <a href=\"/town/de/a/\">a</a><br>next</p><ul><li>1<ol><li>2</ol></ul>",
    "<table><thead><tr><th>a<th>b</thead><tr><td rowspan=2>c<td><p>d</table><img src=\"a.png\" alt=\"x\">",
    "<div style=\"color:red\"><iframe src=\"https://example.org/film\"></iframe><script>x()</script>&amp;&nbsp;</div>",
];

const TABLES: &[&str] = &[
    "Name;Straße;PLZ;Ort;Telefon;E-Mail;Webseite;Öffnungszeiten;Breite;Länge\n\"Amt; Stelle\";Markt 1;12345;Stadt;\
     030 1234;a@example.org;https://example.org;Mo-Fr 9-17 Uhr;50,1;9,9\n",
    "id,name,phone,lat,lon\r\n1,\"A \"\"quoted\"\" name\",+1 555 0100,41.8,-87.6\r\n2,B,,,\r\n",
];

const DIRECTORY_TABLES: &[&str] = &["\
==> organizations.csv
id,name,description,email,website
o1,An Organization,What it does.,a@example.org,https://example.org
==> services.csv
id,organization_id,name,description,status,application_process
s1,o1,A Service,Helps.,active,Walk in
==> locations.csv
id,organization_id,name,latitude,longitude
l1,o1,The House,41.88,-87.63
==> services_at_location.csv
id,service_id,location_id
a1,s1,l1
==> phones.csv
id,location_id,number,extension
p1,l1,555-0100,12
==> physical_addresses.csv
id,location_id,address_1,city,state_province,postal_code,country
d1,l1,1 Main St,Town,IL,60601,US
==> regular_schedules.csv
id,service_id,weekday,opens_at,closes_at
r1,s1,Monday,08:00,17:00
"];

fn directory() -> String {
    json!({"contents": [{
        "id": "s1", "name": "A Service", "status": "active", "description": "Helps.\n\nMuch.",
        "organization": {"id": "o1", "name": "An Organization", "description": "Does."},
        "service_at_locations": [{"id": "a1", "location": {
            "id": "l1", "location_type": "physical", "name": "The House", "latitude": 41.88, "longitude": -87.63,
            "addresses": [{"address_1": "1 Main St", "city": "Town", "state_province": "IL", "country": "US"}],
        }}],
        "schedules": [{"id": "h1", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "08:00", "closes_at": "17:00"}],
        "phones": [{"id": "p1", "number": "555-0100", "extension": "12", "type": "voice"}],
        "attributes": [{"taxonomy_term": {"id": "t1", "name": "Food", "taxonomy_detail": {"id": "x"}}}],
        "cost_options": [{"id": "c1", "amount": 5, "currency": "USD"}], "eligibility_description": "All",
        "languages": [{"id": "g1", "code": "es", "name": "Spanish"}],
    }]})
    .to_string()
}

fn pages() -> String {
    let page = |id: u32, path: &str, parent: Option<&str>| {
        json!({
            "id": id, "url": format!("https://cms.example{path}"), "path": path, "title": "Title &amp; more",
            "last_updated": "2024-01-17T13:06:57.863+01:00", "modified_gmt": "2024-01-17T12:06:57.863Z",
            "excerpt": "", "content": "<p>Text <a href=\"https://cms.example/town/de/a/\">a</a></p>", "order": 3,
            "parent": {"id": if parent.is_some() { 7 } else { 0 }, "url": null, "path": parent},
            "available_languages": {"en": {"id": id, "url": "", "path": "/town/en/a/"}},
            "thumbnail": null, "organization": null, "hash": null, "embedded_offers": [],
        })
    };
    json!([page(7, "/town/de/a/", None), page(8, "/town/de/a/b/", Some("/town/de/a/"))]).to_string()
}

fn locations() -> String {
    json!([{
        "id": 5, "url": "https://cms.example/town/de/locations/house/", "path": "/town/de/locations/house/",
        "title": "House", "modified_gmt": "2024-01-17T12:06:57.863Z", "last_updated": "2024-01-17T13:06:57.863+01:00",
        "excerpt": "Short", "content": "<p>Long</p>", "available_languages": {}, "icon": null, "thumbnail": null,
        "website": "https://example.org", "email": "a@example.org", "phone_number": "+49 30 1234",
        "category": {"id": 1, "name": "Office", "color": "#111111", "icon": "house"},
        "temporarily_closed": false, "opening_hours": [
            {"allDay": false, "closed": false, "timeSlots": [{"start": "08:00", "end": "12:00"}], "appointmentOnly": false},
            {"allDay": true, "closed": false, "timeSlots": [], "appointmentOnly": false},
        ],
        "location": {"id": 5, "name": "House", "address": "Markt 1", "town": "Town", "state": null, "postcode": "12345",
            "region": null, "country": "DE", "latitude": 50.1, "longitude": 9.9},
    }])
    .to_string()
}

fn events() -> String {
    json!([{
        "id": 9, "url": "https://cms.example/town/de/events/meet/", "path": "/town/de/events/meet/", "title": "Meeting",
        "modified_gmt": "2024-01-17T12:06:57.863Z", "last_updated": "2024-01-17T13:06:57.863+01:00", "excerpt": "",
        "content": "<p>Come</p>", "available_languages": {}, "thumbnail": null,
        "location": {"id": null, "name": null, "address": null, "town": null, "latitude": null, "longitude": null},
        "event": {"id": 9, "start": "2027-03-01T18:00:00+01:00", "end": "2027-03-01T20:00:00+01:00", "all_day": false,
            "recurrence_id": null, "timezone": "Europe/Berlin",
            "recurrence_rule": "DTSTART:20270301T180000\nRRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20270601T000000"},
    }])
    .to_string()
}

const CATALOGUE: &str = r#"{"edition":"common","format":1,"pack":"list"}
{"country":"DE","id":"list","kind":"pack","languages":["de","ti"],"level":"world","licence":"CC0-1.0","names":{"de":"Liste"},"publisher":"x","source_language":"de","zone":"Europe/Berlin"}
{"aliases":{"de":["Bruck"]},"area":{"from":[50150000,10020000],"to":[50250000,10180000]},"country":"DE","id":"town","kind":"listing","languages":["de"],"level":"city","names":{"de":"Brückfeld","ti":"ብሩክፈልድ"},"publisher":"x","root":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","source_language":"de","url":"https://example.org/town"}
"#;
