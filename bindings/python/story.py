"""The companion from Python: what an app does with it, from the first start to a day without network.

    CATALOGUE=catalogue.jsonl python3 story.py LINK

LINK is a city's link, as `welcome publish --base-url` shows it; CATALOGUE names a file that lists the city, as
`welcome catalogue bundle` writes it. `cargo suite --only python` publishes a sample city, serves it over a line that
stalls in the first download, and runs this.
"""

import asyncio
import os
import pathlib
import sys
import tempfile

import welcome
from welcome import CompanionError, Direction, ErrorKind, SyncStep


def first_start(companion: welcome.WelcomeCompanion) -> None:
    """A phone fresh out of the shop: nothing has been downloaded, and it knows whom to call."""
    guide = companion.guide()
    assert guide.layers() == []
    emergency = guide.contacts("DE")[0]
    print(f"First start. {emergency.name}: {', '.join(emergency.phone)}")
    assert emergency.kind == welcome.ContactKind.EMERGENCY and "112" in emergency.phone
    companion.settings().set_languages(["ar", "en"])
    companion.settings().set_arrival("2026-11-20")


async def refuse_a_wrong_publisher(companion: welcome.WelcomeCompanion, link: str) -> None:
    """Somebody else's fingerprint behind the right address: nothing is taken from there."""
    address = link.split("#")[0]
    city = companion.packs().add(f"{address}#{'0' * 64}")
    try:
        await companion.sync().pack(city, None)
    except CompanionError.Untrusted as refusal:
        print(f"Not from this publisher: {refusal.reason}")
    else:
        raise AssertionError("a wrong fingerprint was trusted")
    companion.packs().remove(city)


def find_the_city(companion: welcome.WelcomeCompanion) -> str:
    """From the catalogue in the app, before any download: by what people call it in another script."""
    catalogue = companion.catalogue()
    city = catalogue.find_cities("Брюкфельд", 5)[0]
    print(f"{city.name} ({city.matched}), {city.publisher}; read there: {', '.join(city.readable)}")
    assert city.language == "ar" and city.direction == Direction.RIGHT_TO_LEFT and not city.added
    # The position is not kept.
    nearest = catalogue.near(50.2, 10.1, 5)[0]
    assert nearest.pack == city.pack and nearest.distance_m == 0
    catalogue.add(city.pack)
    assert catalogue.listing(city.pack).added
    return city.pack


class WhenDownloading(welcome.ProgressListener):
    """Hears how far a sync is, on a thread of the library, and tells the event loop."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.begun = asyncio.Event()

    def progress(self, progress: welcome.SyncProgress) -> None:
        if progress.step == SyncStep.DOWNLOADING:
            self.loop.call_soon_threadsafe(self.begun.set)


async def cancel_a_download(companion: welcome.WelcomeCompanion, city: str) -> None:
    """Leaving the screen cancels its task, and with it the sync; nothing half is left behind."""
    listener = WhenDownloading()
    task = asyncio.create_task(companion.sync().pack(city, listener))
    await asyncio.wait_for(listener.begun.wait(), timeout=20)
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
    assert companion.packs().editions(city) == [] and companion.guide().layers() == []
    assert "112" in companion.guide().contacts("DE")[0].phone
    print("Cancelled in the middle of a download; the store is whole.")


async def install(companion: welcome.WelcomeCompanion, city: str) -> None:
    """The city and the layers above it, which it names itself."""
    for outcome in await companion.sync().all(None):
        assert outcome.failure is None, outcome.reason
        report = outcome.report
        print(f"Installed {outcome.pack}: {report.bytes} bytes in {report.requests} requests")
    assert companion.guide().layers()[0].pack == city
    again = await companion.sync().pack(city, None)
    assert again.editions == [] and again.rows_written == 0
    print(f"Nothing new: {again.requests} requests, {again.bytes} bytes.")


def read(companion: welcome.WelcomeCompanion, city: str) -> None:
    """Pages, places and checklists, in the reader's language, each with where it comes from."""
    guide = companion.guide()
    for node in guide.top():
        print(f"  {node.title}" + (" …" if node.has_children else ""))

    page = guide.page(city, "registration")
    info = page.info
    print(f"{page.title} ({info.language}, {info.origin.name.lower()}, {info.freshness.name.lower()})")
    assert info.language == "ar" and info.direction == Direction.RIGHT_TO_LEFT
    assert info.origin == welcome.OriginKind.MACHINE
    first = page.blocks[0].body
    assert first.is_paragraph()
    print("  " + "".join(span.text for span in first.spans))
    for_the_counter = guide.page_in(city, "registration", info.source_language)
    assert for_the_counter.info.language == "de"

    near = welcome.PlaceFilter(
        lat=50.2012, lon=10.0988, within_m=2000, open_now=False, step_free=True, topic=None
    )
    place = guide.places(near)[0]
    print(f"Nearest step-free place: {place.name}, {place.distance_m} m, {', '.join(place.address)}")
    assert place.wheelchair == "yes" and place.distance_m is not None

    checklist = guide.checklist(city, "first-week")
    task = checklist.tasks[0]
    guide.tick(city, checklist.id, task.id, True)
    print(f"{checklist.title}: {task.title}, due {task.due}")
    assert guide.checklist(city, checklist.id).tasks[0].done_at_ms is not None


