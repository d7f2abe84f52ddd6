// Who stands behind the parties and how each side decides: [[actor]], [ratify.*], `agree` and `veto`.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "entente/model/ids.hpp"
#include "entente/model/quantity.hpp"
#include "entente/model/space.hpp"

namespace entente {

/// `[[actor]]`: a faction, an ally, a public.
struct ActorSpec {
    /// Where it stands on an issue: at an option, or at a number on the scale of the options.
    struct Stand {
        IssueId issue;
        std::optional<OptionId> option;
        std::optional<Quantity> position;
        Quantity salience;  ///< 0 to 100
        Span where;

        bool operator==(const Stand&) const = default;
    };
    std::string name;
    std::optional<PartyId> side;  ///< none: outside
    Quantity power;
    std::vector<Stand> on;
    Span where;

    bool operator==(const ActorSpec&) const = default;
};

/// `[ratify.<party>]`: the share of the power of a side's actors that must be for a deal.
struct RatifySpec {
    PartyId party;
    std::optional<Quantity> quota;
    std::vector<std::string> veto;  ///< names of actors without whom it fails
    Span where;

    bool operator==(const RatifySpec&) const = default;
};

/// `agree = "5 of 6"` and `veto`: how many parties must find a deal acceptable. None: all.
struct Agreement {
    std::size_t votes = 0;
    std::vector<PartyId> veto;
    Span where;

    bool operator==(const Agreement&) const = default;
};

}  // namespace entente
