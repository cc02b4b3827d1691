# Meeting people: the form, why two people may suit each other, what comes after, and staying safe, in ckb.
# Machine-drafted on 2026-11-23; not checked by a speaker yet.

buddy-title = ناسینی کەسێک
buddy-about = دوو کەس یەکتر دەبینن و یەکسانن. هەردووکیان شتێک فێر دەبن. ئێوە بڕیار دەدەن چی دەڵێن.
buddy-voluntary = هەر کاتێک بتانەوێت دەتوانن بوەستن. پێویست ناکات هۆکار بڵێن.
buddy-private = وەڵامەکانتان لە تەلەفۆنەکەتاندا دەمێننەوە. خەڵک تەنها ئەوە دەبینێت کە دەینێرن.
buddy-form = چەند پرسیارێک. ئەگەر نەتانویست، وەڵام مەدەنەوە.
buddy-form-languages = ئەو زمانانەی قسەیان پێ دەکەن
buddy-form-learn = ئەو زمانانەی دەتانەوێت ڕاهێنانیان لەسەر بکەن
buddy-form-interests = حەزتان لە چییە
buddy-form-offer = چی دەتوانن پیشانی خەڵک بدەن
buddy-form-wish = دەتانەوێت فێری چی ببن
buddy-form-times = کەی کاتتان هەیە
buddy-form-part = گەڕەک
buddy-form-children = تەمەنی منداڵەکانتان
buddy-form-group = باشترە لە گرووپدا بێت
buddy-form-women = تەنها لەگەڵ ژنان
buddy-form-step-free = شوێنێکم دەوێت بەبێ پلیکانە
buddy-form-online = ئۆنلاینیش باشە
buddy-form-many = چەندتان بوێت دەتوانن هەڵبژێرن.

buddy-offers = کەسانێک کە لەوانەیە بۆ ئێوە گونجاو بن
buddy-offers-none = هێشتا کەس نییە. بەردەوامین لە گەڕان.
buddy-offer-ask = داوای یەکتربینین
buddy-offer-hide = بۆ من نییە
buddy-reason-both = هەردووکتان حەزتان لەمەیە: { $list }
buddy-reason-language = هەردووکتان بە { $list } قسە دەکەن.
buddy-reason-learn-theirs = ئێوە دەتانەوێت ڕاهێنان لەسەر { $language } بکەن، ئەویش قسەی پێ دەکات.
buddy-reason-learn-yours = ئەو دەیەوێت ڕاهێنان لەسەر { $language } بکات، ئێوەش قسەی پێ دەکەن.
buddy-reason-tandem = دەتوانن یەکتر فێر بکەن: { $yours } و { $theirs }.
buddy-reason-skill = ئەو دەتوانێت پیشانتان بدات: { $list }
buddy-reason-skill-yours = ئێوە دەتوانن پیشانی بدەن: { $list }
buddy-reason-time = هەردووکتان کاتتان هەیە: { $list }
buddy-reason-part = لە هەمان گەڕەک دەژین.
buddy-reason-near = لە نزیک یەکتر دەژین.
buddy-reason-children = هەردووکتان منداڵتان هەیە و تەمەنیان نزیکە.
buddy-reason-new = کەسێک دەناسن کە ژیانێکی جیاوازی هەبووە.
buddy-reason-waiting = هەردووکتان ماوەیەکە چاوەڕێ دەکەن.
buddy-missing-language = لەو کاتەدا کەس نییە کە بە { $language } قسە بکات.
buddy-missing-time = لەو کاتەدا کەس کاتی نییە. ئەگەر کاتی زیاتر هەڵبژێرن، یارمەتی دەدات.
buddy-missing-part = کەس لەو نزیکانە ناژی. یەکتربینین لە ناوەندی شار یارمەتی دەدات.
buddy-missing-people = { $count ->
    [one] ئەگەر { $count } کەسی تری لەم جۆرە هەبێت، سوود بە { $helped } کەس دەگات.
   *[other] ئەگەر { $count } کەسی تری لەم جۆرە هەبن، سوود بە { $helped } کەس دەگات.
}

buddy-state-waiting = لە لیستەکەدان.
buddy-state-proposed = کەسێکتان بۆ پێشنیار دەکەین.
buddy-state-agreed = هەردووکتان دەتانەوێت یەکتر ببینن.
buddy-state-met = یەکترتان بینیوە.
buddy-state-paused = بۆ ماوەیەک وەستاوە
buddy-state-ended = کۆتایی هات
buddy-accept = بەڵێ، دەمەوێت بیبینم
buddy-decline = نەخێر، سوپاس
buddy-pause = پشوودان
buddy-end = کۆتاییهێنان بەمە
buddy-end-why = پێویست ناکات هۆکار بڵێن. ئەگەر بتانەوێت:
buddy-end-moved = ماڵم گواستووەتەوە.
buddy-end-time = کاتم نییە.
buddy-end-fit = بۆ یەکتر گونجاو نەبووین.
buddy-end-unwell = هەستم بە ئاسوودەیی نەکرد.
buddy-check-in = چۆن دەڕوات؟
buddy-check-in-good = باشە
buddy-check-in-slow = ماوەیەکە یەکترمان نەبینیوە
buddy-check-in-help = دەمەوێت لەگەڵ کەسێک قسە بکەم
buddy-group = { $count ->
    [one] گرووپێکی { $count } کەسی
   *[other] گرووپێکی { $count } کەسی
}
buddy-waiting-weeks = { $count ->
    [one] { $count } هەفتەیە چاوەڕێ دەکەن.
   *[other] { $count } هەفتەیە چاوەڕێ دەکەن.
}

safety-title = سەلامەتی ئێوە
safety-public-place = یەکەم جار لە شوێنێکی گشتی یەکتر ببینن.
safety-tell-somebody = بە کەسێک بڵێن بۆ کوێ دەچن.
safety-no-money = هەرگیز پارە مەدەن، بە قەرزیش مەیدەن.
safety-no-papers = کەس پێویستی بە پاسپۆرت یان بەڵگەنامەکانتان نییە.
safety-say-no = هەر کاتێک بتانەوێت دەتوانن بڵێن «نا».
safety-block = ئەم کەسەم جارێکی تر پیشان مەدە
safety-blocked = جارێکی تر بۆ یەکتر پێشنیار ناکرێن.
safety-report = ئاگادارکردنەوەی بەرپرسان
safety-report-sent = سوپاس. کەسێک سەیری دەکات. بە کەسەکەی تر ناوترێت کێ نووسیویەتی.
safety-emergency = لە کاتی مەترسیدا تەلەفۆن بۆ { $number } بکەن.
safety-quick-exit = زوو دەرچوون لەم پەڕەیە
