# Meeting people: the form, why two people may suit each other, what comes after, and staying safe, in fa-AF.
# Machine-drafted on 2026-11-23; not checked by a speaker yet.

buddy-title = آشنایی با یک نفر
buddy-about = دو نفر هم‌دیگر را می‌بینند و با هم برابر هستند. هر دو چیزی یاد می‌گیرند. شما فیصله می‌کنید که چه بگویید.
buddy-voluntary = هر وقت بس کرده می‌توانید. گفتن دلیل لازم نیست.
buddy-private = جواب‌های شما در تلیفون شما می‌ماند. دیگران تنها آنچه را می‌بینند که شما بفرستید.
buddy-form = چند سوال. اگر نمی‌خواهید، جواب ندهید.
buddy-form-languages = زبان‌هایی که به آن گپ می‌زنید
buddy-form-learn = زبان‌هایی که می‌خواهید تمرین کنید
buddy-form-interests = کارهایی که خوش دارید
buddy-form-offer = چیزهایی که به دیگران نشان داده می‌توانید
buddy-form-wish = چیزهایی که می‌خواهید یاد بگیرید
buddy-form-times = چه وقت فرصت دارید
buddy-form-part = کدام قسمت شهر
buddy-form-children = سن کودکان شما
buddy-form-group = بهتر است در گروپ باشد
buddy-form-women = تنها با زنان
buddy-form-step-free = جای بدون پله لازم دارم
buddy-form-online = آنلاین هم خوب است
buddy-form-many = هر چند تا را که بخواهید انتخاب کرده می‌توانید.

buddy-offers = کسانی که شاید برای شما مناسب باشند
buddy-offers-none = هنوز کسی نیست. ما باز هم جستجو می‌کنیم.
buddy-offer-ask = درخواست دیدار
buddy-offer-hide = برای من نیست
buddy-reason-both = هر دوی شما خوش دارید: { $list }
buddy-reason-language = هر دوی شما به { $list } گپ می‌زنید.
buddy-reason-learn-theirs = شما می‌خواهید { $language } را تمرین کنید و او به این زبان گپ می‌زند.
buddy-reason-learn-yours = او می‌خواهد { $language } را تمرین کند و شما به این زبان گپ می‌زنید.
buddy-reason-tandem = به هم‌دیگر یاد داده می‌توانید: { $yours } و { $theirs }.
buddy-reason-skill = او به شما نشان داده می‌تواند: { $list }
buddy-reason-skill-yours = شما به او نشان داده می‌توانید: { $list }
buddy-reason-time = هر دوی شما وقت دارید: { $list }
buddy-reason-part = شما در یک قسمت شهر زندگی می‌کنید.
buddy-reason-near = شما نزدیک هم زندگی می‌کنید.
buddy-reason-children = هر دوی شما کودکان تقریباً هم‌سن دارید.
buddy-reason-new = با کسی آشنا می‌شوید که زندگی دیگری داشته است.
buddy-reason-waiting = هر دوی شما مدتی منتظر بوده‌اید.
buddy-missing-language = کسی نیست که به { $language } گپ بزند و در آن وقت فرصت داشته باشد.
buddy-missing-time = در آن وقت کسی فرصت ندارد. وقت‌های بیشتر کمک می‌کند.
buddy-missing-part = در نزدیکی کسی نیست. دیدار در مرکز شهر کمک می‌کند.
buddy-missing-people = { $count ->
    [one] اگر { $count } نفر دیگر مثل این باشد، به { $helped } نفر کمک می‌شود.
   *[other] اگر { $count } نفر دیگر مثل این باشند، به { $helped } نفر کمک می‌شود.
}

buddy-state-waiting = شما در لست هستید.
buddy-state-proposed = یک نفر را به شما پیشنهاد می‌کنیم.
buddy-state-agreed = هر دوی شما می‌خواهید هم‌دیگر را ببینید.
buddy-state-met = شما هم‌دیگر را دیده‌اید.
buddy-state-paused = وقفه
buddy-state-ended = ختم شد
buddy-accept = بلی، می‌خواهم او را ببینم
buddy-decline = نخیر، تشکر
buddy-pause = کمی وقفه
buddy-end = ختم کردن
buddy-end-why = گفتن دلیل لازم نیست. اگر بخواهید:
buddy-end-moved = کوچ کرده‌ام.
buddy-end-time = وقت ندارم.
buddy-end-fit = برای هم مناسب نبودیم.
buddy-end-unwell = احساس خوب نداشتم.
buddy-check-in = چطور پیش می‌رود؟
buddy-check-in-good = خوب
buddy-check-in-slow = مدتی است که هم‌دیگر را ندیده‌ایم
buddy-check-in-help = می‌خواهم با کسی گپ بزنم
buddy-group = { $count ->
    [one] یک گروپ { $count } نفری
   *[other] یک گروپ { $count } نفری
}
buddy-waiting-weeks = { $count ->
    [one] شما { $count } هفته منتظر بوده‌اید.
   *[other] شما { $count } هفته منتظر بوده‌اید.
}

safety-title = برای امنیت شما
safety-public-place = بار اول هم‌دیگر را در یک جای عمومی ببینید.
safety-tell-somebody = به کسی بگویید که کجا می‌روید.
safety-no-money = هیچ وقت پول ندهید، قرض هم ندهید.
safety-no-papers = هیچ کس به پاسپورت یا اسناد شما ضرورت ندارد.
safety-say-no = هر وقت «نی» گفته می‌توانید.
safety-block = این شخص را دوباره به من نشان ندهید
safety-blocked = شما دیگر به هم‌دیگر پیشنهاد نمی‌شوید.
safety-report = خبر دادن به مسئولین
safety-report-sent = تشکر. یک نفر آن را می‌بیند. به آن شخص گفته نمی‌شود که کی نوشته است.
safety-emergency = در وقت خطر به { $number } زنگ بزنید.
safety-quick-exit = زود از این صفحه بیرون شدن
