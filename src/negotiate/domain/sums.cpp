// Additive utilities over more outcomes than can be listed: which sums can be reached, issue by issue.
#include <algorithm>
#include <numeric>

#include "negotiate/domain/tables.hpp"

namespace entente::negotiate {
namespace {

constexpr std::size_t kCells = std::size_t{1} << 17;  // of the grid, where sums are finer than that

/// target |= source << shift, over `bits` bits.
void or_shifted(std::vector<std::uint64_t>& target, const std::vector<std::uint64_t>& source,
                std::size_t shift) {
    const std::size_t words = shift / 64;
    const unsigned bits = shift % 64;
    for (std::size_t w = target.size(); w-- > words;) {
        std::uint64_t value = source[w - words] << bits;
        if (bits > 0 && w > words) value |= source[w - words - 1] >> (64 - bits);
        target[w] |= value;
    }
}

SumTable sums_of(const ExactUtility& exact) {
    SumTable table;
    const std::size_t issues = exact.contribution.size();
    std::vector<int128> lowest(issues);
    int128 divisor = 0;
    for (std::size_t i = 0; i < issues; ++i) {
        const auto& row = exact.contribution[i];
        lowest[i] = *std::min_element(row.begin(), row.end());
        table.lowest += lowest[i];
        table.highest += *std::max_element(row.begin(), row.end());
        for (const int128 each : row) {
            int128 a = each - lowest[i];
            while (a != 0) {
                const int128 rest = divisor % a;
                divisor = a;
                a = rest;
            }
        }
    }
    const int128 range = table.highest - table.lowest;
    table.cell = std::max<int128>(divisor, 1);
    if (range / table.cell >= static_cast<int128>(kCells)) {
        table.cell = range / static_cast<int128>(kCells - 1) + 1;
    }
    table.cells = static_cast<std::size_t>(range / table.cell) + 1;
    table.reach.assign(issues + 1, std::vector<std::uint64_t>(table.cells / 64 + 1, 0));
    table.reach[issues][0] = 1;
    table.cell_of.resize(issues);
    table.by_value.resize(issues);
    for (std::size_t i = issues; i-- > 0;) {
        const auto& row = exact.contribution[i];
        for (const int128 each : row) {
            table.cell_of[i].push_back(static_cast<std::uint32_t>((each - lowest[i]) / table.cell));
        }
        std::vector<std::uint32_t> shifts = table.cell_of[i];
        std::sort(shifts.begin(), shifts.end());
        shifts.erase(std::unique(shifts.begin(), shifts.end()), shifts.end());
        for (const std::uint32_t shift : shifts) or_shifted(table.reach[i], table.reach[i + 1], shift);
        table.by_value[i].resize(row.size());
        std::iota(table.by_value[i].begin(), table.by_value[i].end(), 0u);
        std::stable_sort(table.by_value[i].begin(), table.by_value[i].end(),
                         [&](std::uint32_t a, std::uint32_t b) { return row[a] > row[b]; });
    }
    return table;
}

}  // namespace

void prepare_sums(Prepared::Tables& tables) {
    double coarsest = 0;
    for (std::size_t p = 0; p < tables.parties(); ++p) {
        const ExactUtility& exact = tables.exact[p];
        const SumTable& table = tables.sums.emplace_back(sums_of(exact));
        tables.best.push_back(exact.points(exact.capped(table.highest)));
        tables.worst.push_back(exact.points(exact.capped(table.lowest)));
        const bool whole = std::all_of(
            exact.contribution.begin(), exact.contribution.end(), [&](const std::vector<int128>& row) {
                const int128 least = *std::min_element(row.begin(), row.end());
                return std::all_of(row.begin(), row.end(),
                                   [&](int128 each) { return (each - least) % table.cell == 0; });
            });
        if (!whole) {
            coarsest =
                std::max(coarsest, static_cast<double>(tables.issues() + 1) * exact.points(table.cell) /
                                       (tables.best[p] - tables.worst[p]));
        }
    }
    tables.notes.push_back(
        "There are too many outcomes to list: offers are found by search over the issues.");
    if (coarsest > 0) {
        tables.notes.push_back("Offers meet their targets from above, within " +
                               std::to_string(coarsest * 100).substr(0, 5) +
                               "% of the range between a party's worst and best.");
    }
}

}  // namespace entente::negotiate
