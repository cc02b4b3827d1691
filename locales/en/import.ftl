# Words that `welcome import` adds to texts, in en. Machine-drafted on 2026-11-22; not checked by a speaker yet.

integreat-contact = Contact
integreat-mobile = Mobile: { $number }
integreat-temporarily-closed = Temporarily closed
integreat-by-appointment = By appointment only: { $days }
integreat-make-appointment = Make an appointment
integreat-opening-hours = Opening hours
integreat-zone = Local time in { $zone }
integreat-monday = Monday
integreat-tuesday = Tuesday
integreat-wednesday = Wednesday
integreat-thursday = Thursday
integreat-friday = Friday
integreat-saturday = Saturday
integreat-sunday = Sunday
