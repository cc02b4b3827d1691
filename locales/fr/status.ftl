# What is new, how fresh it is, what waits, and what the phone tells by itself. In fr. Machine-drafted on 2026-11-23; not checked by a speaker yet.

sync-now = Chercher les nouveautés
sync-running = Recherche des nouveautés…
sync-done = Tout est à jour.
sync-updated = { $count ->
    [one] { $count } page est nouvelle ou a changé.
    [many] { $count } de pages sont nouvelles ou ont changé.
   *[other] { $count } pages sont nouvelles ou ont changé.
}
sync-last = Dernière vérification : { $time }
sync-never = Pas encore vérifié.
sync-next = Prochain essai : { $time }
sync-waiting-wifi = En attente du Wi-Fi.
sync-waiting-network = En attente d’internet.
sync-waiting-battery = En attente : il faut charger le téléphone.
sync-budget = Assez de données ont été utilisées aujourd’hui. La suite arrive demain.
sync-progress = { $done } sur { $size }
sync-failed = Cela n’a pas marché. Ce qui est sur le téléphone reste lisible.
posts-waiting = { $count ->
    [one] { $count } publication attend d’être envoyée.
    [many] { $count } de publications attendent d’être envoyées.
   *[other] { $count } publications attendent d’être envoyées.
}
posts-in-review = { $count ->
    [one] { $count } publication attend d’être relue.
    [many] { $count } de publications attendent d’être relues.
   *[other] { $count } publications attendent d’être relues.
}
posts-sent = Envoyé.
posts-rejected = Refusé : { $reason }. Votre texte est toujours ici.
posts-conflict = Une autre personne a aussi modifié cela.
posts-keep-mine = Garder ma version
posts-keep-theirs = Garder l’autre version
feedback-title = Quelle est l’erreur, ou que manque-t-il ?
feedback-thanks = Merci. Votre message partira à la rédaction dès qu’il y aura internet.
feedback-answer = Réponse de la rédaction : { $text }

notice-urgent = Urgent
notice-until = Fin : { $time }
notify-notice = Actualités : { $town }
notify-event-soon = { $title } commence à { $time }.
notify-event-tomorrow = Demain à { $time } : { $title }
notify-event-changed = Il y a un changement : { $title }
notify-event-cancelled = { $title } n’a pas lieu.
notify-task-due = Pas encore fait : { $title }
notify-post-approved = Votre publication est maintenant visible.
notify-message = Quelqu’un vous a écrit.

day-today = aujourd’hui
day-tomorrow = demain
day-after-tomorrow = après-demain
day-yesterday = hier
day-in = { $count ->
    [one] dans { $count } jour
    [many] dans { $count } de jours
   *[other] dans { $count } jours
}
day-ago = { $count ->
    [one] il y a { $count } jour
    [many] il y a { $count } de jours
   *[other] il y a { $count } jours
}
day-part-night = la nuit
day-part-morning = le matin
day-part-noon = à midi
day-part-afternoon = l’après-midi
day-part-evening = le soir
time-range = de { $from } à { $to }
time-all-day = Toute la journée
time-from = À partir de { $time }
time-every-week = Toutes les semaines
time-every-day = Tous les jours
time-every-month = Tous les mois
time-until-date = Jusqu’au { $date }
time-zone-other = { $time } à { $zone }
minutes = { $count ->
    [one] { $count } minute
    [many] { $count } de minutes
   *[other] { $count } minutes
}
hours = { $count ->
    [one] { $count } heure
    [many] { $count } d’heures
   *[other] { $count } heures
}

open-now = Ouvert maintenant
open-closed = Fermé
open-all-day = Ouvert jour et nuit
open-holiday = Autres horaires les jours fériés

events-none = Rien n’est prévu ces jours-là.
events-week = Cette semaine
events-filter = Choisir
events-filter-free = Gratuit
events-filter-step-free = Sans marches
events-filter-children = Avec des enfants
events-filter-language = Dans mes langues
events-filter-near = Près de moi
events-why = Pourquoi vous voyez ceci : { $reasons }
events-why-topic = sur le thème { $topic }
events-why-near = à { $distance } de vous
events-why-language = quelqu’un parle { $language }
events-interested = J’aimerais venir
events-not-interested = Finalement, je ne viens pas
events-add-calendar = Mettre dans mon agenda
events-remind = Me le rappeler
events-new = Annoncer une activité
events-cancel-one = Annuler seulement cette date
events-cancel-all = Annuler toutes les dates
events-seats = { $count ->
    [0] Il n’y a plus de place.
    [one] Il reste { $count } place.
    [many] Il reste { $count } de places.
   *[other] Il reste { $count } places.
}
events-waiting-list = Vous avez le numéro { $place } sur la liste d’attente.
events-seat-held = Vous avez une place.
