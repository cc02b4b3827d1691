# Words that `welcome import` adds to texts, in fa-AF. Machine-drafted on 2026-11-22; not checked by a speaker yet.

integreat-contact = تماس
integreat-mobile = موبایل: { $number }
integreat-temporarily-closed = موقتاً بسته است
integreat-by-appointment = فقط با وعدهٔ قبلی: { $days }
integreat-make-appointment = گرفتن وعدهٔ ملاقات
integreat-opening-hours = ساعات کاری
integreat-zone = وقت محلی در { $zone }
integreat-monday = دوشنبه
integreat-tuesday = سه‌شنبه
integreat-wednesday = چهارشنبه
integreat-thursday = پنج‌شنبه
integreat-friday = جمعه
integreat-saturday = شنبه
integreat-sunday = یک‌شنبه
