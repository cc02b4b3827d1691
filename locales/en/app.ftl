# Screens: first steps in the app, moving about, settings, search. Machine-drafted on 2026-11-23. The source of all other languages.

app-name = Welcome Companion
action-back = Back
action-next = Next
action-skip = Skip
action-done = Done
action-cancel = Cancel
action-save = Save
action-delete = Delete
action-change = Change
action-share = Share
action-copy = Copy
action-copied = Copied
action-retry = Try again
action-close = Close
action-open = Open
action-more = Show more
action-less = Show less
action-undo = Undo
action-call = Call { $number }
action-write = Write to { $address }
action-map = Show on the map
action-listen = Listen
action-listen-stop = Stop listening
action-original = Show the original
action-report = Something is wrong on this page
action-yes = Yes
action-no = No

welcome-title = Welcome
welcome-text = Information about your new place, in your language. It also works without internet.
welcome-language = Which languages do you read?
welcome-language-hint = Choose one or more. You can change this at any time.
welcome-city = Where do you live?
welcome-city-hint = Type the name of your town or a town nearby.
welcome-city-none = There is no information for this town yet. We show what applies in the whole country.
welcome-privacy = Nothing about you leaves your phone unless you send it yourself.
welcome-no-account = You need no account.
welcome-ready = Ready. You can read everything without internet now.

nav-home = Start
nav-guide = Information
nav-events = Events
nav-buddies = Meet people
nav-saved = Saved
nav-search = Search
nav-emergency = Emergency
nav-settings = Settings
nav-places = Places
nav-services = Help and advice
nav-contacts = Telephone numbers
nav-checklists = Step by step
nav-phrases = Useful sentences
nav-notices = News

settings-languages = Languages
settings-languages-order = The first language is shown where there is a text in it.
settings-easy = Easy language
settings-easy-hint = Short sentences and plain words, where they have been written.
settings-text-size = Text size
settings-town = Town
settings-add-town = Add a town
settings-remove-town = Remove { $town }
settings-calendar = Second calendar
settings-calendar-none = None
settings-mobile-data = Use mobile data
settings-mobile-data-hint = Without this, news comes over Wi-Fi only.
settings-reminders = Reminders
settings-storage = Space on the phone
settings-storage-used = { $size } in use
settings-erase = Erase everything about me
settings-erase-confirm = What you saved and wrote on this phone is erased. This cannot be undone.
settings-about = About this app

search-hint = Ask in your own words
search-nothing = Nothing was found. Try other words.
search-found-in = Found in { $language }
search-read-as = Shown for: { $words }
search-recent = What you looked for
search-recent-forget = Forget all of it
search-hits = { $count ->
    [one] { $count } result
   *[other] { $count } results
}

checklist-progress = { $done } of { $count } done
checklist-due = { $count ->
    [0] Today is the last day.
    [one] { $count } day left.
   *[other] { $count } days left.
}
checklist-late = { $count ->
    [one] This should have been done { $count } day ago.
   *[other] This should have been done { $count } days ago.
}
saved-empty = You have saved nothing yet.
page-read-time = { $count ->
    [one] About { $count } minute to read
   *[other] About { $count } minutes to read
}
distance-away = { $distance } away
language-ask = There is no text in { $wanted }. Which language may we show?
language-choice = Show { $language }
language-script = This text is written in other letters: { $script }.
