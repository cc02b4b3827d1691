# Meeting people: the form, why two people may suit each other, what comes after, and staying safe. In fr.
# Machine-drafted on 2026-11-23; not checked by a speaker yet. One form for everybody: whoever has just come and whoever has been here for long.

buddy-title = Rencontrer quelqu’un
buddy-about = Deux personnes se rencontrent, à égalité. Les deux apprennent quelque chose. Vous décidez de ce que vous racontez.
buddy-voluntary = Vous pouvez arrêter à tout moment, sans dire pourquoi.
buddy-private = Vos réponses restent sur votre téléphone. Les autres voient seulement ce que vous envoyez.
buddy-form = Quelques questions. Vous n’avez pas besoin de répondre à toutes.
buddy-form-languages = Les langues que vous parlez
buddy-form-learn = Les langues que vous aimeriez pratiquer
buddy-form-interests = Ce que vous aimez faire
buddy-form-offer = Ce que vous pouvez montrer aux autres
buddy-form-wish = Ce que vous aimeriez apprendre
buddy-form-times = Quand vous avez du temps
buddy-form-part = Quartier
buddy-form-children = Âge de vos enfants
buddy-form-group = Plutôt en groupe
buddy-form-women = Seulement avec des femmes
buddy-form-step-free = J’ai besoin d’un lieu sans marches
buddy-form-online = En ligne, cela me va aussi
buddy-form-many = Vous pouvez choisir autant de réponses que vous voulez.

buddy-offers = Des personnes qui pourraient bien aller avec vous
buddy-offers-none = Encore personne. Nous continuons à chercher.
buddy-offer-ask = Proposer une rencontre
buddy-offer-hide = Pas pour moi
buddy-reason-both = Vous et cette personne aimez : { $list }
buddy-reason-language = Vous et cette personne parlez { $list }.
buddy-reason-learn-theirs = Vous aimeriez vous exercer en { $language }, et cette personne parle cette langue.
buddy-reason-learn-yours = Cette personne aimerait s’exercer en { $language }, et vous parlez cette langue.
buddy-reason-tandem = Vous pouvez échanger vos langues : { $yours } et { $theirs }.
buddy-reason-skill = Cette personne peut vous montrer : { $list }
buddy-reason-skill-yours = Vous pouvez montrer à cette personne : { $list }
buddy-reason-time = Vous avez du temps au même moment : { $list }
buddy-reason-part = Vous habitez le même quartier.
buddy-reason-near = Cette personne habite près de chez vous.
buddy-reason-children = Vos enfants ont à peu près le même âge.
buddy-reason-new = Cette personne a un autre parcours de vie que vous.
buddy-reason-waiting = Vous et cette personne attendez depuis un certain temps.
buddy-missing-language = Parmi les personnes qui parlent { $language }, aucune n’est libre à ce moment-là.
buddy-missing-time = Personne n’est libre à ce moment-là. Proposez plus de moments, cela aide.
buddy-missing-part = Personne n’habite près de chez vous. Se rencontrer au centre-ville peut aider.
buddy-missing-people = { $count ->
    [one] Encore { $count } personne comme celle-ci aiderait { $helped } autres personnes.
    [many] Encore { $count } de personnes comme celle-ci aideraient { $helped } autres personnes.
   *[other] Encore { $count } personnes comme celle-ci aideraient { $helped } autres personnes.
}

buddy-state-waiting = Vous êtes sur la liste.
buddy-state-proposed = Nous vous proposons quelqu’un.
buddy-state-agreed = Vous et cette personne voulez vous rencontrer.
buddy-state-met = La rencontre a eu lieu.
buddy-state-paused = En pause
buddy-state-ended = Terminé
buddy-accept = Oui, j’aimerais rencontrer cette personne
buddy-decline = Non, merci
buddy-pause = Faire une pause
buddy-end = Arrêter ces rencontres
buddy-end-why = Vous n’avez pas besoin de dire pourquoi. Si vous voulez :
buddy-end-moved = J’ai déménagé.
buddy-end-time = Je n’ai pas le temps.
buddy-end-fit = Nous n’allions pas bien ensemble.
buddy-end-unwell = Je ne me sentais pas à l’aise.
buddy-check-in = Comment ça se passe ?
buddy-check-in-good = Bien
buddy-check-in-slow = Pas de rencontre depuis un certain temps
buddy-check-in-help = J’aimerais en parler à quelqu’un
buddy-group = { $count ->
    [one] Un groupe de { $count } personne
    [many] Un groupe de { $count } de personnes
   *[other] Un groupe de { $count } personnes
}
buddy-waiting-weeks = { $count ->
    [one] Vous attendez depuis { $count } semaine.
    [many] Vous attendez depuis { $count } de semaines.
   *[other] Vous attendez depuis { $count } semaines.
}

safety-title = Votre sécurité
safety-public-place = La première fois, rencontrez-vous dans un lieu public.
safety-tell-somebody = Dites à quelqu’un où vous allez.
safety-no-money = Ne prêtez et ne donnez jamais d’argent.
safety-no-papers = Personne n’a besoin de votre passeport ni de vos papiers.
safety-say-no = Vous pouvez dire non à tout moment.
safety-block = Ne plus me montrer cette personne
safety-blocked = Nous ne vous proposerons plus de rencontre avec cette personne.
safety-report = Prévenir les responsables
safety-report-sent = Merci. Quelqu’un va regarder cela. L’autre personne ne saura pas qui a écrit.
safety-emergency = En cas de danger, appelez le { $number }.
safety-quick-exit = Quitter vite cette page
