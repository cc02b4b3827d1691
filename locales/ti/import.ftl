# Words that `welcome import` adds to texts, in ti. Machine-drafted on 2026-11-22; not checked by a speaker yet.

integreat-contact = ርክብ
integreat-mobile = ሞባይል፦ { $number }
integreat-temporarily-closed = ንግዚኡ ዕጹው
integreat-by-appointment = ብቖጸራ ጥራይ፦ { $days }
integreat-make-appointment = ቆጸራ ሓዝ
integreat-opening-hours = ሰዓታት ስራሕ
integreat-zone = ናይ ከባቢ ሰዓት ኣብ { $zone }
integreat-monday = ሰኑይ
integreat-tuesday = ሰሉስ
integreat-wednesday = ረቡዕ
integreat-thursday = ሓሙስ
integreat-friday = ዓርቢ
integreat-saturday = ቀዳም
integreat-sunday = ሰንበት
