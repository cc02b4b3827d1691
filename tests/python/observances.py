"""Makes and checks facts/observances.csv (its column `days`) and facts/holidays.csv.

    python3 -m venv venv && venv/bin/pip install -r tests/python/observances.txt
    venv/bin/python tests/python/observances.py make     writes both files
    venv/bin/python tests/python/observances.py check    fails when they differ from what would be written
    venv/bin/python tests/python/observances.py past     writes both for the years from 2012 on, to tests/conformance/past/

Dates of other calendars are computed here and followed once more, by other libraries, in
tests/tests/observances.rs. Public holidays are read from the library `holidays` as dates; rules are found that give
exactly those dates, and what no rule gives is listed. Names and texts of that library are not taken over.
"""

import collections
import csv
import datetime
import io
import pathlib
import re
import sys
import warnings

import holidays
from convertdate import bahai, persian
from dateutil.easter import easter
from hijridate import Hijri
from holidays.calendars import buddhist, hindu
from holidays.calendars.chinese import _ChineseLunisolar as lunar
from holidays.calendars.germany_school import GERMANY_SCHOOL_HOLIDAYS
from pyluach import dates as jewish
from pymeeus.Epoch import Epoch
from pymeeus.Moon import Moon

# A public suite of opening hours asks about years that no phone will ask about.
PAST = sys.argv[1:] == ["past"]
FROM, TO = 2012 if PAST else 2024, 2036
YEARS = range(FROM, TO + 1)
ROOT = pathlib.Path(__file__).resolve().parents[2]
OBSERVANCES = ROOT / "facts/observances.csv"
HOLIDAYS = ROOT / "facts/holidays.csv"
FOLDER = ROOT / "tests/conformance/past" if PAST else ROOT / "facts"
WEEKDAYS = "mo tu we th fr sa su".split()
DAY = datetime.timedelta(days=1)
SOURCE = "https://pypi.org/project/holidays/0.109/"

# The source's own tables end there: later years would lack the feasts that follow Hindu and Buddhist calendars.
LAST = {"IN": 2035, "NP": 2035, "MU": 2035, "LK": 2026}
# Nobody lives there, or no holidays are known.
NOBODY = {"BV", "HM", "IO"}
# Law of Ukraine on the legal regime of martial law, 2136-IX of 15 March 2022, in force since 24 March 2022: while
# martial law lasts, public holidays are working days. The days are those of article 73 of the labour code.
UKRAINE = "01-01 03-08 orthodox 05-01 05-08 orthodox+49 06-28 07-15 08-24 10-01 12-25"


# ---------------------------------------------------------------- observances

def plain(date):
    return datetime.date(date.year, date.month, date.day)


def in_table(dates):
    return sorted({d for d in dates if FROM <= d.year <= TO})


def hijri(month, day):
    return in_table(plain(Hijri(y, month, day).to_gregorian()) for y in range(1445, 1459))


def hebrew(what):
    found = []
    for year in range(5784, 5799):
        if what == "purim":
            month = 13 if jewish.HebrewDate(year, 1, 1).year % 19 in (0, 3, 6, 8, 11, 14, 17) else 12
            found.append(plain(jewish.HebrewDate(year, month, 14).to_pydate()))
        elif what == "tisha-beav":
            ninth = plain(jewish.HebrewDate(year, 5, 9).to_pydate())
            found.append(ninth + DAY if ninth.weekday() == 5 else ninth)
        else:
            month, day = map(int, what.split("-"))
            found.append(plain(jewish.HebrewDate(year, month, day).to_pydate()))
    return in_table(found)


def ethiopic(month, day):
    # 1 Meskerem is 11 September, or the 12th before a Gregorian leap year; months have 30 days.
    def new_year(year):
        leap = (year + 1) % 4 == 0 and ((year + 1) % 100 != 0 or (year + 1) % 400 == 0)
        return datetime.date(year, 9, 12 if leap else 11)
    return in_table(new_year(y) + (30 * (month - 1) + day - 1) * DAY for y in range(FROM - 1, TO + 1))


def chinese(what):
    tables = {
        "01-01": lunar.LUNAR_NEW_YEAR_DATES, "05-05": lunar.DRAGON_BOAT_DATES, "08-15": lunar.MID_AUTUMN_DATES,
        "09-09": lunar.DOUBLE_NINTH_DATES, "03-10": lunar.HUNG_KINGS_DATES, "04-08": lunar.BUDDHA_BIRTHDAY_DATES,
    }
    if what == "eve":
        return [d - DAY for d in chinese("01-01")]
    return in_table(datetime.date(y, *tables[what][y]) for y in YEARS)


