# Meeting people: the form, why two people may suit each other, what comes after, and staying safe, in ti.
# Machine-drafted on 2026-11-23; not checked by a speaker yet. One form for everybody: whoever has just come and whoever has been here for long.

buddy-title = ምስ ሓደ ሰብ ተላለዩ
buddy-about = ክልተ ሰባት ብማዕርነት ይራኸቡ። ክልቲኦም ገለ ይመሃሩ። እንታይ ከም ትነግሩ ባዕልኹም ትውስኑ።
buddy-voluntary = ኣብ ዝኾነ ግዜ፣ ምኽንያት ከይሃብኩም ከተቋርጹ ትኽእሉ።
buddy-private = መልስታትኩም ኣብ ተሌፎንኩም ይተርፍ። ካልኦት ዝርእይዎ፣ ባዕልኹም ዝለኣኽኩምዎ ጥራይ እዩ።
buddy-form = ቁሩብ ሕቶታት። ዘይደለኹምዎ ሕለፍዎ።
buddy-form-languages = እትዛረብዎም ቋንቋታት
buddy-form-learn = ክትለማመድዎም እትደልዩ ቋንቋታት
buddy-form-interests = ክትገብርዎ እትፈትዉ
buddy-form-offer = ንኻልኦት ከተርእይዎ እትኽእሉ
buddy-form-wish = ክትመሃርዎ እትደልዩ
buddy-form-times = መዓስ ግዜ ኣለኩም
buddy-form-part = ክፋል ናይታ ከተማ
buddy-form-children = ዕድመ ደቅኹም
buddy-form-group = ብጉጅለ ይሓይሽ
buddy-form-women = ምስ ደቂ ኣንስትዮ ጥራይ
buddy-form-step-free = መደያይቦ ዘይብሉ ቦታ የድልየኒ
buddy-form-online = ብኢንተርነት እውን ጽቡቕ እዩ
buddy-form-many = ክንድቲ ዝደለኹምዎ ክትመርጹ ትኽእሉ።

buddy-offers = ምሳኹም ክሰማምዑ ዝኽእሉ ሰባት
buddy-offers-none = ክሳብ ሕጂ ሰብ የለን። ምድላይ ንቕጽል ኣለና።
buddy-offer-ask = ንምርኻብ ሕተቱ
buddy-offer-hide = ንዓይ ኣይኮነን
buddy-reason-both = ክልቴኹም ትፈትውዎ፦ { $list }
buddy-reason-language = ክልቴኹም { $list } ትዛረቡ።
buddy-reason-learn-theirs = ንስኹም { $language } ክትለማመዱ ትደልዩ፣ ንሶም ድማ ይዛረብዎ።
buddy-reason-learn-yours = ንሶም { $language } ክለማመዱ ይደልዩ፣ ንስኹም ድማ ትዛረብዎ።
buddy-reason-tandem = ንሓድሕድኩም ክትመሃሃሩ ትኽእሉ፦ { $yours }ን { $theirs }ን።
buddy-reason-skill = ንሶም ከርእዩኹም ዝኽእሉ፦ { $list }
buddy-reason-skill-yours = ንስኹም ከተርእይዎም እትኽእሉ፦ { $list }
buddy-reason-time = ክልቴኹም ግዜ ዘለኩም፦ { $list }
buddy-reason-part = ክልቴኹም ኣብ ሓደ ክፋል ናይታ ከተማ ትነብሩ።
buddy-reason-near = ተቐራሪብኩም ትነብሩ።
buddy-reason-children = ክልቴኹም ብዕድመ ዝቀራረቡ ቆልዑ ኣለዉኹም።
buddy-reason-new = ካልእ ናይ ህይወት ተመኩሮ ምስ ዘለዎ ሰብ ክትላለዩ ትኽእሉ።
buddy-reason-waiting = ክልቴኹም ንገለ ግዜ ተጸቢኹም።
buddy-missing-language = { $language } ዝዛረብ፣ ሽዑ ግዜ ዘለዎ ሰብ የለን።
buddy-missing-time = ሽዑ ግዜ ዘለዎ ሰብ የለን። ተወሳኺ ሰዓታት እንተመረጽኩም ይሕግዝ።
buddy-missing-part = ኣብ ጥቓኹም ዝነብር ሰብ የለን። ኣብ ማእከል ከተማ ምርኻብ ይሕግዝ።
buddy-missing-people = { $count ->
    [one] ከምዚ ዝበለ { $count } ተወሳኺ ሰብ እንተዝህሉ፣ ን{ $helped } ካልኦት ምሓገዘ።
   *[other] ከምዚ ዝበሉ { $count } ተወሰኽቲ ሰባት እንተዝህልዉ፣ ን{ $helped } ካልኦት ምሓገዙ።
}

