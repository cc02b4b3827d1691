# What is new, how fresh it is, what waits, and what the phone tells by itself, in fa-AF. Machine-drafted on 2026-11-23; not checked by a speaker yet.

sync-now = جستجوی چیزهای تازه
sync-running = در جستجوی چیزهای تازه …
sync-done = همه چیز تازه است.
sync-updated = { $count ->
    [one] { $count } صفحه نو است یا تغییر کرده است.
   *[other] { $count } صفحه نو است یا تغییر کرده است.
}
sync-last = آخرین بررسی: { $time }
sync-never = هنوز بررسی نشده است.
sync-next = کوشش بعدی: { $time }
sync-waiting-wifi = منتظر وای‌فای.
sync-waiting-network = منتظر انترنت.
sync-waiting-battery = منتظر چارج شدن تلیفون.
sync-budget = امروز به اندازهٔ کافی دیتا مصرف شد. فردا ادامه می‌یابد.
sync-progress = { $done } از { $size }
sync-failed = نشد. آنچه در تلیفون است خوانده می‌شود.
posts-waiting = { $count ->
    [one] { $count } نوشته منتظر فرستادن است.
   *[other] { $count } نوشته منتظر فرستادن است.
}
posts-in-review = { $count ->
    [one] { $count } نوشته منتظر بررسی است.
   *[other] { $count } نوشته منتظر بررسی است.
}
posts-sent = فرستاده شد.
posts-rejected = پذیرفته نشد: { $reason }. متن شما هنوز این‌جا است.
posts-conflict = کس دیگری هم این را تغییر داده است.
posts-keep-mine = متن من بماند
posts-keep-theirs = متن دیگر بماند
feedback-title = چه چیزی نادرست یا کم است؟
feedback-thanks = تشکر. وقتی انترنت باشد، به نویسنده‌ها می‌رسد.
feedback-answer = جواب نویسنده‌ها: { $text }

notice-urgent = عاجل
notice-until = تا { $time }
notify-notice = خبر از { $town }
notify-event-soon = { $title } ساعت { $time } آغاز می‌شود.
notify-event-tomorrow = فردا ساعت { $time }: { $title }
notify-event-changed = { $title } تغییر کرده است.
notify-event-cancelled = { $title } برگزار نمی‌شود.
notify-task-due = هنوز انجام نشده است: { $title }
notify-post-approved = نوشتهٔ شما را حالا دیگران دیده می‌توانند.
notify-message = کسی به شما نوشته است.

day-today = امروز
day-tomorrow = فردا
day-after-tomorrow = پس‌فردا
day-yesterday = دیروز
day-in = { $count ->
    [one] { $count } روز بعد
   *[other] { $count } روز بعد
}
day-ago = { $count ->
    [one] { $count } روز پیش
   *[other] { $count } روز پیش
}
day-part-night = شب
day-part-morning = صبح
day-part-noon = چاشت
day-part-afternoon = بعد از چاشت
day-part-evening = شام
time-range = از { $from } تا { $to }
time-all-day = تمام روز
time-from = از { $time }
time-every-week = هر هفته
time-every-day = هر روز
time-every-month = هر ماه
time-until-date = تا { $date }
time-zone-other = { $time } به وقت { $zone }
minutes = { $count ->
    [one] { $count } دقیقه
   *[other] { $count } دقیقه
}
hours = { $count ->
    [one] { $count } ساعت
   *[other] { $count } ساعت
}

open-now = حالا باز است
open-closed = بسته است
open-all-day = شب و روز باز است
open-holiday = در رخصتی‌های عمومی ساعت کار فرق می‌کند

events-none = در این روزها برنامه‌ای نیست.
events-week = این هفته
events-filter = انتخاب
events-filter-free = رایگان
events-filter-step-free = بدون پله
events-filter-children = با کودکان
events-filter-language = به زبان‌های من
events-filter-near = نزدیک من
events-why = چرا این را می‌بینید: { $reasons }
events-why-topic = دربارهٔ { $topic }
events-why-near = { $distance } دور از شما
events-why-language = کسی به { $language } گپ می‌زند
events-interested = می‌خواهم بیایم
events-not-interested = دیگر نمی‌آیم
events-add-calendar = اضافه کردن به تقویم من
events-remind = به یادم بیاورید
events-new = خبر دادن به دیگران از یک برنامه
events-cancel-one = تنها همین یکی را لغو کردن
events-cancel-all = همه را لغو کردن
events-seats = { $count ->
    [0] جای نمانده است.
    [one] { $count } جای مانده است.
   *[other] { $count } جای مانده است.
}
events-waiting-list = شمارهٔ شما در لست انتظار: { $place }.
events-seat-held = شما جای دارید.
