// A case made ready: what is computed once and shared by every negotiation over it.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "entente/model/exact.hpp"
#include "entente/model/passage.hpp"
#include "entente/negotiate/negotiate.hpp"

namespace entente::negotiate {

struct KnownDeals;

/// One party's outcomes, best first.
struct PartyTable {
    std::vector<double> points;        ///< by position, falling
    std::vector<std::uint32_t> order;  ///< position -> offer; ties by number
    std::vector<std::uint32_t> rank;   ///< offer -> position
    std::vector<std::uint32_t> start;  ///< position -> first position of its tie
    std::size_t acceptable = 0;        ///< positions at or above the reservation value: a prefix
};

/// One party's sums over issues that are too many to list: which sums can be reached, on a grid.
struct SumTable {
    int128 lowest = 0;                                 ///< units of the worst outcome
    int128 highest = 0;                                ///< units of the best one
    int128 cell = 1;                                   ///< units per cell of the grid
    std::size_t cells = 1;                             ///< 0 .. cells - 1 above the worst
    std::vector<std::vector<std::uint32_t>> cell_of;   ///< [issue][option], rounded down
    std::vector<std::vector<std::uint64_t>> reach;     ///< [issue]: bits of sums of issues from there on
    std::vector<std::vector<std::uint32_t>> by_value;  ///< [issue]: options, best first
};

struct Prepared::Tables {
    enum class Kind { listed, search, sample };

    Case conflict;
    Passage passage;  ///< who has to agree, and who ratifies
    Kind kind = Kind::listed;
    std::vector<std::string> notes;
    std::vector<ExactUtility> exact;
    std::vector<std::size_t> options;    ///< per issue
    std::vector<std::uint64_t> stride;   ///< listed: outcome number = sum of option * stride
    std::vector<std::uint64_t> numbers;  ///< listed offer -> outcome number; empty: the same
    std::vector<std::uint32_t> rows;     ///< sample: offer * issues + issue -> option
    std::size_t offers = 0;              ///< listed or sampled ones
    std::vector<PartyTable> party;
    std::vector<SumTable> sums;
    std::vector<double> best, worst;  ///< points, per party
    std::vector<std::uint8_t> has_reserve;
    std::vector<double> reserve;  ///< points, per party

    [[nodiscard]] std::size_t parties() const { return conflict.parties.size(); }
    [[nodiscard]] std::size_t issues() const { return options.size(); }
    [[nodiscard]] std::size_t option(Offer offer, std::size_t issue) const {
        if (!rows.empty()) return rows[std::size_t{offer} * issues() + issue];
        const std::uint64_t number = numbers.empty() ? offer : numbers[offer];
        return number / stride[issue] % options[issue];
    }

    // Made when first asked for, the same whoever asks.
    mutable std::once_flag settled;
    mutable settle::SettleResult yardstick;
    mutable std::once_flag known_once;
    mutable std::vector<KnownDeals> known;
    explicit Tables(const Case& from);
    ~Tables();
};

/// Lists every outcome. \pre their number passes the limit neither of 32 bits nor of memory
void list_outcomes(Prepared::Tables& tables);
/// Draws `count` outcomes, and climbs from each party's best draws.
void sample_outcomes(Prepared::Tables& tables, std::uint64_t count, std::uint64_t seed);
/// Prepares to search. \pre additive, no rules
void prepare_sums(Prepared::Tables& tables);

/// Sorts one party's units. \param units by offer
void rank_offers(PartyTable& table, const ExactUtility& exact, const std::vector<int128>& units);

}  // namespace entente::negotiate
