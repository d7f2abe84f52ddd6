#include "cli/interrupt.hpp"

#include <signal.h>
#include <unistd.h>

#include <string_view>
#include <thread>

namespace entente::cli {
namespace {

constexpr int kInterrupted = 130;

bool ignored(int signal) {
    struct sigaction action{};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

void say(std::string_view words) {
    if (isatty(STDERR_FILENO) == 0) return;
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, words.data(), words.size());
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
    std::thread([watched] {
        int signal = 0;
        while (sigwait(&watched, &signal) != 0) {
        }
        source.request_stop();
        say("\nstopping; once more leaves at once\n");
        while (sigwait(&watched, &signal) != 0) {
        }
        _exit(kInterrupted);
    }).detach();
    return source.get_token();
}

}  // namespace entente::cli
