# Words that `welcome import` adds to texts, in ar. Machine-drafted on 2026-11-22; not checked by a speaker yet.

integreat-contact = جهة الاتصال
integreat-mobile = الهاتف المحمول: { $number }
integreat-temporarily-closed = مغلق مؤقتًا
integreat-by-appointment = بموعد مسبق فقط: { $days }
integreat-make-appointment = حجز موعد
integreat-opening-hours = ساعات العمل
integreat-zone = التوقيت المحلي في { $zone }
integreat-monday = الاثنين
integreat-tuesday = الثلاثاء
integreat-wednesday = الأربعاء
integreat-thursday = الخميس
integreat-friday = الجمعة
integreat-saturday = السبت
integreat-sunday = الأحد
