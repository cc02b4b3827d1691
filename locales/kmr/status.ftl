# What is new, how fresh it is, what waits, and what the phone tells by itself, in kmr. Machine-drafted on 2026-11-23; not checked by a speaker yet.

sync-now = Lêgerîna tiştên nû
sync-running = Li tiştên nû digere …
sync-done = Her tişt nû ye.
sync-updated = { $count ->
    [one] { $count } rûpel nû ye an jî guheriye.
   *[other] { $count } rûpel nû ne an jî guherîne.
}
sync-last = Kontrola dawî: { $time }
sync-never = Hîn nehatiye kontrolkirin.
sync-next = Ceribandina din: { $time }
sync-waiting-wifi = Li benda Wi-Fi ye.
sync-waiting-network = Li benda înternetê ye.
sync-waiting-battery = Li bendê ye ku telefon were şarjkirin.
sync-budget = Îro têra xwe înternet hat bikaranîn. Sibê berdewam dike.
sync-progress = { $done } ji { $size }
sync-failed = Ev pêk nehat. Tiştên li telefonê her tên xwendin.
posts-waiting = { $count ->
    [one] { $count } nivîs li benda şandinê ye.
   *[other] { $count } nivîs li benda şandinê ne.
}
posts-in-review = { $count ->
    [one] { $count } nivîs li benda kontrolê ye.
   *[other] { $count } nivîs li benda kontrolê ne.
}
posts-sent = Hat şandin.
posts-rejected = Nehat qebûlkirin: { $reason }. Nivîsa we hîn li vir e.
posts-conflict = Kesekî din jî ev guhertiye.
posts-keep-mine = Nivîsa min bimîne
posts-keep-theirs = Nivîsa din bimîne
feedback-title = Çi şaş e an jî çi kêm e?
feedback-thanks = Spas. Dema ku înternet hebe, ew digihîje edîtoran.
feedback-answer = Bersiva edîtoran: { $text }

notice-urgent = Lezgîn
notice-until = Heta { $time }
notify-notice = Nûçe ji { $town }
notify-event-soon = { $title } saet { $time } dest pê dike.
notify-event-tomorrow = Sibê saet { $time }: { $title }
notify-event-changed = { $title } guheriye.
notify-event-cancelled = { $title } çênabe.
notify-task-due = Hîn nehatiye kirin: { $title }
notify-post-approved = Nivîsa we niha tê dîtin.
notify-message = Kesekî ji we re nivîsiye.

day-today = îro
day-tomorrow = sibê
day-after-tomorrow = dusibe
day-yesterday = duh
day-in = { $count ->
    [one] piştî { $count } rojê
   *[other] piştî { $count } rojan
}
day-ago = { $count ->
    [one] berî { $count } rojê
   *[other] berî { $count } rojan
}
day-part-night = bi şev
day-part-morning = sibehê
day-part-noon = nîvro
day-part-afternoon = piştî nîvro
day-part-evening = êvarê
time-range = ji { $from } heta { $to }
time-all-day = Tevahiya rojê
time-from = Ji { $time }
time-every-week = Her hefte
time-every-day = Her roj
time-every-month = Her meh
time-until-date = Heta { $date }
time-zone-other = { $time } bi dema { $zone }
minutes = { $count ->
    [one] { $count } deqe
   *[other] { $count } deqe
}
hours = { $count ->
    [one] { $count } saet
   *[other] { $count } saet
}

open-now = Niha vekirî ye
open-closed = Girtî ye
open-all-day = Şev û roj vekirî ye
open-holiday = Di betlaneyên fermî de saet cuda ne

events-none = Ji bo van rojan tiştek tune ye.
events-week = Ev hefte
events-filter = Hilbijartin
events-filter-free = Bê pere
events-filter-step-free = Bê pêlik
events-filter-children = Bi zarokan re
events-filter-language = Bi zimanên min
events-filter-near = Nêzîkî min
events-why = Hûn çima vê dibînin: { $reasons }
events-why-topic = li ser { $topic }
events-why-near = { $distance } dûrî we
events-why-language = kesek bi { $language } diaxive
events-interested = Ez dixwazim werim
events-not-interested = Ez nayêm
events-add-calendar = Zêdekirin li salnameya min
events-remind = Bîne bîra min
events-new = Behskirina çalakiyekê ji yên din re
events-cancel-one = Betalkirina vê tenê
events-cancel-all = Betalkirina hemûyan
events-seats = { $count ->
    [0] Cih nemaye.
    [one] { $count } cih maye.
   *[other] { $count } cih mane.
}
events-waiting-list = Hejmara we di lîsteya bendê de: { $place }.
events-seat-held = Cihê we heye.
