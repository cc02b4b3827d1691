// The companion from Kotlin: what an app does with it, from the first start to a day without network.
//
//     CATALOGUE=catalogue.jsonl java … MainKt LINK
//
// LINK is a city's link, as `welcome publish --base-url` shows it; CATALOGUE names a file that lists the city, as
// `welcome catalogue bundle` writes it. `cargo suite --only kotlin` publishes a sample city, serves it over a line that
// stalls in the first download, and runs this.

import java.nio.charset.CharacterCodingException
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.deleteRecursively
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import uniffi.welcome.AgendaQuery
import uniffi.welcome.Because
import uniffi.welcome.BlockBody
import uniffi.welcome.CatalogueConfig
import uniffi.welcome.CompanionException
import uniffi.welcome.Config
import uniffi.welcome.ContactKind
import uniffi.welcome.Direction
import uniffi.welcome.DraftConcern
import uniffi.welcome.DraftFaultKind
import uniffi.welcome.DraftRepeat
import uniffi.welcome.DraftRhythm
import uniffi.welcome.ErrorKind
import uniffi.welcome.OriginKind
import uniffi.welcome.PlaceFilter
import uniffi.welcome.ProgressListener
import uniffi.welcome.SearchQuestion
import uniffi.welcome.SyncProgress
import uniffi.welcome.SyncStep
import uniffi.welcome.WelcomeCompanion

/** A phone fresh out of the shop: nothing has been downloaded, and it knows whom to call. */
fun firstStart(companion: WelcomeCompanion) {
    val guide = companion.guide()
    check(guide.layers().isEmpty())
    val emergency = guide.contacts("DE").first()
    println("First start. ${emergency.name}: ${emergency.phone.joinToString()}")
    check(emergency.kind == ContactKind.EMERGENCY && "112" in emergency.phone)
    companion.settings().setLanguages(listOf("ar", "en"))
    companion.settings().setArrival("2026-11-20")
}

/** Somebody else's fingerprint behind the right address: nothing is taken from there. */
suspend fun refuseAWrongPublisher(companion: WelcomeCompanion, link: String) {
    val address = link.substringBefore('#')
    val city = companion.packs().add("$address#${"0".repeat(64)}")
    try {
        companion.sync().pack(city, null)
        error("a wrong fingerprint was trusted")
    } catch (refusal: CompanionException.Untrusted) {
        println("Not from this publisher: ${refusal.reason}")
    }
    companion.packs().remove(city)
}

/** From the catalogue in the app, before any download: by what people call the city in another script. */
fun findTheCity(companion: WelcomeCompanion): String {
    val catalogue = companion.catalogue()
    val city = catalogue.findCities("Брюкфельд", 5u).first()
    println("${city.name} (${city.matched}), ${city.publisher}; read there: ${city.readable.joinToString()}")
    check(city.language == "ar" && city.direction == Direction.RIGHT_TO_LEFT && !city.added)
    // The position is not kept.
    val nearest = catalogue.near(50.2, 10.1, 5u).first()
    check(nearest.pack == city.pack && nearest.distanceM == 0u)
    catalogue.add(city.pack)
    check(catalogue.listing(city.pack).added)
    return city.pack
}

/** Leaving the screen cancels its coroutine, and with it the sync; nothing half is left behind. */
suspend fun cancelADownload(companion: WelcomeCompanion, city: String) = withContext(Dispatchers.Default) {
    val downloading = CompletableDeferred<Unit>()
    val listener = object : ProgressListener {
        // Called on a thread of the library; return soon.
        override fun progress(progress: SyncProgress) {
            if (progress.step == SyncStep.DOWNLOADING) downloading.complete(Unit)
        }
    }
    val job = launch { companion.sync().pack(city, listener) }
    withTimeout(20_000) { downloading.await() }
    job.cancelAndJoin()
    check(job.isCancelled)
    check(companion.packs().editions(city).isEmpty() && companion.guide().layers().isEmpty())
    check("112" in companion.guide().contacts("DE").first().phone)
    println("Cancelled in the middle of a download; the store is whole.")
}

/** The city and the layers above it, which it names itself. */
suspend fun install(companion: WelcomeCompanion, city: String) {
    for (outcome in companion.sync().all(null)) {
        val report = checkNotNull(outcome.report) { outcome.reason ?: "no report" }
        println("Installed ${outcome.pack}: ${report.bytes} bytes in ${report.requests} requests")
    }
    check(companion.guide().layers().first().pack == city)
    val again = companion.sync().pack(city, null)
    check(again.editions.isEmpty() && again.rowsWritten == 0uL)
    println("Nothing new: ${again.requests} requests, ${again.bytes} bytes.")
}

