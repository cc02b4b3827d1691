"""Reads exported calendar files with icalendar and recurring-ical-events, and compares them with the agenda of a phone.

    python3 -m venv venv && venv/bin/pip install -r tests/python/calendar_files.txt
    venv/bin/python tests/python/calendar_files.py target/debug/welcome fixtures/brueckfeld
    venv/bin/python tests/python/calendar_files.py target/debug/welcome --made 60

Both sides list 730 days from FIRST on: `welcome events export` through the two libraries, `welcome events agenda` from an
installed pack. Every start has to be the same instant, and every end beside the nights on which a clock changes. With
--made a pack of made-up series is written first, always the same ones: five zones, rules of all frequencies that people
use, exceptions as times and as days, added, moved and cancelled times, and changes of all later ones.
"""

import datetime
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import icalendar
import recurring_ical_events

FIRST = datetime.date(2026, 12, 1)
DAYS = 730
ZONES = ["Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Kathmandu", "Australia/Lord_Howe"]
RULES = [
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=TU,SA;INTERVAL=2",
    "FREQ=WEEKLY;COUNT=20;BYDAY=SU",
    "FREQ=DAILY;INTERVAL=3;UNTIL=20271101",
    "FREQ=MONTHLY;BYDAY=-1SU",
    "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20271109T180000",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
]
PACK = """id = "made-town"
level = "city"
country = "DE"
source_language = "en"
languages = ["en"]
zone = "Europe/Berlin"
licence = "CC0-1.0"
publisher = "Nobody"
editors = ["nobody@example.org"]

[area]
south = 50.1
west = 9.9
north = 50.3
east = 10.2

[names]
en = "Made Town"
"""


def make(folder: pathlib.Path, count: int) -> None:
    """Writes a pack of made-up series."""
    chance = random.Random(5545)
    (folder / "pack.toml").write_text(PACK)
    for number in range(count):
        event = folder / "events" / f"made-{number}"
        event.mkdir(parents=True)
        (event / "event.toml").write_text(series(chance, number))
        text = f'+++\ntitle = "Made {number}"\norigin = "machine"\ndate = 2026-11-22\n+++\n\nText.\n'
        (event / "en.md").write_text(text)


def series(chance: random.Random, number: int) -> str:
    """A series; its rule starts with its start, so that all programs count alike."""
    all_day = number % 7 == 6
    rule = RULES[number % len(RULES)]
    start = datetime.datetime(2026, 12, 1, chance.choice([0, 9, 18, 22]), chance.choice([0, 30]))
    parts = rule.replace("UNTIL=20271109T180000", f"UNTIL=20271109T{start:%H%M}00")
    times = expand(parts, start)
    start = times[0]
    write = (lambda at: f'"{at:%Y-%m-%d}"') if all_day else (lambda at: f'"{at:%Y-%m-%dT%H:%M:%S}"')
    if all_day:
        parts = parts.replace(f"T{start:%H%M}00", "")
    length = datetime.timedelta(days=chance.choice([0, 1])) if all_day else datetime.timedelta(hours=chance.choice([1, 5]))
    lines = [f"start = {write(start)}", f"end = {write(start + length)}", f'rules = ["{parts}"]']
    if all_day:
        lines.append("all_day = true")
    lines.append(f'zone = "{ZONES[number % len(ZONES)]}"')
    picked = chance.sample(times[1:12], 5)
    lines.append(f'without = [{write(picked[0])}, "{picked[1]:%Y-%m-%d}"]')
    lines.append(f"dates = [{write(start + datetime.timedelta(days=2, hours=0 if all_day else 3))}]")
    # Only one day at a time is taken out: others of the same day have to stay.
    lines += ["[address]", 'town = "Made Town"']
    lines += ["[[changes]]", f"of = {write(picked[2])}", "cancelled = true"]
    moved = picked[3] + datetime.timedelta(days=1, hours=0 if all_day else 2)
    lines += ["[[changes]]", f"of = {write(picked[3])}", f"start = {write(moved)}", f"end = {write(moved + length)}"]
    if number % 3 == 0:
        later = picked[4] + datetime.timedelta(days=1, hours=0 if all_day else 1)
        lines += ["[[changes]]", f"of = {write(picked[4])}", "and_later = true"]
        lines += [f"start = {write(later)}", f"end = {write(later + length)}"]
    return "\n".join(lines) + "\n"


