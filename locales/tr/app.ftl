# Screens: first steps in the app, moving about, settings, search. In tr. Machine-drafted on 2026-11-23; not checked by a speaker yet.

app-name = Welcome Companion
action-back = Geri
action-next = İleri
action-skip = Atla
action-done = Tamam
action-cancel = Vazgeç
action-save = Kaydet
action-delete = Sil
action-change = Değiştir
action-share = Paylaş
action-copy = Kopyala
action-copied = Kopyalandı
action-retry = Yeniden dene
action-close = Kapat
action-open = Aç
action-more = Daha fazla göster
action-less = Daha az göster
action-undo = Geri al
action-call = { $number } numarasını ara
action-write = { $address } adresine yaz
action-map = Haritada göster
action-listen = Dinle
action-listen-stop = Dinlemeyi durdur
action-original = Asıl metni göster
action-report = Bu sayfada bir yanlışlık var
action-yes = Evet
action-no = Hayır

welcome-title = Hoş geldiniz
welcome-text = Yaşadığınız yeni yer hakkında kendi dilinizde bilgiler. İnternet olmadan da çalışır.
welcome-language = Hangi dillerde okuyorsunuz?
welcome-language-hint = Bir veya birkaç dil seçin. Bunu her zaman değiştirebilirsiniz.
welcome-city = Nerede oturuyorsunuz?
welcome-city-hint = Şehrinizin veya yakındaki bir şehrin adını yazın.
welcome-city-none = Bu şehir için henüz bilgi yok. Bütün ülkede geçerli olan bilgileri gösteriyoruz.
welcome-privacy = Siz kendiniz göndermedikçe, sizinle ilgili hiçbir bilgi telefonunuzdan çıkmaz.
welcome-no-account = Hesap açmanız gerekmez.
welcome-ready = Hazır. Artık her şeyi internet olmadan okuyabilirsiniz.

nav-home = Ana sayfa
nav-guide = Bilgiler
nav-events = Etkinlikler
nav-buddies = İnsanlarla tanışmak
nav-saved = Kaydedilenler
nav-search = Arama
nav-emergency = Acil durum
nav-settings = Ayarlar
nav-places = Yerler
nav-services = Yardım ve danışma
nav-contacts = Telefon numaraları
nav-checklists = Adım adım
nav-phrases = Faydalı cümleler
nav-notices = Haberler

settings-languages = Diller
settings-languages-order = Birinci dilde metin varsa, o metin gösterilir.
settings-easy = Kolay dil
settings-easy-hint = Varsa, kısa cümleler ve basit kelimelerle yazılmış metinler.
settings-text-size = Yazı boyutu
settings-town = Şehir
settings-add-town = Şehir ekle
settings-remove-town = Kaldır: { $town }
settings-calendar = İkinci takvim
settings-calendar-none = Yok
settings-mobile-data = Mobil veriyi kullan
settings-mobile-data-hint = Bu kapalıyken yenilikler yalnızca Wi-Fi ile gelir.
settings-reminders = Hatırlatmalar
settings-storage = Telefondaki yer
settings-storage-used = { $size } kullanılıyor
settings-erase = Benimle ilgili her şeyi sil
settings-erase-confirm = Bu telefonda kaydettiğiniz ve yazdığınız her şey silinir. Bu geri alınamaz.
settings-about = Bu uygulama hakkında

search-hint = Kendi kelimelerinizle sorun
search-nothing = Hiçbir şey bulunamadı. Başka kelimeler deneyin.
search-found-in = { $language } dilinde bulundu
search-read-as = Aranan kelimeler: { $words }
search-recent = Önceki aramalarınız
search-recent-forget = Hepsini unut
search-hits = { $count ->
    [one] { $count } sonuç
   *[other] { $count } sonuç
}

checklist-progress = { $done } / { $count } tamamlandı
checklist-due = { $count ->
    [0] Bugün son gün.
    [one] { $count } gün kaldı.
   *[other] { $count } gün kaldı.
}
checklist-late = { $count ->
    [one] Bunun son günü { $count } gün önceydi.
   *[other] Bunun son günü { $count } gün önceydi.
}
saved-empty = Henüz hiçbir şey kaydetmediniz.
page-read-time = { $count ->
    [one] Okuması yaklaşık { $count } dakika sürer
   *[other] Okuması yaklaşık { $count } dakika sürer
}
distance-away = { $distance } uzakta
language-ask = { $wanted } dilinde metin yok. Hangi dilde gösterelim?
language-choice = { $language } dilinde göster
language-script = Bu metin başka harflerle yazılmış: { $script }.