/** Pages, places and checklists, in the reader's language, each with where it comes from. */
fun read(companion: WelcomeCompanion, city: String) {
    val guide = companion.guide()
    for (node in guide.top()) println("  ${node.title}${if (node.hasChildren) " …" else ""}")

    val page = guide.page(city, "registration")
    val info = page.info
    println("${page.title} (${info.language}, ${info.origin.name.lowercase()}, ${info.freshness.name.lowercase()})")
    check(info.language == "ar" && info.direction == Direction.RIGHT_TO_LEFT)
    check(info.origin == OriginKind.MACHINE)
    val first = page.blocks.first().body as BlockBody.Paragraph
    println("  ${first.spans.joinToString("") { it.text }}")
    check(guide.pageIn(city, "registration", info.sourceLanguage).info.language == "de")

    val near = PlaceFilter(
        lat = 50.2012, lon = 10.0988, withinM = 2000u, openNow = false, stepFree = true, topic = null,
    )
    val place = guide.places(near).first()
    println("Nearest step-free place: ${place.name}, ${place.distanceM} m, ${place.address.joinToString()}")
    check(place.wheelchair == "yes" && place.distanceM != null)

    val checklist = guide.checklist(city, "first-week")
    val task = checklist.tasks.first()
    guide.tick(city, checklist.id, task.id, true)
    println("${checklist.title}: ${task.title}, due ${task.due}")
    check(guide.checklist(city, checklist.id).tasks.first().doneAtMs != null)
}

/** A week in December: the right hours, reasons, who welcomes; what is marked stays here, and reminds. */
fun whatIsOn(companion: WelcomeCompanion, city: String) {
    val week = AgendaQuery(
        fromMs = 1_796_068_800_000, untilMs = 1_796_673_600_000, lat = null, lon = null, withinM = null,
        topics = listOf(), interests = listOf("language"), inMyLanguages = true, free = false, stepFree = false,
        withChildren = true, marked = false, behind = null, limit = null,
    )
    val events = companion.events()
    val (cooking, cafe) = events.agenda(week).items
    for (item in listOf(cooking, cafe)) println("${item.startsLocal} ${item.title}, ${item.place}")
    check(cooking.id == "cooking-evening" && cafe.id == "language-cafe-library")
    check(cafe.startsLocal == "2026-12-02T16:00:00" && cafe.startsMs == 1_796_223_600_000)
    check(cafe.language == "ar" && cafe.because.first() is Because.SharedTopic)
    val event = events.event(city, cafe.id, cafe.of)
    println("  ${event.greeter}")
    check(event.greeter != null && event.repeats && event.info.origin == OriginKind.MACHINE)
    events.mark(city, cafe.id, cafe.of, true)
    val reminder = events.reminders(3u, 60u).first()
    check(reminder.startsMs - reminder.atMs == 3_600_000L && reminder.of == cafe.of)
    val file = events.calendarFile(city, cafe.id, null)
    println("  ${file.name}, ${file.bytes.size} bytes for other calendars")
    check(file.bytes.decodeToString().let { it.startsWith("BEGIN:VCALENDAR") && "VALARM" !in it })
    events.mark(city, cafe.id, cafe.of, false)
    check(events.reminders(3u, 60u).isEmpty())
}

/** An evening with a series: what it runs into, a free time, and one time cancelled. Nobody is told. */
fun draftAnEvent(companion: WelcomeCompanion, city: String) {
    val drafts = companion.events().drafts()
    val blank = drafts.blank(city)
    val draft = blank.copy(
        texts = listOf(blank.texts.first().copy(title = "أمسية ألعاب")),
        start = "2029-09-18T19:00", end = "2029-09-18T18:00",
    )
    val fault = drafts.check(draft).first()
    check(fault.field == "end" && fault.kind == DraftFaultKind.ENDS_BEFORE)
    println(companion.texts().message(fault.message, listOf()).plain)
    val warnings = drafts.warnings(draft.copy(end = "2029-09-18T21:00"))
    val about = warnings.warnings.first().about
    check(about is DraftConcern.Observance && about.id == "yom-kippur" && about.eve)
    check(warnings.freeTimes.any { it.start == "2029-09-20T19:00:00" })
    val weekly = DraftRepeat(DraftRhythm.Weekly(listOf()), interval = 1u, until = null, count = 4u)
    val free = draft.copy(start = "2029-09-20T19:00", end = "2029-09-20T21:00", repeat = weekly)
    val saved = drafts.save(free)
    drafts.cancelOccurrence(saved.id, drafts.occurrences(saved.id, 4u)[1].of, null)
    check(drafts.occurrences(saved.id, 4u).map { it.cancelled } == listOf(false, true, false, false))
    check(drafts.list().first().nextLocal == "2029-09-20T19:00:00")
}

