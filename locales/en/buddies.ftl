# Meeting people: the form, why two people may suit each other, what comes after, and staying safe.
# Machine-drafted on 2026-11-23. One form for everybody: whoever has just come and whoever has been here for long.

buddy-title = Meet somebody
buddy-about = Two people meet as equals. Both learn something. You decide what you tell.
buddy-voluntary = You can stop at any time, without giving a reason.
buddy-private = Your answers stay on your phone. Only what you send can be seen by others.
buddy-form = A few questions. Leave out what you like.
buddy-form-languages = Languages you speak
buddy-form-learn = Languages you would like to practise
buddy-form-interests = What you like to do
buddy-form-offer = What you can show others
buddy-form-wish = What you would like to learn
buddy-form-times = When you have time
buddy-form-part = Part of town
buddy-form-children = Ages of your children
buddy-form-group = Rather in a group
buddy-form-women = Only with women
buddy-form-step-free = I need a place without steps
buddy-form-online = Online is fine too
buddy-form-many = You can choose as many as you like.

buddy-offers = People who may suit you
buddy-offers-none = Nobody yet. We go on looking.
buddy-offer-ask = Ask to meet
buddy-offer-hide = Not for me
buddy-reason-both = You both like: { $list }
buddy-reason-language = You both speak { $list }.
buddy-reason-learn-theirs = You would like to practise { $language }, and they speak it.
buddy-reason-learn-yours = They would like to practise { $language }, and you speak it.
buddy-reason-tandem = You can teach each other: { $yours } and { $theirs }.
buddy-reason-skill = They can show you: { $list }
buddy-reason-skill-yours = You can show them: { $list }
buddy-reason-time = You both have time: { $list }
buddy-reason-part = You live in the same part of town.
buddy-reason-near = You live near each other.
buddy-reason-children = You both have children of about the same age.
buddy-reason-new = You would get to know somebody with another background.
buddy-reason-waiting = Both of you have waited for some time.
buddy-missing-language = Nobody who speaks { $language } has time then.
buddy-missing-time = Nobody has time then. More times help.
buddy-missing-part = Nobody lives near. Meeting in the centre helps.
buddy-missing-people = { $count ->
    [one] { $count } more person like this would help { $helped } others.
   *[other] { $count } more people like this would help { $helped } others.
}

buddy-state-waiting = You are on the list.
buddy-state-proposed = We suggest somebody to you.
buddy-state-agreed = You both want to meet.
buddy-state-met = You have met.
buddy-state-paused = Paused
buddy-state-ended = Ended
buddy-accept = Yes, I would like to meet
buddy-decline = No, thank you
buddy-pause = Take a break
buddy-end = End this
buddy-end-why = You need not say why. If you like:
buddy-end-moved = I have moved.
buddy-end-time = I have no time.
buddy-end-fit = We did not suit each other.
buddy-end-unwell = I did not feel well with it.
buddy-check-in = How is it going?
buddy-check-in-good = Well
buddy-check-in-slow = We have not met for some time
buddy-check-in-help = I would like somebody to talk to
buddy-group = { $count ->
    [one] A group of { $count } person
   *[other] A group of { $count } people
}
buddy-waiting-weeks = { $count ->
    [one] You have waited for { $count } week.
   *[other] You have waited for { $count } weeks.
}

safety-title = Staying safe
safety-public-place = Meet in a public place the first time.
safety-tell-somebody = Tell somebody where you are going.
safety-no-money = Never lend or give money.
safety-no-papers = Nobody needs your passport or papers.
safety-say-no = You may say no at any time.
safety-block = Do not show me this person again
safety-blocked = You will not be suggested to each other again.
safety-report = Tell the people who look after this
safety-report-sent = Thank you. Somebody will look at it. The other person is not told who wrote.
safety-emergency = In danger, call { $number }.
safety-quick-exit = Leave this page quickly
