"""The same window over the same calendar file, by recurring-ical-events: prints how many occurrences, and milliseconds.

Usage: agenda_peer.py FILE.ics FROM TO (dates). Reading the file is timed apart from listing what is on.
"""

import datetime
import sys
import time

import icalendar
import recurring_ical_events


def main() -> None:
    path, first, last = sys.argv[1:]
    with open(path, "rb") as file:
        data = file.read()
    begun = time.perf_counter()
    calendar = icalendar.Calendar.from_ical(data)
    read = time.perf_counter()
    window = (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    found = recurring_ical_events.of(calendar).between(*window)
    listed = time.perf_counter()
    print(len(found), f"{(read - begun) * 1000:.0f}", f"{(listed - read) * 1000:.0f}")


main()