def what_is_on(companion: welcome.WelcomeCompanion, city: str) -> None:
    """A week in December: the right hours, reasons, who welcomes; what is marked stays here, and reminds."""
    week = welcome.AgendaQuery(
        from_ms=1_796_068_800_000, until_ms=1_796_673_600_000, lat=None, lon=None, within_m=None,
        topics=[], interests=["language"], in_my_languages=True, free=False, step_free=False,
        with_children=True, marked=False, behind=None, limit=None,
    )
    cooking, cafe = companion.events().agenda(week).items
    for item in (cooking, cafe):
        print(f"{item.starts_local} {item.title}, {item.place}")
    assert (cooking.id, cafe.id) == ("cooking-evening", "language-cafe-library")
    assert cafe.starts_local == "2026-12-02T16:00:00" and cafe.starts_ms == 1_796_223_600_000
    assert cafe.language == "ar" and cafe.because[0].is_shared_topic()
    event = companion.events().event(city, cafe.id, cafe.of)
    print(f"  {event.greeter}")
    assert event.greeter and event.repeats and event.info.origin == welcome.OriginKind.MACHINE
    companion.events().mark(city, cafe.id, cafe.of, True)
    reminder = companion.events().reminders(3, 60)[0]
    assert reminder.starts_ms - reminder.at_ms == 3_600_000 and reminder.of == cafe.of
    file = companion.events().calendar_file(city, cafe.id, None)
    print(f"  {file.name}, {len(file.bytes)} bytes for other calendars")
    assert file.bytes.startswith(b"BEGIN:VCALENDAR") and b"VALARM" not in file.bytes
    companion.events().mark(city, cafe.id, cafe.of, False)
    assert companion.events().reminders(3, 60) == []


def draft_an_event(companion: welcome.WelcomeCompanion, city: str) -> None:
    """An evening with a series: what it runs into, a free time, and one time cancelled. Nobody is told."""
    drafts = companion.events().drafts()
    draft = drafts.blank(city)
    draft.texts[0].title = "أمسية ألعاب"
    draft.start, draft.end = "2029-09-18T19:00", "2029-09-18T18:00"
    fault = drafts.check(draft)[0]
    assert fault.field == "end" and fault.kind == welcome.DraftFaultKind.ENDS_BEFORE
    print(companion.texts().message(fault.message, []).plain)
    draft.end = "2029-09-18T21:00"
    warnings = drafts.warnings(draft)
    about = warnings.warnings[0].about
    assert about.is_observance() and about.id == "yom-kippur" and about.eve
    name = welcome.MessageArgument(name="name", value=about.name)
    print(companion.texts().message(warnings.warnings[0].message, [name]).plain)
    assert "2029-09-20T19:00:00" in [free.start for free in warnings.free_times]
    draft.start, draft.end = "2029-09-20T19:00", "2029-09-20T21:00"
    draft.repeat = welcome.DraftRepeat(
        rhythm=welcome.DraftRhythm.WEEKLY(weekdays=[]), interval=1, until=None, count=4
    )
    saved = drafts.save(draft)
    second = drafts.occurrences(saved.id, 4)[1]
    drafts.cancel_occurrence(saved.id, second.of, None)
    assert [time.cancelled for time in drafts.occurrences(saved.id, 4)] == [False, True, False, False]
    assert drafts.list()[0].next_local == "2029-09-20T19:00:00"


def cut(text: str, mark: welcome.Highlight) -> str:
    """A stretch of a text; its places count UTF-16 units, and Python's strings do not."""
    return text.encode("utf-16-le")[2 * mark.start : 2 * mark.end].decode("utf-16-le")


