#include "settle/frontier/cover.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/core/parallel.hpp"

namespace entente::settle {
namespace {

constexpr std::size_t kBlockLines = 8;   // lines that one block solves one after the other
constexpr std::size_t kWaveBlocks = 32;  // blocks between two exchanges of what was found

/// The grid: party j's gains in steps of step_j from its lowest one.
struct Grid {
    std::vector<int128> low, step;
    std::vector<std::uint32_t> cells;               // largest coordinate per party
    std::vector<std::vector<std::uint32_t>> lines;  // corners with a zero coordinate
};

double line_count(const std::vector<std::uint32_t>& cells) {
    double all = 1, inner = 1;
    for (const std::uint32_t c : cells) {
        all *= c + 1.0;
        inner *= c;
    }
    return all - inner;
}

Grid make_grid(const Separable& space, std::uint64_t most_lines) {
    const std::size_t n = space.parties;
    Grid grid;
    std::vector<int128> range;
    for (std::size_t j = 0; j < n; ++j) {
        grid.low.push_back(space.lowest(j));
        range.push_back(space.highest(j) - grid.low[j]);
    }
    const auto cells_for = [&](std::uint32_t steps) {
        std::vector<std::uint32_t> cells;
        for (std::size_t j = 0; j < n; ++j) cells.push_back(range[j] > 0 ? steps : 0);
        return cells;
    };
    constexpr std::uint32_t kFinest = 4096;
    std::uint32_t steps = 0;
    while (steps < kFinest && line_count(cells_for(steps + 1)) <= static_cast<double>(most_lines)) ++steps;
    for (std::size_t j = 0; j < n; ++j) {
        grid.step.push_back(range[j] / (int128{steps} + 1) + 1);  // the last cell holds the highest gain
        grid.cells.push_back(static_cast<std::uint32_t>(range[j] / grid.step[j]));
    }
    std::vector<std::uint32_t> at(n, 0);
    while (true) {
        if (std::find(at.begin(), at.end(), 0u) != at.end()) grid.lines.push_back(at);
        std::size_t j = n;
        while (j > 0 && ++at[j - 1] > grid.cells[j - 1]) at[--j] = 0;
        if (j == 0) break;
    }
    return grid;
}

std::vector<int128> base_of(const Grid& grid, const std::vector<std::uint32_t>& line) {
    std::vector<int128> base;
    for (std::size_t j = 0; j < line.size(); ++j) base.push_back(grid.low[j] + grid.step[j] * line[j]);
    return base;
}

/// How many steps an outcome lies above a line's corner.
double height(const Grid& grid, const std::vector<int128>& base, const std::vector<int128>& gains) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < base.size(); ++j) {
        least =
            std::min(least, static_cast<double>(gains[j] - base[j]) / static_cast<double>(grid.step[j]));
    }
    return least;
}

struct Line {
    std::vector<int128> base;
    SearchAnswer answer;
    bool done = false;
};

/// Adds a point unless another one dominates it; drops those that it dominates.
void add_point(std::vector<Found>& pool, const Found& point) {
    const auto over = [](const Found& a, const Found& b) {
        for (std::size_t j = 0; j < a.gains.size(); ++j) {
            if (a.gains[j] < b.gains[j]) return false;
        }
        return true;
    };
    if (std::any_of(pool.begin(), pool.end(), [&](const Found& known) { return over(known, point); }))
        return;
    std::erase_if(pool, [&](const Found& known) { return over(point, known); });
    pool.push_back(point);
}

const Found* highest_of(const Grid& grid, const std::vector<int128>& base, const std::vector<Found>& pool) {
    const Found* best = nullptr;
    double most = 0;  // below the corner it is of no use
    for (const Found& point : pool) {
        const double here = height(grid, base, point.gains);
        if (here < most) continue;
        most = here;
        best = &point;
    }
    return best;
}

}  // namespace

Cover cover_frontier(const Separable& space, const CoverOptions& options, const RunOptions& run) {
    const std::size_t n = space.parties;
    const Grid grid = make_grid(space, options.lines);
    Cover cover;
    cover.lines = grid.lines.size();
    std::vector<Line> lines(grid.lines.size());
    std::vector<Found> pool;
    const std::size_t blocks = (lines.size() + kBlockLines - 1) / kBlockLines;
    for (std::size_t wave = 0; wave < blocks; wave += kWaveBlocks) {
        const std::size_t count = std::min(kWaveBlocks, blocks - wave);
        const std::size_t done = for_each_block(count, run, [&](std::size_t block) {
            std::vector<Found> mine = pool;
            const std::size_t begin = (wave + block) * kBlockLines;
            for (std::size_t l = begin; l < std::min(lines.size(), begin + kBlockLines); ++l) {
                lines[l].base = base_of(grid, grid.lines[l]);
                Search search(space, run, options.line_nodes);
                lines[l].answer =
                    search.diagonal_within(lines[l].base, grid.step, Level{0, 1}, options.enough,
                                           highest_of(grid, lines[l].base, mine));
                lines[l].done = true;
                if (lines[l].answer.best) add_point(mine, *lines[l].answer.best);
            }
        });
        for (std::size_t l = wave * kBlockLines; l < std::min(lines.size(), (wave + done) * kBlockLines);
             ++l) {
            if (lines[l].answer.best) add_point(pool, *lines[l].answer.best);
        }
        if (run.progress) {
            run.progress({"cover", static_cast<double>(wave + done), static_cast<double>(blocks)});
        }
        if (done < count) break;
    }
    // One step for the grid, and for each line what its bound leaves open beyond the best of all points.
    double beyond = 0;
    for (const Line& line : lines) {
        if (line.done && line.answer.proof == Proof::absent) continue;
        if (!line.done || !line.answer.best) {
            ++cover.open_lines;
            cover.certified = false;
            continue;
        }
        double best = line.answer.value;
        for (const Found& point : pool) best = std::max(best, height(grid, line.base, point.gains));
        beyond = std::max(beyond, line.answer.bound - best);
    }
    for (std::size_t j = 0; j < n; ++j) {
        cover.epsilon.push_back(
            static_cast<double>(static_cast<long double>(grid.step[j]) * space.unit_points[j] *
                                (1 + static_cast<long double>(beyond))));
    }
    std::sort(pool.begin(), pool.end(), [](const Found& a, const Found& b) { return a.gains > b.gains; });
    cover.points = std::move(pool);
    if (run.stop.stop_requested()) {
        cover.stopped = Stopped::cancelled;
    } else if (cover.open_lines > 0) {
        cover.stopped = Stopped::budget;
    }
    return cover;
}

}  // namespace entente::settle
