# Meeting people: the form, why two people may suit each other, what comes after, and staying safe. In de.
# Machine-drafted on 2026-11-23; not checked by a speaker yet. One form for everybody: whoever has just come and whoever has been here for long.

buddy-title = Jemanden kennenlernen
buddy-about = Zwei Menschen treffen sich. Beide sind gleich wichtig, und beide lernen etwas. Sie entscheiden, was Sie erzählen.
buddy-voluntary = Sie können jederzeit aufhören. Sie müssen nicht sagen, warum.
buddy-private = Ihre Antworten bleiben auf Ihrem Telefon. Andere sehen nur, was Sie senden.
buddy-form = Ein paar Fragen. Sie müssen nicht alle beantworten.
buddy-form-languages = Sprachen, die Sie sprechen
buddy-form-learn = Sprachen, die Sie üben möchten
buddy-form-interests = Was Sie gern machen
buddy-form-offer = Was Sie anderen zeigen können
buddy-form-wish = Was Sie lernen möchten
buddy-form-times = Wann Sie Zeit haben
buddy-form-part = Stadtteil
buddy-form-children = Alter Ihrer Kinder
buddy-form-group = Lieber in einer Gruppe
buddy-form-women = Nur mit Frauen
buddy-form-step-free = Ich brauche einen Ort ohne Stufen
buddy-form-online = Online geht auch
buddy-form-many = Sie können so viele auswählen, wie Sie möchten.

buddy-offers = Menschen, die zu Ihnen passen könnten
buddy-offers-none = Noch niemand. Wir suchen weiter.
buddy-offer-ask = Nach einem Treffen fragen
buddy-offer-hide = Passt nicht zu mir
buddy-reason-both = Das mögen Sie beide: { $list }
buddy-reason-language = Sie sprechen beide { $list }.
buddy-reason-learn-theirs = Sie möchten { $language } üben, und diese Person spricht es.
buddy-reason-learn-yours = Diese Person möchte { $language } üben, und Sie sprechen es.
buddy-reason-tandem = Sie können voneinander lernen: { $yours } und { $theirs }.
buddy-reason-skill = Das kann Ihnen diese Person zeigen: { $list }
buddy-reason-skill-yours = Das können Sie dieser Person zeigen: { $list }
buddy-reason-time = Dann haben Sie beide Zeit: { $list }
buddy-reason-part = Sie wohnen im selben Stadtteil.
buddy-reason-near = Sie wohnen nah beieinander.
buddy-reason-children = Ihre Kinder sind etwa gleich alt.
buddy-reason-new = Sie lernen jemanden mit einer anderen Lebensgeschichte kennen.
buddy-reason-waiting = Sie warten beide schon länger.
buddy-missing-language = Von den Menschen, die { $language } sprechen, hat dann niemand Zeit.
buddy-missing-time = Dann hat niemand Zeit. Es hilft, mehr Zeiten anzugeben.
buddy-missing-part = In der Nähe wohnt niemand. Ein Treffen in der Stadtmitte hilft.
buddy-missing-people = { $count ->
    [one] Noch { $count } Person wie diese würde { $helped } anderen helfen.
   *[other] Noch { $count } Personen wie diese würden { $helped } anderen helfen.
}

buddy-state-waiting = Sie stehen auf der Liste.
buddy-state-proposed = Wir schlagen Ihnen jemanden vor.
buddy-state-agreed = Sie möchten sich beide treffen.
buddy-state-met = Sie haben sich getroffen.
buddy-state-paused = Pause
buddy-state-ended = Beendet
buddy-accept = Ja, ich möchte mich treffen
buddy-decline = Nein, danke
buddy-pause = Pause machen
buddy-end = Mit den Treffen aufhören
buddy-end-why = Sie müssen nicht sagen, warum. Wenn Sie möchten:
buddy-end-moved = Ich bin umgezogen.
buddy-end-time = Ich habe keine Zeit.
buddy-end-fit = Wir haben nicht zueinander gepasst.
buddy-end-unwell = Ich habe mich dabei nicht wohlgefühlt.
buddy-check-in = Wie läuft es?
buddy-check-in-good = Gut
buddy-check-in-slow = Wir haben uns länger nicht getroffen
buddy-check-in-help = Ich möchte mit jemandem darüber sprechen
buddy-group = { $count ->
    [one] Eine Gruppe mit { $count } Person
   *[other] Eine Gruppe mit { $count } Personen
}
buddy-waiting-weeks = { $count ->
    [one] Sie warten seit { $count } Woche.
   *[other] Sie warten seit { $count } Wochen.
}

safety-title = Ihre Sicherheit
safety-public-place = Treffen Sie sich beim ersten Mal an einem öffentlichen Ort.
safety-tell-somebody = Sagen Sie jemandem, wohin Sie gehen.
safety-no-money = Geben oder leihen Sie niemals Geld.
safety-no-papers = Niemand braucht Ihren Pass oder Ihre Papiere.
safety-say-no = Sie dürfen jederzeit Nein sagen.
safety-block = Diese Person nicht mehr zeigen
safety-blocked = Wir schlagen Sie einander nicht mehr vor.
safety-report = Den Verantwortlichen Bescheid sagen
safety-report-sent = Danke. Jemand sieht sich das an. Die andere Person erfährt nicht, wer geschrieben hat.
safety-emergency = Rufen Sie bei Gefahr { $number } an.
safety-quick-exit = Diese Seite schnell verlassen
