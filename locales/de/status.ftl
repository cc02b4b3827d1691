# What is new, how fresh it is, what waits, and what the phone tells by itself. In de. Machine-drafted on 2026-11-23; not checked by a speaker yet.

sync-now = Nach Neuigkeiten suchen
sync-running = Neuigkeiten werden gesucht …
sync-done = Alles ist aktuell.
sync-updated = { $count ->
    [one] { $count } Seite ist neu oder geändert.
   *[other] { $count } Seiten sind neu oder geändert.
}
sync-last = Zuletzt geprüft: { $time }
sync-never = Noch nicht geprüft.
sync-next = Nächster Versuch: { $time }
sync-waiting-wifi = Wartet auf WLAN.
sync-waiting-network = Wartet auf Internet.
sync-waiting-battery = Wartet, bis das Telefon lädt.
sync-budget = Für heute wurden genug Daten verbraucht. Morgen geht es weiter.
sync-progress = { $done } von { $size }
sync-failed = Das hat nicht geklappt. Was auf dem Telefon ist, bleibt lesbar.
posts-waiting = { $count ->
    [one] { $count } Beitrag ist noch nicht gesendet.
   *[other] { $count } Beiträge sind noch nicht gesendet.
}
posts-in-review = { $count ->
    [one] { $count } Beitrag wird noch geprüft.
   *[other] { $count } Beiträge werden noch geprüft.
}
posts-sent = Gesendet.
posts-rejected = Nicht angenommen: { $reason }. Ihr Text ist noch hier.
posts-conflict = Jemand anderes hat das auch geändert.
posts-keep-mine = Meine Änderung behalten
posts-keep-theirs = Die andere Änderung behalten
feedback-title = Was ist falsch oder fehlt?
feedback-thanks = Danke. Es geht an die Redaktion, sobald es Internet gibt.
feedback-answer = Antwort der Redaktion: { $text }

notice-urgent = Dringend
notice-until = Bis { $time }
notify-notice = Neuigkeiten aus { $town }
notify-event-soon = { $title } beginnt um { $time }.
notify-event-tomorrow = Morgen um { $time }: { $title }
notify-event-changed = { $title } hat sich geändert.
notify-event-cancelled = { $title } findet nicht statt.
notify-task-due = Noch nicht erledigt: { $title }
notify-post-approved = Ihr Beitrag ist jetzt zu sehen.
notify-message = Jemand hat Ihnen geschrieben.

day-today = heute
day-tomorrow = morgen
day-after-tomorrow = übermorgen
day-yesterday = gestern
day-in = { $count ->
    [one] in { $count } Tag
   *[other] in { $count } Tagen
}
day-ago = { $count ->
    [one] vor { $count } Tag
   *[other] vor { $count } Tagen
}
day-part-night = in der Nacht
day-part-morning = am Vormittag
day-part-noon = am Mittag
day-part-afternoon = am Nachmittag
day-part-evening = am Abend
time-range = { $from } bis { $to }
time-all-day = Den ganzen Tag
time-from = Ab { $time }
time-every-week = Jede Woche
time-every-day = Jeden Tag
time-every-month = Jeden Monat
time-until-date = Bis { $date }
time-zone-other = { $time } in { $zone }
minutes = { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
}
hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}

open-now = Jetzt geöffnet
open-closed = Geschlossen
open-all-day = Tag und Nacht geöffnet
open-holiday = An Feiertagen gelten andere Zeiten

events-none = An diesen Tagen ist nichts geplant.
events-week = Diese Woche
events-filter = Auswählen
events-filter-free = Kostenlos
events-filter-step-free = Ohne Stufen
events-filter-children = Mit Kindern
events-filter-language = In meinen Sprachen
events-filter-near = In meiner Nähe
events-why = Warum Sie das sehen: { $reasons }
events-why-topic = zum Thema { $topic }
events-why-near = { $distance } von Ihnen entfernt
events-why-language = jemand spricht { $language }
events-interested = Ich möchte kommen
events-not-interested = Ich komme doch nicht
events-add-calendar = In meinen Kalender eintragen
events-remind = Mich erinnern
events-new = Eine Veranstaltung bekannt machen
events-cancel-one = Nur diesen Termin absagen
events-cancel-all = Alle Termine absagen
events-seats = { $count ->
    [0] Es gibt keine freien Plätze mehr.
    [one] { $count } Platz ist noch frei.
   *[other] { $count } Plätze sind noch frei.
}
events-waiting-list = Sie sind Nummer { $place } auf der Warteliste.
events-seat-held = Sie haben einen Platz.
