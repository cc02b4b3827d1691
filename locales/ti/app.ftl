# Screens: first steps in the app, moving about, settings, search, in ti. Machine-drafted on 2026-11-23; not checked by a speaker yet.

app-name = Welcome Companion
action-back = ንድሕሪት
action-next = ንቕድሚት
action-skip = ሕለፍዎ
action-done = ተወዲኡ
action-cancel = ስረዙ
action-save = ዓቅቡ
action-delete = ደምስሱ
action-change = ቀይሩ
action-share = ኣካፍሉ
action-copy = ቅድሑ
action-copied = ተቐዲሑ
action-retry = ደጊምኩም ፈትኑ
action-close = ዕጸዉ
action-open = ክፈቱ
action-more = ተወሳኺ ኣርእዩ
action-less = ውሑድ ኣርእዩ
action-undo = ናብ ዝነበሮ መልሱ
action-call = ናብ { $number } ደውሉ
action-write = ናብ { $address } ጽሓፉ
action-map = ኣብ ካርታ ኣርእዩ
action-listen = ስምዑ
action-listen-stop = ምስማዕ ኣቋርጹ
action-original = መበቆላዊ ጽሑፍ ኣርእዩ
action-report = ኣብዚ ገጽ ገለ ጌጋ ኣሎ
action-yes = እወ
action-no = ኣይፋል

welcome-title = እንቋዕ ብደሓን መጻእኩም
welcome-text = ብዛዕባ ሓድሽ ቦታኹም ሓበሬታ ብቋንቋኹም። ብዘይ ኢንተርነት እውን ይሰርሕ።
welcome-language = ኣየኖት ቋንቋታት ተንብቡ?
welcome-language-hint = ሓደ ወይ ካብኡ ንላዕሊ ምረጹ። ኣብ ዝኾነ ግዜ ክትቅይርዎ ትኽእሉ።
welcome-city = ኣበይ ትነብሩ?
welcome-city-hint = ስም ከተማኹም ወይ ኣብ ጥቓኹም ዘሎ ከተማ ጽሓፉ።
welcome-city-none = ብዛዕባ እዚ ከተማ ክሳብ ሕጂ ሓበሬታ የለን። ኣብ ምሉእ ሃገር ዝሰርሕ ነርእየኩም።
welcome-privacy = ባዕልኹም እንተዘይልኢኽኩምዎ፣ ብዛዕባኹም ዝኾነ ነገር ካብ ተሌፎንኩም ኣይወጽእን።
welcome-no-account = ኣካውንት ኣየድልየኩምን።
welcome-ready = ድሉው እዩ። ሕጂ ኩሉ ብዘይ ኢንተርነት ከተንብቡ ትኽእሉ።

nav-home = መጀመርታ
nav-guide = ሓበሬታ
nav-events = ዝግጅታት
nav-buddies = ምስ ሰባት ተላለዩ
nav-saved = ዝተዓቀበ
nav-search = ድለዩ
nav-emergency = ህጹጽ ሓገዝ
nav-settings = ምርጫታት
nav-places = ቦታታት
nav-services = ሓገዝን ምኽርን
nav-contacts = ቁጽርታት ተሌፎን
nav-checklists = ስጉምቲ ብስጉምቲ
nav-phrases = ጠቐምቲ ዘረባታት
nav-notices = ዜና

settings-languages = ቋንቋታት
settings-languages-order = ጽሑፍ ብቐዳማይ ቋንቋኹም እንተሎ፣ በቲ ቋንቋ ይርአ።
settings-easy = ቀሊል ቋንቋ
settings-easy-hint = ሓጸርቲ ዘረባታትን ቀለልቲ ቃላትን፣ ከምኡ ዝተጻሕፈ እንተሎ።
settings-text-size = ዓቐን ፊደላት
settings-town = ከተማ
settings-add-town = ከተማ ወስኹ
settings-remove-town = { $town } ኣውጽኡ
settings-calendar = ካልኣይ ዓውደ ኣዋርሕ
settings-calendar-none = የለን
settings-mobile-data = ሞባይል ዳታ ተጠቐሙ
settings-mobile-data-hint = ብዘይ እዚ፣ ሓድሽ ነገር ብ Wi-Fi ጥራይ ይመጽእ።
settings-reminders = መዘኻኸሪታት
settings-storage = ቦታ ኣብ ተሌፎን
settings-storage-used = ዝተታሕዘ ቦታ፦ { $size }
settings-erase = ብዛዕባይ ዘሎ ኩሉ ደምስሱ
settings-erase-confirm = ኣብዚ ተሌፎን ዝዓቀብኩምዎን ዝጸሓፍኩምዎን ኩሉ ክድምሰስ እዩ። ድሕሪኡ ክምለስ ኣይክእልን።
settings-about = ብዛዕባ እዚ መተግበሪ

search-hint = ብናይ ባዕልኹም ቃላት ሕተቱ
search-nothing = ዝተረኽበ የለን። ካልኦት ቃላት ፈትኑ።
search-found-in = ብ{ $language } ተረኺቡ
search-read-as = በዞም ቃላት ተደልዩ፦ { $words }
search-recent = ቅድሚ ሕጂ ዝደለኹምዎ
search-recent-forget = ኩሉ ደምስሱ
search-hits = { $count ->
    [one] { $count } ውጽኢት
   *[other] { $count } ውጽኢታት
}

checklist-progress = ካብ { $count } እቲ { $done } ተወዲኡ
checklist-due = { $count ->
    [0] ሎሚ ናይ መወዳእታ መዓልቲ እዩ።
    [one] { $count } መዓልቲ ተሪፉ ኣሎ።
   *[other] { $count } መዓልታት ተሪፉ ኣሎ።
}
checklist-late = { $count ->
    [one] እዚ ቅድሚ { $count } መዓልቲ ክግበር ነይርዎ።
   *[other] እዚ ቅድሚ { $count } መዓልታት ክግበር ነይርዎ።
}
saved-empty = ክሳብ ሕጂ ዝዓቀብኩምዎ የለን።
page-read-time = { $count ->
    [one] ንምንባብ ኣስታት { $count } ደቒቕ
   *[other] ንምንባብ ኣስታት { $count } ደቓይቕ
}
distance-away = ካብዚ { $distance } ይርሕቕ
language-ask = ብ{ $wanted } ዝተጻሕፈ የለን። ብኣየናይ ቋንቋ ከነርእየኩም?
language-choice = ብ{ $language } ኣርእዩ
language-script = እዚ ጽሑፍ ብኻልእ ፊደላት እዩ ተጻሒፉ፦ { $script }።
