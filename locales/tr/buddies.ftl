# Meeting people: the form, why two people may suit each other, what comes after, and staying safe. In tr.
# Machine-drafted on 2026-11-23; not checked by a speaker yet. One form for everybody: whoever has just come and whoever has been here for long.

buddy-title = Biriyle tanışın
buddy-about = İki kişi eşit olarak buluşur. İkisi de bir şey öğrenir. Ne anlatacağınıza siz karar verirsiniz.
buddy-voluntary = Neden söylemeden her zaman bırakabilirsiniz.
buddy-private = Cevaplarınız telefonunuzda kalır. Başkaları yalnızca sizin gönderdiğinizi görür.
buddy-form = Birkaç soru. İstemediğinizi boş bırakın.
buddy-form-languages = Konuştuğunuz diller
buddy-form-learn = Pratik yapmak istediğiniz diller
buddy-form-interests = Yapmayı sevdiğiniz şeyler
buddy-form-offer = Başkalarına gösterebileceğiniz şeyler
buddy-form-wish = Öğrenmek istediğiniz şeyler
buddy-form-times = Vaktinizin olduğu zamanlar
buddy-form-part = Semt
buddy-form-children = Çocuklarınızın yaşları
buddy-form-group = Grup olursa daha iyi
buddy-form-women = Yalnızca kadınlarla
buddy-form-step-free = Basamaksız bir yere ihtiyacım var
buddy-form-online = İnternet üzerinden de olur
buddy-form-many = İstediğiniz kadar seçebilirsiniz.

buddy-offers = Size uygun olabilecek kişiler
buddy-offers-none = Henüz kimse yok. Aramaya devam ediyoruz.
buddy-offer-ask = Buluşma öner
buddy-offer-hide = Bana uygun değil
buddy-reason-both = İkinizin de sevdiği: { $list }
buddy-reason-language = İkiniz de { $list } konuşuyorsunuz.
buddy-reason-learn-theirs = Siz { $language } pratiği yapmak istiyorsunuz, bu kişi de bu dili konuşuyor.
buddy-reason-learn-yours = Bu kişi { $language } pratiği yapmak istiyor, siz de bu dili konuşuyorsunuz.
buddy-reason-tandem = Birbirinize öğretebilirsiniz: { $yours } ve { $theirs }.
buddy-reason-skill = Bu kişinin size gösterebileceği: { $list }
buddy-reason-skill-yours = Sizin bu kişiye gösterebileceğiniz: { $list }
buddy-reason-time = İkinizin de vakti olan zaman: { $list }
buddy-reason-part = Aynı semtte oturuyorsunuz.
buddy-reason-near = Birbirinize yakın oturuyorsunuz.
buddy-reason-children = Çocuklarınız yaklaşık aynı yaşta.
buddy-reason-new = Farklı bir hayat hikâyesi olan biriyle tanışmış olursunuz.
buddy-reason-waiting = İkiniz de bir süredir bekliyorsunuz.
buddy-missing-language = { $language } konuşan hiç kimsenin o zaman vakti yok.
buddy-missing-time = O zaman kimsenin vakti yok. Daha çok zaman seçerseniz kolaylaşır.
buddy-missing-part = Yakında oturan kimse yok. Merkezde buluşmak işi kolaylaştırır.
buddy-missing-people = { $count ->
    [one] Böyle { $count } kişi daha olsa, { $helped } kişiye daha yardımcı olurdu.
   *[other] Böyle { $count } kişi daha olsa, { $helped } kişiye daha yardımcı olurdu.
}

buddy-state-waiting = Listedesiniz.
buddy-state-proposed = Size birini öneriyoruz.
buddy-state-agreed = İkiniz de buluşmak istiyorsunuz.
buddy-state-met = Buluştunuz.
buddy-state-paused = Ara verildi
buddy-state-ended = Bitti
buddy-accept = Evet, buluşmak istiyorum
buddy-decline = Hayır, teşekkürler
buddy-pause = Ara ver
buddy-end = Buluşmalara son ver
buddy-end-why = Nedenini söylemeniz gerekmez. İsterseniz:
buddy-end-moved = Taşındım.
buddy-end-time = Vaktim yok.
buddy-end-fit = Birbirimize uygun değildik.
buddy-end-unwell = Kendimi rahat hissetmedim.
buddy-check-in = Nasıl gidiyor?
buddy-check-in-good = İyi
buddy-check-in-slow = Bir süredir buluşmadık
buddy-check-in-help = Biriyle konuşmak istiyorum
buddy-group = { $count ->
    [one] { $count } kişilik grup
   *[other] { $count } kişilik grup
}
buddy-waiting-weeks = { $count ->
    [one] { $count } haftadır bekliyorsunuz.
   *[other] { $count } haftadır bekliyorsunuz.
}

safety-title = Güvenliğiniz
safety-public-place = İlk kez herkese açık bir yerde buluşun.
safety-tell-somebody = Nereye gittiğinizi birine söyleyin.
safety-no-money = Kimseye para vermeyin, borç da vermeyin.
safety-no-papers = Kimsenin pasaportunuza veya belgelerinize ihtiyacı yoktur.
safety-say-no = Her zaman hayır diyebilirsiniz.
safety-block = Bu kişiyi bana bir daha gösterme
safety-blocked = Sizi birbirinize bir daha önermeyeceğiz.
safety-report = Sorumlulara bildir
safety-report-sent = Teşekkür ederiz. Biri buna bakacak. Diğer kişi, kimin yazdığını öğrenmeyecek.
safety-emergency = Tehlike varsa { $number } numarasını arayın.
safety-quick-exit = Bu sayfadan hemen çık
