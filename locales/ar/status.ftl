# What is new, how fresh it is, what waits, and what the phone tells by itself, in ar. Machine-drafted on 2026-11-23; not checked by a speaker yet.

sync-now = البحث عن جديد
sync-running = جارٍ البحث عن جديد …
sync-done = كل شيء محدّث.
sync-updated = { $count ->
    [zero] لا توجد صفحات جديدة أو معدّلة.
    [one] هناك صفحة واحدة جديدة أو معدّلة.
    [two] هناك صفحتان جديدتان أو معدّلتان.
    [few] هناك { $count } صفحات جديدة أو معدّلة.
    [many] هناك { $count } صفحة جديدة أو معدّلة.
   *[other] هناك { $count } صفحة جديدة أو معدّلة.
}
sync-last = آخر تحقق: { $time }
sync-never = لم يتم التحقق بعد.
sync-next = المحاولة القادمة: { $time }
sync-waiting-wifi = في انتظار الواي فاي.
sync-waiting-network = في انتظار الإنترنت.
sync-waiting-battery = في انتظار شحن الهاتف.
sync-budget = استُخدم ما يكفي من البيانات اليوم. نكمل غدًا.
sync-progress = { $done } من { $size }
sync-failed = لم ينجح ذلك. ما هو على الهاتف يبقى متاحًا للقراءة.
posts-waiting = { $count ->
    [zero] لا توجد منشورات تنتظر الإرسال.
    [one] منشور واحد ينتظر الإرسال.
    [two] منشوران ينتظران الإرسال.
    [few] { $count } منشورات تنتظر الإرسال.
    [many] { $count } منشورًا ينتظر الإرسال.
   *[other] { $count } منشور ينتظر الإرسال.
}
posts-in-review = { $count ->
    [zero] لا توجد منشورات تنتظر المراجعة.
    [one] منشور واحد ينتظر المراجعة.
    [two] منشوران ينتظران المراجعة.
    [few] { $count } منشورات تنتظر المراجعة.
    [many] { $count } منشورًا ينتظر المراجعة.
   *[other] { $count } منشور ينتظر المراجعة.
}
posts-sent = تم الإرسال.
posts-rejected = لم يُقبل: { $reason }. نصك ما زال هنا.
posts-conflict = شخص آخر غيّر هذا أيضًا.
posts-keep-mine = الاحتفاظ بنصي
posts-keep-theirs = الاحتفاظ بالنص الآخر
feedback-title = ما الخطأ هنا، أو ماذا ينقص؟
feedback-thanks = شكرًا لك. ستصل رسالتك إلى المحررين عند توفر الإنترنت.
feedback-answer = رد المحررين: { $text }

notice-urgent = عاجل
notice-until = حتى { $time }
notify-notice = أخبار من { $town }
notify-event-soon = { $title }: يبدأ الساعة { $time }.
notify-event-tomorrow = غدًا الساعة { $time }: { $title }
notify-event-changed = حدث تغيير: { $title }
notify-event-cancelled = أُلغي هذا اللقاء: { $title }
notify-task-due = لم يُنجز بعد: { $title }
notify-post-approved = منشورك ظاهر الآن للآخرين.
notify-message = كتب إليك شخص ما.

day-today = اليوم
day-tomorrow = غدًا
day-after-tomorrow = بعد غد
day-yesterday = أمس
day-in = { $count ->
    [zero] اليوم
    [one] بعد يوم واحد
    [two] بعد يومين
    [few] بعد { $count } أيام
    [many] بعد { $count } يومًا
   *[other] بعد { $count } يوم
}
day-ago = { $count ->
    [zero] اليوم
    [one] قبل يوم واحد
    [two] قبل يومين
    [few] قبل { $count } أيام
    [many] قبل { $count } يومًا
   *[other] قبل { $count } يوم
}
day-part-night = ليلًا
day-part-morning = صباحًا
day-part-noon = ظهرًا
day-part-afternoon = بعد الظهر
day-part-evening = مساءً
time-range = من { $from } إلى { $to }
time-all-day = طوال اليوم
time-from = من { $time }
time-every-week = كل أسبوع
time-every-day = كل يوم
time-every-month = كل شهر
time-until-date = حتى { $date }
time-zone-other = { $time } بتوقيت { $zone }
minutes = { $count ->
    [zero] { $count } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
hours = { $count ->
    [zero] { $count } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}

open-now = مفتوح الآن
open-closed = مغلق
open-all-day = مفتوح ليلًا ونهارًا
open-holiday = أوقات أخرى في العطل الرسمية

events-none = لا شيء مقرر في هذه الأيام.
events-week = هذا الأسبوع
events-filter = اختيار
events-filter-free = مجاني
events-filter-step-free = بلا درجات
events-filter-children = مع أطفال
events-filter-language = بلغاتي
events-filter-near = بالقرب مني
events-why = لماذا يظهر لك هذا: { $reasons }
events-why-topic = عن { $topic }
events-why-near = على بعد { $distance } منك
events-why-language = هناك من يتكلم { $language }
events-interested = أود الحضور
events-not-interested = لن أحضر
events-add-calendar = إضافة إلى تقويمي
events-remind = ذكّرني
events-new = إخبار الآخرين بلقاء
events-cancel-one = إلغاء هذا الموعد فقط
events-cancel-all = إلغاء كل المواعيد
events-seats = { $count ->
    [0] لم تبق أماكن.
    [zero] لم تبق أماكن.
    [one] بقي مكان واحد.
    [two] بقي مكانان.
    [few] بقيت { $count } أماكن.
    [many] بقي { $count } مكانًا.
   *[other] بقي { $count } مكان.
}
events-waiting-list = رقمك في قائمة الانتظار: { $place }.
events-seat-held = لديك مكان.
