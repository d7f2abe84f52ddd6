// what_if FILE...: which single numbers, moved to an end of their ranges, would change the answer?
#include <cstdio>
#include <entente/entente.hpp>
#include <string>
#include <vector>

int main(int count, char** arguments) try {
    const std::vector<std::string> files(arguments + 1, arguments + count);
    const entente::Case conflict = entente::io::load(files).conflict;
    const entente::assess::Settlement settled = entente::assess::settlement(conflict);
    const bool deal = !settled.result.zone.empty;
    std::printf("As the file stands: %s\n", deal ? "a deal is possible" : "no deal is possible");
    const entente::assess::Swings swings = entente::assess::one_at_a_time(conflict, settled.result);
    std::size_t overturned = 0;
    for (const entente::assess::Swing& swing : swings.all) {
        if (swing.zone == deal) continue;
        ++overturned;
        std::printf("%s at %g instead of %g: %s\n", swing.address.c_str(), swing.to, swing.from,
                    swing.zone ? "a deal becomes possible" : "no deal is left");
    }
    std::printf("%zu of %zu moves overturn the answer\n", overturned, swings.all.size());
    return 0;
} catch (const entente::InputError& error) {
    for (const entente::Diagnostic& one : error.diagnostics())
        std::fputs(entente::render(one).c_str(), stderr);
    return 2;
}
