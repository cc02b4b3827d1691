# What is new, how fresh it is, what waits, and what the phone tells by itself. In tr. Machine-drafted on 2026-11-23; not checked by a speaker yet.

sync-now = Yenilikleri kontrol et
sync-running = Yenilikler kontrol ediliyor…
sync-done = Her şey güncel.
sync-updated = { $count ->
    [one] { $count } sayfa eklendi veya değişti.
   *[other] { $count } sayfa eklendi veya değişti.
}
sync-last = Son kontrol: { $time }
sync-never = Henüz kontrol edilmedi.
sync-next = Sonraki deneme: { $time }
sync-waiting-wifi = Wi-Fi bekleniyor.
sync-waiting-network = İnternet bekleniyor.
sync-waiting-battery = Telefonun şarja takılması bekleniyor.
sync-budget = Bugün yeterince veri kullanıldı. Yarın devam edecek.
sync-progress = { $done } / { $size }
sync-failed = Bu sefer olmadı. Telefonda olanları okumaya devam edebilirsiniz.
posts-waiting = { $count ->
    [one] { $count } paylaşım gönderilmeyi bekliyor.
   *[other] { $count } paylaşım gönderilmeyi bekliyor.
}
posts-in-review = { $count ->
    [one] { $count } paylaşım incelenmeyi bekliyor.
   *[other] { $count } paylaşım incelenmeyi bekliyor.
}
posts-sent = Gönderildi.
posts-rejected = Kabul edilmedi: { $reason }. Metniniz hâlâ burada.
posts-conflict = Bunu başka biri de değiştirdi.
posts-keep-mine = Benimki kalsın
posts-keep-theirs = Diğeri kalsın
feedback-title = Yanlış veya eksik olan nedir?
feedback-thanks = Teşekkür ederiz. İnternet olunca editörlere gönderilecek.
feedback-answer = Editörlerin cevabı: { $text }

notice-urgent = Acil
notice-until = Bitiş: { $time }
notify-notice = { $town }: yeni haber
notify-event-soon = { $title } başlıyor. Saat: { $time }
notify-event-tomorrow = Yarın saat { $time }: { $title }
notify-event-changed = Değişiklik var: { $title }
notify-event-cancelled = { $title } yapılmıyor.
notify-task-due = Henüz yapılmadı: { $title }
notify-post-approved = Paylaşımınız artık görülebilir.
notify-message = Biri size yazdı.

day-today = bugün
day-tomorrow = yarın
day-after-tomorrow = öbür gün
day-yesterday = dün
day-in = { $count ->
    [one] { $count } gün sonra
   *[other] { $count } gün sonra
}
day-ago = { $count ->
    [one] { $count } gün önce
   *[other] { $count } gün önce
}
day-part-night = gece
day-part-morning = sabah
day-part-noon = öğlen
day-part-afternoon = öğleden sonra
day-part-evening = akşam
time-range = { $from } ile { $to } arası
time-all-day = Bütün gün
time-from = Başlangıç: { $time }
time-every-week = Her hafta
time-every-day = Her gün
time-every-month = Her ay
time-until-date = Son gün: { $date }
time-zone-other = { $time } ({ $zone } saatiyle)
minutes = { $count ->
    [one] { $count } dakika
   *[other] { $count } dakika
}
hours = { $count ->
    [one] { $count } saat
   *[other] { $count } saat
}

open-now = Şimdi açık
open-closed = Kapalı
open-all-day = Gece gündüz açık
open-holiday = Resmî tatillerde saatler farklıdır

events-none = Bu günler için planlanmış bir şey yok.
events-week = Bu hafta
events-filter = Seç
events-filter-free = Ücretsiz
events-filter-step-free = Basamaksız
events-filter-children = Çocuklarla
events-filter-language = Bildiğim dillerde
events-filter-near = Yakınımda
events-why = Bunu neden görüyorsunuz: { $reasons }
events-why-topic = { $topic } konusunda
events-why-near = size { $distance } uzakta
events-why-language = { $language } konuşan biri var
events-interested = Gelmek istiyorum
events-not-interested = Vazgeçtim, gelmiyorum
events-add-calendar = Takvimime ekle
events-remind = Bana hatırlat
events-new = Bir etkinlik duyur
events-cancel-one = Yalnızca bu tarihi iptal et
events-cancel-all = Bütün tarihleri iptal et
events-seats = { $count ->
    [0] Boş yer kalmadı.
    [one] { $count } boş yer var.
   *[other] { $count } boş yer var.
}
events-waiting-list = Bekleme listesinde { $place }. sıradasınız.
events-seat-held = Yeriniz var.
