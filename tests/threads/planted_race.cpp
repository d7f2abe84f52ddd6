// Two blocks of one loop write one number without a lock: the thread sanitizer must say so.
#include <chrono>
#include <cstdio>
#include <thread>

#include "entente/core/parallel.hpp"

int main() {
    long sum = 0;
    entente::RunOptions run;
    run.threads = 4;
    entente::for_each_block(10'000, run, [&](std::size_t block) {
        // On a busy machine one thread would be done before the others have begun.
        static thread_local bool begun = false;
        if (!begun) std::this_thread::sleep_for(std::chrono::milliseconds(100));
        begun = true;
        sum += static_cast<long>(block);
    });
    std::printf("%ld\n", sum);
    return 0;
}
