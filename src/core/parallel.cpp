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
#include <sanitizer/tsan_interface.h>
#endif

namespace entente {
namespace {

/// TBB is the distribution's, compiled without the thread sanitizer, which therefore sees none of its
/// synchronisation and would report every loop. In builds for the sanitizer (and only there) the order that
/// TBB guarantees is said again in atomics that the sanitizer sees: what comes before the loop happens
/// before every block, and every block before what comes after the loop. Two blocks that touch one thing
/// are still reported: nothing here orders them.
class VisibleOrder {
public:
#ifdef __SANITIZE_THREAD__
    void begin_loop() { begun_.store(1, std::memory_order_release); }
    void begin_block() const { (void)begun_.load(std::memory_order_acquire); }
    void end_block() { __tsan_release(this); }
    void end_loop() { __tsan_acquire(this); }

private:
    std::atomic<int> begun_ = 0;
#else
    void begin_loop() {}
    void begin_block() const {}
    void end_block() {}
    void end_loop() {}
#endif
};

/// The lowest block that was not done, and the exception of the lowest block that threw.
struct Loop {
    std::vector<char> done;
    std::mutex mutex;
    std::exception_ptr error;
    std::size_t error_block = 0;
    std::atomic<bool> failed = false;
    VisibleOrder order;

    void run(std::size_t block, const RunOptions& run, const std::function<void(std::size_t)>& body) {
        order.begin_block();
        attempt(block, run, body);
        order.end_block();
    }

    void attempt(std::size_t block, const RunOptions& run, const std::function<void(std::size_t)>& body) {
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
        // An arena may not exceed what the scheduler allows unless it is told so: ask for the threads that
        // the user asked for, even where the machine has fewer cores.
        const oneapi::tbb::global_control allowed(oneapi::tbb::global_control::max_allowed_parallelism,
                                                  static_cast<std::size_t>(threads));
        oneapi::tbb::task_arena arena(threads);
        loop.order.begin_loop();
        arena.execute([&] {
            oneapi::tbb::parallel_for(
                std::size_t{0}, blocks, [&](std::size_t block) { loop.run(block, run, body); },
                oneapi::tbb::simple_partitioner{});
        });
        loop.order.end_loop();
    }
    if (loop.error) std::rethrow_exception(loop.error);
    const auto first_missing = std::find(loop.done.begin(), loop.done.end(), 0);
    return static_cast<std::size_t>(first_missing - loop.done.begin());
}

}  // namespace entente
