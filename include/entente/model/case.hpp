// A conflict, as one value.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/diagnostic.hpp"
#include "entente/model/actor_spec.hpp"
#include "entente/model/lever.hpp"
#include "entente/model/preference.hpp"
#include "entente/model/talks_spec.hpp"
#include "entente/model/war_spec.hpp"

namespace entente {

/// Limits that validate() enforces, so that rude input ends in a diagnostic and not in exhaustion.
inline constexpr std::size_t kMaxParties = 256;
inline constexpr std::size_t kMaxIssues = 10'000;
inline constexpr std::size_t kMaxOptions = 1'000'000;       ///< per issue
inline constexpr std::size_t kMaxOptionsInAll = 4'000'000;  ///< over all issues

/// Where a party's value of no deal comes from.
enum class ReserveFrom {
    none,    ///< nothing says: any deal will do
    stated,  ///< the file's `reserve`
    war      ///< the value of fighting on, from `[war]`
};
[[nodiscard]] constexpr std::string_view to_string(ReserveFrom from) {
    constexpr std::string_view kNames[] = {"none", "stated", "war"};
    return kNames[static_cast<std::size_t>(from)];
}

struct Party {
    std::string id;
    std::string name;
    Preference preference;
    std::optional<Quantity> reserve;   ///< its value of no deal, in points; none: any deal will do
    bool reserve_derived = false;      ///< `reserve` was worked out from `[war]`, not written
    std::optional<Quantity> discount;  ///< GENIUS discount factor; kept, not used at t = 0
    std::string notes;                 ///< the author's, for readers; may be empty
    Span where;

    [[nodiscard]] ReserveFrom reserve_from() const {
        if (!reserve) return ReserveFrom::none;
        return reserve_derived ? ReserveFrom::war : ReserveFrom::stated;
    }

    bool operator==(const Party&) const = default;
};

/// Which way a party can move an issue alone: along the option order.
enum class Direction { both, up, down };

/// `[control]`: a party that can move an issue alone.
struct Control {
    PartyId party;
    IssueId issue;
    Direction direction = Direction::both;
    Span where;

    bool operator==(const Control&) const = default;
};

/// A ranked statement of an ordinal preference: a disjunction of conjunctions, with the wording.
struct Statement {
    std::string text;
    std::vector<Conjunction> any_of;
    Span where;

    bool operator==(const Statement&) const = default;
};

/// `[priorities.<party>]`: statements, most important first.
struct Priorities {
    PartyId party;
    std::vector<Statement> statements;
    Span where;

    bool operator==(const Priorities&) const = default;
};

/// `[ranking]`: a party's states from best to worst by their numbers (from 1), ties in one tier. States
/// that no tier names tie for the worst.
struct Ranking {
    PartyId party;
    std::vector<std::vector<std::uint32_t>> tiers;
    Span where;

    bool operator==(const Ranking&) const = default;
};

/// `[[same]]`: the outcomes where every condition holds are one state, which nobody tells apart.
struct SameState {
    Conjunction when;
    Span where;

    bool operator==(const SameState&) const = default;
};

/// `[graph]`: states and moves written out, in place of a space. States are numbered from 1.
struct GraphForm {
    struct Move {
        PartyId party;
        std::uint32_t from = 1;
        std::uint32_t to = 1;

        bool operator==(const Move&) const = default;
    };
    std::vector<std::string> states;  ///< what each is, in words
    std::vector<Move> moves;
    std::optional<std::uint32_t> now;  ///< the status quo
    Span where;

    bool operator==(const GraphForm&) const = default;
};

/// `[[link]]`: uncertain numbers that move together; every two of them have this rank correlation.
struct Link {
    std::vector<std::string> between;  ///< addresses of ranged numbers, two or more
    Rational rank;                     ///< Spearman's, in (-1, 1)
    Span where;

    bool operator==(const Link&) const = default;
};

/// A red line: the score on one issue that a party will not go below (`issue.ID.require.PARTY`).
struct RedLine {
    PartyId party;
    IssueId issue;
    Quantity least;
    Span where;

    bool operator==(const RedLine&) const = default;
};

/// Where a case came from.
struct Origin {
    std::string file;    ///< as the user named it; "case:SLUG" for a bundled one
    std::string format;  ///< "toml", "genius", "gmcr"
    std::string sha256;  ///< of the bytes read, lower-case hex

