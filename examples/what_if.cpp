// what_if FILE ADDRESS=VALUE...: is a deal possible as the file stands, and with these numbers changed?
#include <cstdio>
#include <entente/entente.hpp>
#include <string>
#include <vector>

namespace {

void tell(const char* when, const entente::Case& conflict) {
    const entente::assess::Settlement settled = entente::assess::settlement(conflict);
    const entente::settle::Solution* const nash = settled.solution("nash");
    std::printf("%s: %s\n", when, nash != nullptr ? "a deal is possible" : "no deal is possible");
    for (std::size_t i = 0; nash != nullptr && i < nash->point.utilities.size(); ++i)
        std::printf("  %s %.2f\n", conflict.parties[i].name.c_str(), nash->point.utilities[i]);
}

}  // namespace

int main(int count, char** arguments) try {
    const entente::Case conflict = entente::io::load({arguments[1]}).conflict;
    tell("As the file stands", conflict);
    const std::vector<std::string> settings(arguments + 2, arguments + count);
    tell("Changed", entente::with_settings(conflict, settings));
    return 0;
} catch (const entente::InputError& error) {
    for (const entente::Diagnostic& one : error.diagnostics())
        std::fputs(entente::render(one).c_str(), stderr);
    return 2;
}
