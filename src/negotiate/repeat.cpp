#include "entente/negotiate/repeat.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "entente/core/parallel.hpp"
#include "negotiate/setup.hpp"

namespace entente::negotiate {
namespace {

struct One {
    Outcome agreement;  ///< empty: none
    std::uint64_t rounds = 0;
    std::vector<double> utilities;
};

Spread spread_of(std::vector<double> values) {
    Spread spread;
    const auto n = static_cast<double>(values.size());
    for (const double each : values) spread.mean += each;
    spread.mean /= n;
    for (const double each : values) spread.sd += (each - spread.mean) * (each - spread.mean);
    spread.sd = values.size() > 1 ? std::sqrt(spread.sd / (n - 1)) : 0;
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) { return values[static_cast<std::size_t>(share * (n - 1) + 0.5)]; };
    spread.low = at(0.05);
    spread.median = at(0.5);
    spread.high = at(0.95);
    return spread;
}

}  // namespace

Repeated repeat(const Prepared& prepared, const NegotiateOptions& options, std::uint64_t talks,
                const MovingReservations& moving, const RunOptions& run) {
    constexpr std::uint64_t kBlock = 64;
    const Prepared::Tables& tables = prepared.tables();
    const std::size_t n = tables.parties();
    const Setup setup = make_setup(prepared, options);
    std::vector<std::vector<One>> blocks((talks + kBlock - 1) / kBlock);
    const std::size_t done = for_each_block(blocks.size(), run, [&](std::size_t block) {
        const std::uint64_t end = std::min(talks, (block + 1) * kBlock);
        for (std::uint64_t r = block * kBlock; r < end; ++r) {
            Setup own = setup;
            std::vector<std::vector<double>> path;
            if (moving) {
                path = moving(r);
                own.reservations = &path;
            }
            Table table(own, (options.first + r) % n, run.seed, r, nullptr);
            const Played played = play(table);
            One one{.agreement = {}, .rounds = played.rounds, .utilities = {}};
            for (std::size_t p = 0; p < n; ++p) {
                double utility = tables.has_reserve[p] != 0 ? tables.reserve[p] : tables.worst[p];
                if (own.reservations != nullptr)
                    utility =
                        (*own.reservations)[std::min<std::size_t>(played.rounds, own.reservations->size()) -
                                            1][p];
                if (played.agreement != kNoOffer) utility = table.seats.of[p]->utility(played.agreement);
                one.utilities.push_back(utility);
            }
            if (played.agreement != kNoOffer) one.agreement = table.seats.of[0]->outcome(played.agreement);
            blocks[block].push_back(std::move(one));
        }
    });

    Repeated result;
    std::map<Outcome, DealShare> deals;
    std::vector<double> rounds;
    std::vector<std::vector<double>> utilities(n);
    for (std::size_t block = 0; block < done; ++block) {
        for (const One& one : blocks[block]) {
            ++result.talks;
            for (std::size_t p = 0; p < n; ++p) utilities[p].push_back(one.utilities[p]);
            if (one.agreement.options.empty()) continue;
            rounds.push_back(static_cast<double>(one.rounds));
            DealShare& deal = deals[one.agreement];
            deal.share += 1;
            deal.utilities = one.utilities;
        }
    }
    if (result.talks == 0) return result;
    const auto all = static_cast<double>(result.talks);
    result.agreement_rate = static_cast<double>(rounds.size()) / all;
    if (!rounds.empty()) result.rounds = spread_of(std::move(rounds));
    for (std::vector<double>& each : utilities) result.utilities.push_back(spread_of(std::move(each)));
    for (auto& [outcome, deal] : deals) {
        deal.outcome = outcome;
        deal.share /= all;
        result.deals.push_back(deal);
    }
    std::stable_sort(result.deals.begin(), result.deals.end(),
                     [](const DealShare& a, const DealShare& b) { return a.share > b.share; });
    return result;
}

}  // namespace entente::negotiate