    bool operator==(const Origin&) const = default;
};

/// A conflict: who, about what, valued how, and what happens without a deal.
struct Case {
    std::string title;
    std::string summary;
    std::string as_of;            ///< ISO date, or empty
    double range_level = 0.90;    ///< what "best (low..high)" means: this chance between low and high
    Rational points = 100;        ///< a party's best conceivable package, terms aside
    bool normalise = true;        ///< weights are relative; false: used as written, in points
    std::optional<Rational> cap;  ///< utilities are cut at this value (GENIUS: 1)
    bool nonlinear = false;       ///< read from hyper-rectangles: utilities may pass `points`
    std::vector<Source> sources;
    std::vector<Party> parties;
    Space space;
    std::optional<WarSpec> war;
    std::vector<Belief> beliefs;
    std::vector<Aid> aids;
    std::vector<Control> control;
    std::vector<Priorities> priorities;
    std::vector<Ranking> rankings;
    std::vector<SameState> same;
    std::vector<Link> links;
    std::vector<RedLine> red_lines;
    std::vector<OutsideActor> outside;
    std::vector<Lever> levers;
    std::vector<Backers> backers;
    std::vector<Coalition> coalitions;
    std::optional<Phases> phases;
    std::vector<Spoilers> spoilers;
    std::vector<ActorSpec> actors;
    std::vector<SmpSetting> smp;
    std::vector<RatifySpec> ratify;
    std::optional<Agreement> agree;  ///< none: every party must agree
    std::optional<TalksSpec> talks;
    std::optional<GraphForm> graph;
    std::vector<std::string> state_names;  ///< what each state is called, by number; empty: by what differs
    std::optional<Outcome> status_quo;
    std::string
        noun;  ///< what no deal is called: "war", "strike", ...; empty: war with [war], else dispute
    std::string notes;  ///< the author's, for readers; may be empty
    Origin origin;

    bool operator==(const Case&) const = default;
};

/// Everything wrong with the case's meaning, at once: errors and warnings in the order of the file.
/// `where.source_line` is left to whoever holds the text. Empty: the case is sound.
/// \check tests/model/validate_test.cpp
[[nodiscard]] std::vector<Diagnostic> validate(const Case& conflict);

/// A number of the case with its one name and its legal domain.
struct QuantityRef {
    std::string address;  ///< "issue.border.for.arvan.weight", "reserve.arvan", "war.cost.arvan"
    const Quantity* quantity = nullptr;
    Domain domain;
    std::string unit;  ///< "points", "weight", "score", "share", "per month", or empty
};

/// Visits every number of the case in the order of the file's tables: weights and scores issue by
/// issue and party by party (`issue.ID.for.PARTY.weight`, `issue.ID.for.PARTY.score.LABEL`; none where a
/// party has no score sheet), terms
/// (`bonus.ID.add`), written reservation values (`reserve.PARTY`), the war's parameters (`war.NAME`),
/// beliefs
/// (`belief.PARTY.NAME`), aid (`aid.NAME.PARAMETER`), levers (`lever.NAME.PARAMETER`), backers
/// (`backers.AID.of.WHO`, `.share`), coalitions (`coalition.A+B.A`), phases (`phases.NAME`), spoilers
/// (`spoilers.PARTY.NAME`), actors
/// (`actor.NAME.power`, `.reserve`,
/// `.on.ISSUE.position`, `.salience`, `.power`), quotas (`ratify.PARTY.quota`).
void for_each_quantity(const Case& conflict, const std::function<void(const QuantityRef&)>& visit);

/// The scale of an issue: the numbers at its two ends in the order of the options, or 0 and the last
/// option's index where not all options are numbers.
struct IssueScale {
    double first = 0;
    double last = 0;
    bool numeric = false;

    [[nodiscard]] double low() const { return first < last ? first : last; }
    [[nodiscard]] double high() const { return first < last ? last : first; }
    bool operator==(const IssueScale&) const = default;
};
[[nodiscard]] IssueScale scale_of(const Issue& issue);
/// Where an option stands on its issue's scale.
[[nodiscard]] double place_of(const Issue& issue, OptionId option);
/// Where an actor stands, on the issue's scale.
[[nodiscard]] double place_of(const Issue& issue, const ActorSpec::Stand& stand);

/// Does the party say what an outcome is worth to it? One that only ranks states does not.
[[nodiscard]] bool gives_points(const Party& party);
/// Does any party?
[[nodiscard]] bool gives_points(const Case& conflict);

/// The number at `address`, or nullptr. \cost linear in the numbers of the case
[[nodiscard]] Quantity* find_quantity(Case& conflict, std::string_view address);

/// Sets numbers by address ("reserve.arvan=41", "issue.x.for.y.weight=50 (40..60)").
/// \throws InputError E0905 for an unknown address (with did-you-mean), E0906 for a value that is no
/// number or leaves the number's domain
[[nodiscard]] Case with_settings(Case conflict, const std::vector<std::string>& settings);

/// Reads "55", "2/7", "55 (45..65)", "45..65". \return nothing where it is none of these
[[nodiscard]] std::optional<Quantity> parse_quantity(std::string_view text);

}  // namespace entente