def expand(rule: str, start: datetime.datetime) -> list[datetime.datetime]:
    """Times of a rule, by dateutil."""
    from dateutil.rrule import rrulestr

    return list(rrulestr(rule, dtstart=start).xafter(start, count=14, inc=True))


def welcome(program: str, *arguments: object) -> bytes:
    return subprocess.run([program, *map(str, arguments)], check=True, stdout=subprocess.PIPE).stdout


def instant(at: datetime.date, zone: datetime.tzinfo) -> int:
    """Seconds since 1970; days begin at midnight there."""
    if not isinstance(at, datetime.datetime):
        at = datetime.datetime.combine(at, datetime.time(), zone)
    return int(at.timestamp())


def phones(program: str, folder: pathlib.Path, language: str) -> dict:
    """By title and start: end, cancelled; as the agenda of an installed pack has it."""
    listed = welcome(
        program, "--json", "events", "agenda", folder, "--lang", language, "--from", FIRST, "--days", DAYS
    )
    entries = [json.loads(line) for line in listed.splitlines()]
    entries = [entry for entry in entries if "starts_ms" in entry]
    return {
        (entry["title"], entry["starts_ms"] // 1000): (entry["ends_ms"] // 1000, entry["cancelled"])
        for entry in entries
        # What began before goes on in one list and not in the other.
        if entry["starts_ms"] // 1000 >= instant(FIRST, datetime.timezone.utc)
    }


def others(data: bytes, zones: dict[str, datetime.tzinfo]) -> dict:
    """The same, as the two libraries read the file."""
    calendar = icalendar.Calendar.from_ical(data)
    for component in calendar.walk():
        assert not component.errors, component.errors
    first, last = FIRST - datetime.timedelta(days=2), FIRST + datetime.timedelta(days=DAYS + 2)
    bounds = [instant(day, datetime.timezone.utc) for day in (FIRST, FIRST + datetime.timedelta(days=DAYS))]
    out = {}
    for event in recurring_ical_events.of(calendar).between(first, last):
        zone = zones[str(event["UID"])]
        start, end = instant(event.start, zone), instant(event.end, zone)
        if bounds[0] <= start < bounds[1]:
            out[str(event["SUMMARY"]), start] = (end, event.get("STATUS") == "CANCELLED")
    return out


def near_a_change(start: int, zone: datetime.tzinfo) -> bool:
    """Whether a clock changes within a few hours: lengths are told in different ways there."""
    offsets = {
        datetime.datetime.fromtimestamp(start + hours * 3600, zone).utcoffset() for hours in range(-4, 52, 2)
    }
    return len(offsets) > 1


def zones_of(folder: pathlib.Path, data: bytes) -> dict[str, datetime.tzinfo]:
    """The zone of each event by its UID: days do not tell theirs in a calendar file."""
    import tomllib
    import zoneinfo

    pack = tomllib.loads((folder / "pack.toml").read_text())
    out = {}
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        uid = str(event["UID"])
        told = tomllib.loads((folder / "events" / uid.split(".")[0] / "event.toml").read_text())
        out[uid] = zoneinfo.ZoneInfo(told.get("zone", pack["zone"]))
    return out


def compare(program: str, folder: pathlib.Path, language: str) -> bool:
    data = welcome(program, "events", "export", folder, "--language", language)
    zones = zones_of(folder, data)
    by_title = {
        str(event["SUMMARY"]): zones[str(event["UID"])]
        for event in icalendar.Calendar.from_ical(data).walk("VEVENT")
    }
    ours, theirs = phones(program, folder, language), others(data, zones)
    wrong = []
    for key in sorted(ours.keys() | theirs.keys()):
        a, b = ours.get(key), theirs.get(key)
        if a and b and a[1] == b[1] and (a[0] == b[0] or a[1] or near_a_change(key[1], by_title[key[0]])):
            continue
        wrong.append((key[0], datetime.datetime.fromtimestamp(key[1], datetime.timezone.utc).isoformat(), a, b))
    for line in wrong[:20]:
        print(*line)
    print(f"{folder.name} {language}: {len(ours)} occurrences, {len(wrong)} differ")
    return not wrong and bool(ours)


def main() -> int:
    program, *rest = sys.argv[1:]
    if rest[0] == "--made":
        with tempfile.TemporaryDirectory() as folder:
            make(pathlib.Path(folder), int(rest[1]))
            return 0 if compare(program, pathlib.Path(folder), "en") else 1
    return 0 if all([compare(program, pathlib.Path(folder), "de") for folder in rest]) else 1


sys.exit(main())