buddy-state-waiting = ኣብ ዝርዝር ኣለኹም።
buddy-state-proposed = ሓደ ሰብ ረኺብናልኩም።
buddy-state-agreed = ክልቴኹም ክትራኸቡ ትደልዩ።
buddy-state-met = ተራኺብኩም ኢኹም።
buddy-state-paused = ንግዜኡ ደው ኢሉ
buddy-state-ended = ተወዲኡ
buddy-accept = እወ፣ ክራኸብ እደሊ
buddy-decline = ኣይፋል፣ የቐንየለይ
buddy-pause = ዕረፍቲ ውሰዱ
buddy-end = ነዚ ኣቋርጹ
buddy-end-why = ምኽንያት ክትነግሩ ኣየድልን። እንተ ደሊኹም፦
buddy-end-moved = ናብ ካልእ ቦታ ግዒዘ።
buddy-end-time = ግዜ የብለይን።
buddy-end-fit = ኣይተሰማማዕናን።
buddy-end-unwell = ጽቡቕ ኣይተሰምዓንን።
buddy-check-in = ከመይ ይኸይድ ኣሎ?
buddy-check-in-good = ጽቡቕ
buddy-check-in-slow = ንገለ ግዜ ኣይተራኸብናን
buddy-check-in-help = ምስ ሓደ ሰብ ክዛረብ እደሊ
buddy-group = { $count ->
    [one] ናይ { $count } ሰብ ጉጅለ
   *[other] ናይ { $count } ሰባት ጉጅለ
}
buddy-waiting-weeks = { $count ->
    [one] ን{ $count } ሰሙን ተጸቢኹም።
   *[other] ን{ $count } ሰሙናት ተጸቢኹም።
}

safety-title = ድሕነትኩም
safety-public-place = ንመጀመርታ ግዜ፣ ካልኦት ሰባት ኣብ ዘለውዎ ቦታ ተራኸቡ።
safety-tell-somebody = ናበይ ትኸዱ ከም ዘለኹም ንሓደ ሰብ ንገሩ።
safety-no-money = ገንዘብ ፈጺምኩም ኣይተለቅሑ፣ ኣይትሃቡ።
safety-no-papers = ፓስፖርትኩም ወይ ወረቓቕትኹም ንዝኾነ ሰብ ኣየድልዮን እዩ።
safety-say-no = ኣብ ዝኾነ ግዜ «ኣይፋል» ክትብሉ ትኽእሉ።
safety-block = ነዚ ሰብ ደጊምኩም ኣይተርእዩኒ
safety-blocked = ካብ ሕጂ ንሓድሕድኩም ኣይነላልየኩምን ኢና።
safety-report = ነቶም ነዚ ዝከታተሉ ሰባት ንገሩ
safety-report-sent = የቐንየልና። ሰብ ክርእዮ እዩ። እቲ ካልእ ሰብ መን ከም ዝጸሓፈ ኣይንገሮን እዩ።
safety-emergency = ሓደጋ እንተሎ ናብ { $number } ደውሉ።
safety-quick-exit = ካብዚ ገጽ ቀልጢፍኩም ውጽኡ
