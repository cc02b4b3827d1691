# Screens: first steps in the app, moving about, settings, search. In fr. Machine-drafted on 2026-11-23; not checked by a speaker yet.

app-name = Welcome Companion
action-back = Retour
action-next = Suivant
action-skip = Passer
action-done = Terminé
action-cancel = Annuler
action-save = Enregistrer
action-delete = Supprimer
action-change = Modifier
action-share = Partager
action-copy = Copier
action-copied = Copié
action-retry = Réessayer
action-close = Fermer
action-open = Ouvrir
action-more = Voir plus
action-less = Voir moins
action-undo = Annuler l’action
action-call = Appeler le { $number }
action-write = Écrire à { $address }
action-map = Voir sur la carte
action-listen = Écouter
action-listen-stop = Arrêter l’écoute
action-original = Voir l’original
action-report = Il y a une erreur sur cette page
action-yes = Oui
action-no = Non

welcome-title = Bienvenue
welcome-text = Des informations sur l’endroit où vous vivez maintenant, dans votre langue. Cela marche aussi sans internet.
welcome-language = Quelles langues lisez-vous ?
welcome-language-hint = Choisissez une ou plusieurs langues. Vous pouvez changer votre choix à tout moment.
welcome-city = Où habitez-vous ?
welcome-city-hint = Écrivez le nom de votre ville ou d’une ville proche.
welcome-city-none = Il n’y a pas encore d’informations pour cette ville. Nous affichons ce qui est valable dans tout le pays.
welcome-privacy = Aucune information sur vous ne quitte votre téléphone, sauf si vous l’envoyez.
welcome-no-account = Vous n’avez pas besoin de compte.
welcome-ready = C’est prêt. Vous pouvez maintenant tout lire sans internet.

nav-home = Accueil
nav-guide = Informations
nav-events = Activités
nav-buddies = Rencontrer des gens
nav-saved = Enregistré
nav-search = Rechercher
nav-emergency = Urgence
nav-settings = Réglages
nav-places = Lieux
nav-services = Aide et conseil
nav-contacts = Numéros de téléphone
nav-checklists = Étape par étape
nav-phrases = Phrases utiles
nav-notices = Actualités

settings-languages = Langues
settings-languages-order = Si un texte existe dans la première langue, vous le voyez dans cette langue.
settings-easy = Facile à lire
settings-easy-hint = Des phrases courtes et des mots simples, quand ces textes existent.
settings-text-size = Taille du texte
settings-town = Ville
settings-add-town = Ajouter une ville
settings-remove-town = Retirer { $town }
settings-calendar = Deuxième calendrier
settings-calendar-none = Aucun
settings-mobile-data = Utiliser les données mobiles
settings-mobile-data-hint = Sinon, les nouveautés arrivent seulement par Wi-Fi.
settings-reminders = Rappels
settings-storage = Place sur le téléphone
settings-storage-used = Place utilisée : { $size }
settings-erase = Effacer tout ce qui me concerne
settings-erase-confirm = Ce que vous avez enregistré et écrit sur ce téléphone sera effacé. Vous ne pourrez pas revenir en arrière.
settings-about = À propos de cette application

search-hint = Posez votre question avec vos mots
search-nothing = Rien n’a été trouvé. Essayez d’autres mots.
search-found-in = Trouvé en { $language }
search-read-as = Résultats pour : { $words }
search-recent = Ce que vous avez cherché
search-recent-forget = Tout oublier
search-hits = { $count ->
    [one] { $count } résultat
    [many] { $count } de résultats
   *[other] { $count } résultats
}

checklist-progress = Fait : { $done } sur { $count }
checklist-due = { $count ->
    [0] C’est le dernier jour aujourd’hui.
    [one] Il reste { $count } jour.
    [many] Il reste { $count } de jours.
   *[other] Il reste { $count } jours.
}
checklist-late = { $count ->
    [one] C’était à faire il y a { $count } jour.
    [many] C’était à faire il y a { $count } de jours.
   *[other] C’était à faire il y a { $count } jours.
}
saved-empty = Vous n’avez encore rien enregistré.
page-read-time = { $count ->
    [one] Environ { $count } minute de lecture
    [many] Environ { $count } de minutes de lecture
   *[other] Environ { $count } minutes de lecture
}
distance-away = à { $distance }
language-ask = Il n’y a pas de texte en { $wanted }. Quelle langue pouvons-nous afficher ?
language-choice = Afficher en { $language }
language-script = Ce texte est écrit dans un autre alphabet : { $script }.
