// The companion from Swift: what an app does with it, from the first start to a day without network.
//
//     CATALOGUE=catalogue.jsonl story LINK
//
// LINK is a city's link, as `welcome publish --base-url` shows it; CATALOGUE names a file that lists the city, as
// `welcome catalogue bundle` writes it. `cargo suite --only swift` publishes a sample city, serves it over a line that
// stalls in the first download, and runs this.

import Foundation
import Welcome

@main
struct Story {
    static func main() async throws {
        guard CommandLine.arguments.count == 2 else { throw Unexpected("call it with a city's link") }
        let link = CommandLine.arguments[1]
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("companion-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        guard let catalogue = ProcessInfo.processInfo.environment["CATALOGUE"] else {
            throw Unexpected("set CATALOGUE to a file that lists the city")
        }
        let bundled = try Data(contentsOf: URL(fileURLWithPath: catalogue))
        let config = Config(dataFolder: folder.path, catalogue: CatalogueConfig(bundled: bundled))

        try await firstDay(config, link)
        try theNextDay(config)
    }

    static func firstDay(_ config: Config, _ link: String) async throws {
        let companion = try WelcomeCompanion.open(config: config, log: nil)
        try firstStart(companion)
        try await refuseAWrongPublisher(companion, link)
        let city = try findTheCity(companion)
        // The same as the link on a poster.
        try check(companion.packs().add(link: link) == city)
        try await cancelADownload(companion, city)
        try await install(companion, city)
        try read(companion, city)
        try whatIsOn(companion, city)
        try draftAnEvent(companion, city)
        try find(companion, city)
        try askForWhatIsNotThere(companion, city)

        say("Turn the network off and press Enter.")
        _ = readLine()
        try await withoutNetwork(companion, city)
        try handOn(companion, city, link)
    }

    /// The app was ended and starts again, still without network.
    static func theNextDay(_ config: Config) throws {
        let companion = try WelcomeCompanion.open(config: config, log: nil)
        let city = try first(companion.guide().layers()).pack
        try check(companion.guide().page(pack: city, id: "registration").info.language == "ar")
        try check(first(companion.guide().checklist(pack: city, id: "first-week").tasks).doneAtMs != nil)
        say("Opened again without network: everything is there.")
    }
}

/// Something is not as the story tells it; the story ends.
struct Unexpected: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

func check(_ held: Bool, file: String = #fileID, line: Int = #line) throws {
    guard held else { throw Unexpected("\(file):\(line) does not hold") }
}

func first<T>(_ list: [T], file: String = #fileID, line: Int = #line) throws -> T {
    guard let first = list.first else { throw Unexpected("\(file):\(line): nothing there") }
    return first
}

/// A line at once, whoever reads it.
func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
