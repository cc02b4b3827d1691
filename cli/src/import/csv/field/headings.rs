//! Headings in German, English, French, Turkish, Ukrainian, and some of their neighbours; lower case, without signs.

use super::Field::{
    self, Access, Address, Appointment, Cost, Description, Eligibility, Email, HouseNumber, Id,
    Languages, Lat, LatLon, Lon, Name, OpeningHours, Phone, Postcode, PostcodeTown, Provider,
    Street, Topics, Town, Url, Wheelchair,
};

/// By what they mean.
#[rustfmt::skip]
pub(super) const HEADINGS: &[(Field, &[&str])] = &[
    (Id, &[
        "id",
    ]),
    (Name, &[
        "name", "bezeichnung", "verein", "vereinsname", "name des vereins", "einrichtung", "titel",
        "praxis", "praxisname", "organisation name", "title", "nom", "ad", "adı", "isim", "kurum",
        "kurum adı", "dernek", "назва", "найменування", "nazwa", "nombre", "nome", "denumire",
        "название", "наименование", "angebot", "beratungsstelle", "kindergarten", "kita", "club",
        "association", "organization", "facility",
    ]),
    (Street, &[
        "straße", "strasse", "str", "straße hausnummer", "strasse hausnummer",
        "straße und hausnummer", "strasse und hausnummer", "straße nr", "strasse nr",
        "straße hausnr", "strasse hausnr", "street", "street address", "address line 1", "rue",
        "sokak", "cadde", "вулиця", "ulica", "calle", "via", "улица", "strada",
    ]),
    (HouseNumber, &[
        "hausnummer", "hausnr", "hnr", "nr", "house number", "no", "numéro", "bina no",
        "номер будинку", "будинок", "дом",
    ]),
    (Postcode, &[
        "plz", "postleitzahl", "postcode", "postal code", "zip", "zip code", "code postal", "cp",
        "posta kodu", "поштовий індекс", "індекс", "kod pocztowy", "código postal", "cap",
        "почтовый индекс", "индекс",
    ]),
    (Town, &[
        "ort", "stadt", "wohnort", "gemeinde", "town", "city", "ville", "commune", "şehir", "il",
        "місто", "miasto", "ciudad", "città", "oraș", "город",
    ]),
    (PostcodeTown, &[
        "plz ort", "plz und ort", "plz stadt", "postcode town", "postcode city", "zip city",
        "code postal ville",
    ]),
    (Address, &[
        "adresse", "anschrift", "address", "full address", "adres", "адреса", "dirección",
        "indirizzo", "адрес",
    ]),
    (Phone, &[
        "telefon", "telefonnummer", "tel", "fon", "mobil", "handy", "mobiltelefon", "telefon mobil",
        "telefon festnetz", "phone", "phone number", "telephone", "mobile", "téléphone",
        "numéro de téléphone", "telefon numarası", "телефон", "номер телефону", "teléfono",
        "telefono",
    ]),
    (Email, &[
        "email", "e mail", "mail", "emailadresse", "e mail adresse", "email address", "courriel",
        "eposta", "e posta", "електронна пошта", "пошта", "correo electrónico", "електронна адреса",
        "электронная почта",
    ]),
    (Url, &[
        "webseite", "website", "web", "homepage", "internet", "internetseite", "url", "www", "link",
        "internetadresse", "site web", "site internet", "web sitesi", "internet sitesi", "сайт",
        "вебсайт", "веб сайт", "strona internetowa", "sitio web", "sito web",
    ]),
    (OpeningHours, &[
        "öffnungszeiten", "öffnungszeit", "sprechzeiten", "sprechstunden", "opening hours", "hours",
        "opening times", "horaires", "heures d ouverture", "horaires d ouverture",
        "çalışma saatleri", "açılış saatleri", "години роботи", "графік роботи", "godziny otwarcia",
        "horario", "orari", "часы работы",
    ]),
    (Description, &[
        "beschreibung", "kurzbeschreibung", "description", "açıklama", "опис", "opis",
        "descripción", "descrizione", "описание",
    ]),
    (Access, &[
        "zugang", "access", "accès", "erreichbarkeit",
    ]),
    (Lat, &[
        "breitengrad", "breite", "lat", "latitude", "geo lat", "enlem", "широта", "y wgs84",
    ]),
    (Lon, &[
        "längengrad", "länge", "lon", "lng", "long", "longitude", "geo lon", "geo lng", "boylam",
        "довгота", "долгота", "x wgs84",
    ]),
    (LatLon, &[
        "koordinaten", "geokoordinaten", "lat lon", "lat lng", "coordinates", "coordonnées",
        "coordonnées gps", "koordinat", "координати", "координаты",
    ]),
    (Topics, &[
        "kategorie", "kategorien", "art", "sparte", "sparten", "sportart", "sportarten",
        "fachrichtung", "fachgebiet", "thema", "themen", "bereich", "rubrik", "category",
        "categories", "type", "topic", "topics", "catégorie", "catégories", "kategori",
        "kategoriler", "категорія", "категорії", "kategoria", "categoría", "categoria", "категория",
    ]),
    (Languages, &[
        "sprache", "sprachen", "fremdsprachen", "language", "languages", "languages spoken",
        "langue", "langues", "langues parlées", "dil", "diller", "мова", "мови", "języki",
        "idiomas", "языки",
    ]),
    (Wheelchair, &[
        "barrierefrei", "barrierefreiheit", "rollstuhlgerecht", "rollstuhl", "wheelchair",
        "wheelchair accessible", "accessible", "accessibility", "accessible pmr", "accessibilité",
        "engelli erişimi", "безбар єрний доступ", "доступність",
    ]),
    (Provider, &[
        "träger", "anbieter", "provider", "prestataire", "sağlayıcı", "надавач",
    ]),
    (Cost, &[
        "kosten", "cost", "costs", "fees", "gebühren", "preis", "coût", "tarif", "ücret",
        "вартість",
    ]),
    (Appointment, &[
        "termin", "terminvereinbarung", "appointment", "rendez vous", "randevu", "запис",
    ]),
    (Eligibility, &[
        "zielgruppe", "zielgruppen", "eligibility", "target group", "public", "public cible",
        "hedef kitle", "цільова група",
    ]),
];

/// Headings of columns that say who somebody is.
#[rustfmt::skip]
pub(super) const PEOPLE: &[&str] = &[
    "ansprechpartner", "ansprechpartnerin", "ansprechperson", "kontaktperson", "vorstand",
    "vorsitzender", "vorsitzende", "leitung", "inhaber", "contact", "contact person",
    "personne de contact", "responsable", "yetkili", "yetkili kişi", "контактна особа", "vorname",
    "nachname", "first name", "last name",
];
