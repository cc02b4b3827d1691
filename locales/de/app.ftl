# Screens: first steps in the app, moving about, settings, search. In de. Machine-drafted on 2026-11-23; not checked by a speaker yet.

app-name = Welcome Companion
action-back = Zurück
action-next = Weiter
action-skip = Überspringen
action-done = Fertig
action-cancel = Abbrechen
action-save = Speichern
action-delete = Löschen
action-change = Ändern
action-share = Teilen
action-copy = Kopieren
action-copied = Kopiert
action-retry = Noch einmal versuchen
action-close = Schließen
action-open = Öffnen
action-more = Mehr zeigen
action-less = Weniger zeigen
action-undo = Rückgängig machen
action-call = { $number } anrufen
action-write = An { $address } schreiben
action-map = Auf der Karte zeigen
action-listen = Anhören
action-listen-stop = Anhören beenden
action-original = Original zeigen
action-report = Auf dieser Seite stimmt etwas nicht
action-yes = Ja
action-no = Nein

welcome-title = Willkommen
welcome-text = Informationen über Ihren neuen Ort, in Ihrer Sprache. Das geht auch ohne Internet.
welcome-language = Welche Sprachen lesen Sie?
welcome-language-hint = Wählen Sie eine oder mehrere. Sie können das jederzeit ändern.
welcome-city = Wo wohnen Sie?
welcome-city-hint = Schreiben Sie den Namen Ihres Ortes oder eines Ortes in der Nähe.
welcome-city-none = Für diesen Ort gibt es noch keine Informationen. Wir zeigen, was im ganzen Land gilt.
welcome-privacy = Nichts über Sie verlässt Ihr Telefon, außer Sie senden es selbst.
welcome-no-account = Sie brauchen kein Konto.
welcome-ready = Fertig. Sie können jetzt alles ohne Internet lesen.

nav-home = Start
nav-guide = Informationen
nav-events = Veranstaltungen
nav-buddies = Menschen treffen
nav-saved = Gespeichert
nav-search = Suche
nav-emergency = Notfall
nav-settings = Einstellungen
nav-places = Orte
nav-services = Hilfe und Beratung
nav-contacts = Telefonnummern
nav-checklists = Schritt für Schritt
nav-phrases = Nützliche Sätze
nav-notices = Neuigkeiten

settings-languages = Sprachen
settings-languages-order = Gibt es einen Text in der ersten Sprache, dann sehen Sie diesen.
settings-easy = Leichte Sprache
settings-easy-hint = Kurze Sätze und einfache Wörter, wo es solche Texte gibt.
settings-text-size = Schriftgröße
settings-town = Wohnort
settings-add-town = Ort hinzufügen
settings-remove-town = { $town } entfernen
settings-calendar = Zweiter Kalender
settings-calendar-none = Keiner
settings-mobile-data = Mobile Daten nutzen
settings-mobile-data-hint = Sonst kommen Neuigkeiten nur über WLAN.
settings-reminders = Erinnerungen
settings-storage = Platz auf dem Telefon
settings-storage-used = { $size } belegt
settings-erase = Alles über mich löschen
settings-erase-confirm = Was Sie auf diesem Telefon gespeichert und geschrieben haben, wird gelöscht. Das lässt sich nicht rückgängig machen.
settings-about = Über diese App

search-hint = Fragen Sie mit Ihren eigenen Worten
search-nothing = Nichts gefunden. Versuchen Sie andere Wörter.
search-found-in = Gefunden auf { $language }
search-read-as = Treffer für: { $words }
search-recent = Was Sie gesucht haben
search-recent-forget = Alles vergessen
search-hits = { $count ->
    [one] { $count } Treffer
   *[other] { $count } Treffer
}

checklist-progress = { $done } von { $count } erledigt
checklist-due = { $count ->
    [0] Heute ist der letzte Tag.
    [one] Noch { $count } Tag.
   *[other] Noch { $count } Tage.
}
checklist-late = { $count ->
    [one] Das war vor { $count } Tag fällig.
   *[other] Das war vor { $count } Tagen fällig.
}
saved-empty = Sie haben noch nichts gespeichert.
page-read-time = { $count ->
    [one] Etwa { $count } Minute zu lesen
   *[other] Etwa { $count } Minuten zu lesen
}
distance-away = { $distance } entfernt
language-ask = Auf { $wanted } gibt es keinen Text. Welche Sprache dürfen wir zeigen?
language-choice = Auf { $language } zeigen
language-script = Dieser Text hat eine andere Schrift: { $script }.
