// settle FILE...: the Nash deal of a case, each party's value of no deal beside what the deal gives it.
#include <cstdio>
#include <entente/entente.hpp>
#include <string>
#include <vector>

int main(int count, char** arguments) try {
    const std::vector<std::string> files(arguments + 1, arguments + count);
    const entente::assess::Settlement settled =
        entente::assess::settlement(entente::io::load(files).conflict);
    if (const auto* nash = settled.solution("nash")) {
        std::printf("%s\n", entente::describe(settled.conflict, nash->point.outcome).c_str());
        for (std::size_t p = 0; p < settled.conflict.parties.size(); ++p) {
            const entente::Party& party = settled.conflict.parties[p];
            std::printf("%s: %.1f points, no deal %.1f (%s)\n", party.name.c_str(),
                        nash->point.utilities[p], party.reserve ? party.reserve->value() : 0,
                        to_string(party.reserve_from()).data());
        }
    } else {
        for (const auto& blocker : settled.result.zone.blocked_by)
            std::printf("%s falls short by %.1f points\n",
                        entente::name_of(settled.conflict, blocker.party).c_str(),
                        blocker.shortfall.value_or(0));
    }
    return 0;
} catch (const entente::InputError& error) {
    for (const entente::Diagnostic& one : error.diagnostics())
        std::fputs(entente::render(one).c_str(), stderr);
    return 2;
}
