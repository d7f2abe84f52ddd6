// `[talks]`: how the parties talk, as the file says it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/model/ids.hpp"
#include "entente/model/quantity.hpp"
#include "entente/model/space.hpp"

namespace entente {

/// Names of protocols and tactics are kept as written: `negotiate` has the records that know them.
struct TalksSpec {
    struct Tactic {
        std::optional<PartyId> party;  ///< none: of every party that has no line of its own
        std::string name;              ///< "boulware", "boulware:e=0.1"
        Span where;

        bool operator==(const Tactic&) const = default;
    };
    /// What a party asks for today, where that is not its best outcome.
    struct Position {
        PartyId party;
        Outcome outcome;
        Span where;

        bool operator==(const Position&) const = default;
    };
    std::string protocol;  ///< empty: alternating
    Span protocol_where;
    std::optional<std::uint64_t> deadline;  ///< rounds
    std::optional<PartyId> first;           ///< who speaks first
    std::vector<Tactic> tactics;
    std::vector<Position> positions;
    Span where;

    bool operator==(const TalksSpec&) const = default;
};

}  // namespace entente
