// frontier FOLDER: the efficient deals of a GENIUS scenario as CSV, a line each.
#include <cstdio>
#include <entente/entente.hpp>

int main(int, char** arguments) try {
    const auto settled = entente::assess::settlement(entente::io::load({arguments[1]}).conflict);
    for (const entente::Party& party : settled.conflict.parties) std::printf("%s,", party.id.c_str());
    std::printf("deal\n");
    for (const entente::settle::Point& point : settled.result.frontier.items) {
        for (const double utility : point.utilities) std::printf("%.4f,", utility);
        std::printf("\"%s\"\n", entente::describe(settled.conflict, point.outcome).c_str());
    }
    return 0;
} catch (const entente::InputError& error) {
    for (const entente::Diagnostic& one : error.diagnostics())
        std::fputs(entente::render(one).c_str(), stderr);
    return 2;
}
