// What outsiders could change: the tables [outside], [lever.*], [backers.*], [coalition]
// [phases] and [spoilers] of a case file.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/model/preference.hpp"

namespace entente {

/// `[outside]`: an actor that agrees to nothing but can act. It may have a score sheet of its own.
struct OutsideActor {
    std::string id;
    std::string name;
    Preference preference;  ///< `issue.*.for.<id>`; empty scores: it does not say what it wants
    Span where;

    bool operator==(const OutsideActor&) const = default;
};

/// What a lever moves; see `lever_kinds()`.
enum class LeverKind { transfer, promise, penalty, aid, expiring, guarantee, number };
inline constexpr std::array<std::string_view, 7> kLeverKindNames = {
    "transfer", "promise", "penalty", "aid", "expiring", "guarantee", "number"};
[[nodiscard]] constexpr std::string_view to_string(LeverKind kind) {
    return kLeverKindNames[static_cast<std::size_t>(kind)];
}

/// One kind of lever: what users are told of it, and what it needs.
struct LeverRecord {
    LeverKind kind;
    std::string_view meaning;  ///< what it does, a sentence
    std::string_view unit;     ///< of its size
    bool to_party = false;     ///< names the party it is laid on or paid to (`to`)
    bool by_address = false;   ///< names a number of the case (`moves`)
};
[[nodiscard]] const std::array<LeverRecord, 7>& lever_kinds();
[[nodiscard]] const LeverRecord& lever_kind(LeverKind kind);

/// `[lever.NAME]`: one thing that somebody can do, between nothing and `most`.
struct Lever {
    std::string name;
    std::string by;  ///< id of an outside actor or of a party; empty: nobody is named
    LeverKind kind = LeverKind::transfer;
    std::optional<PartyId> to;
    std::string moves;                ///< an address, for kind number
    std::optional<Quantity> least;    ///< the smallest size but nothing; none: any
    Quantity most;                    ///< the largest size; below 0: the number is lowered (kind number)
    std::optional<Quantity> cost;     ///< per unit of size; none: free
    std::optional<Quantity> fixed;    ///< once it is used at all
    std::optional<Quantity> decay;    ///< share of it that is left a period later (expiring; others: 1)
    std::optional<Quantity> guarded;  ///< guarantee: an attacker's chance to win against the guarantor
    Span where;

    bool operator==(const Lever&) const = default;
};

/// `[coalition]`: what a group can have without the others: points for each member, or one sum to share.
struct Coalition {
    std::vector<PartyId> members;  ///< in the order of the parties
    std::vector<Quantity> points;  ///< one per member; empty where `worth` is given
    std::optional<Quantity> worth;
    Span where;

    bool operator==(const Coalition&) const = default;
};

/// `[phases]`: an exchange in steps (docs/methods/levers.md).
struct Phases {
    std::optional<Quantity> bond;     ///< share of a side's cost of the whole that breach loses
    std::optional<Quantity> benefit;  ///< what the other's part is worth per unit of one's own cost, less 1
    std::optional<Quantity> discount;  ///< what a step's delay leaves of a payoff
    Span where;

    bool operator==(const Phases&) const = default;
};

/// `[spoilers.PARTY]`: attacks by extremists of a party, and what the others make of them
/// (docs/methods/levers.md).
struct Spoilers {
    PartyId party;                       ///< whose extremists may attack
    std::optional<Quantity> trust;       ///< chance, by the others, that the party means to keep the deal
    std::optional<Quantity> strength;    ///< chance that its moderates can restrain its extremists
    std::optional<Quantity> prevention;  ///< chance that moderates who can do stop an attack
    std::optional<Quantity> attack;  ///< chance of an attack if the party does not mean to keep the deal
    std::optional<Quantity> loss;    ///< points of keeping the deal with a party that does not
    Span where;

    bool operator==(const Spoilers&) const = default;
};

/// `[backers.AID]`: who pays an outsider's aid (docs/methods/levers.md).
struct Backers {
    std::string aid;                                   ///< name of the aid
    bool by_income = true;                             ///< each gives from its income; false: the keenest
    std::optional<Quantity> share;                     ///< of its income that one alone would give
    std::vector<std::pair<std::string, Quantity>> of;  ///< income or keenness, by who backs
    Span where;

    bool operator==(const Backers&) const = default;
};

/// The coalition's name in addresses: "arvan+cedon".
[[nodiscard]] std::string coalition_name(const Coalition& coalition,
                                         const std::vector<std::string>& party_ids);

}  // namespace entente
