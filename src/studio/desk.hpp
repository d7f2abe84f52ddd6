// What the studio answers, without the network: requests as text, replies as text.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/core/run.hpp"
#include "studio/bench.hpp"
#include "studio/request.hpp"
#include "studio/wish.hpp"

namespace entente::studio {

/// One case on the desk. Every function may be called from any thread; one first part and one whole answer
/// run at a time, and of those that wait only the newest is done.
class Desk {
public:
    Desk(app::Input input, const RunOptions& run);
    ~Desk();  ///< ends what runs and waits for it
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    /// Makes the page with `run`'s progress. \throws InputError as the report does
    void prepare(const RunOptions& run);
    [[nodiscard]] std::string page();  ///< the HTML page, numbers as in the file
    /// {"set": {address: value}, "ruled": {issue: [option]}, "order": {list: [item]}} -> {"document",
    /// "html"}, or why not. With "part": "first" only what a moved slider shows at once: zone, frontier and
    /// deals.
    [[nodiscard]] Reply compute(std::string_view body);
    [[nodiscard]] Reply copy(std::string_view body);  ///< {"set"} -> {"name", "text"}
    /// What stands beside the page: talks, maps, ways by levers.
    using BenchFunction = Reply (Bench::*)(const Json& request, const RunOptions& run);
    [[nodiscard]] Reply ask(BenchFunction what, std::string_view body);
    [[nodiscard]] Reply progress() const;
    void stop();  ///< cuts short what runs and what waits
    void end();   ///< the same, and whatever is asked from now on

private:
    struct Job;
    void make_page(const RunOptions& run);  ///< \pre `work_` is held
    Reply work(const Job& job);
    void run_job(const std::shared_ptr<Job>& job);

    app::Input input_;
    RunOptions run_;
    Bench bench_;
    std::mutex work_;   ///< of whole answers and of the page
    std::mutex first_;  ///< of first parts: both kinds may run side by side
    std::atomic<std::uint64_t> newest_ = 0;
    std::string page_;

    mutable std::mutex state_;  ///< of all that follows
    std::condition_variable idle_;
    std::size_t running_ = 0;  ///< jobs that are not done
    std::stop_source stops_;   ///< of every job since the last stop
    std::stop_source ended_;
    std::string what_;
    double done_ = 0;
    double total_ = 0;
};

}  // namespace entente::studio
