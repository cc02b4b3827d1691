# Screens: first steps in the app, moving about, settings, search, in fa-AF. Machine-drafted on 2026-11-23; not checked by a speaker yet.

app-name = Welcome Companion
action-back = برگشت
action-next = بعدی
action-skip = گذشتن
action-done = تمام
action-cancel = لغو
action-save = ذخیره کردن
action-delete = حذف
action-change = تغییر دادن
action-share = شریک ساختن
action-copy = کاپی
action-copied = کاپی شد
action-retry = کوشش دوباره
action-close = بستن
action-open = باز کردن
action-more = بیشتر
action-less = کمتر
action-undo = پس گرفتن
action-call = زنگ زدن به { $number }
action-write = نوشتن به { $address }
action-map = دیدن در نقشه
action-listen = شنیدن
action-listen-stop = توقف صدا
action-original = دیدن متن اصلی
action-report = در این صفحه چیزی درست نیست
action-yes = بلی
action-no = نخیر

welcome-title = خوش آمدید
welcome-text = معلومات دربارهٔ جای نو شما، به زبان شما. بدون انترنت هم کار می‌دهد.
welcome-language = به کدام زبان‌ها خوانده می‌توانید؟
welcome-language-hint = یک یا چند زبان را انتخاب کنید. هر وقت آن را تغییر داده می‌توانید.
welcome-city = کجا زندگی می‌کنید؟
welcome-city-hint = نام شهر خود یا یک شهر نزدیک را بنویسید.
welcome-city-none = دربارهٔ این شهر هنوز معلومات نیست. آنچه را نشان می‌دهیم که برای تمام کشور است.
welcome-privacy = هیچ چیزی دربارهٔ شما از تلیفون تان بیرون نمی‌رود، مگر خود تان بفرستید.
welcome-no-account = اکونت لازم نیست.
welcome-ready = آماده است. حالا همه چیز را بدون انترنت خوانده می‌توانید.

nav-home = آغاز
nav-guide = معلومات
nav-events = برنامه‌ها
nav-buddies = آشنایی با مردم
nav-saved = ذخیره‌شده‌ها
nav-search = جستجو
nav-emergency = حالت عاجل
nav-settings = تنظیمات
nav-places = مکان‌ها
nav-services = کمک و مشوره
nav-contacts = شماره‌های تلیفون
nav-checklists = قدم به قدم
nav-phrases = جمله‌های مفید
nav-notices = خبرها

settings-languages = زبان‌ها
settings-languages-order = متن به زبان اول نشان داده می‌شود، اگر به آن زبان باشد.
settings-easy = زبان آسان
settings-easy-hint = جمله‌های کوتاه و کلمات ساده، اگر نوشته شده باشد.
settings-text-size = اندازهٔ خط
settings-town = شهر
settings-add-town = اضافه کردن شهر
settings-remove-town = حذف { $town }
settings-calendar = تقویم دوم
settings-calendar-none = هیچ
settings-mobile-data = استفاده از دیتای موبایل
settings-mobile-data-hint = بدون این، خبرها تنها از راه وای‌فای می‌آید.
settings-reminders = یادآوری‌ها
settings-storage = جای در تلیفون
settings-storage-used = { $size } استفاده شده است
settings-erase = پاک کردن همه چیز دربارهٔ من
settings-erase-confirm = هر چه در این تلیفون ذخیره کرده و نوشته‌اید پاک می‌شود. آن را دوباره آورده نمی‌توانید.
settings-about = دربارهٔ این برنامه

search-hint = با کلمات خود تان بپرسید
search-nothing = چیزی پیدا نشد. با کلمات دیگر کوشش کنید.
search-found-in = به { $language } پیدا شد
search-read-as = نتیجه برای: { $words }
search-recent = آنچه جستجو کرده‌اید
search-recent-forget = پاک کردن همهٔ این‌ها
search-hits = { $count ->
    [one] { $count } نتیجه
   *[other] { $count } نتیجه
}

checklist-progress = { $done } از { $count } انجام شد
checklist-due = { $count ->
    [0] امروز روز آخر است.
    [one] { $count } روز مانده است.
   *[other] { $count } روز مانده است.
}
checklist-late = { $count ->
    [one] این باید { $count } روز پیش انجام می‌شد.
   *[other] این باید { $count } روز پیش انجام می‌شد.
}
saved-empty = هنوز چیزی ذخیره نکرده‌اید.
page-read-time = { $count ->
    [one] خواندن: تقریباً { $count } دقیقه
   *[other] خواندن: تقریباً { $count } دقیقه
}
distance-away = { $distance } دور
language-ask = به { $wanted } متن نیست. به کدام زبان نشان بدهیم؟
language-choice = نشان دادن به { $language }
language-script = این متن با حروف دیگر نوشته شده است: { $script }.
