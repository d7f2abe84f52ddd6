#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>

namespace entente::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kQuietAtFirst = std::chrono::milliseconds(300);
constexpr auto kBetweenLines = std::chrono::milliseconds(100);

struct Line {
    std::mutex mutex;
    Clock::time_point begun = Clock::now();
    Clock::time_point shown{};
    Clock::time_point stage_begun = begun;
    std::string stage;
    double stage_from = 0;
    bool visible = false;
};

Line& line() {
    static Line one;
    return one;
}

std::string short_number(double value) {
    for (const auto& [unit, size] : {std::pair{"T", 1e12}, {"G", 1e9}, {"M", 1e6}, {"k", 1e3}}) {
        if (value >= size) return fmt::format("{:.1f}{}", value / size, unit);
    }
    return value >= 10 || value == 0 ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

std::string time_left(double seconds) {
    if (seconds < 90) return fmt::format("{:.0f} s", seconds);
    if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
    return fmt::format("{:.1f} h", seconds / 3600);
}

std::string words(const Progress& progress, double done_here, double seconds) {
    std::string text(progress.what);
    if (progress.total > 0) text += fmt::format(" {:.0f}%", 100 * progress.done / progress.total);
    if (seconds <= 0 || done_here <= 0) return text;
    const double rate = done_here / seconds;
    text += fmt::format(", {} a second", short_number(rate));
    if (progress.total > progress.done) {
        text += fmt::format(", {} left", time_left((progress.total - progress.done) / rate));
    }
    return text;
}

void show(const Progress& progress) {
    Line& one = line();
    const std::scoped_lock lock(one.mutex);
    const auto now = Clock::now();
    if (one.stage != progress.what || progress.done < one.stage_from) {  // another piece of work began
        one.stage = progress.what;
        one.stage_begun = now;
        one.stage_from = progress.done;
    }
    if (now - one.begun < kQuietAtFirst || now - one.shown < kBetweenLines) return;
    one.shown = now;
    one.visible = true;
    const double seconds = std::chrono::duration<double>(now - one.stage_begun).count();
    const std::string text = words(progress, progress.done - one.stage_from, seconds).substr(0, 78);
    std::fprintf(stderr, "\r\x1b[K%s", text.c_str());
    std::fflush(stderr);
}

}  // namespace

std::function<void(const Progress&)> progress_line(bool quiet) {
    const char* terminal = std::getenv("TERM");
    if (quiet || isatty(STDERR_FILENO) == 0 || terminal == nullptr ||
        std::string_view(terminal) == "dumb") {
        return {};
    }
    line();  // the clock starts here
    return show;
}

void clear_progress_line() {
    Line& one = line();
    const std::scoped_lock lock(one.mutex);
    if (!one.visible) return;
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
    one.visible = false;
}

}  // namespace entente::cli
