# Screens: first steps in the app, moving about, settings, search, in ckb. Machine-drafted on 2026-11-23; not checked by a speaker yet.

app-name = Welcome Companion
action-back = گەڕانەوە
action-next = دواتر
action-skip = تێپەڕاندن
action-done = تەواو
action-cancel = هەڵوەشاندنەوە
action-save = پاشەکەوتکردن
action-delete = سڕینەوە
action-change = گۆڕین
action-share = هاوبەشکردن
action-copy = کۆپیکردن
action-copied = کۆپی کرا
action-retry = دووبارە هەوڵدانەوە
action-close = داخستن
action-open = کردنەوە
action-more = زیاتر
action-less = کەمتر
action-undo = گەڕاندنەوە
action-call = تەلەفۆنکردن بۆ { $number }
action-write = نووسین بۆ { $address }
action-map = پیشاندان لەسەر نەخشە
action-listen = گوێگرتن
action-listen-stop = وەستاندنی دەنگ
action-original = پیشاندانی دەقی بنەڕەتی
action-report = شتێک لەم پەڕەیەدا هەڵەیە
action-yes = بەڵێ
action-no = نەخێر

welcome-title = بەخێر بێن
welcome-text = زانیاری دەربارەی شوێنە نوێیەکەتان، بە زمانی خۆتان. بەبێ ئینتەرنێتیش کار دەکات.
welcome-language = بە کام زمانانە دەتوانن بخوێننەوە؟
welcome-language-hint = زمانێک یان زیاتر هەڵبژێرن. هەر کاتێک بتانەوێت دەتوانن بیگۆڕن.
welcome-city = لە کوێ دەژین؟
welcome-city-hint = ناوی شارەکەتان یان شارێکی نزیک بنووسن.
welcome-city-none = هێشتا زانیاری بۆ ئەم شارە نییە. ئەوەتان پیشان دەدەین کە بۆ هەموو وڵاتە.
welcome-privacy = هیچ شتێک دەربارەی ئێوە لە تەلەفۆنەکەتان دەرناچێت، ئەگەر خۆتان نەینێرن.
welcome-no-account = پێویست بە ئەکاونت ناکات.
welcome-ready = ئامادەیە. ئێستا دەتوانن هەموو شتێک بەبێ ئینتەرنێت بخوێننەوە.

nav-home = سەرەتا
nav-guide = زانیاری
nav-events = چالاکییەکان
nav-buddies = ناسینی خەڵک
nav-saved = پاشەکەوتکراوەکان
nav-search = گەڕان
nav-emergency = فریاکەوتن
nav-settings = ڕێکخستنەکان
nav-places = شوێنەکان
nav-services = یارمەتی و ڕاوێژ
nav-contacts = ژمارەی تەلەفۆن
nav-checklists = هەنگاو بە هەنگاو
nav-phrases = ڕستەی بەسوود
nav-notices = هەواڵ

settings-languages = زمانەکان
settings-languages-order = دەقەکە بە زمانی یەکەم پیشان دەدرێت، ئەگەر بەو زمانە هەبێت.
settings-easy = زمانی ئاسان
settings-easy-hint = ڕستەی کورت و وشەی سادە، ئەگەر نووسرابێت.
settings-text-size = قەبارەی نووسین
settings-town = شار
settings-add-town = زیادکردنی شار
settings-remove-town = لابردنی { $town }
settings-calendar = ڕۆژژمێری دووەم
settings-calendar-none = هیچ
settings-mobile-data = بەکارهێنانی ئینتەرنێتی مۆبایل
settings-mobile-data-hint = بەبێ ئەمە، هەواڵ تەنها بە وایفای دێت.
settings-reminders = بیرخستنەوە
settings-storage = جێگا لە تەلەفۆندا
settings-storage-used = { $size } بەکارهاتووە
settings-erase = سڕینەوەی هەموو شتێک دەربارەی من
settings-erase-confirm = هەرچی لەم تەلەفۆنەدا پاشەکەوتتان کردووە و نووسیوتانە دەسڕێتەوە. ناگەڕێتەوە.
settings-about = دەربارەی ئەم ئەپە

search-hint = بە وشەی خۆتان بپرسن
search-nothing = هیچ نەدۆزرایەوە. بە وشەی تر هەوڵ بدەن.
search-found-in = بە { $language } دۆزرایەوە
search-read-as = ئەنجام بۆ: { $words }
search-recent = ئەوەی بەدوایدا گەڕاون
search-recent-forget = سڕینەوەی هەمووی
search-hits = { $count ->
    [one] { $count } ئەنجام
   *[other] { $count } ئەنجام
}

checklist-progress = { $done } لە { $count } تەواو بووە
checklist-due = { $count ->
    [0] ئەمڕۆ دوایین ڕۆژە.
    [one] { $count } ڕۆژ ماوە.
   *[other] { $count } ڕۆژ ماوە.
}
checklist-late = { $count ->
    [one] دەبوو ئەمە پێش { $count } ڕۆژ کرابا.
   *[other] دەبوو ئەمە پێش { $count } ڕۆژ کرابا.
}
saved-empty = هێشتا هیچتان پاشەکەوت نەکردووە.
page-read-time = { $count ->
    [one] خوێندنەوە: نزیکەی { $count } خولەک
   *[other] خوێندنەوە: نزیکەی { $count } خولەک
}
distance-away = { $distance } دوور
language-ask = دەق بە { $wanted } نییە. بە کام زمان پیشانی بدەین؟
language-choice = پیشاندان بە { $language }
language-script = ئەم دەقە بە پیتی تر نووسراوە: { $script }.