/** A question in the reader's own words finds the page, and says where; what they looked for stays here until they say no. */
fun find(companion: WelcomeCompanion, city: String) {
    val search = companion.search()
    val question = "كيف أسجّل السكن في البلدية؟"
    val hit = search.find(SearchQuestion(text = question, kinds = listOf("page"), limit = 5u)).hits.first()
    // Places count UTF-16 units, as a String does.
    val words = hit.highlights.map { hit.title.substring(it.start.toInt(), it.end.toInt()) }
    println("Found: ${hit.title} (${hit.language}, by ${hit.foundBy.name.lowercase()}: ${words.joinToString()})")
    check(hit.pack == city && hit.id == "registration" && "البلدية" in words)
    hit.passage?.let { passage ->
        val found = passage.highlights.map { passage.text.substring(it.start.toInt(), it.end.toInt()) }
        println("  ${passage.text.take(60)}… (${found.joinToString()})")
        check(found.isNotEmpty() && found.none { it.isBlank() })
    }

    val begun = search.suggest("تسج", 3u).first()
    println("Suggested: ${begun.title}")
    check(begun.link == hit.link && begun.direction == Direction.RIGHT_TO_LEFT)

    search.remember(question)
    search.remember("  $question ")
    check(search.recent(10u).single().text == question)
    search.forget(question)
    check(search.recent(10u).isEmpty())
    search.remember(question)
    search.forgetAll()
    check(search.recent(10u).isEmpty())

    for (odd in listOf("\u0000", "\" OR *", "\u202e🙂", "a".repeat(100_000), "e" + "\u0301".repeat(10_000))) {
        search.find(SearchQuestion(text = odd, limit = 5u))
        search.suggest(odd, 5u)
    }
    // Half of a pair, as a text that was cut in the middle of an emoji ends: it is no text, and never reaches the library.
    try {
        search.find(SearchQuestion(text = "🙂".take(1), limit = 5u))
        error("half of a pair was taken for a text")
    } catch (_: CharacterCodingException) {
        search.find(SearchQuestion(text = "🙂".take(1).encodeToByteArray().decodeToString(), limit = 5u))
    }
}

/** Every error is a type that says what to do. */
fun askForWhatIsNotThere(companion: WelcomeCompanion, city: String) {
    try {
        companion.guide().page(city, "no-such-page")
        error("a page that is not there was shown")
    } catch (_: CompanionException.NotFound) {
        println(companion.texts().message("error-not-found", emptyList()).plain)
    }
}

/** Sync says that it is offline; everything else goes on. */
suspend fun withoutNetwork(companion: WelcomeCompanion, city: String) {
    try {
        companion.sync().pack(city, null)
        error("a sync without network came to an end")
    } catch (offline: CompanionException.Offline) {
        println("Offline: ${offline.reason}")
    }
    check(companion.sync().all(null).all { it.failure == ErrorKind.OFFLINE })
}

/** A friend's phone without a network gets the city as a file, and believes it no more than a server. */
@OptIn(ExperimentalPathApi::class)
fun handOn(companion: WelcomeCompanion, city: String, link: String) {
    val folder = Files.createTempDirectory("stick")
    val file = folder.resolve("$city.welcomepack").toString()
    val given = companion.packs().share(city, file, emptyList())
    println("Handed on: ${given.editions.size} editions in ${given.bytes} bytes")
    WelcomeCompanion.open(Config(dataFolder = folder.resolve("friend").toString()), null).use { friend ->
        try {
            friend.packs().receive(file, link.substringBefore('#') + "#" + "0".repeat(64))
            error("a wrong fingerprint was trusted")
        } catch (refusal: CompanionException.Untrusted) {
            println("Not from this publisher: ${refusal.reason}")
        }
        check(!friend.packs().receive(file, null).verified)
        val taken = friend.packs().receive(file, link)
        check(taken.verified && !taken.added && taken.editions.isEmpty())
        friend.settings().setLanguages(listOf("ar"))
        check(friend.guide().page(city, "registration").info.language == "ar")
    }
    folder.deleteRecursively()
}

@OptIn(ExperimentalPathApi::class)
fun main(args: Array<String>) = runBlocking {
    val link = args.single()
    val folder = Files.createTempDirectory("companion")
    val bundled = Files.readAllBytes(Path.of(System.getenv("CATALOGUE")))
    val config = Config(dataFolder = folder.toString(), catalogue = CatalogueConfig(bundled = bundled))
    WelcomeCompanion.open(config, null).use { companion ->
        firstStart(companion)
        refuseAWrongPublisher(companion, link)
        val city = findTheCity(companion)
        // The same as the link on a poster.
        check(companion.packs().add(link) == city)
        cancelADownload(companion, city)
        install(companion, city)
        read(companion, city)
        whatIsOn(companion, city)
        draftAnEvent(companion, city)
        find(companion, city)
        askForWhatIsNotThere(companion, city)

        println("Turn the network off and press Enter.")
        readln()
        withoutNetwork(companion, city)
        handOn(companion, city, link)
    }

    // The app was ended and starts again, still without network.
    WelcomeCompanion.open(config, null).use { companion ->
        val city = companion.guide().layers().first().pack
        check(companion.guide().page(city, "registration").info.language == "ar")
        check(companion.guide().checklist(city, "first-week").tasks.first().doneAtMs != null)
        println("Opened again without network: everything is there.")
    }
    folder.deleteRecursively()
}
