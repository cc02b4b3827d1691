# What is new, how fresh it is, what waits, and what the phone tells by itself. Machine-drafted on 2026-11-23.

sync-now = Look for news
sync-running = Looking for news …
sync-done = Everything is up to date.
sync-updated = { $count ->
    [one] { $count } page is new or changed.
   *[other] { $count } pages are new or changed.
}
sync-last = Last checked: { $time }
sync-never = Not checked yet.
sync-next = Next try: { $time }
sync-waiting-wifi = Waiting for Wi-Fi.
sync-waiting-network = Waiting for internet.
sync-waiting-battery = Waiting until the phone charges.
sync-budget = Enough data was used today. It goes on tomorrow.
sync-progress = { $done } of { $size }
sync-failed = That did not work. What is on the phone stays readable.
posts-waiting = { $count ->
    [one] { $count } post waits to be sent.
   *[other] { $count } posts wait to be sent.
}
posts-in-review = { $count ->
    [one] { $count } post waits to be looked at.
   *[other] { $count } posts wait to be looked at.
}
posts-sent = Sent.
posts-rejected = Not taken: { $reason }. Your text is still here.
posts-conflict = Somebody else has changed this too.
posts-keep-mine = Keep mine
posts-keep-theirs = Keep theirs
feedback-title = What is wrong or missing?
feedback-thanks = Thank you. It goes to the editors when there is internet.
feedback-answer = The editors answer: { $text }

notice-urgent = Urgent
notice-until = Until { $time }
notify-notice = News from { $town }
notify-event-soon = { $title } begins at { $time }.
notify-event-tomorrow = Tomorrow at { $time }: { $title }
notify-event-changed = { $title } has changed.
notify-event-cancelled = { $title } does not take place.
notify-task-due = Not yet done: { $title }
notify-post-approved = Your post can be seen now.
notify-message = Somebody has written to you.

day-today = today
day-tomorrow = tomorrow
day-after-tomorrow = the day after tomorrow
day-yesterday = yesterday
day-in = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
day-ago = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
day-part-night = at night
day-part-morning = in the morning
day-part-noon = at midday
day-part-afternoon = in the afternoon
day-part-evening = in the evening
time-range = { $from } to { $to }
time-all-day = All day
time-from = From { $time }
time-every-week = Every week
time-every-day = Every day
time-every-month = Every month
time-until-date = Until { $date }
time-zone-other = { $time } in { $zone }
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}

open-now = Open now
open-closed = Closed
open-all-day = Open day and night
open-holiday = Other hours on public holidays

events-none = Nothing is planned for these days.
events-week = This week
events-filter = Choose
events-filter-free = Free of charge
events-filter-step-free = Without steps
events-filter-children = With children
events-filter-language = In my languages
events-filter-near = Near me
events-why = Why you see this: { $reasons }
events-why-topic = about { $topic }
events-why-near = { $distance } from you
events-why-language = somebody speaks { $language }
events-interested = I would like to come
events-not-interested = I am not coming after all
events-add-calendar = Put it into my calendar
events-remind = Remind me
events-new = Tell others about an event
events-cancel-one = Cancel this one only
events-cancel-all = Cancel all of them
events-seats = { $count ->
    [0] There are no places left.
    [one] { $count } place is left.
   *[other] { $count } places are left.
}
events-waiting-list = You are number { $place } on the waiting list.
events-seat-held = You have a place.
