// What a case file says of the war; the war module gives it meaning.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "entente/model/space.hpp"

namespace entente {

/// A named number of a table whose names depend on the model ("cost.arvan", "forts", "prior.belmar.wins").
struct Parameter {
    std::string name;
    Quantity quantity;

    bool operator==(const Parameter&) const = default;
};

/// The finder of every lookup by name. \return nullptr where there is none
[[nodiscard]] const Parameter* find(const std::vector<Parameter>& parameters, const std::string& name);

/// What the winner imposes: an option for each issue that the file names; the others are left to the
/// war module's stated default (the winner's own best option).
struct WarEnd {
    std::vector<std::optional<OptionId>> options;  ///< one per issue
    std::optional<Quantity> at;  ///< where on the front this side has what it imposes; none: at the end
    Span where;

    bool operator==(const WarEnd&) const = default;
};

/// `[war]`: the model's name, the two sides (chances and positions are the first side's), the ends, the
/// model's parameters, and the period that costs and durations count ("month").
struct WarSpec {
    std::string model;
    std::array<PartyId, 2> between;
    std::array<WarEnd, 2> win;
    std::optional<IssueId> issue;  ///< what the front is about: a side's stake in its move; none: nothing
    WarEnd status_quo;  ///< how things stand while the war goes on; empty options: the file does not say
    std::vector<Parameter> parameters;
    std::string per = "period";
    Span where;

    bool operator==(const WarSpec&) const = default;
};

/// `[belief.<party>]`: the war's parameters as that party believes them.
struct Belief {
    PartyId party;
    std::vector<Parameter> parameters;
    Span where;

    bool operator==(const Belief&) const = default;
};

/// `[aid.<name>]`: what an outsider adds to or takes from the war; kinds and parameters are the war
/// module's.
struct Aid {
    std::string name;
    std::string kind;
    std::optional<PartyId> to;
    std::vector<Parameter> parameters;
    Span where;

    bool operator==(const Aid&) const = default;
};

}  // namespace entente
