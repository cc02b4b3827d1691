// What the story does, one thing after the other.

import Foundation
import Welcome

/// A phone fresh out of the shop: nothing has been downloaded, and it knows whom to call.
func firstStart(_ companion: WelcomeCompanion) throws {
    let guide = companion.guide()
    try check(guide.layers().isEmpty)
    let emergency = try first(guide.contacts(country: "DE"))
    say("First start. \(emergency.name): \(emergency.phone.joined(separator: ", "))")
    try check(emergency.kind == .emergency && emergency.phone.contains("112"))
    try companion.settings().setLanguages(tags: ["ar", "en"])
    try companion.settings().setArrival(date: "2026-11-20")
}

/// Somebody else's fingerprint behind the right address: nothing is taken from there.
func refuseAWrongPublisher(_ companion: WelcomeCompanion, _ link: String) async throws {
    let address = link.prefix { $0 != "#" }
    let wrong = String(repeating: "0", count: 64)
    let city = try companion.packs().add(link: "\(address)#\(wrong)")
    do {
        _ = try await companion.syncPack(city)
        throw Unexpected("a wrong fingerprint was trusted")
    } catch CompanionError.Untrusted(let reason) {
        say("Not from this publisher: \(reason)")
    }
    try companion.packs().remove(pack: city)
}

/// From the catalogue in the app, before any download: by what people call the city in another script.
func findTheCity(_ companion: WelcomeCompanion) throws -> String {
    let catalogue = companion.catalogue()
    let city = try first(catalogue.findCities(question: "Брюкфельд", limit: 5))
    say("\(city.name) (\(city.matched ?? "")), \(city.publisher); read there: \(city.readable.joined(separator: ", "))")
    try check(city.language == "ar" && city.direction == .rightToLeft && !city.added)
    // The position is not kept.
    let nearest = try first(catalogue.near(lat: 50.2, lon: 10.1, limit: 5))
    try check(nearest.pack == city.pack && nearest.distanceM == 0)
    try catalogue.add(pack: city.pack)
    try check(catalogue.listing(pack: city.pack).added)
    return city.pack
}

/// Hears that a download has begun. Called on a thread of the library; it returns soon.
final class Downloading: ProgressListener {
    let begun: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation

    init() { (begun, bell) = AsyncStream.makeStream() }

    func progress(progress: SyncProgress) {
        if progress.step == .downloading { bell.yield() }
    }
}

/// Leaving the screen cancels its task, and with it the sync; nothing half is left behind.
func cancelADownload(_ companion: WelcomeCompanion, _ city: String) async throws {
    let listener = Downloading()
    let screen = Task { try await companion.syncPack(city, listener: listener) }
    await within(seconds: 20) {
        for await _ in listener.begun { break }
    }
    screen.cancel()
    let end = await within(seconds: 20) { await screen.result }
    guard case .failure(let error) = end, error is CancellationError else {
        throw Unexpected("a cancelled sync ended with \(end)")
    }
    // One that is cancelled before it begins does not begin.
    let early = Task {
        while !Task.isCancelled { await Task.yield() }
        return try await companion.syncAll()
    }
    early.cancel()
    guard case .failure(let error) = await early.result, error is CancellationError else {
        throw Unexpected("a cancelled task began a sync")
    }
    try check(companion.packs().editions(pack: city).isEmpty && companion.guide().layers().isEmpty)
    try check(first(companion.guide().contacts(country: "DE")).phone.contains("112"))
    say("Cancelled in the middle of a download; the store is whole.")
}

/// The city and the layers above it, which it names itself.
func install(_ companion: WelcomeCompanion, _ city: String) async throws {
    for outcome in try await companion.syncAll() {
        guard let report = outcome.report else { throw Unexpected(outcome.reason ?? "no report") }
        say("Installed \(outcome.pack): \(report.bytes) bytes in \(report.requests) requests")
    }
    try check(first(companion.guide().layers()).pack == city)
    let again = try await companion.syncPack(city)
    try check(again.editions.isEmpty && again.rowsWritten == 0)
    say("Nothing new: \(again.requests) requests, \(again.bytes) bytes.")
}

