#include "entente/core/parallel.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>

#ifdef __SANITIZE_THREAD__
#include <thread>
#endif

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

#ifdef __SANITIZE_THREAD__

/// TBB is the distribution's, compiled without the thread sanitizer, which therefore sees none of its
/// synchronisation and reports every loop. Builds for the sanitizer hand out the blocks by threads of their
/// own, so that every report is of our code and none is suppressed.
template <class Body>
void in_parallel(std::size_t blocks, int threads, const Body& body) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> workers;
    for (int k = 0; k < std::min(threads, 16); ++k) {
        workers.emplace_back([&] {
            for (std::size_t block = next++; block < blocks; block = next++) body(block);
        });
    }
}

#else

template <class Body>
void in_parallel(std::size_t blocks, int threads, const Body& body) {
    // An arena may not exceed what the scheduler allows unless it is told so: ask for the threads that the
    // user asked for, even where the machine has fewer cores.
    const oneapi::tbb::global_control allowed(oneapi::tbb::global_control::max_allowed_parallelism,
                                              static_cast<std::size_t>(threads));
    oneapi::tbb::task_arena arena(threads);
    arena.execute([&] {
        oneapi::tbb::parallel_for(std::size_t{0}, blocks, body, oneapi::tbb::simple_partitioner{});
    });
}

#endif

}  // namespace

std::size_t for_each_block(std::size_t blocks, const RunOptions& run,
                           const std::function<void(std::size_t)>& body) {
    if (blocks == 0) return 0;
    Loop loop;
    loop.done.assign(blocks, 0);
    const int threads = run.threads > 0 ? run.threads : oneapi::tbb::info::default_concurrency();
    if (threads == 1 || blocks == 1) {
        for (std::size_t block = 0; block < blocks; ++block) loop.run(block, run, body);
    } else {
        in_parallel(blocks, threads, [&](std::size_t block) { loop.run(block, run, body); });
    }
    if (loop.error) std::rethrow_exception(loop.error);
    const auto first_missing = std::find(loop.done.begin(), loop.done.end(), 0);
    return static_cast<std::size_t>(first_missing - loop.done.begin());
}

}  // namespace entente