def find(companion: welcome.WelcomeCompanion, city: str) -> None:
    """A question in the reader's own words finds the page, and says where; what they looked for stays here until they say no."""
    search = companion.search()
    question = "كيف أسجّل السكن في البلدية؟"
    hit = search.find(welcome.SearchQuestion(text=question, kinds=["page"], limit=5)).hits[0]
    words = [cut(hit.title, mark) for mark in hit.highlights]
    print(f"Found: {hit.title} ({hit.language}, by {hit.found_by.name.lower()}: {', '.join(words)})")
    assert hit.pack == city and hit.id == "registration" and "البلدية" in words
    if hit.passage:
        found = [cut(hit.passage.text, mark) for mark in hit.passage.highlights]
        print(f"  {hit.passage.text[:60]}… ({', '.join(found)})")
        assert found and all(word.strip() for word in found)

    begun = search.suggest("تسج", 3)[0]
    print(f"Suggested: {begun.title}")
    assert begun.link == hit.link and begun.direction == Direction.RIGHT_TO_LEFT

    search.remember(question)
    search.remember(f"  {question} ")
    assert [recent.text for recent in search.recent(10)] == [question]
    search.forget(question)
    assert search.recent(10) == []
    search.remember(question)
    search.forget_all()
    assert search.recent(10) == []

    for odd in ["\0", '" OR *', "\u202e🙂", "a" * 100_000, "e" + "\u0301" * 10_000]:
        search.find(welcome.SearchQuestion(text=odd, limit=5))
        search.suggest(odd, 5)
    # Half of a pair is no text, and never reaches the library.
    try:
        search.find(welcome.SearchQuestion(text="\ud83d", limit=5))
    except UnicodeEncodeError:
        pass
    else:
        raise AssertionError("half of a pair was taken for a text")


def ask_for_what_is_not_there(companion: welcome.WelcomeCompanion, city: str) -> None:
    """Every error is a type that says what to do."""
    try:
        companion.guide().page(city, "no-such-page")
    except CompanionError.NotFound:
        print(companion.texts().message("error-not-found", []).plain)
    else:
        raise AssertionError("a page that is not there was shown")


async def without_network(companion: welcome.WelcomeCompanion, city: str) -> None:
    """Sync says that it is offline; everything else goes on."""
    try:
        await companion.sync().pack(city, None)
    except CompanionError.Offline as offline:
        print(f"Offline: {offline.reason}")
    else:
        raise AssertionError("a sync without network came to an end")
    outcomes = await companion.sync().all(None)
    assert all(outcome.failure == ErrorKind.OFFLINE for outcome in outcomes)


def hand_on(companion: welcome.WelcomeCompanion, city: str, link: str) -> None:
    """A friend's phone without a network gets the city as a file, and believes it no more than a server."""
    with tempfile.TemporaryDirectory() as folder:
        file = str(pathlib.Path(folder) / f"{city}.welcomepack")
        given = companion.packs().share(city, file, [])
        print(f"Handed on: {len(given.editions)} editions in {given.bytes} bytes")
        config = welcome.Config(data_folder=str(pathlib.Path(folder) / "friend"))
        friend = welcome.WelcomeCompanion.open(config, None)
        try:
            friend.packs().receive(file, f"{link.split('#')[0]}#{'0' * 64}")
        except CompanionError.Untrusted as refusal:
            print(f"Not from this publisher: {refusal.reason}")
        else:
            raise AssertionError("a wrong fingerprint was trusted")
        assert not friend.packs().receive(file, None).verified
        taken = friend.packs().receive(file, link)
        assert taken.verified and not taken.added and taken.editions == []
        friend.settings().set_languages(["ar"])
        assert friend.guide().page(city, "registration").info.language == "ar"
        # The file is from now, and so is what is here: nothing changes, and an older one would be refused.
        assert companion.packs().receive(file, None).rows_written == 0
        del friend


async def story(link: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bundled = pathlib.Path(os.environ["CATALOGUE"]).read_bytes()
        catalogue = welcome.CatalogueConfig(link=None, bundled=bundled)
        config = welcome.Config(data_folder=folder, catalogue=catalogue)
        companion = welcome.WelcomeCompanion.open(config, None)
        first_start(companion)
        await refuse_a_wrong_publisher(companion, link)
        city = find_the_city(companion)
        # The same as the link on a poster.
        assert companion.packs().add(link) == city
        await cancel_a_download(companion, city)
        await install(companion, city)
        read(companion, city)
        what_is_on(companion, city)
        draft_an_event(companion, city)
        find(companion, city)
        ask_for_what_is_not_there(companion, city)

        print("Turn the network off and press Enter.")
        await asyncio.to_thread(sys.stdin.readline)
        await without_network(companion, city)
        hand_on(companion, city, link)
        del companion

        # The app was ended and starts again, still without network.
        companion = welcome.WelcomeCompanion.open(config, None)
        assert companion.guide().page(city, "registration").info.language == "ar"
        assert companion.guide().checklist(city, "first-week").tasks[0].done_at_ms is not None
        assert len(companion.events().drafts().list()) == 1
        print("Opened again without network: everything is there.")
        del companion


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    asyncio.run(story(sys.argv[1]))
