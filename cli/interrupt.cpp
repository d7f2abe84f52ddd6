#include "cli/interrupt.hpp"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <limits>
#include <string_view>
#include <system_error>
#include <thread>

#include "entente/app/files.hpp"

namespace entente::cli {
namespace {

constexpr int kInterrupted = 130;
constexpr long kTick = 20'000'000;      // nanoseconds
constexpr double kPatience = 0.2;       // seconds that work is given to hand over its finished part
constexpr double kLongest = 2;          // the same on a machine that has no time for us
constexpr double kStandsStill = 0.002;  // seconds of processor time in which nothing is done

enum class Phase { working, wording, delivering };
std::atomic<Phase> phase = Phase::working;

bool ignored(int signal) {
    struct sigaction action{};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

void say(std::string_view words, bool also_to_files = false) {
    if (!also_to_files && isatty(STDERR_FILENO) == 0) return;
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, words.data(), words.size());
}

[[noreturn]] void leave() {
    app::OutputFiles::abandon_all();
    _exit(kInterrupted);
}

/// One of the signals, or 0 after `nanoseconds`.
int wait_for(const sigset_t& watched, long nanoseconds) {
    const timespec patience{.tv_sec = 0, .tv_nsec = nanoseconds};
    for (;;) {
        const int signal = sigtimedwait(&watched, nullptr, &patience);
        if (signal > 0) return signal;
        if (errno != EINTR) return 0;
    }
}

double seconds(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Waits until the work has had its time. On a busy machine that is longer than the clock says: what counts
/// is the time it got from the processors. What gets none waits for somebody else, and is not waited for.
/// \return false where a second signal came
bool give_time(const sigset_t& watched) {
    const double begun = seconds(CLOCK_MONOTONIC);
    const double worked = seconds(CLOCK_PROCESS_CPUTIME_ID);
    while (phase == Phase::working) {
        if (wait_for(watched, kTick) != 0) return false;
        const double passed = seconds(CLOCK_MONOTONIC) - begun;
        const double got = seconds(CLOCK_PROCESS_CPUTIME_ID) - worked;
        if (passed >= kPatience && (got >= 0.9 * kPatience || got <= kStandsStill || passed >= kLongest))
            break;
    }
    return true;
}

void wait_for(const sigset_t& watched) {
    int signal = 0;
    while (sigwait(&watched, &signal) != 0) {
    }
}

/// The result goes out for as long as that moves on: a reader that takes nothing is not waited for, nor one
/// who sends a second signal. Looks every `tick` seconds, for `longest` at most.
[[noreturn]] void leave_when_still(const sigset_t& watched, double tick, double longest) {
    const double still = kStandsStill * tick;
    double worked = 0;
    double waited = 0;
    do {
        worked = seconds(CLOCK_PROCESS_CPUTIME_ID);
        if (wait_for(watched, static_cast<long>(tick * 999'999'999)) != 0) break;
        waited += tick;
    } while (waited < longest && seconds(CLOCK_PROCESS_CPUTIME_ID) - worked > still);
    leave();
}

void watch(const sigset_t& watched, std::stop_source& source) {
    wait_for(watched);
    if (phase == Phase::delivering) {
        // It arrives whole if its reader takes it; two seconds at most.
        leave_when_still(watched, 0.25, 2);
    }
    // In a thread of its own: whoever listens to the stop must not keep us from the clock.
    try {
        std::thread([&source] { source.request_stop(); }).detach();
    } catch (const std::system_error&) {  // no thread is to be had
        source.request_stop();
    }
    say("\nstopping; once more leaves at once\n");
    if (!give_time(watched)) leave();
    if (phase == Phase::working) {
        say("entente: stopped; the work could not hand over a finished part in time\n", true);
        leave();
    }
    // Putting it into words may take long.
    leave_when_still(watched, 1, std::numeric_limits<double>::infinity());
}

}  // namespace

std::stop_token stop_on_interrupt() {
    // Leaked on purpose: the watching thread outlives main's objects.
    static auto& source = *new std::stop_source;
    sigset_t watched;
    sigemptyset(&watched);
    if (!ignored(SIGINT)) sigaddset(&watched, SIGINT);  // `nohup` and background jobs ignore it
    sigaddset(&watched, SIGTERM);
    // Blocked here and in every thread started later, so that only the watcher receives them.
    pthread_sigmask(SIG_BLOCK, &watched, nullptr);
    try {
        std::thread([watched] { watch(watched, source); }).detach();
    } catch (const std::system_error&) {  // no thread is to be had: signals end the program as any other
        pthread_sigmask(SIG_UNBLOCK, &watched, nullptr);
    }
    return source.get_token();
}

void work_is_done() { phase = Phase::wording; }

void delivery_begins() { phase = Phase::delivering; }

}  // namespace entente::cli
