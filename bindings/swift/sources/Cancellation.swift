// Syncs that end with their task. Compiled together with the generated source, in one module.
//
// A generated async function waits for the library to its end even when its task is cancelled. These do not:
// the sync is dropped, the store stays whole, and `CancellationError` is thrown, as everywhere in Swift.

extension WelcomeCompanion {
    /// Brings one pack up to date; its failure is thrown. Cancelling the task ends it.
    public func syncPack(_ pack: String, listener: ProgressListener? = nil) async throws -> PackReport {
        try await endingWithItsTask { try await $0.pack(pack: pack, listener: listener) }
    }

    /// Brings all packs up to date. No network is an ordinary answer and stands in the outcome of each pack.
    /// Cancelling the task ends it.
    public func syncAll(listener: ProgressListener? = nil) async throws -> [SyncOutcome] {
        try await endingWithItsTask { try await $0.all(listener: listener) }
    }

    private func endingWithItsTask<T: Sendable>(
        _ work: @Sendable (Synchroniser) async throws -> T
    ) async throws -> T {
        // An object of its own: stopping it stops nobody else's sync, and one stopped early never begins.
        let synchroniser = sync()
        do {
            return try await withTaskCancellationHandler {
                try await work(synchroniser)
            } onCancel: {
                // In a task of its own: Swift may hold locks here that resuming the waiting task asks for.
                Task { synchroniser.stop() }
            }
        } catch CompanionError.Interrupted where Task.isCancelled {
            throw CancellationError()
        }
    }
}
