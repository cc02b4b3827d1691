# What is new, how fresh it is, what waits, and what the phone tells by itself, in ti. Machine-drafted on 2026-11-23; not checked by a speaker yet.

sync-now = ሓድሽ ነገር ድለዩ
sync-running = ሓድሽ ነገር ንደሊ ኣለና …
sync-done = ዘለኩም ኩሉ ሓድሽ እዩ።
sync-updated = { $count ->
    [one] { $count } ገጽ ሓድሽ ወይ ዝተቐየረ እዩ።
   *[other] { $count } ገጻት ሓደስቲ ወይ ዝተቐየሩ እዮም።
}
sync-last = መወዳእታ ዝተመርመረሉ፦ { $time }
sync-never = ገና ኣይተመርመረን።
sync-next = ዝቕጽል ፈተነ፦ { $time }
sync-waiting-wifi = Wi-Fi ንጽበ ኣለና።
sync-waiting-network = ኢንተርነት ንጽበ ኣለና።
sync-waiting-battery = ተሌፎን ኣብ ቻርጅ ክሳብ ዝኣቱ ንጽበ ኣለና።
sync-budget = ንሎሚ እኹል ዳታ ተጠቒምና። ጽባሕ ክቕጽል እዩ።
sync-progress = { $done } ካብ { $size }
sync-failed = ኣይተዓወተን። ኣብ ተሌፎን ዘሎ ክንበብ ይከኣል።
posts-waiting = { $count ->
    [one] { $count } ጽሑፍ ክለኣኽ ይጽበ ኣሎ።
   *[other] { $count } ጽሑፋት ክለኣኹ ይጽበዩ ኣለዉ።
}
posts-in-review = { $count ->
    [one] { $count } ጽሑፍ ክምርመር ይጽበ ኣሎ።
   *[other] { $count } ጽሑፋት ክምርመሩ ይጽበዩ ኣለዉ።
}
posts-sent = ተላኢኹ።
posts-rejected = ኣይተወስደን፦ { $reason }። ጽሑፍኩም ግን ኣብዚ ኣሎ።
posts-conflict = ካልእ ሰብ እውን ነዚ ቀይርዎ ኣሎ።
posts-keep-mine = ናተይ ይጽናሕ
posts-keep-theirs = ናይ ካልእ ሰብ ይጽናሕ
feedback-title = እንታይ ጌጋ ወይ ዝጎደለ ኣሎ?
feedback-thanks = የቐንየልና። ኢንተርነት ምስ ዝህሉ ናብ ኣዳለውቲ ክበጽሕ እዩ።
feedback-answer = መልሲ ኣዳለውቲ፦ { $text }

notice-urgent = ህጹጽ
notice-until = ክሳብ { $time }
notify-notice = ዜና ካብ { $town }
notify-event-soon = { $title }፦ { $time } ይጅምር።
notify-event-tomorrow = ጽባሕ { $time }፦ { $title }
notify-event-changed = { $title } ተቐይሩ ኣሎ።
notify-event-cancelled = { $title } ኣይካየድን እዩ።
notify-task-due = ገና ዘይተገብረ፦ { $title }
notify-post-approved = ጽሑፍኩም ሕጂ ክርአ ይከኣል።
notify-message = ሓደ ሰብ ጽሒፉልኩም ኣሎ።

day-today = ሎሚ
day-tomorrow = ጽባሕ
day-after-tomorrow = ድሕሪ ጽባሕ
day-yesterday = ትማሊ
day-in = { $count ->
    [one] ድሕሪ { $count } መዓልቲ
   *[other] ድሕሪ { $count } መዓልታት
}
day-ago = { $count ->
    [one] ቅድሚ { $count } መዓልቲ
   *[other] ቅድሚ { $count } መዓልታት
}
day-part-night = ብለይቲ
day-part-morning = ንግሆ
day-part-noon = ፍርቂ መዓልቲ
day-part-afternoon = ድሕሪ ቀትሪ
day-part-evening = ምሸት
time-range = ካብ { $from } ክሳብ { $to }
time-all-day = ምሉእ መዓልቲ
time-from = ካብ { $time }
time-every-week = በብሰሙኑ
time-every-day = በብመዓልቱ
time-every-month = በብወርሑ
time-until-date = ክሳብ { $date }
time-zone-other = { $time } ኣብ { $zone }
minutes = { $count ->
    [one] { $count } ደቒቕ
   *[other] { $count } ደቓይቕ
}
hours = { $count ->
    [one] { $count } ሰዓት
   *[other] { $count } ሰዓታት
}

open-now = ሕጂ ክፉት እዩ
open-closed = ዕጹው
open-all-day = ለይትን መዓልትን ክፉት እዩ
open-holiday = ኣብ ህዝባዊ በዓላት ካልእ ሰዓታት

events-none = ኣብዘን መዓልታት ዝተወጠነ የለን።
events-week = ኣብዚ ሰሙን
events-filter = ምረጹ
events-filter-free = ብነጻ
events-filter-step-free = ብዘይ መደያይቦ
events-filter-children = ምስ ቆልዑ
events-filter-language = ብቋንቋታተይ
events-filter-near = ኣብ ጥቓይ
events-why = እዚ ስለምንታይ ይርኣየኩም ኣሎ፦ { $reasons }
events-why-topic = ብዛዕባ { $topic }
events-why-near = ካባኹም { $distance } ይርሕቕ
events-why-language = { $language } ዝዛረብ ሰብ ኣሎ
events-interested = ክመጽእ እደሊ
events-not-interested = ኣይመጽእን እየ
events-add-calendar = ኣብ ዓውደ ኣዋርሐይ ኣእትውዎ
events-remind = ኣዘኻኽሩኒ
events-new = ብዛዕባ ዝግጅት ንኻልኦት ንገሩ
events-cancel-one = ነዚ ጥራይ ስረዙ
events-cancel-all = ንኹሎም ስረዙ
events-seats = { $count ->
    [0] ዝተረፈ ቦታ የለን።
    [one] { $count } ቦታ ተሪፉ ኣሎ።
   *[other] { $count } ቦታታት ተሪፉ ኣሎ።
}
events-waiting-list = ኣብ ዝርዝር ምጽባይ ቁጽርኹም { $place } እዩ።
events-seat-held = ቦታ ኣለኩም።
