//! Weekdays and months by language; `names` reads them.

/// One language: seven days from Monday, then twelve months; other spellings beside each other. What is a day and a
/// month in one language stands as the day.
pub(super) type Language = &'static [&'static str];

/// English first, since it is the syntax's own; then German, as the town halls that write are mostly German.
#[rustfmt::skip]
pub(super) const LANGUAGES: &[Language] = &[
    &[
        "mo mon monday", "tu tue tues tuesday", "we wed weds wednesday",
        "th thu thur thurs thursday", "fr fri friday", "sa sat saturday", "su sun sunday",
        "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
        "aug august", "sep sept september", "oct october", "nov november", "dec december",
    ],
    &[
        "mo montag", "di dienstag", "mi mittwoch", "do donnerstag", "fr freitag",
        "sa sam samstag sonnabend", "so sonntag", "jan jän januar jänner jaenner",
        "feb februar feber", "mär märz maerz mrz", "apr april", "mai", "jun juni", "jul juli",
        "aug august", "sep sept september", "okt oktober", "nov november", "dez dezember",
    ],
    &[
        "lu lun lundi", "ma mar mardi", "me mer mercredi", "je jeu jeudi", "ve ven vendredi",
        "sa sam samedi", "di dim dimanche", "jan janv janvier", "fév févr février", "mars",
        "avr avril", "mai", "juin", "juil juillet", "août", "sept septembre", "oct octobre",
        "nov novembre", "déc décembre",
    ],
    &[
        "lu lun lunes", "ma mar martes", "mi mie mié miércoles", "ju jue jueves", "vi vie viernes",
        "sá sab sáb sábado", "do dom domingo", "ene enero", "feb febrero", "marzo",
        "abr abril", "may mayo", "jun junio", "jul julio", "ago agosto",
        "sep sept septiembre setiembre", "oct octubre", "nov noviembre", "dic diciembre",
    ],
    &[
        "lu lun lunedì", "ma mar martedì", "me mer mercoledì", "gi gio giovedì", "ve ven venerdì",
        "sa sab sabato", "do dom domenica", "gen gennaio", "feb febbraio", "marzo",
        "apr aprile", "mag maggio", "giu giugno", "lug luglio", "ago agosto",
        "set sett settembre", "ott ottobre", "nov novembre", "dic dicembre",
    ],
    &[
        "seg segunda", "ter terça", "qua quarta", "qui quinta", "sex sexta", "sáb sab sábado",
        "dom domingo", "jan janeiro", "fev fevereiro", "mar março", "abr abril", "mai maio",
        "jun junho", "jul julho", "ago agosto", "set setembro", "out outubro", "nov novembro",
        "dez dezembro",
    ],
    &[
        "ma maandag", "di dinsdag", "wo woensdag", "do donderdag", "vr vrijdag", "za zaterdag",
        "zo zondag", "jan januari", "feb februari", "mrt maart", "apr april", "mei", "jun juni",
        "jul juli", "aug augustus", "sep sept september", "okt oktober", "nov november",
        "dec december",
    ],
    &[
        "må mån måndag", "ti tis tisdag", "ons onsdag", "tor tors torsdag", "fre fredag",
        "lö lör lördag", "sö sön söndag", "jan januari", "feb februari", "mars", "april", "maj",
        "juni", "juli", "augusti", "september", "okt oktober", "nov november", "dec december",
    ],
    &[
        "ma man mandag", "ti tir tirsdag", "ons onsdag", "tor tors torsdag", "fre fredag",
        "lø lør lørdag", "sø søn søndag", "jan januar", "feb februar", "mars marts", "april",
        "mai maj", "juni", "juli", "august", "september", "okt oktober", "nov november",
        "des dec desember december",
    ],
    &[
        "ma maanantai", "ti tiistai", "ke keskiviikko", "torstai", "pe perjantai", "lauantai",
        "su sunnuntai", "tammi tammikuu", "helmi helmikuu", "maaliskuu", "huhtikuu", "toukokuu",
        "kesäkuu", "heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu",
    ],
    &[
        "pn pon poniedziałek", "wt wto wtorek", "śr śro środa", "cz czw czwartek", "pt pią piątek",
        "so sob sobota", "nd ndz nie niedz niedziela", "sty styczeń stycznia", "lut luty lutego",
        "marzec marca", "kwi kwiecień kwietnia", "maj maja", "cze czerwiec czerwca",
        "lip lipiec lipca", "sie sierpień sierpnia", "wrz wrzesień września",
        "paź październik października", "lis listopad listopada", "gru grudzień grudnia",
    ],
    &[
        "po pon pondělí", "út úte úterý", "st stř středa", "čt čtv čtvrtek", "pá pát pátek",
        "so sob sobota", "ne ned neděle", "leden ledna", "únor února", "březen března",
        "duben dubna", "květen května", "červen června", "červenec července", "srpen srpna",
        "září", "říjen října", "listopad listopadu", "prosinec prosince",
    ],
    &[
        "po pondelok", "ut utorok", "st streda", "št štv štvrtok", "pi pia piatok", "so sobota",
        "ne nedeľa", "január", "február", "marec", "apríl", "máj", "jún", "júl", "august",
        "september", "október", "november", "december",
    ],
    &[
        "hé hétfő", "ke kedd", "sze szerda", "csü csütörtök", "pé péntek", "szo szombat",
        "vas vasárnap", "január", "február", "március", "április", "május", "június", "július",
        "augusztus", "szeptember", "október", "november", "december",
    ],
    &[
        "lu luni", "ma mar marți marţi", "mi mie miercuri", "jo joi", "vi vin vineri",
        "sâ sâm sâmbătă", "dum duminică", "ian ianuarie", "feb februarie", "martie",
        "apr aprilie", "mai", "iun iunie", "iul iulie", "aug august", "sep sept septembrie",
        "oct octombrie", "noi noiembrie", "dec decembrie",
    ],
    &[
        "pon ponedjeljak ponedeljak ponedeljek", "uto utorak torek", "sri sre srijeda sreda",
        "čet četvrtak četrtek", "pet petak petek", "sub subota", "ned nedjelja nedelja",
        "januar siječanj", "februar veljača", "mart marec ožujak", "april travanj", "maj svibanj",
        "jun junij lipanj", "jul julij srpanj", "avgust kolovoz", "septembar september rujan",
        "oktobar oktober listopad", "novembar november studeni", "decembar december prosinac",
    ],
    &[
        "пн пон понедельник", "вт вто вторник", "ср сре среда", "чт чет четверг",
        "пт пят пятница", "сб суб суббота", "вс вск воскресенье", "янв январь января",
        "фев февраль февраля", "мар март марта", "апр апрель апреля", "май мая",
        "июн июнь июня", "июл июль июля", "авг август августа", "сен сентябрь сентября",
        "окт октябрь октября", "ноя ноябрь ноября", "дек декабрь декабря",
    ],
    &[
        "пн понеділок", "вт вівторок", "ср середа", "чт четвер", "пт п'ятниця пʼятниця п’ятниця",
        "сб субота", "нд нед неділя", "січ січень січня", "лют лютий лютого",
        "бер березень березня", "квіт квітень квітня", "трав травень травня",
        "черв червень червня", "лип липень липня", "серп серпень серпня",
        "вер вересень вересня", "жовт жовтень жовтня", "лист листопад листопада",
        "груд грудень грудня",
    ],
    &[
        "пн понеделник", "вт вторник", "ср сряда", "чт четвъртък", "пт петък", "сб събота",
        "нд неделя", "януари", "февруари", "март", "април", "май", "юни", "юли", "август",
        "септември", "октомври", "ноември", "декември",
    ],
    &[
        "δε δευ δευτέρα", "τρ τρι τρίτη", "τε τετ τετάρτη", "πε πεμ πέμπτη", "πα παρ παρασκευή",
        "σα σαβ σάββατο", "κυ κυρ κυριακή", "ιαν ιανουάριος ιανουαρίου",
        "φεβ φεβρουάριος φεβρουαρίου", "μαρ μάρτιος μαρτίου", "απρ απρίλιος απριλίου",
        "μάι μάιος μαΐου", "ιουν ιούνιος ιουνίου", "ιουλ ιούλιος ιουλίου",
        "αυγ αύγουστος αυγούστου", "σεπ σεπτέμβριος σεπτεμβρίου", "οκτ οκτώβριος οκτωβρίου",
        "νοε νοέμβριος νοεμβρίου", "δεκ δεκέμβριος δεκεμβρίου",
    ],
    &[
        "pzt pazartesi", "sal salı", "çar çarşamba", "per perşembe", "cum cuma", "cmt cumartesi",
        "paz pazar", "oca ocak", "şub şubat", "mart", "nis nisan", "mayıs", "haz haziran",
        "tem temmuz", "ağu ağustos", "eyl eylül", "eki ekim", "kas kasım", "ara aralık",
    ],
    &[
        "الاثنين الإثنين", "الثلاثاء", "الأربعاء الاربعاء", "الخميس", "الجمعة", "السبت",
        "الأحد الاحد", "يناير", "فبراير", "مارس", "أبريل ابريل", "مايو", "يونيو", "يوليو",
        "أغسطس اغسطس", "سبتمبر", "أكتوبر اكتوبر", "نوفمبر", "ديسمبر",
    ],
    &["دوشنبه", "سهشنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"],
    &[
        "月 月曜 月曜日", "火 火曜 火曜日", "水 水曜 水曜日", "木 木曜 木曜日", "金 金曜 金曜日",
        "土 土曜 土曜日", "日 日曜 日曜日",
    ],
    &[
        "周一 週一 星期一", "周二 週二 星期二", "周三 週三 星期三", "周四 週四 星期四",
        "周五 週五 星期五", "周六 週六 星期六", "周日 週日 星期日 星期天",
    ],
    &["월 월요일", "화 화요일", "수 수요일", "목 목요일", "금 금요일", "토 토요일", "일 일요일"],
];
