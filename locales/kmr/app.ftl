# Screens: first steps in the app, moving about, settings, search, in kmr. Machine-drafted on 2026-11-23; not checked by a speaker yet.

app-name = Welcome Companion
action-back = Paşve
action-next = Pêşve
action-skip = Derbaskirin
action-done = Temam
action-cancel = Betalkirin
action-save = Tomarkirin
action-delete = Jêbirin
action-change = Guhertin
action-share = Parvekirin
action-copy = Kopîkirin
action-copied = Hat kopîkirin
action-retry = Dîsa ceribandin
action-close = Girtin
action-open = Vekirin
action-more = Zêdetir
action-less = Kêmtir
action-undo = Vegerandin
action-call = Telefonkirin: { $number }
action-write = Nivîsandin: { $address }
action-map = Nîşandan li ser nexşeyê
action-listen = Guhdarîkirin
action-listen-stop = Rawestandina deng
action-original = Nîşandana nivîsa resen
action-report = Di vê rûpelê de tiştek şaş e
action-yes = Erê
action-no = Na

welcome-title = Bi xêr hatin
welcome-text = Agahî li ser cihê we yê nû, bi zimanê we. Bê înternet jî dixebite.
welcome-language = Hûn dikarin bi kîjan zimanan bixwînin?
welcome-language-hint = Zimanekî an jî çend zimanan hilbijêrin. Hûn dikarin her dem biguherin.
welcome-city = Hûn li ku dijîn?
welcome-city-hint = Navê bajarê xwe an jî bajarekî nêzîk binivîsin.
welcome-city-none = Hîn ji bo vî bajarî agahî tune ne. Em tiştên ku li hemû welat derbasdar in nîşan didin.
welcome-privacy = Heke hûn bi xwe neşînin, tiştek li ser we ji telefona we dernakeve.
welcome-no-account = Hesab ne pêwîst e.
welcome-ready = Amade ye. Niha hûn dikarin her tiştî bê înternet bixwînin.

nav-home = Destpêk
nav-guide = Agahî
nav-events = Çalakî
nav-buddies = Naskirina mirovan
nav-saved = Tomarkirî
nav-search = Lêgerîn
nav-emergency = Rewşa lezgîn
nav-settings = Eyar
nav-places = Cih
nav-services = Alîkarî û şêwr
nav-contacts = Hejmarên telefonê
nav-checklists = Gav bi gav
nav-phrases = Hevokên bikêrhatî
nav-notices = Nûçe

settings-languages = Ziman
settings-languages-order = Nivîs bi zimanê yekem tê nîşandan, heke bi wî zimanî hebe.
settings-easy = Zimanê hêsan
settings-easy-hint = Hevokên kurt û peyvên hêsan, heke hatibin nivîsandin.
settings-text-size = Mezinahiya nivîsê
settings-town = Bajar
settings-add-town = Zêdekirina bajarekî
settings-remove-town = Rakirina { $town }
settings-calendar = Salnameya duyem
settings-calendar-none = Tune
settings-mobile-data = Bikaranîna înterneta mobîl
settings-mobile-data-hint = Bêyî vê, nûçe tenê bi Wi-Fi tên.
settings-reminders = Bibîrxistin
settings-storage = Cih li telefonê
settings-storage-used = { $size } hatiye bikaranîn
settings-erase = Jêbirina her tiştê li ser min
settings-erase-confirm = Tiştên ku we li vê telefonê tomar kirine û nivîsandine tên jêbirin. Ew êdî venagerin.
settings-about = Li ser vê aplîkasyonê

search-hint = Bi gotinên xwe bipirsin
search-nothing = Tiştek nehat dîtin. Bi peyvên din biceribînin.
search-found-in = Bi { $language } hat dîtin
search-read-as = Encam ji bo: { $words }
search-recent = Tiştên ku hûn lê geriyane
search-recent-forget = Jêbirina hemûyan
search-hits = { $count ->
    [one] { $count } encam
   *[other] { $count } encam
}

checklist-progress = { $done } ji { $count } qediya
checklist-due = { $count ->
    [0] Îro roja dawî ye.
    [one] { $count } roj maye.
   *[other] { $count } roj mane.
}
checklist-late = { $count ->
    [one] Divê ev berî { $count } rojê hatiba kirin.
   *[other] Divê ev berî { $count } rojan hatiba kirin.
}
saved-empty = We hîn tiştek tomar nekiriye.
page-read-time = { $count ->
    [one] Xwendin: nêzîkî { $count } deqe
   *[other] Xwendin: nêzîkî { $count } deqe
}
distance-away = { $distance } dûr
language-ask = Nivîs bi { $wanted } tune ye. Em bi kîjan zimanî nîşan bidin?
language-choice = Nîşandan bi { $language }
language-script = Ev nivîs bi tîpên din hatiye nivîsandin: { $script }.
