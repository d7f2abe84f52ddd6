// How an analysis runs, beside what it computes: seed, threads, memory, stop, progress.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace entente {

/// Why an analysis returned.
enum class Stopped { complete, budget, cancelled };

[[nodiscard]] std::string_view to_string(Stopped stopped);

/// A step of long work. `total` 0 means that it is not known.
struct Progress {
    std::string_view what;
    double done = 0;
    double total = 0;
};

struct RunOptions {
    std::uint64_t seed = 1;
    int threads = 0;                                ///< 0: as many as the machine offers
    std::uint64_t memory_bytes = 4ull << 30;        ///< a budget that kernels respect, with a note
    std::stop_token stop;                           ///< asked once a block
    std::function<void(const Progress&)> progress;  ///< may be empty; called from one thread at a time

    /// For a step of longer work that speaks for itself: no progress, all else the same.
    [[nodiscard]] RunOptions quiet() const {
        RunOptions one = *this;
        one.progress = nullptr;
        return one;
    }
    /// For work inside a block of a parallel loop: one thread and no progress, all else the same.
    [[nodiscard]] RunOptions inner() const {
        RunOptions one = quiet();
        one.threads = 1;
        return one;
    }
    /// For a short step of which a part would be worth nothing: it hears no stop, all else the same.
    [[nodiscard]] RunOptions to_its_end() const {
        RunOptions one = *this;
        one.stop = {};
        return one;
    }
};

}  // namespace entente