def badi(what):
    def date(year, month, day):
        return datetime.date(*bahai.to_gregorian(year, month, day))
    found = []
    for year in range(FROM - 1844, TO - 1844 + 2):
        if what == "twin":
            found.append(twin_birthday(year + 1843))
        else:
            found.append(date(year, *map(int, what.split("-"))))
    return in_table(found)


def twin_birthday(year):
    """The day after the one in which the eighth new moon after Naw-Ruz comes, in Tehran, where days end at sunset.

    The rule is the Universal House of Justice's of 10 July 2014. Sunset is taken as 18:14 in March and 17:20 in autumn;
    no new moon of these years lies within half an hour of it.
    """
    def day_of(jde):
        y, m, d = Epoch(jde).get_date()
        moment = datetime.datetime(y, m, int(d)) + (d % 1) * DAY - datetime.timedelta(seconds=72)
        tehran = moment + datetime.timedelta(hours=3.5)
        late = tehran.time() > (datetime.time(18, 14) if m < 6 else datetime.time(17, 20))
        return tehran.date() + (DAY if late else 0 * DAY)
    new_year = datetime.date(*bahai.to_gregorian(year - 1843, 1, 1))
    jde = Epoch(year, new_year.month, new_year.day).jde()
    moons = {}
    for k in range(0, 270, 7):
        moon = Moon.moon_phase(Epoch(jde + k), target="new").jde()
        moons[round(moon)] = day_of(moon)
    return sorted(d for d in moons.values() if d > new_year)[7] + DAY


def listed(name):
    key = name.upper().replace("-", "_")
    if name == "vesak":
        table = buddhist._BuddhistLunisolar.VESAK_MAY_DATES
    elif name == "losar":
        table = hindu._HinduLunisolar.GYALPO_LOSAR_DATES
    else:
        table = getattr(hindu._HinduLunisolar, key + "_DATES")
    found = []
    for year in YEARS:
        days = table.get(year, ())
        found += [datetime.date(year, *d) for d in (days if days and isinstance(days[0], tuple) else [days]) if d]
    return found


def days_of(calendar):
    """Dates, length of each, whether the moon is looked for."""
    kind, what = calendar.split(" ")
    what, _, length = what.partition("*")
    length = int(length or 1)
    about = kind in ("hijri", "listed")
    if kind == "hijri" and "-" not in what:
        month = int(what)
        return [(d, (nxt - d).days) for d, nxt in zip(hijri(month, 1), month_after(month))], about
    if kind == "badi" and what == "19":
        firsts = [d - 19 * DAY for d in badi("01-01")]
        return [(d, 19) for d in firsts], about
    if kind in ("hijri", "ethiopic", "persian"):
        month, day = map(int, what.split("-"))
    dates = {
        "hijri": lambda: hijri(month, day),
        "hebrew": lambda: hebrew(what),
        "persian": lambda: in_table(datetime.date(*persian.to_gregorian(y - 621, month, day))
                                    for y in range(FROM - 1, TO + 1)),
        "ethiopic": lambda: ethiopic(month, day),
        "chinese": lambda: chinese(what),
        "badi": lambda: badi(what),
        "listed": lambda: listed(what),
    }[kind]()
    length = 2 if what == "twin" else length
    return [(d, length) for d in dates], about


def month_after(month):
    firsts = in_table(plain(Hijri(y, month, 1).to_gregorian()) for y in range(1445, 1459))
    lengths = {plain(Hijri(y, month, 1).to_gregorian()): Hijri(y, month, 1).month_length() for y in range(1445, 1459)}
    return [d + lengths[d] * DAY for d in firsts]


def written(dates, about):
    groups = collections.OrderedDict()
    for date, length in dates:
        groups.setdefault((date.year, length), []).append(f"{date:%m-%d}")
    mark = "~" if about else ""
    return " ".join(f"{mark}{y}:{','.join(d)}{f'*{n}' if n > 1 else ''}" for (y, n), d in groups.items())


def observances(text):
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        if row["calendar"]:
            dates, about = days_of(row["calendar"])
            row["days"] = written(dates, about)
            last = max(d.year for d, _ in dates)
            row["to"] = str(last)
    return rows


