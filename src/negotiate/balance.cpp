#include "entente/negotiate/balance.hpp"

#include <algorithm>

#include "negotiate/domain/tables.hpp"

namespace entente::negotiate {
namespace {

/// The product of gains over no deal; nothing where one is negative.
std::optional<double> product(const Prepared::Tables& tables, const std::vector<double>& utilities) {
    double all = 1;
    for (std::size_t p = 0; p < utilities.size(); ++p) {
        const double origin = tables.has_reserve[p] != 0 ? tables.reserve[p] : tables.worst[p];
        if (utilities[p] < origin - 1e-12) return std::nullopt;
        all *= std::max(0.0, utilities[p] - origin);
    }
    return all;
}

}  // namespace

std::optional<Balance> balance(const Prepared& prepared) {
    const Prepared::Tables& tables = prepared.tables();
    if (tables.kind != Prepared::Tables::Kind::listed || tables.parties() < 2) return std::nullopt;
    std::uint32_t best = kNoOffer;
    Offer at = 0;
    for (Offer offer = 0; offer < tables.offers; ++offer) {
        std::uint32_t worst = 0;
        for (const PartyTable& table : tables.party) worst = std::max(worst, table.rank[offer]);
        if (worst < best) {
            best = worst;
            at = offer;
        }
    }
    Balance result;
    result.rank = std::uint64_t{best} + 1;
    for (std::size_t i = 0; i < tables.issues(); ++i)
        result.fallback.options.emplace_back(tables.option(at, i));
    for (const PartyTable& table : tables.party) result.utilities.push_back(table.points[table.rank[at]]);
    for (const settle::NamedSolution& named : yardstick(prepared).solutions) {
        if (named.name != "nash" || !named.solution) continue;
        const auto nash = product(tables, named.solution->point.utilities);
        const auto own = product(tables, result.utilities);
        if (nash && own && *nash > 0) result.ratio = *own / *nash;
    }
    return result;
}

}  // namespace entente::negotiate
