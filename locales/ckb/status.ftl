# What is new, how fresh it is, what waits, and what the phone tells by itself, in ckb. Machine-drafted on 2026-11-23; not checked by a speaker yet.

sync-now = گەڕان بەدوای شتی نوێدا
sync-running = بەدوای شتی نوێدا دەگەڕێت …
sync-done = هەموو شتێک نوێیە.
sync-updated = { $count ->
    [one] { $count } پەڕە نوێیە یان گۆڕاوە.
   *[other] { $count } پەڕە نوێن یان گۆڕاون.
}
sync-last = دوایین پشکنین: { $time }
sync-never = هێشتا نەپشکنراوە.
sync-next = هەوڵی داهاتوو: { $time }
sync-waiting-wifi = چاوەڕێی وایفای دەکات.
sync-waiting-network = چاوەڕێی ئینتەرنێت دەکات.
sync-waiting-battery = چاوەڕێ دەکات تا تەلەفۆنەکە بخرێتە سەر شەحن.
sync-budget = ئەمڕۆ ئینتەرنێتی پێویست بەکارهات. سبەینێ بەردەوام دەبێت.
sync-progress = { $done } لە { $size }
sync-failed = سەرکەوتوو نەبوو. ئەوەی لە تەلەفۆنەکەدایە هەر دەخوێنرێتەوە.
posts-waiting = { $count ->
    [one] { $count } نووسین چاوەڕێی ناردنە.
   *[other] { $count } نووسین چاوەڕێی ناردنن.
}
posts-in-review = { $count ->
    [one] { $count } نووسین چاوەڕێی پشکنینە.
   *[other] { $count } نووسین چاوەڕێی پشکنینن.
}
posts-sent = نێردرا.
posts-rejected = وەرنەگیرا: { $reason }. دەقەکەتان هێشتا لێرەیە.
posts-conflict = کەسێکی تریش ئەمەی گۆڕیوە.
posts-keep-mine = دەقی من بمێنێت
posts-keep-theirs = دەقەکەی تر بمێنێت
feedback-title = چی هەڵەیە یان کەمە؟
feedback-thanks = سوپاس. کاتێک ئینتەرنێت هەبێت، دەگات بە نووسەرەکان.
feedback-answer = وەڵامی نووسەرەکان: { $text }

notice-urgent = بەپەلە
notice-until = تا { $time }
notify-notice = هەواڵ لە { $town }
notify-event-soon = { $title } کاتژمێر { $time } دەست پێ دەکات.
notify-event-tomorrow = سبەینێ کاتژمێر { $time }: { $title }
notify-event-changed = { $title } گۆڕاوە.
notify-event-cancelled = { $title } بەڕێوە ناچێت.
notify-task-due = هێشتا نەکراوە: { $title }
notify-post-approved = نووسینەکەتان ئێستا دەبینرێت.
notify-message = کەسێک بۆتانی نووسیوە.

day-today = ئەمڕۆ
day-tomorrow = سبەینێ
day-after-tomorrow = دووسبەی
day-yesterday = دوێنێ
day-in = { $count ->
    [one] دوای { $count } ڕۆژ
   *[other] دوای { $count } ڕۆژ
}
day-ago = { $count ->
    [one] پێش { $count } ڕۆژ
   *[other] پێش { $count } ڕۆژ
}
day-part-night = شەو
day-part-morning = بەیانی
day-part-noon = نیوەڕۆ
day-part-afternoon = دوای نیوەڕۆ
day-part-evening = ئێوارە
time-range = { $from } تا { $to }
time-all-day = هەموو ڕۆژەکە
time-from = لە { $time }
time-every-week = هەموو هەفتەیەک
time-every-day = هەموو ڕۆژێک
time-every-month = هەموو مانگێک
time-until-date = تا { $date }
time-zone-other = { $time } بە کاتی { $zone }
minutes = { $count ->
    [one] { $count } خولەک
   *[other] { $count } خولەک
}
hours = { $count ->
    [one] { $count } کاتژمێر
   *[other] { $count } کاتژمێر
}

open-now = ئێستا کراوەیە
open-closed = داخراوە
open-all-day = شەو و ڕۆژ کراوەیە
open-holiday = لە پشووی فەرمیدا کاتەکان جیاوازن

events-none = بۆ ئەم ڕۆژانە هیچ چالاکییەک نییە.
events-week = ئەم هەفتەیە
events-filter = هەڵبژاردن
events-filter-free = بێ بەرامبەر
events-filter-step-free = بەبێ پلیکانە
events-filter-children = لەگەڵ منداڵ
events-filter-language = بە زمانەکانی من
events-filter-near = نزیک لە من
events-why = بۆچی ئەمە دەبینن: { $reasons }
events-why-topic = دەربارەی { $topic }
events-why-near = { $distance } دوور لە ئێوە
events-why-language = کەسێک بە { $language } قسە دەکات
events-interested = دەمەوێت بێم
events-not-interested = نایەم
events-add-calendar = خستنە ناو ڕۆژژمێرەکەم
events-remind = بیرم بخەرەوە
events-new = باسکردنی چالاکییەک بۆ خەڵک
events-cancel-one = هەڵوەشاندنەوەی تەنها ئەمە
events-cancel-all = هەڵوەشاندنەوەی هەموویان
events-seats = { $count ->
    [0] شوێن نەماوە.
    [one] { $count } شوێن ماوە.
   *[other] { $count } شوێن ماوە.
}
events-waiting-list = ژمارەتان لە لیستی چاوەڕوانی: { $place }.
events-seat-held = شوێنتان هەیە.
