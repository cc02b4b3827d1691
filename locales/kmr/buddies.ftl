# Meeting people: the form, why two people may suit each other, what comes after, and staying safe, in kmr.
# Machine-drafted on 2026-11-23; not checked by a speaker yet.

buddy-title = Bi kesekî re nas bibin
buddy-about = Du kes hev dibînin û wekhev in. Her du jî tiştekî fêr dibin. Hûn biryar didin ku çi bibêjin.
buddy-voluntary = Hûn dikarin her dem rawestin. Ne hewce ye ku hûn sedem bibêjin.
buddy-private = Bersivên we li telefona we dimînin. Kesên din tenê tiştên ku hûn dişînin dibînin.
buddy-form = Çend pirs. Heke hûn nexwazin, bersiv nedin.
buddy-form-languages = Zimanên ku hûn pê diaxivin
buddy-form-learn = Zimanên ku hûn dixwazin pratîk bikin
buddy-form-interests = Hûn ji kirina çi hez dikin
buddy-form-offer = Hûn dikarin çi nîşanî kesên din bidin
buddy-form-wish = Hûn dixwazin çi fêr bibin
buddy-form-times = Kengî wextê we heye
buddy-form-part = Tax
buddy-form-children = Temenê zarokên we
buddy-form-group = Bi komekê re çêtir e
buddy-form-women = Tenê bi jinan re
buddy-form-step-free = Ji min re cihekî bê pêlik divê
buddy-form-online = Online jî baş e
buddy-form-many = Hûn çiqas bixwazin dikarin hilbijêrin.

buddy-offers = Kesên ku dibe ku ji we re guncav bin
buddy-offers-none = Hîn kes tune ye. Em hîn digerin.
buddy-offer-ask = Xwestina hevdîtinê
buddy-offer-hide = Ne ji bo min e
buddy-reason-both = Hûn her du jî ji van hez dikin: { $list }
buddy-reason-language = Hûn her du jî bi { $list } diaxivin.
buddy-reason-learn-theirs = Hûn dixwazin { $language } pratîk bikin û ew pê diaxive.
buddy-reason-learn-yours = Ew dixwaze { $language } pratîk bike û hûn pê diaxivin.
buddy-reason-tandem = Hûn dikarin hev fêr bikin: { $yours } û { $theirs }.
buddy-reason-skill = Ew dikare nîşanî we bide: { $list }
buddy-reason-skill-yours = Hûn dikarin nîşan bidin: { $list }
buddy-reason-time = Wextê we herduyan heye: { $list }
buddy-reason-part = Hûn li heman taxê dijîn.
buddy-reason-near = Hûn nêzîkî hev dijîn.
buddy-reason-children = Zarokên we herduyan hene û temenê wan nêzîkî hev e.
buddy-reason-new = Hûn ê bi kesekî re nas bibin ku jiyaneke din derbas kiriye.
buddy-reason-waiting = Hûn her du jî ji demekê ve li bendê ne.
buddy-missing-language = Di wê demê de kesek tune ye ku bi { $language } biaxive.
buddy-missing-time = Di wê demê de wextê kesî tune ye. Heke hûn demên zêdetir hilbijêrin, hêsantir dibe.
buddy-missing-part = Kes li nêzîk najî. Hevdîtin li navenda bajêr alîkariyê dike.
buddy-missing-people = { $count ->
    [one] Heke { $count } kesê din ê wiha hebe, alîkarî digihîje { $helped } kesan.
   *[other] Heke { $count } kesên din ên wiha hebin, alîkarî digihîje { $helped } kesan.
}

buddy-state-waiting = Hûn di lîsteyê de ne.
buddy-state-proposed = Em kesekî ji we re pêşniyar dikin.
buddy-state-agreed = Hûn her du jî dixwazin hev bibînin.
buddy-state-met = We hev dît.
buddy-state-paused = Ji bo demekê rawestiyaye
buddy-state-ended = Qediya
buddy-accept = Erê, ez dixwazim em hev bibînin
buddy-decline = Na, spas
buddy-pause = Navberdan
buddy-end = Bidawîkirin
buddy-end-why = Ne hewce ye ku hûn sedem bibêjin. Heke hûn bixwazin:
buddy-end-moved = Min mala xwe bar kir.
buddy-end-time = Wextê min tune ye.
buddy-end-fit = Em ji hev re guncav nebûn.
buddy-end-unwell = Min xwe rehet hîs nekir.
buddy-check-in = Çawa diçe?
buddy-check-in-good = Baş e
buddy-check-in-slow = Demek e me hev nedîtiye
buddy-check-in-help = Ez dixwazim bi kesekî re biaxivim
buddy-group = { $count ->
    [one] Komeke { $count } kesî
   *[other] Komeke { $count } kesan
}
buddy-waiting-weeks = { $count ->
    [one] Hûn ji { $count } hefteyê ve li bendê ne.
   *[other] Hûn ji { $count } hefteyan ve li bendê ne.
}

safety-title = Ewlehiya we
safety-public-place = Cara yekem li cihekî giştî hev bibînin.
safety-tell-somebody = Ji kesekî re bibêjin ku hûn diçin ku.
safety-no-money = Qet pere nedin, bi deyn jî nedin.
safety-no-papers = Pasaporta we an jî kaxezên we ji kesî re ne lazim in.
safety-say-no = Hûn dikarin her dem bibêjin «na».
safety-block = Vî kesî careke din nîşanî min nede
safety-blocked = Hûn careke din ji hev re nayên pêşniyarkirin.
safety-report = Agahdarkirina berpirsan
safety-report-sent = Spas. Kesek dê lê binêre. Ji kesê din re nayê gotin ku kê nivîsiye.
safety-emergency = Di xeterê de telefonî { $number } bikin.
safety-quick-exit = Zû derketin ji vê rûpelê
