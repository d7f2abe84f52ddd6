// What would it take? The least that outsiders must change for a deal to become possible, or to hold.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/model/case.hpp"
#include "entente/stability/concepts.hpp"

namespace entente::settle {
struct SettleResult;
}

namespace entente::levers {

/// What the levers are to bring about.
struct Goal {
    enum class Kind : std::uint8_t {
        zone,    ///< some deal is worth it to everybody
        deal,    ///< this deal is
        stable,  ///< some deal that is and that holds once agreed
        chance   ///< a zone with this chance, over the ranges of the case's numbers
    };
    Kind kind = Kind::zone;
    Outcome deal;
    stability::Concept holds = stability::Concept::sseq;
    double chance = 0.8;
    std::string text = "zone";  ///< as the user wrote it
};

struct LeversOptions {
    Goal goal;
    std::string by;                ///< only levers of this holder; empty: all
    std::optional<double> budget;  ///< sets that cost more are left out
    std::uint64_t draws = 2'000;   ///< of the curve of chance against cost; 0: no curve
    bool break_even = true;
    std::optional<std::array<std::string, 2>> map;  ///< addresses of two numbers
    std::size_t map_steps = 21;
};

struct UsedLever {
    std::string name;
    std::string by;
    double size = 0;
    double cost = 0;
};

/// Levers that reach the goal together and not without any one of them.
struct MinimalSet {
    std::vector<UsedLever> levers;
    double cost = 0;
    Outcome deal;          ///< one that becomes possible
    bool checked = false;  ///< the changed case was settled, and the goal holds in it
};

/// The value of one number at which the answer changes, all else as it is.
struct BreakEven {
    std::string address;
    std::string unit;
    double value = 0;  ///< within the bracket [low, high]
    double now = 0;
    double low = 0;  ///< at one end of the bracket the goal holds, at the other it does not
    double high = 0;
    bool opens = true;      ///< passing it reaches the goal; false: loses it
    bool believed = false;  ///< of the zone by the sides' own beliefs
};

struct CurvePoint {
    double cost = 0;
    double chance = 0;
    double standard_error = 0;
};

/// What it takes to be sure that everybody keeps the deal, whatever those do who come later.
struct CertainPrice {
    double total = 0;
    std::vector<std::pair<std::string, double>> offers;  ///< party id, points; in the order of the promises
};

/// A promise and a payment apart, for the deal that the cheapest set opens.
struct PromiseResult {
    Outcome outcome;
    std::vector<std::pair<std::string, double>> at_risk;  ///< by party id: what it gains by leaving alone
    double total_at_risk = 0;
    double paid = 0;
    std::vector<std::string>
        can_leave;  ///< parties that gain by a move of their own: only these need a promise
    std::optional<CertainPrice> certain;  ///< none: too many ways to leave to look at each
};

/// A lever of kind guarantee against what is needed for a breach not to pay.
struct GuaranteeResult {
    std::string lever;
    std::string by;
    std::string protects;
    std::string against;
    std::optional<double> needed;  ///< chance that the guarantor acts; none: not even certainty is enough
    double offered = 0;
    bool enough = false;
};

/// What an exchange in so many steps needs.
struct BondNeeded {
    std::size_t steps = 1;
    double bond = 0;
};

struct PhasesResult {
    std::optional<double> bond;  ///< of the case; none: it names none
    double benefit = 1;
    bool benefit_from_deal = false;
    double discount = 1;
    std::vector<double>
        steps;  ///< shares of the whole, the first step first; empty: no number of steps does
    std::vector<BondNeeded> needed;
};

/// Attacks by a party's extremists: how trust moves, and whether the deal outlives it.
struct SpoilersResult {
    std::string party;
    double trust = 0;
    double after_attack = 0;
    double after_quiet = 0;
    std::string most_exposed;    ///< of the others, the party whose trust must be greatest
    std::optional<double> gain;  ///< points that it gains by the deal; none: no deal is known
    std::optional<double>
        needed;  ///< trust below which it does better to leave; none: the case names no loss
};

/// Would a group rather go alone than take a deal?
struct CoalitionObjection {
    std::vector<std::string> members;
    std::string deal;  ///< the solution's name
    std::vector<double> alone;
    std::vector<double> in_deal;
};

/// The case as a game of groups that can share sums.
struct SharedSums {
    bool core_empty = true;
    double least_excess = 0;
    std::vector<std::pair<std::string, double>> shapley;
    std::vector<std::pair<std::string, double>> nucleolus;
};

struct CoalitionsResult {
    std::vector<CoalitionObjection> objections;
    std::optional<SharedSums> shared;
};

/// Who pays an aid, each looking after itself, and what is left of it once one has left.
struct BackersResult {
    /// The conflict once one backer has left.
    struct Left {
        double aid = 0;     ///< share of the aid that the others go on to pay
        double amount = 0;  ///< the aid's own number then
        std::vector<std::pair<std::string, double>> no_deal;  ///< by party id: its value of no deal
        std::optional<bool> zone;  ///< is there a zone? none: the war makes no sense without
    };
    struct One {
        std::string name;
        double gives = 0;
        double share = 0;  ///< of the whole
        std::optional<Left> without;
    };
    std::string aid;
    std::string rule;  ///< "incomes" or "keenness"
    double total = 0;
    double efficient = 0;  ///< what would be best for all of them together
    std::vector<One> backers;
};

/// Where an outside actor's own wishes lie among the deals.
struct InterestResult {
    std::string name;
    bool acceptable = true;  ///< over deals that every party would take; false: there are none, over all
    Outcome best;            ///< what it would like best of them
    double best_points = 0;
    std::vector<std::pair<std::string, double>> at;  ///< its points of each solution's deal
    /// By party id: rank correlation of its wishes with the party's; none: one of them does not vary.
    std::vector<std::pair<std::string, std::optional<double>>> runs_with;
};

/// Does the goal hold over a grid of two numbers?
struct MapResult {
    std::array<std::string, 2> addresses;
    std::vector<double> first;
    std::vector<double> second;
    std::vector<std::vector<bool>> holds;  ///< [first][second]
};

struct LeversResult {
    std::string goal;
    bool holds_now = false;
    bool reachable = false;
    std::string why_not;                 ///< a sentence, where it is out of reach
    std::optional<MinimalSet> cheapest;  ///< over all sets, minimal or not
    std::vector<MinimalSet> minimal;
    std::vector<std::string> in_all;
    std::vector<BreakEven> break_even;
    std::vector<CurvePoint> chance_curve;
    std::string curve_of;  ///< the levers that the curve scales together
    std::optional<PromiseResult> promise;
    std::vector<GuaranteeResult> guarantees;
    std::optional<PhasesResult> phases;
    std::vector<SpoilersResult> spoilers;
    std::optional<CoalitionsResult> coalitions;
    std::vector<BackersResult> backers;
    std::vector<InterestResult> interests;
    std::optional<MapResult> map;
    bool proved = true;
    Stopped stopped = Stopped::complete;
    std::uint64_t seed = 1;
    std::string method;
    std::vector<std::string> notes;
};

/// Answers: what is the least that must be changed to reach the goal, by which levers, at what cost, and
/// how sure is that? Sets are exact where the values of no deal follow the levers' sizes on a straight line
/// and the whole frontier is known; elsewhere `proved` is false and the notes say why.
/// \throws InputError E1308..E1311, E04xx, E05xx
/// \cost 2^levers x frontier points, at most 20 levers; a settlement a set and a step of each break-even
/// \threads the same result for any number \check tests/levers/levers_test.cpp
[[nodiscard]] LeversResult levers(const Case& conflict, const LeversOptions& options = {},
                                  const RunOptions& run = {});

/// The case with levers used at these sizes, one per lever of the case (kinds penalty, aid, number), what
/// is paid at the table taken from values of no deal. \throws InputError where the changed case is unsound
[[nodiscard]] Case with_levers(const Case& conflict, const std::vector<double>& sizes);

/// What groups can have on their own against the deals that are on offer.
/// \param deals (name, utilities in points) \cost a few linear programs of 2^parties rows
[[nodiscard]] std::optional<CoalitionsResult> coalitions_of(
    const Case& conflict, const std::vector<std::pair<std::string, std::vector<double>>>& deals,
    double most_in_all);

/// The same against the deals of a settlement's solutions; nothing where the case says nothing of groups.
[[nodiscard]] std::optional<CoalitionsResult> coalitions_in(const Case& conflict,
                                                            const settle::SettleResult& settled);

/// "zone", "deal: issue=option, ...", "stable:sseq", "chance:0.8". A deal is read by the caller.
/// \throws InputError E1310 with did-you-mean
[[nodiscard]] Goal parse_goal(std::string_view text);

template <class Visitor>
void describe(Visitor& visit, const UsedLever& lever) {
    visit("name", lever.name, {"", "name of the lever"});
    visit("by", lever.by, {"", "who holds it; empty: nobody is named"});
    visit("size", lever.size, {"the lever's", "how far it is used"});
    visit("cost", lever.cost, {"the lever's", "what that costs its holder"});
}
template <class Visitor>
void describe(Visitor& visit, const MinimalSet& set) {
    visit("levers", set.levers, {"", "used together; without any one of them the goal is lost"});
    visit("cost", set.cost, {"the levers'", "what they cost in all, at the least sizes that do"});
    visit("outcome", set.deal, {"", "a deal that becomes possible"});
    visit("checked", set.checked, {"", "the changed case was settled and the goal holds in it"});
}
template <class Visitor>
void describe(Visitor& visit, const BreakEven& one) {
    visit("address", one.address, {"", "the number, all others as they are"});
    visit("unit", one.unit, {"", "its unit"});
    visit("value", one.value, {"the number's", "where the answer changes"});
    visit("now", one.now, {"the number's", "its value in the case"});
    visit("low", one.low, {"the number's", "lower end of the proved bracket"});
    visit("high", one.high, {"the number's", "upper end of the proved bracket"});
    visit("opens", one.opens, {"", "true: passing it reaches the goal; false: loses it"});
    visit("believed", one.believed, {"", "true: of the zone by the sides' own beliefs"});
}
template <class Visitor>
void describe(Visitor& visit, const CurvePoint& point) {
    visit("cost", point.cost, {"the levers'", "what is spent"});
    visit("chance", point.chance, {"", "share of the draws in which the goal is then reached"});
    visit("standard_error", point.standard_error, {"", "Monte Carlo error of the chance"});
}
template <class Visitor>
void describe(Visitor& visit, const CertainPrice& price) {
    visit("total", price.total,
          {"points", "promises with which keeping is best for each even where those after it leave"});
    visit("offers", price.offers, {"points", "by party, in the order in which promises are made"});
}
template <class Visitor>
void describe(Visitor& visit, const PromiseResult& promise) {
    visit("outcome", promise.outcome, {"", "the deal that is to be kept"});
    visit("at_risk", promise.at_risk, {"points", "by party: what it would gain by leaving the deal alone"});
    visit("total_at_risk", promise.total_at_risk,
          {"points", "their sum: the least promise, paid only if it is tested"});
    visit("paid", promise.paid, {"the levers'", "what is paid in any case"});
    visit("can_leave", promise.can_leave, {"", "parties that gain by a move of their own"});
    visit("certain", promise.certain,
          {"", "what it takes to be sure of everybody; null: too many ways to leave to look at each"});
}
template <class Visitor>
void describe(Visitor& visit, const GuaranteeResult& one) {
    visit("lever", one.lever, {"", "name of the lever"});
    visit("by", one.by, {"", "who guarantees"});
    visit("protects", one.protects, {"", "party that is protected"});
    visit("against", one.against, {"", "party that must not gain by attacking"});
    visit("needed", one.needed, {"chance", "that the guarantor acts; null: no chance is enough"});
    visit("offered", one.offered, {"chance", "the lever's largest size"});
    visit("enough", one.enough, {"", "is the offer as large as the need"});
}
template <class Visitor>
void describe(Visitor& visit, const BondNeeded& one) {
    visit("steps", one.steps, {"", "in which the whole is exchanged"});
    visit("bond", one.bond, {"share", "the least that lets them carry themselves"});
}
template <class Visitor>
void describe(Visitor& visit, const PhasesResult& phases) {
    visit("bond", phases.bond, {"share", "what breach loses; null: the case names no bond"});
    visit("benefit", phases.benefit, {"ratio", "of the other's part over one's own cost, less 1"});
    visit("benefit_from_deal", phases.benefit_from_deal,
          {"",
           "the case names no benefit: what the deal gains over what leaving it alone gains, of the party "
           "for which that is least"});
    visit("discount", phases.discount, {"share", "what a step's delay leaves"});
    visit("steps", phases.steps, {"share", "of the whole in each step; empty: no number of steps does"});
    visit("needed", phases.needed, {"", "the least bond for some numbers of steps"});
}
template <class Visitor>
void describe(Visitor& visit, const SpoilersResult& one) {
    visit("party", one.party, {"", "whose extremists may attack"});
    visit("trust", one.trust, {"chance", "by the others, that the party means to keep the deal"});
    visit("after_attack", one.after_attack, {"chance", "the same once its extremists attacked"});
    visit("after_quiet", one.after_quiet, {"chance", "the same where no attack came"});
    visit("most_exposed", one.most_exposed, {"", "of the others, the party that needs the greatest trust"});
    visit("gain", one.gain, {"points", "that it gains by the deal; null: no deal is known"});
    visit("needed", one.needed,
          {"chance", "trust below which it does better to leave; null: the case names no loss"});
}
template <class Visitor>
void describe(Visitor& visit, const CoalitionObjection& one) {
    visit("members", one.members, {"", "a group that does better alone"});
    visit("deal", one.deal, {"", "than in this solution's deal"});
    visit("alone", one.alone, {"points", "what each member has alone"});
    visit("in_deal", one.in_deal, {"points", "what each member has in the deal"});
}
template <class Visitor>
void describe(Visitor& visit, const SharedSums& shared) {
    visit("core_empty", shared.core_empty, {"", "no sharing satisfies every group"});
    visit("least_excess", shared.least_excess, {"points", "what the worst-off group lacks at the least"});
    visit("shapley", shared.shapley, {"points", "by party"});
    visit("nucleolus", shared.nucleolus, {"points", "by party"});
}
template <class Visitor>
void describe(Visitor& visit, const CoalitionsResult& one) {
    visit("objections", one.objections, {"", "groups that would rather go alone"});
    visit("shared", one.shared, {"", "where sums can be shared; null for more than 14 parties"});
}
template <class Visitor>
void describe(Visitor& visit, const BackersResult::Left& left) {
    visit("aid", left.aid, {"share", "of the aid that the others go on to pay"});
    visit("amount", left.amount, {"the aid's", "the aid's own number then"});
    visit("no_deal", left.no_deal, {"points", "by party: its value of no deal then"});
    visit("zone", left.zone, {"", "is there a zone then; null: the war makes no sense without it"});
}
template <class Visitor>
void describe(Visitor& visit, const BackersResult::One& one) {
    visit("name", one.name, {"", "who backs"});
    visit("gives", one.gives, {"the backers'", "what is best for it to give, given what the others give"});
    visit("share", one.share, {"share", "of what all give"});
    visit("without", one.without, {"", "once it has left; null where nobody gives anything"});
}
template <class Visitor>
void describe(Visitor& visit, const BackersResult& result) {
    visit("aid", result.aid, {"", "name of the aid"});
    visit("rule", result.rule, {"", "incomes or keenness: how they give"});
    visit("total", result.total, {"the backers'", "what all give together"});
    visit("efficient", result.efficient, {"the backers'", "what would be best for all of them together"});
    visit("backers", result.backers, {"", "each of them"});
}
template <class Visitor>
void describe(Visitor& visit, const InterestResult& one) {
    visit("name", one.name, {"", "id of the outside actor"});
    visit("acceptable", one.acceptable,
          {"", "over efficient deals that every party would take; false: there are none, over all"});
    visit("best", one.best, {"", "what it would like best of them"});
    visit("best_points", one.best_points, {"points", "what that is worth to it, by its own sheet"});
    visit("at", one.at, {"points", "what each solution's deal is worth to it"});
    visit("runs_with", one.runs_with,
          {"", "by party: rank correlation of its wishes with the party's; null: one does not vary"});
}
template <class Visitor>
void describe(Visitor& visit, const MapResult& map) {
    visit("addresses", map.addresses, {"", "the two numbers"});
    visit("first", map.first, {"the number's", "values of the first"});
    visit("second", map.second, {"the number's", "values of the second"});
    visit("holds", map.holds, {"", "does the goal hold; one row a value of the first"});
}
template <class Visitor>
void describe(Visitor& visit, const LeversResult& result) {
    visit("goal", result.goal, {"", "what is to be reached"});
    visit("holds_now", result.holds_now, {"", "it holds without any lever"});
    visit("reachable", result.reachable, {"", "the levers of the case can reach it"});
    visit("why_not", result.why_not, {"", "a sentence, where they cannot"});
    visit("cheapest", result.cheapest, {"", "the cheapest set and sizes of all"});
    visit("minimal", result.minimal, {"", "every set that needs each of its levers, the cheapest first"});
    visit("in_all", result.in_all, {"", "levers that stand in every set"});
    visit("break_even", result.break_even, {"", "single numbers at which the answer changes"});
    visit("curve_of", result.curve_of, {"", "levers that the curve scales together"});
    visit("chance_curve", result.chance_curve, {"", "chance against cost over the ranges"});
    visit("promise", result.promise, {"", "what must be promised and what is paid"});
    visit("guarantees", result.guarantees, {"", "levers of kind guarantee against the need"});
    visit("phases", result.phases, {"", "steps in which the deal carries itself"});
    visit("spoilers", result.spoilers, {"", "attacks meant to wreck the deal"});
    visit("coalitions", result.coalitions, {"", "groups, where the case gives values"});
    visit("backers", result.backers, {"", "who pays each aid, and what is left once one leaves"});
    visit("interests", result.interests, {"", "what outside actors with a score sheet want"});
    visit("map", result.map, {"", "the goal over two numbers"});
    visit("proved", result.proved, {"", "sets and costs are proved"});
}

}  // namespace entente::levers
