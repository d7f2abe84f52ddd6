// What one small settlement takes as a call of C++: the yardstick of bench/python_call.py. Plainly, and as
// a program calls that can be stopped and is told of progress, as Python's calls can.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <stop_token>

#include "entente/app/settle.hpp"

namespace {

double least_microseconds(const entente::app::Input& input, bool watched) {
    using Clock = std::chrono::steady_clock;
    constexpr int kBatches = 400;
    constexpr int kCalls = 50;
    double least = 1e9;
    for (int batch = 0; batch < kBatches; ++batch) {
        const auto begun = Clock::now();
        for (int call = 0; call < kCalls; ++call) {
            entente::RunOptions run;
            const std::stop_source source;
            if (watched) {
                run.stop = source.get_token();
                run.progress = [](const entente::Progress&) {};
            }
            if (entente::app::settle(input, {}, run).result.frontier.items.empty()) return 0;
        }
        const std::chrono::duration<double, std::micro> taken = Clock::now() - begun;
        least = std::min(least, taken.count() / kCalls);
    }
    return least;
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) return 2;
    const entente::app::Input input = entente::app::load({words[1]}, {}, false);
    const double plain = least_microseconds(input, false);
    std::printf("%.3f %.3f\n", plain, least_microseconds(input, true));
}