def anchors(rows):
    """First days of observances whose dates are listed: other days may be counted from them."""
    found = {}
    for row in rows:
        if row["calendar"]:
            found[row["id"]] = [d for d, _ in days_of(row["calendar"])[0]]
    return found


# ------------------------------------------------------------ public holidays

def months_and_days():
    return [(m, d) for m in range(1, 13) for d in range(1, 32) if d <= (29 if m == 2 else 30 if m in (4, 6, 9, 11) else 31)]


def in_year(year, month, day):
    try:
        return [datetime.date(year, month, day)]
    except ValueError:
        return []


def rules(anchored):
    """All rules that may be tried: how simple, as written, dates by year."""
    out = []
    for m, d in months_and_days():
        out.append((0, f"{m:02}-{d:02}", {y: in_year(y, m, d) for y in YEARS}))
    for k in range(-60, 70):
        offset = f"{k:+d}" if k else ""
        out.append((1, "easter" + offset, {y: [easter(y) + k * DAY] for y in YEARS}))
        out.append((2, "orthodox" + offset, {y: [easter(y, 2) + k * DAY] for y in YEARS}))
    for m, d in months_and_days():
        if (m, d) != (2, 29):
            for w in range(7):
                by_year = {y: [] for y in YEARS}
                for year in range(FROM - 1, TO + 1):
                    start = datetime.date(year, m, d)
                    date = start + ((w - start.weekday()) % 7) * DAY
                    if date.year in by_year:
                        by_year[date.year].append(date)
                out.append((3, f"{WEEKDAYS[w]}>={m:02}-{d:02}", by_year))
    for name, dates in sorted(anchored.items()):
        for k in range(-10, 11):
            by_year = {y: [] for y in YEARS}
            for date in dates:
                moved = date + k * DAY
                if moved.year in by_year:
                    by_year[moved.year].append(moved)
            # An offset may carry a day over the end of the table, where its base is not known.
            if all(by_year.values()):
                out.append((4 + abs(k) / 100, f"@{name}" + (f"{k:+d}" if k else ""), by_year))
    return out


