// What a user of the library writes: a case from a string, the settlement of it.
#include <cmath>
#include <cstdio>
#include <entente/entente.hpp>

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
    const auto settled = entente::assess::settlement(loaded.conflict);
    const auto* nash = settled.solution("nash");
    if (nash == nullptr) return 1;
    std::printf("entente %s: %g / %g\n", entente::version().data(), nash->point.utilities[0],
                nash->point.utilities[1]);
    return std::abs(nash->point.utilities[0] - 70) < 1e-9 ? 0 : 1;
}
