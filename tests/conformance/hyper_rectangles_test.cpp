// The competition domains of hyper-rectangles: their exact frontiers, and the published ones beside them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "entente/io/load.hpp"
#include "entente/model/exact.hpp"
#include "settle/frontier/enumerate.hpp"
#include "settle/milp/frontier.hpp"

namespace entente::settle {
namespace {

namespace fs = std::filesystem;

fs::path domain(const std::string& name) { return fs::path(ENTENTE_SHARED_DIR) / "data" / "genius" / name; }

std::vector<std::vector<double>> published(const fs::path& folder) {
    std::ifstream in(folder / "pareto.xml");
    std::vector<std::vector<double>> points;
    for (std::string line; std::getline(in, line);) {
        std::replace(line.begin(), line.end(), ',', ' ');
        std::istringstream words(line);
        double a = 0, b = 0;
        if (words >> a >> b) points.push_back({a, b});
    }
    return points;
}

struct Solved {
    Problem<std::int64_t> problem;
    MilpFront<std::int64_t> found;

    [[nodiscard]] std::vector<double> points(std::size_t p) const {
        return {problem.points(0, found.front.row(p)[0]), problem.points(1, found.front.row(p)[1])};
    }
    [[nodiscard]] bool covers(const std::vector<double>& u) const {
        for (std::size_t p = 0; p < found.front.size(); ++p) {
            const auto q = points(p);
            if (q[0] >= u[0] - 1e-6 && q[1] >= u[1] - 1e-6) return true;  // published in single precision
        }
        return false;
    }
};

Solved solve_domain(const fs::path& folder) {
    const Case conflict = io::load({folder.string()}).conflict;
    Solved solved{*build_problem<std::int64_t>(conflict, exact_utilities(conflict)), {}};
    solved.found = milp_frontier(solved.problem, {}, {});
    return solved;
}

/// Each published point is one of ours, or one of ours dominates it.
void expect_published_covered(const fs::path& folder, const Solved& solved) {
    const auto theirs = published(folder);
    ASSERT_FALSE(theirs.empty());
    for (const auto& u : theirs) EXPECT_TRUE(solved.covers(u)) << u[0] << ", " << u[1];
}

TEST(HyperRectangles, FortyIssues) {
    const fs::path folder = domain("50issues");
    if (!fs::exists(folder)) GTEST_SKIP() << "the shared data is absent: " << folder;
    const Solved solved = solve_domain(folder);
    ASSERT_TRUE(solved.found.front.complete);
    ASSERT_EQ(solved.found.front.size(), 46u);
    EXPECT_NEAR(solved.points(0)[0], 2714.0 / 2445, 1e-12);
    EXPECT_NEAR(solved.points(0)[1], 1845.0 / 3012, 1e-12);
    EXPECT_NEAR(solved.points(45)[0], 1682.0 / 2445, 1e-12);
    EXPECT_NEAR(solved.points(45)[1], 3105.0 / 3012, 1e-12);
    expect_published_covered(folder, solved);
    // None of the twelve published points is on the frontier.
    for (const auto& u : published(folder)) {
        bool dominated = false;
        for (std::size_t p = 0; p < 46; ++p) {
            const auto q = solved.points(p);
            const bool over = q[0] >= u[0] - 1e-6 && q[1] >= u[1] - 1e-6;
            dominated = dominated || (over && (q[0] > u[0] + 1e-6 || q[1] > u[1] + 1e-6));
        }
        EXPECT_TRUE(dominated) << u[0] << ", " << u[1];
    }
}

TEST(HyperRectangles, TenIssuesAgreeWithCompleteEnumeration) {
    for (const auto& [name, size] : {std::pair{"10issueswithRV", 9u}, std::pair{"S-1NIKFRT-1", 4u}}) {
        const fs::path folder = domain(name);
        if (!fs::exists(folder)) GTEST_SKIP() << "the shared data is absent: " << folder;
        const Solved solved = solve_domain(folder);
        ASSERT_TRUE(solved.found.front.complete);
        EXPECT_EQ(solved.found.front.size(), size) << name;
        expect_published_covered(folder, solved);
        const auto all = enumerate(solved.problem, {});
        EXPECT_EQ(all.front.rows, solved.found.front.rows) << name;
    }
}

}  // namespace
}  // namespace entente::settle