class Country:
    """The days of a country: for each day, in which regions it is kept, as bits."""

    def __init__(self, code, subdivisions):
        self.code = code
        self.regions = ["-"] + sorted(s for s in subdivisions if re.fullmatch("[A-Z0-9]{1,3}", s))
        self.all = (1 << len(self.regions)) - 1
        self.to = LAST.get(code, TO)
        self.exact, self.about = collections.defaultdict(int), collections.defaultdict(int)
        for bit, region in enumerate(self.regions):
            for date, estimated in days(code, None if region == "-" else region, self.to):
                (self.about if estimated else self.exact)[date] |= 1 << bit
        self.any = collections.defaultdict(int)
        for table in (self.exact, self.about):
            for date, bits in table.items():
                self.any[date] |= bits
        # As found; `exact` and `about` lose what rules have been found for.
        self.given = dict(self.exact)
        self.found = []

    def is_empty(self):
        return not self.any

    def fit(self, candidates):
        self.whole_rules(candidates, self.exact, "")
        self.moved_days()
        self.whole_rules([c for c in candidates if c[0] >= 4], self.about, "~")
        for mark, need in (("", self.exact), ("~", self.about)):
            years = collections.OrderedDict()
            for date in sorted(need):
                if need[date]:
                    years.setdefault((need[date], date.year), []).append(f"{date:%m-%d}")
            for (bits, year), listed_days in years.items():
                self.found.append((bits, f"{mark}{year}:{','.join(listed_days)}"))

    def whole_rules(self, candidates, need, mark):
        # What is exact may stand in for what is not: of two rules for a day the surer one counts.
        held_by = self.any if mark else self.given
        years = [y for y in YEARS if y <= self.to]
        least = min(4, len(years))
        options = []
        for simple, text, by_year in candidates:
            held = []
            for year in years:
                bits = self.all if by_year[year] else 0
                for date in by_year[year]:
                    bits &= held_by.get(date, 0)
                held.append(bits)
            if sum(1 for bits in held if bits) < least:
                continue
            for a in range(len(years)):
                bits = self.all
                for b in range(a, len(years)):
                    bits &= held[b]
                    if not bits:
                        break
                    if b - a + 1 < least:
                        continue
                    # A law may have begun or ended inside the table. What holds only for some years in the middle, or
                    # for few of a rule that moves, is an accident.
                    bounded = (a > 0) + (b < len(years) - 1)
                    if bounded == 2 or (bounded and simple > 1 and b - a + 1 < 7):
                        continue
                    first = "" if a == 0 else str(years[a])
                    last = "" if b == len(years) - 1 else str(years[b])
                    bounded = f"/{first}-{last}" if first or last else ""
                    dates = [d for y in years[a:b + 1] for d in by_year[y]]
                    options.append((simple + (0.3 if bounded else 0), mark + text + bounded, bits, dates))
        if not mark:
            options += self.moved_rules()
        gain = lambda o: sum((need.get(d, 0) & o[2]).bit_count() for d in o[3])
        while options:
            best = max(options, key=lambda o: (gain(o), -o[0]))
            if gain(best) < least:
                break
            keep = self.worth(best[2], best[3], need, min(3, len(best[3])))
            if keep:
                self.take(keep, best[1], best[3], need)
                options = [o for o in options if gain(o)]
            else:
                options.remove(best)

    def moved_rules(self):
        """Days that are moved when they fall on certain weekdays, and stay on the others."""
        found = collections.defaultdict(int)
        for month, day in months_and_days():
            bases = [d for y in range(FROM - 1, self.to + 2) for d in in_year(y, month, day)]
            for bit in range(len(self.regions)):
                shifts = []
                for weekday in range(7):
                    for by in (0, 1, -1, 2, -2, 3, -3):
                        moved = [b + by * DAY for b in bases if b.weekday() == weekday]
                        moved = [d for d in moved if FROM <= d.year <= self.to]
                        if moved and all(self.given.get(d, 0) >> bit & 1 for d in moved):
                            shifts.append(by)
                            break
                if len(shifts) == 7 and any(shifts) and shifts.count(0) >= 3:
                    found[(month, day, tuple(shifts))] |= 1 << bit
        for (month, day, shifts), bits in found.items():
            inner = [f"{WEEKDAYS[w]}{by:+d}" for w, by in enumerate(shifts) if by]
            dates = [b + shifts[b.weekday()] * DAY for y in range(FROM - 1, self.to + 2) for b in in_year(y, month, day)]
            dates = [d for d in dates if FROM <= d.year <= self.to]
            yield 0.5 + len(inner) / 100, f"{month:02}-{day:02}[{','.join(inner)},else]", bits, dates

    def worth(self, bits, dates, need, least):
        """Of the regions in `bits`, those that gain so many days."""
        keep = 0
        for bit in range(len(self.regions)):
            if bits >> bit & 1 and sum(1 for d in dates if need.get(d, 0) >> bit & 1) >= least:
                keep |= 1 << bit
        return keep

    def take(self, bits, rule, dates, need):
        self.found.append((bits, rule))
        for date in dates:
            if date in need:
                need[date] &= ~bits

    def moved_days(self):
        """Days that are moved, or given besides, when they fall on certain weekdays."""
        need, options = self.exact, []
        for month, day in months_and_days():
            for weekday in range(7):
                bases = [d for y in range(FROM - 1, self.to + 2) for d in in_year(y, month, day) if d.weekday() == weekday]
                for by in range(-4, 5):
                    moved = [b + by * DAY for b in bases if FROM <= (b + by * DAY).year <= self.to]
                    bits = self.all if moved else 0
                    for date in moved:
                        bits &= self.given.get(date, 0)
                    if bits:
                        options.append((f"{month:02}-{day:02}", weekday, by, bits, moved))
        used = collections.Counter(rule for _, rule in self.found)
        shifts = collections.OrderedDict()
        while options:
            def weight(o):
                gained = sum((need.get(d, 0) & o[3]).bit_count() for d in o[4])
                return gained, o[0] in used, -abs(o[2])
            best = max(options, key=weight)
            if weight(best)[0] < 2:
                break
            keep = self.worth(best[3], best[4], need, 2)
            if keep:
                base, weekday, by, _, dates = best
                used[base] += 1
                shifts.setdefault((keep, base), []).append((weekday, by))
                for date in dates:
                    if date in need:
                        need[date] &= ~keep
                options = [o for o in options if weight(o)[0]]
            else:
                options.remove(best)
        for (bits, base), by_weekday in shifts.items():
            # One weekday may be moved to two days: a rule each.
            while by_weekday:
                rule, rest = [], []
                for weekday, by in sorted(by_weekday):
                    (rest if any(w == weekday for w, _ in rule) else rule).append((weekday, by))
                inner = ",".join(WEEKDAYS[w] + (f"{n:+d}" if n else "") for w, n in rule)
                self.found.append((bits, f"{base}[{inner}]"))
                by_weekday = rest

    def written(self, extra):
        groups = collections.OrderedDict()
        for bits, rule in self.found:
            groups.setdefault(bits, []).append(rule)
        parts = []
        for bits, found in sorted(groups.items(), key=lambda g: (g[0] != self.all, g[1])):
            only = " ".join(r for i, r in enumerate(self.regions) if bits >> i & 1)
            but = "!" + " ".join(r for i, r in enumerate(self.regions) if not bits >> i & 1)
            prefix = "" if bits == self.all else min(only, but, key=lambda t: (len(t), t)) + "|"
            parts.append(prefix + " ".join(found))
        return ";".join(parts + extra)


