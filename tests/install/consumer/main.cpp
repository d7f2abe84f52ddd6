// What a user of the library writes: a case from a string, the settlement of it.
#include <cmath>
#include <cstdio>
#include <entente/core/version.hpp>
#include <entente/io/load.hpp>
#include <entente/settle/settle.hpp>

int main() {
    const auto loaded = entente::io::load_toml(R"(
entente = 1
title   = "Two issues"
reserve = { north = 20, south = 20 }

[parties]
north = "North"
south = "South"

[issue.water]
ask       = "Who keeps the water"
options   = ["north", "south"]
for.north = { weight = 70, score = [100, 0] }
for.south = { weight = 30, score = [0, 100] }

[issue.road]
ask       = "Who keeps the road"
options   = ["north", "south"]
for.north = { weight = 30, score = [100, 0] }
for.south = { weight = 70, score = [0, 100] }
)",
                                               "two.toml");
    const auto result = entente::settle::settle(loaded.conflict);
    for (const auto& [name, solution] : result.solutions) {
        if (name == "nash" && solution) {
            std::printf("entente %s: %g / %g\n", entente::version().data(), solution->point.utilities[0],
                        solution->point.utilities[1]);
            return std::abs(solution->point.utilities[0] - 70) < 1e-9 ? 0 : 1;
        }
    }
    return 1;
}
