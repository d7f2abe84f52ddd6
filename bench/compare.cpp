// Our methods against a plain enumeration of the same case, in one run: same machine, same input, and the
// answers are compared before the times are.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "entente/model/exact.hpp"
#include "entente/settle/settle.hpp"
#include "families.hpp"

namespace {

using namespace entente;

double seconds(std::chrono::steady_clock::time_point since) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

/// Every outcome by counting up its options: sums looked up afresh, a sorted staircase for two parties.
struct Plain {
    std::size_t points = 0;
    std::uint64_t zone = 0;
};

Plain plain_enumeration(const std::vector<ExactUtility>& exact, const Case& c) {
    const std::size_t issues = c.space.issues.size();
    std::vector<std::size_t> at(issues, 0);
    std::map<int128, int128, std::greater<>> staircase;
    Plain result;
    while (true) {
        int128 u[2] = {0, 0};
        for (std::size_t j = 0; j < 2; ++j) {
            for (std::size_t i = 0; i < issues; ++i) u[j] += exact[j].contribution[i][at[i]];
        }
        result.zone += u[0] >= exact[0].reserve && u[1] >= exact[1].reserve ? 1 : 0;
        auto above = staircase.upper_bound(u[0]);  // falling: the first entry with less than u[0]
        const bool beaten = above != staircase.begin() && std::prev(above)->second >= u[1];
        if (!beaten) {
            auto from = staircase.lower_bound(u[0]);
            auto to = from;
            while (to != staircase.end() && to->second <= u[1]) ++to;
            staircase.erase(from, to);
            staircase[u[0]] = u[1];
        }
        std::size_t i = issues;
        while (i > 0 && ++at[i - 1] == c.space.issues[i - 1].options.size()) at[--i] = 0;
        if (i == 0) break;
    }
    result.points = staircase.size();
    return result;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t most = argc > 1 ? static_cast<std::size_t>(std::atoi(argv[1])) : 7;
    std::printf("Two parties, opposed, 10 options an issue, one thread. Model, not advice.\n");
    std::printf("%-8s %12s %10s %12s %12s %12s %9s\n", "issues", "outcomes", "points", "plain s",
                "enumerate s", "merge s", "ratio");
    bool agree = true;
    for (std::size_t issues = 4; issues <= most; ++issues) {
        const Case c = bench::make_case({.parties = 2, .issues = issues});
        const std::vector<ExactUtility> exact = exact_utilities(c);
        auto since = std::chrono::steady_clock::now();
        const Plain plain = plain_enumeration(exact, c);
        const double plain_time = seconds(since);
        RunOptions run;
        run.threads = 1;
        settle::SettleOptions options;
        options.method = settle::Method::enumerate;
        since = std::chrono::steady_clock::now();
        const settle::SettleResult enumerated = settle::settle(c, options, run);
        const double enumerate_time = seconds(since);
        options.method = settle::Method::merge;
        since = std::chrono::steady_clock::now();
        const settle::SettleResult merged = settle::settle(c, options, run);
        const double merge_time = seconds(since);
        agree = agree && enumerated.frontier.points == plain.points &&
                merged.frontier.points == plain.points &&
                enumerated.zone.outcomes == std::to_string(plain.zone);
        std::printf("%-8zu %12s %10zu %12.4f %12.4f %12.4f %8.0fx%s\n", issues, enumerated.outcomes.c_str(),
                    plain.points, plain_time, enumerate_time, merge_time, plain_time / enumerate_time,
                    agree ? "" : "  DISAGREE");
    }
    return agree ? 0 : 1;
}
