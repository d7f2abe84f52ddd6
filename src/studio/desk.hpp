// What the studio answers, without the network: requests as text, replies as text.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/core/run.hpp"

namespace entente::studio {

struct Reply {
    int status = 200;
    std::string json;
};

/// One case on the desk. Every function may be called from any thread; one computation runs at a time, and
/// of those that wait only the newest is done.
class Desk {
public:
    Desk(app::Input input, const RunOptions& run);

    /// Makes the page with `run`'s progress. \throws InputError as the report does
    void prepare(const RunOptions& run);
    [[nodiscard]] std::string page();  ///< the HTML page, numbers as in the file
    [[nodiscard]] Reply compute(
        std::string_view body);  ///< {"set": {address: value}} -> {"document"}, or why not
    [[nodiscard]] Reply copy(std::string_view body);  ///< {"set"} -> {"name", "text"}
    [[nodiscard]] Reply progress() const;
    void stop();  ///< cuts short what runs and what waits
    void end();   ///< the same, and whatever is asked from now on

private:
    void make_page(const RunOptions& run);  ///< \pre `work_` is held
    std::vector<std::string> settings_of(std::string_view body) const;

    app::Input input_;
    RunOptions run_;
    std::mutex work_;
    std::atomic<std::uint64_t> newest_ = 0;
    mutable std::mutex state_;
    std::stop_source current_;
    std::stop_source end_;
    std::string what_;
    double done_ = 0;
    double total_ = 0;
    std::string page_;
};

}  // namespace entente::studio
