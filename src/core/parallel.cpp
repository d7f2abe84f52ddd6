#include "entente/core/parallel.hpp"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

namespace entente {
namespace {

/// The lowest block that was not done, and the exception of the lowest block that threw.
struct Loop {
    std::vector<char> done;
    std::mutex mutex;
    std::exception_ptr error;
    std::size_t error_block = 0;
    std::atomic<bool> failed = false;

    void run(std::size_t block, const RunOptions& run, const std::function<void(std::size_t)>& body) {
        if (failed.load(std::memory_order_relaxed) || run.stop.stop_requested()) return;
        try {
            body(block);
            done[block] = 1;
        } catch (...) {
            const std::scoped_lock lock(mutex);
            if (!error || block < error_block) {
                error = std::current_exception();
                error_block = block;
            }
            failed = true;
        }
    }
};

/// As many as this process may use: `taskset` and containers give it fewer cores than the machine has.
int cores_offered() {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    if (::sched_getaffinity(0, sizeof cores, &cores) == 0 && CPU_COUNT(&cores) > 0)
        return CPU_COUNT(&cores);
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

/// The caller's thread and others, which end with the loop: nothing outlives it that a fork, a sanitizer or
/// an embedding program would have to know of. Starting one takes some 20 microseconds.
template <class Body>
void in_parallel(std::size_t blocks, std::size_t threads, const Body& body) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t block = next++; block < blocks; block = next++) body(block);
    };
    std::vector<std::jthread> others;
    others.reserve(threads - 1);
    try {
        while (others.size() + 1 < threads) others.emplace_back(work);
    } catch (const std::system_error&) {  // the system gives no more: those that there are do the work
    }
    work();
}

}  // namespace

int threads_of(const RunOptions& run) { return run.threads > 0 ? run.threads : cores_offered(); }

std::size_t for_each_block(std::size_t blocks, const RunOptions& run,
                           const std::function<void(std::size_t)>& body) {
    if (blocks == 0) return 0;
    Loop loop;
    loop.done.assign(blocks, 0);
    const std::size_t threads = std::min<std::size_t>(threads_of(run), blocks);
    in_parallel(blocks, threads, [&](std::size_t block) { loop.run(block, run, body); });
    if (loop.error) std::rethrow_exception(loop.error);
    const auto first_missing = std::find(loop.done.begin(), loop.done.end(), 0);
    return static_cast<std::size_t>(first_missing - loop.done.begin());
}

}  // namespace entente
