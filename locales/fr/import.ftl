# Words that `welcome import` adds to texts, in fr. Machine-drafted on 2026-11-22; not checked by a speaker yet.

integreat-contact = Contact
integreat-mobile = Mobile : { $number }
integreat-temporarily-closed = Fermé temporairement
integreat-by-appointment = Uniquement sur rendez-vous : { $days }
integreat-make-appointment = Prendre rendez-vous
integreat-opening-hours = Heures d’ouverture
integreat-zone = Heure locale de { $zone }
integreat-monday = lundi
integreat-tuesday = mardi
integreat-wednesday = mercredi
integreat-thursday = jeudi
integreat-friday = vendredi
integreat-saturday = samedi
integreat-sunday = dimanche
