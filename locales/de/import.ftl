# Words that `welcome import` adds to texts, in de. Machine-drafted on 2026-11-22; not checked by a speaker yet.

integreat-contact = Kontakt
integreat-mobile = Mobil: { $number }
integreat-temporarily-closed = Vorübergehend geschlossen
integreat-by-appointment = Nur nach Vereinbarung: { $days }
integreat-make-appointment = Termin vereinbaren
integreat-opening-hours = Öffnungszeiten
integreat-zone = Ortszeit in { $zone }
integreat-monday = Montag
integreat-tuesday = Dienstag
integreat-wednesday = Mittwoch
integreat-thursday = Donnerstag
integreat-friday = Freitag
integreat-saturday = Samstag
integreat-sunday = Sonntag
