// Every analysis on a bundled case whose numbers were moved, with a budget: an answer or a refusal, never
// worse. The first byte chooses the case; then each three bytes move one number. Needs the whole library.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "entente/app/check.hpp"
#include "entente/app/levers.hpp"
#include "entente/app/negotiate.hpp"
#include "entente/app/report.hpp"
#include "entente/app/robust.hpp"
#include "entente/app/settle.hpp"
#include "entente/app/stability.hpp"
#include "entente/app/stakeholders.hpp"
#include "entente/app/summary.hpp"
#include "entente/app/war.hpp"
#include "entente/io/load.hpp"

namespace {

using namespace entente;

constexpr std::array<const char*, 24> kValues = {
    "0",           "1",           "-1",          "0.5",        "2",   "100",      "1e-18",
    "1e18",        "-1e18",       "1e6",         "1e-6",       "3",   "0.1..0.9", "0 (0..1)",
    "1 (0..1e18)", "5 (1e-9..9)", "50 (0..100)", "0.5 (0..1)", "7/3", "12",       "0.3333333333333333",
    "99.9",        "4 (1..9)",    "1e9"};

std::vector<std::string> addresses_of(const Case& conflict) {
    std::vector<std::string> all;
    for_each_quantity(conflict, [&](const QuantityRef& ref) { all.push_back(ref.address); });
    return all;
}

/// Stops whatever has not answered after a tenth of a second: the finished part must be sound all the same.
class Budget {
public:
    Budget()
        : clock_([this](const std::stop_token& done) {
              for (int tick = 0; tick < 20 && !done.stop_requested(); ++tick)
                  std::this_thread::sleep_for(std::chrono::milliseconds(5));
              source_.request_stop();
          }) {}
    [[nodiscard]] RunOptions run() const {
        RunOptions run;
        run.threads = 1;
        run.memory_bytes = 256u << 20;
        run.stop = source_.get_token();
        return run;
    }

private:
    std::stop_source source_;
    std::jthread clock_;
};

template <class Work>
void attempt(const Work& work) {
    try {
        const Budget budget;
        work(budget.run());
    } catch (const InputError& refused) {
        if (refused.diagnostics().empty()) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<app::Input> cases = [] {
        std::vector<app::Input> all;
        for (const io::BundledCase& bundled : io::bundled_cases())
            all.push_back(app::load_text(bundled.text, bundled.slug));
        return all;
    }();
    if (size == 0) return 0;
    const app::Input& base = cases[data[0] % cases.size()];
    const std::vector<std::string> addresses = addresses_of(base.conflict);
    std::vector<std::string> settings;
    // A case of rankings has no number to move.
    for (std::size_t at = 1; !addresses.empty() && at + 2 < size && settings.size() < 8; at += 3) {
        const std::size_t which = (data[at] << 8 | data[at + 1]) % addresses.size();
        settings.push_back(addresses[which] + "=" + kValues[data[at + 2] % kValues.size()]);
    }
    app::Input input;
    try {
        input = app::with_settings(base, settings);
    } catch (const InputError&) {
        return 0;
    }
    attempt([&](const RunOptions& run) { (void)app::to_json(app::summary(input, run)); });
    attempt([&](const RunOptions& run) { (void)app::to_text(app::settle(input, {}, run)); });
    attempt([&](const RunOptions& run) { (void)app::to_json(app::war(input, {}, run)); });
    attempt([&](const RunOptions& run) { (void)app::to_json(app::stability(input, {}, run)); });
    attempt([&](const RunOptions& run) { (void)app::to_html(app::make_report(input, {}, run)); });
    attempt([&](const RunOptions& run) {
        app::RobustOptions few;
        few.draws = 100;
        few.total_runs = 200;
        (void)app::to_json(app::robust(input, few, run));
    });
    attempt([&](const RunOptions& run) { (void)app::to_json(app::levers(input, {.draws = 20}, run)); });
    attempt([&](const RunOptions& run) { (void)app::to_text(app::negotiate(input, {}, run)); });
    attempt([&](const RunOptions& run) {
        app::StakeholderRequest few;
        few.runs = 10;
        (void)app::to_json(app::stakeholders(input, few, run));
    });
    return 0;
}
