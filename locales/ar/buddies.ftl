# Meeting people: the form, why two people may suit each other, what comes after, and staying safe, in ar.
# Machine-drafted on 2026-11-23; not checked by a speaker yet. The form is written as I (which has no gender in Arabic).

buddy-title = التعرف على شخص
buddy-about = يلتقي شخصان متساويان، ويتعلم كل منهما شيئًا. القرار لك في ما يعرفه الآخر عنك.
buddy-voluntary = يمكنك التوقف في أي وقت، دون ذكر السبب.
buddy-private = تبقى إجاباتك على هاتفك. لا يرى الآخرون إلا ما أرسلته بنفسك.
buddy-form = أسئلة قليلة. يمكنك ترك أي سؤال بلا جواب.
buddy-form-languages = لغات أتكلمها
buddy-form-learn = لغات أود التدرب عليها
buddy-form-interests = ما أحب أن أفعله
buddy-form-offer = ما يمكنني أن أعلّمه للآخرين
buddy-form-wish = ما أود أن أتعلمه
buddy-form-times = متى لدي وقت
buddy-form-part = الحي
buddy-form-children = أعمار أطفالي
buddy-form-group = أفضّل مجموعة
buddy-form-women = مع نساء فقط
buddy-form-step-free = أحتاج إلى مكان بلا درجات
buddy-form-online = اللقاء عبر الإنترنت يناسبني أيضًا
buddy-form-many = يمكنك اختيار أي عدد.

buddy-offers = أشخاص قد يناسبونك
buddy-offers-none = لا أحد بعد. ما زلنا نبحث.
buddy-offer-ask = طلب لقاء
buddy-offer-hide = لا يناسبني
buddy-reason-both = أنتما تحبان: { $list }
buddy-reason-language = أنتما تتكلمان { $list }.
buddy-reason-learn-theirs = لديك رغبة في التدرب على { $language }، والشخص الآخر يتكلمها.
buddy-reason-learn-yours = الشخص الآخر يود التدرب على { $language }، وهي من لغاتك.
buddy-reason-tandem = يمكن لكل منكما أن يعلّم الآخر: { $yours } و{ $theirs }.
buddy-reason-skill = يمكن للشخص الآخر أن يعلّمك: { $list }
buddy-reason-skill-yours = يمكنك تعليم الشخص الآخر: { $list }
buddy-reason-time = لديكما وقت معًا: { $list }
buddy-reason-part = تسكنان في الحي نفسه.
buddy-reason-near = تسكنان قريبًا من بعضكما.
buddy-reason-children = لديكما أطفال في أعمار متقاربة.
buddy-reason-new = فرصة للتعرف على شخص من بيئة أخرى.
buddy-reason-waiting = أنتما تنتظران منذ مدة.
buddy-missing-language = لا أحد ممن يتكلمون { $language } لديه وقت حينها.
buddy-missing-time = لا أحد لديه وقت حينها. اختيار أوقات أكثر يساعد.
buddy-missing-part = لا أحد يسكن بالقرب. اللقاء في وسط المدينة يساعد.
buddy-missing-people = { $count ->
    [zero] لا ينقصنا أحد بهذه الصفات.
    [one] ينقصنا شخص واحد بهذه الصفات. عدد من سيساعدهم ذلك: { $helped }.
    [two] ينقصنا شخصان بهذه الصفات. عدد من سيساعدهم ذلك: { $helped }.
    [few] ينقصنا { $count } أشخاص بهذه الصفات. عدد من سيساعدهم ذلك: { $helped }.
    [many] ينقصنا { $count } شخصًا بهذه الصفات. عدد من سيساعدهم ذلك: { $helped }.
   *[other] ينقصنا { $count } شخص بهذه الصفات. عدد من سيساعدهم ذلك: { $helped }.
}

buddy-state-waiting = اسمك على القائمة.
buddy-state-proposed = نقترح عليك شخصًا.
buddy-state-agreed = أنتما تودان اللقاء.
buddy-state-met = لقد التقيتما.
buddy-state-paused = متوقف مؤقتًا
buddy-state-ended = انتهى
buddy-accept = نعم، أود اللقاء
buddy-decline = لا، شكرًا
buddy-pause = أخذ استراحة
buddy-end = إنهاء التعارف
buddy-end-why = لا حاجة إلى ذكر السبب. إن شئت:
buddy-end-moved = انتقلت إلى سكن آخر.
buddy-end-time = ليس لدي وقت.
buddy-end-fit = لم يناسب أحدنا الآخر.
buddy-end-unwell = لم أشعر بالراحة.
buddy-check-in = كيف تسير الأمور؟
buddy-check-in-good = بخير
buddy-check-in-slow = لم نلتقِ منذ مدة
buddy-check-in-help = أود أن أتحدث مع أحد
buddy-group = { $count ->
    [zero] مجموعة من { $count } شخص
    [one] مجموعة من شخص واحد
    [two] مجموعة من شخصين
    [few] مجموعة من { $count } أشخاص
    [many] مجموعة من { $count } شخصًا
   *[other] مجموعة من { $count } شخص
}
buddy-waiting-weeks = { $count ->
    [zero] مدة انتظارك: أقل من أسبوع.
    [one] مدة انتظارك: أسبوع واحد.
    [two] مدة انتظارك: أسبوعان.
    [few] مدة انتظارك: { $count } أسابيع.
    [many] مدة انتظارك: { $count } أسبوعًا.
   *[other] مدة انتظارك: { $count } أسبوع.
}

safety-title = من أجل سلامتك
safety-public-place = ليكن اللقاء الأول في مكان عام.
safety-tell-somebody = يرجى إخبار شخص قريب منك بمكان اللقاء.
safety-no-money = يرجى عدم إقراض المال أو إعطائه لأحد أبدًا.
safety-no-papers = لا أحد يحتاج إلى جواز سفرك أو أوراقك.
safety-say-no = يمكنك قول «لا» في أي وقت.
safety-block = عدم عرض هذا الشخص مرة أخرى
safety-blocked = لن نقترح أحدكما على الآخر مرة أخرى.
safety-report = إخبار المشرفين
safety-report-sent = شكرًا لك. سينظر أحد المشرفين في ذلك. لن نقول للشخص الآخر من كتب.
safety-emergency = عند الخطر يرجى الاتصال بالرقم { $number }.
safety-quick-exit = مغادرة هذه الصفحة بسرعة
