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
        Quantity salience;              ///< 0 to 100
        std::optional<Quantity> power;  ///< on this issue, where it differs
        Span where;

        bool operator==(const Stand&) const = default;
    };
    /// How far its ideal follows the position of another, 0 to 1.
    struct Follows {
        std::size_t actor = 0;  ///< index into Case::actors
        Rational share;

        bool operator==(const Follows&) const = default;
    };
    std::string name;
    std::string about;            ///< for readers; may be empty
    std::optional<PartyId> side;  ///< none: outside
    Quantity power;               ///< only ratios count
    std::vector<Stand> on;        ///< an issue that is left out: it has no position there, which is not 0
    /// What a deal must be worth to it, 0 to 100 of its own scale, to have its vote; a range: it is unsure.
    std::optional<Quantity> reserve;
    /// How its ideal moves: these shares, the rest stays. None: its ideal is where it stands.
    std::optional<std::vector<Follows>> follows;
    Span where;

    bool operator==(const ActorSpec&) const = default;
};

/// `[smp]`: a parameter of the spatial model, by KTAB's names; `stakeholders` knows them.
struct SmpSetting {
    std::string name;
    std::string value;
    Span where;

    bool operator==(const SmpSetting&) const = default;
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
