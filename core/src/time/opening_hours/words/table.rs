//! Phrases by what they stand for; `words` reads them.

use super::Word;
use crate::time::opening_hours::expr::SunEvent;

const SEASON: &str = "write the season as dates, such as Apr 01-Sep 30";
const WORKING: &str = "write the weekdays, such as Mo-Fr or Mo-Sa";

/// Phrases in lower case, divided by `|`, their words by one space; the spelling of the syntax stands first.
#[rustfmt::skip]
pub(super) const PHRASES: &[(Word, &str)] = &[
    (Word::PublicHoliday, "\
        ph|holiday|holidays|public holiday|public holidays|bank holiday|bank holidays|feiertag|\
        feiertage|feiertags|feiertagen|gesetzliche feiertage|gesetzlichen feiertagen|jour férié|\
        jours fériés|fériés|férié|festivo|festivos|festivi|giorni festivi|feriado|feriados|feestdag|\
        feestdagen|helgdag|helgdagar|helligdag|helligdage|helligdager|święta|święto|svátek|svátky|\
        sviatok|sviatky|ünnepnap|ünnepnapok|sărbători legale|sărbători|praznik|praznici|prazniki|\
        праздник|праздники|праздничные дни|свято|свята|святкові дні|αργία|αργίες|resmi tatil|\
        resmi tatiller|العطل الرسمية|祝日|祝|公休日|공휴일"),
    (Word::SchoolHoliday, "\
        sh|schoolholiday|schoolholidays|school holiday|school holidays|schulferien|ferien|\
        vacances scolaires|vacaciones escolares|vacanze scolastiche|férias escolares|schoolvakantie|\
        schoolvakanties|skollov|skoleferie|ferie szkolne|школьные каникулы|шкільні канікули|\
        okul tatili"),
    (Word::Easter, "easter|ostern|ostersonntag|pâques|pascua|pasqua|páscoa|pasen"),
    (Word::Sun(SunEvent::Dawn), "dawn|morgendämmerung"),
    (Word::Sun(SunEvent::Sunrise), "sunrise|sonnenaufgang|lever du soleil"),
    (Word::Sun(SunEvent::Sunset), "sunset|sonnenuntergang|coucher du soleil"),
    (Word::Sun(SunEvent::Dusk), "dusk|abenddämmerung|einbruch der dunkelheit"),
    (Word::Week, "week|weeks|kw|kalenderwoche|kalenderwochen|semaine|semana|settimana"),
    (Word::Day, "day|days|tag|tage|jour|jours|día|días"),
    (Word::Open, "\
        open|geöffnet|offen|auf|ouvert|ouverte|abierto|abierta|aperto|aberto|geopend|öppet|åben|\
        åpent|otwarte|otevřeno|otvorené|nyitva|deschis|otvoreno|открыто|відчинено|отворено|ανοιχτά|\
        açık|مفتوح"),
    (Word::Off, "\
        off|closed|geschlossen|zu|ruhetag|fermé|fermée|cerrado|cerrada|chiuso|fechado|encerrado|\
        gesloten|stängt|lukket|stengt|suljettu|zamknięte|nieczynne|zavřeno|zatvorené|zárva|închis|\
        zatvoreno|zaprto|закрыто|выходной|зачинено|вихідний|затворено|κλειστά|kapalı|مغلق|تعطیل|定休日|\
        休"),
    (Word::Unknown, "unknown|unbekannt|inconnu|desconocido"),
    (Word::To, "\
        to|bis|till|til|until|through|thru|à|a|á|às|as|ás|ate|até|au|al|alle|ao|jusqu'à|jusqu’à|\
        hasta|fino a|tot|tot en met|bis zum|do|až|până la|до|по|έως|ως|إلى|から|まで"),
    (Word::And, "and|und|et|y|e|en|och|og|ja|i|és|și|şi|и|і|та|και|و|sowie|u"),
    (Word::From, "from|ab|von|vom|de|du|dès|desde|dal|dalle|van|vanaf|od|с|з|από|من"),
    (Word::OpenEnd, "late|open end|openend|offenes ende|ende offen|close|ende"),
    (Word::Am, "am|a m|vormittags"),
    (Word::Pm, "pm|p m|nachmittags"),
    (Word::Clock, "uhr|h|hrs|hr|hours|o'clock|o’clock|heures|heure|horas|hs|ore|uur|klo|kl|godz|hod|ч|год"),
    (Word::Always, "\
        24 7|24 hours|24 h|24 hrs|24 stunden|24 std|24 heures|24 horas|24 ore|24 uur|24 x 7|24x7|\
        24h|always|immer|rund um die uhr|around the clock|nonstop|non stop|round the clock|\
        durchgehend geöffnet|круглосуточно|цілодобово"),
    (Word::Midnight, "midnight|mitternacht|minuit|medianoche|mezzanotte"),
    (Word::Noon, "noon|midday|mittag|midi|mediodía|mezzogiorno"),
    (Word::Daily, "\
        daily|every day|all days|all week|everyday|täglich|jeden tag|alle tage|tous les jours|\
        todos los días|tutti i giorni|ogni giorno|todos os dias|diariamente|dagelijks|dagligen|\
        dagligt|daglig|codziennie|denně|denne|naponta|zilnic|svaki dan|ежедневно|щодня|καθημερινά|\
        her gün|يوميا|毎日|每天|매일"),
    (Word::Workdays, "workday|workdays|work day|work days|working day|working days|weekday|weekdays"),
    (Word::Weekend, "\
        weekend|weekends|wochenende|am wochenende|week end|fin de semana|fine settimana|\
        fim de semana|выходные"),
    (Word::SundayOf, "sonn"),
    (Word::DayAfter, "day after|one day after|tag nach"),
    (Word::DayBefore, "day before|one day before|tag vor"),
    (Word::Appointment, "\
        nach vereinbarung|nach absprache|nach terminvereinbarung|nach terminabsprache|\
        nur nach vereinbarung|nach voranmeldung|nach anmeldung|mit termin|nur mit termin|\
        auf anfrage|by appointment|by appointment only|on appointment|appointment only|on request|\
        by arrangement|sur rendez vous|sur rdv|sur demande|con cita previa|cita previa|\
        su appuntamento|su prenotazione|op afspraak|по записи|за записом|randevu ile"),
    (Word::Filler, "\
        on|an|am|nur|only|jeweils|jeden|jeder|every|each|the|den|dem|der|le|les|las|los|l|um|at|\
        in den|feira|einschließlich|inkl|auch|also"),
    (Word::Vague(SEASON), "\
        summer|winter|spring|autumn|fall|sommer|frühling|frühjahr|herbst|été|hiver|printemps|\
        automne|verano|invierno|primavera|otoño|estate|inverno|autunno|verão|outono|zomer|herfst|\
        лето|зима|season|saison"),
    (Word::Vague(WORKING), "werktag|werktags|werktage|wochentags|wochentag|feriali"),
];
