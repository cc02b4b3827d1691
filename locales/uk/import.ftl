# Words that `welcome import` adds to texts, in uk. Machine-drafted on 2026-11-22; not checked by a speaker yet.

integreat-contact = Контакт
integreat-mobile = Мобільний: { $number }
integreat-temporarily-closed = Тимчасово зачинено
integreat-by-appointment = Лише за попереднім записом: { $days }
integreat-make-appointment = Записатися на прийом
integreat-opening-hours = Години роботи
integreat-zone = Місцевий час у { $zone }
integreat-monday = понеділок
integreat-tuesday = вівторок
integreat-wednesday = середа
integreat-thursday = четвер
integreat-friday = п’ятниця
integreat-saturday = субота
integreat-sunday = неділя
