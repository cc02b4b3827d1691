# Words that `welcome import` adds to texts, in tr. Machine-drafted on 2026-11-22; not checked by a speaker yet.

integreat-contact = İletişim
integreat-mobile = Cep telefonu: { $number }
integreat-temporarily-closed = Geçici olarak kapalı
integreat-by-appointment = Yalnızca randevu ile: { $days }
integreat-make-appointment = Randevu al
integreat-opening-hours = Çalışma saatleri
integreat-zone = { $zone } yerel saati
integreat-monday = Pazartesi
integreat-tuesday = Salı
integreat-wednesday = Çarşamba
integreat-thursday = Perşembe
integreat-friday = Cuma
integreat-saturday = Cumartesi
integreat-sunday = Pazar