/// Pages, places and checklists, in the reader's language, each with where it comes from.
func read(_ companion: WelcomeCompanion, _ city: String) throws {
    let guide = companion.guide()
    for node in try guide.top() { say("  \(node.title)\(node.hasChildren ? " …" : "")") }

    let page = try guide.page(pack: city, id: "registration")
    say("\(page.title) (\(page.info.language), \(page.info.origin), \(page.info.freshness))")
    try check(page.info.language == "ar" && page.info.direction == .rightToLeft)
    try check(page.info.origin == .machine)
    guard case .paragraph(let spans) = try first(page.blocks).body else { throw Unexpected("no paragraph") }
    say("  \(spans.map(\.text).joined())")
    let source = try guide.pageIn(pack: city, id: "registration", language: page.info.sourceLanguage)
    try check(source.info.language == "de")

    let near = PlaceFilter(
        lat: 50.2012, lon: 10.0988, withinM: 2000, openNow: false, stepFree: true, topic: nil
    )
    let place = try first(guide.places(filter: near))
    guard let metres = place.distanceM else { throw Unexpected("no distance") }
    say("Nearest step-free place: \(place.name), \(metres) m, \(place.address.joined(separator: ", "))")
    try check(place.wheelchair == "yes")

    let contact = try first(guide.contacts(country: nil).filter { $0.pack == city })
    say("\(contact.name): \(contact.phone.joined(separator: ", "))")

    let checklist = try guide.checklist(pack: city, id: "first-week")
    let task = try first(checklist.tasks)
    try guide.tick(pack: city, checklist: checklist.id, task: task.id, done: true)
    say("\(checklist.title): \(task.title), due \(task.due ?? "never")")
    try check(first(guide.checklist(pack: city, id: checklist.id).tasks).doneAtMs != nil)
}

/// A week in December: the right hours, reasons, who welcomes; what is marked stays here, and reminds.
func whatIsOn(_ companion: WelcomeCompanion, _ city: String) throws {
    let week = AgendaQuery(
        fromMs: 1_796_068_800_000, untilMs: 1_796_673_600_000, lat: nil, lon: nil, withinM: nil,
        topics: [], interests: ["language"], inMyLanguages: true, free: false, stepFree: false,
        withChildren: true, marked: false, behind: nil, limit: nil
    )
    let events = companion.events()
    let items = try events.agenda(query: week).items
    for item in items { say("\(item.startsLocal) \(item.title), \(item.place ?? "online")") }
    try check(items.map(\.id) == ["cooking-evening", "language-cafe-library"])
    let cafe = items[1]
    try check(cafe.startsLocal == "2026-12-02T16:00:00" && cafe.startsMs == 1_796_223_600_000)
    guard cafe.language == "ar", case .sharedTopic = try first(cafe.because) else { throw Unexpected("no reason") }
    let event = try events.event(pack: city, id: cafe.id, of: cafe.of)
    guard let greeter = event.greeter else { throw Unexpected("nobody welcomes") }
    say("  \(greeter)")
    try check(event.repeats && event.info.origin == .machine)
    try events.mark(pack: city, id: cafe.id, of: cafe.of, marked: true)
    let reminder = try first(events.reminders(limit: 3, leadMinutes: 60))
    try check(reminder.startsMs - reminder.atMs == 3_600_000 && reminder.of == cafe.of)
    let file = try events.calendarFile(pack: city, id: cafe.id, of: nil)
    say("  \(file.name), \(file.bytes.count) bytes for other calendars")
    let lines = String(decoding: file.bytes, as: UTF8.self)
    try check(lines.hasPrefix("BEGIN:VCALENDAR") && !lines.contains("VALARM"))
    try events.mark(pack: city, id: cafe.id, of: cafe.of, marked: false)
    try check(events.reminders(limit: 3, leadMinutes: 60).isEmpty)
}

/// An evening with a series: what it runs into, a free time, and one time cancelled. Nobody is told.
func draftAnEvent(_ companion: WelcomeCompanion, _ city: String) throws {
    let drafts = companion.events().drafts()
    var draft = try drafts.blank(pack: city)
    draft.texts[0].title = "أمسية ألعاب"
    draft.start = "2029-09-18T19:00"
    draft.end = "2029-09-18T18:00"
    let fault = try first(drafts.check(draft: draft))
    try check(fault.field == "end" && fault.kind == .endsBefore)
    say(try companion.texts().message(name: fault.message, arguments: []).plain)
    draft.end = "2029-09-18T21:00"
    let warnings = try drafts.warnings(draft: draft)
    guard case .observance(let id, _, _, _, _, _, let eve, _, _, _, _) = try first(warnings.warnings).about else {
        throw Unexpected("nobody warns")
    }
    try check(id == "yom-kippur" && eve)
    try check(warnings.freeTimes.contains { $0.start == "2029-09-20T19:00:00" })
    draft.start = "2029-09-20T19:00"
    draft.end = "2029-09-20T21:00"
    draft.repeat = DraftRepeat(rhythm: .weekly(weekdays: []), interval: 1, until: nil, count: 4)
    let saved = try drafts.save(draft: draft)
    let times = try drafts.occurrences(id: saved.id, limit: 4)
    try drafts.cancelOccurrence(id: saved.id, of: times[1].of, note: nil)
    try check(drafts.occurrences(id: saved.id, limit: 4).map(\.cancelled) == [false, true, false, false])
    try check(first(drafts.list()).nextLocal == "2029-09-20T19:00:00")
}

