// Two blocks of one loop write one number without a lock: the thread sanitizer must say so.
#include <cstdio>

#include "entente/core/parallel.hpp"

int main() {
    long sum = 0;
    entente::RunOptions run;
    run.threads = 4;
    entente::for_each_block(10'000, run, [&](std::size_t block) { sum += static_cast<long>(block); });
    std::printf("%ld\n", sum);
    return 0;
}
