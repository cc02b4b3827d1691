# Screens: first steps in the app, moving about, settings, search, in ar. Machine-drafted on 2026-11-23; not checked by a speaker yet.

app-name = Welcome Companion
action-back = رجوع
action-next = التالي
action-skip = تخطي
action-done = تم
action-cancel = إلغاء
action-save = حفظ
action-delete = حذف
action-change = تغيير
action-share = مشاركة
action-copy = نسخ
action-copied = تم النسخ
action-retry = إعادة المحاولة
action-close = إغلاق
action-open = فتح
action-more = عرض المزيد
action-less = عرض أقل
action-undo = تراجع
action-call = الاتصال بالرقم { $number }
action-write = الكتابة إلى { $address }
action-map = عرض على الخريطة
action-listen = استماع
action-listen-stop = إيقاف الاستماع
action-original = عرض النص الأصلي
action-report = هناك خطأ في هذه الصفحة
action-yes = نعم
action-no = لا

welcome-title = أهلًا وسهلًا
welcome-text = معلومات بلغتك عن مكانك الجديد. يعمل التطبيق أيضًا بلا إنترنت.
welcome-language = بأي لغات يمكنك القراءة؟
welcome-language-hint = يمكنك اختيار لغة أو أكثر، وتغيير ذلك في أي وقت.
welcome-city = في أي مدينة سكنك؟
welcome-city-hint = يرجى كتابة اسم مدينتك أو اسم مدينة قريبة.
welcome-city-none = لا توجد معلومات عن هذه المدينة بعد. نعرض ما ينطبق على البلد كله.
welcome-privacy = لا تخرج أي معلومات عنك من هاتفك إلا إذا أرسلتها بنفسك.
welcome-no-account = لا حاجة إلى حساب.
welcome-ready = كل شيء جاهز. يمكنك الآن قراءة كل شيء بلا إنترنت.

nav-home = البداية
nav-guide = المعلومات
nav-events = لقاءات وفعاليات
nav-buddies = التعارف
nav-saved = المحفوظات
nav-search = البحث
nav-emergency = الطوارئ
nav-settings = الإعدادات
nav-places = الأماكن
nav-services = المساعدة والاستشارة
nav-contacts = أرقام الهاتف
nav-checklists = خطوة بخطوة
nav-phrases = جمل مفيدة
nav-notices = الأخبار

settings-languages = اللغات
settings-languages-order = يظهر النص باللغة الأولى إذا كان متوفرًا بها.
settings-easy = لغة سهلة
settings-easy-hint = جمل قصيرة وكلمات بسيطة، إذا كانت متوفرة.
settings-text-size = حجم الخط
settings-town = المدينة
settings-add-town = إضافة مدينة
settings-remove-town = إزالة { $town }
settings-calendar = تقويم ثانٍ
settings-calendar-none = لا يوجد
settings-mobile-data = استخدام بيانات الهاتف
settings-mobile-data-hint = بدون ذلك تصل الأخبار عبر الواي فاي فقط.
settings-reminders = التذكيرات
settings-storage = المساحة على الهاتف
settings-storage-used = المساحة المستخدمة: { $size }
settings-erase = محو كل ما يخصني
settings-erase-confirm = سيُمحى كل ما حفظته وكتبته على هذا الهاتف. لا يمكن التراجع عن ذلك.
settings-about = عن هذا التطبيق

search-hint = سؤالك بكلماتك
search-nothing = لم نجد شيئًا. يمكنك تجربة كلمات أخرى.
search-found-in = وُجد باللغة { $language }
search-read-as = نتائج البحث عن: { $words }
search-recent = ما بحثت عنه
search-recent-forget = محو كل ذلك
search-hits = { $count ->
    [zero] لا نتائج
    [one] نتيجة واحدة
    [two] نتيجتان
    [few] { $count } نتائج
    [many] { $count } نتيجة
   *[other] { $count } نتيجة
}

checklist-progress = تم { $done } من { $count }
checklist-due = { $count ->
    [0] اليوم هو آخر يوم.
    [zero] اليوم هو آخر يوم.
    [one] بقي يوم واحد.
    [two] بقي يومان.
    [few] بقيت { $count } أيام.
    [many] بقي { $count } يومًا.
   *[other] بقي { $count } يوم.
}
checklist-late = { $count ->
    [zero] كان اليوم آخر موعد لهذا.
    [one] كان آخر موعد لهذا قبل يوم واحد.
    [two] كان آخر موعد لهذا قبل يومين.
    [few] كان آخر موعد لهذا قبل { $count } أيام.
    [many] كان آخر موعد لهذا قبل { $count } يومًا.
   *[other] كان آخر موعد لهذا قبل { $count } يوم.
}
saved-empty = لا توجد محفوظات بعد.
page-read-time = { $count ->
    [zero] القراءة: أقل من دقيقة
    [one] القراءة: نحو دقيقة واحدة
    [two] القراءة: نحو دقيقتين
    [few] القراءة: نحو { $count } دقائق
    [many] القراءة: نحو { $count } دقيقة
   *[other] القراءة: نحو { $count } دقيقة
}
distance-away = على بعد { $distance }
language-ask = لا يوجد نص باللغة { $wanted }. بأي لغة نعرضه؟
language-choice = عرض باللغة { $language }
language-script = هذا النص مكتوب بحروف أخرى: { $script }.