def days(code, region, to):
    """Dates, and whether the source only reckons them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = holidays.country_holidays(code, subdiv=region, years=range(FROM, to + 1), language="en_US")
    for date, names in found.items():
        yield date, all("estimated" in name for name in names.split("; "))


def in_parts():
    """Germany: days that only some communities keep; the source has them as Catholic days."""
    return ["BY|?08-15 ?08-08", "SN TH|?easter+60"]


def school():
    """Breaks of Germany's states, as the conference of ministers published them."""
    parts, last = [], None
    states = sorted({s for y in GERMANY_SCHOOL_HOLIDAYS.values() for s in y})
    for state in states:
        found = []
        for year, table in sorted(GERMANY_SCHOOL_HOLIDAYS.items()):
            for first_next, m1, d1, last_next, m2, d2, _ in table.get(state, ()):
                first = datetime.date(year + first_next, m1, d1)
                end = datetime.date(year + last_next, m2, d2)
                if end.year >= FROM:
                    found.append((first, (end - first).days + 1))
        found = sorted(set(found))
        ends = max(d + n * DAY for d, n in found)
        last = min(last, ends) if last else ends
        parts.append(f"{state}|" + " ".join(f"{d.year}:{d:%m-%d}" + (f"*{n}" if n > 1 else "") for d, n in found))
    return ";".join(parts), last


def holiday_rows(anchored):
    candidates = rules(anchored)
    rows = []
    for code, subdivisions in sorted(holidays.list_supported_countries(include_aliases=False).items()):
        if code in NOBODY:
            continue
        row = {"id": code.lower(), "from": FROM, "to": LAST.get(code, TO), "source": SOURCE}
        if code == "UA":
            row |= {"days": UKRAINE, "suspended": "2022-03-24", "source": "https://zakon.rada.gov.ua/laws/show/2136-20"}
        else:
            country = Country(code, subdivisions)
            if country.is_empty():
                continue
            country.fit(candidates)
            row["days"] = country.written(in_parts() if code == "DE" else [])
            row["regions"] = " ".join(country.regions[1:])
        if code == "DE":
            row["school"], last = school()
            row["school_to"] = f"{last - DAY}"
        rows.append(row)
    return rows


# ------------------------------------------------------------------- commands

def text_of(columns, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main():
    if sys.argv[1:] not in (["make"], ["check"], ["past"]):
        sys.exit(__doc__)
    before = OBSERVANCES.read_text(encoding="utf-8")
    rows = observances(before)
    columns = next(csv.reader(io.StringIO(before)))
    columns_of_holidays = ["id", "from", "to", "regions", "days", "suspended", "school", "school_to", "source"]
    new = {
        OBSERVANCES: text_of(columns, rows),
        HOLIDAYS: text_of(columns_of_holidays, holiday_rows(anchors(rows))),
    }
    wrong = 0
    for path, text in new.items():
        path = FOLDER / path.name
        same = path.exists() and path.read_text(encoding="utf-8") == text
        if sys.argv[1] == "check" and not same:
            print(f"{path.name} differs from what would be written")
            wrong = 1
        elif not same:
            path.write_text(text, encoding="utf-8")
            print(f"{path.name}: {len(text)} bytes written")
    sys.exit(wrong)


if __name__ == "__main__":
    main()