/// A stretch of a text; its places count UTF-16 units, as NSString does.
func cut(_ text: String, _ mark: Highlight) -> String {
    (text as NSString).substring(with: NSRange(location: Int(mark.start), length: Int(mark.end - mark.start)))
}

/// A question in the reader's own words finds the page, and says where; what they looked for stays here until they say no.
func find(_ companion: WelcomeCompanion, _ city: String) throws {
    let search = companion.search()
    let question = "كيف أسجّل السكن في البلدية؟"
    let answer = try search.find(question: SearchQuestion(text: question, kinds: ["page"], limit: 5))
    let hit = try first(answer.hits)
    let words = hit.highlights.map { cut(hit.title, $0) }
    say("Found: \(hit.title) (\(hit.language), by \(hit.foundBy): \(words.joined(separator: ", ")))")
    try check(hit.pack == city && hit.id == "registration" && words.contains("البلدية"))
    if let passage = hit.passage {
        let found = passage.highlights.map { cut(passage.text, $0) }
        say("  \(passage.text.prefix(60))… (\(found.joined(separator: ", ")))")
        try check(!found.isEmpty && !found.contains(""))
    }

    let begun = try first(search.suggest(typed: "تسج", limit: 3))
    say("Suggested: \(begun.title)")
    try check(begun.link == hit.link && begun.direction == .rightToLeft)

    try search.remember(text: question)
    try search.remember(text: "  \(question) ")
    try check(search.recent(limit: 10).map(\.text) == [question])
    try search.forget(text: question)
    try check(search.recent(limit: 10).isEmpty)
    try search.remember(text: question)
    try search.forgetAll()
    try check(search.recent(limit: 10).isEmpty)

    let bomb = "e" + String(repeating: "\u{301}", count: 10_000)
    for odd in ["\0", "\" OR *", "\u{202e}🙂", String(repeating: "a", count: 100_000), bomb] {
        _ = try search.find(question: SearchQuestion(text: odd, limit: 5))
        _ = try search.suggest(typed: odd, limit: 5)
    }
}

/// Every error is a case that says what to do.
func askForWhatIsNotThere(_ companion: WelcomeCompanion, _ city: String) throws {
    do {
        _ = try companion.guide().page(pack: city, id: "no-such-page")
        throw Unexpected("a page that is not there was shown")
    } catch CompanionError.NotFound {
        say(try companion.texts().message(name: "error-not-found", arguments: []).plain)
    }
    do {
        try companion.settings().setLanguages(tags: ["ar", "not a tag"])
        throw Unexpected("a text that is no tag was taken")
    } catch let error as CompanionError {
        switch error {
        case .Invalid(let reason): say("Invalid: \(reason)")
        default: throw error
        }
    }
    try check(companion.settings().languages() == ["ar", "en"])
}

/// Sync says that it is offline; everything else goes on.
func withoutNetwork(_ companion: WelcomeCompanion, _ city: String) async throws {
    do {
        _ = try await companion.syncPack(city)
        throw Unexpected("a sync without network came to an end")
    } catch CompanionError.Offline(let reason) {
        say("Offline: \(reason)")
    }
    try check(await companion.syncAll().allSatisfy { $0.failure == .offline })
    try check(companion.guide().page(pack: city, id: "registration").info.language == "ar")
}

/// A friend's phone without a network gets the city as a file, and believes it no more than a server.
func handOn(_ companion: WelcomeCompanion, _ city: String, _ link: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stick-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("\(city).welcomepack").path
    let given = try companion.packs().share(pack: city, path: file, languages: [])
    say("Handed on: \(given.editions.count) editions in \(given.bytes) bytes")
    let config = Config(dataFolder: folder.appendingPathComponent("friend").path)
    let friend = try WelcomeCompanion.open(config: config, log: nil)
    do {
        let address = try first(link.split(separator: "#").map(String.init))
        _ = try friend.packs().receive(path: file, link: address + "#" + String(repeating: "0", count: 64))
        throw Unexpected("a wrong fingerprint was trusted")
    } catch CompanionError.Untrusted(let reason) {
        say("Not from this publisher: \(reason)")
    }
    try check(!friend.packs().receive(path: file, link: nil).verified)
    let taken = try friend.packs().receive(path: file, link: link)
    try check(taken.verified && !taken.added && taken.editions.isEmpty)
    try friend.settings().setLanguages(tags: ["ar"])
    try check(friend.guide().page(pack: city, id: "registration").info.language == "ar")
}

/// What the work gives. A story that waits longer than this has failed; it does not wait for ever.
func within<T: Sendable>(seconds: UInt64, _ work: @Sendable () async -> T) async -> T {
    let watch = Task.detached {
        do { try await Task.sleep(nanoseconds: seconds * 1_000_000_000) } catch { return }
        fatalError("nothing happened in \(seconds) seconds")
    }
    defer { watch.cancel() }
    return await work()
}
