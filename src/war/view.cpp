#include "war/view.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/model/exact.hpp"
#include "entente/model/option_score.hpp"
#include "entente/model/war_parameters.hpp"
#include "entente/war/outside_view.hpp"
#include "war/records/record.hpp"

namespace entente::war {

namespace {

/// Is this the name "head.middle" followed by tail? Without building the name: draws ask by the million.
bool is_name(std::string_view written, std::string_view head, std::string_view middle,
             std::string_view tail) {
    return written.size() == head.size() + 1 + middle.size() + tail.size() && written.starts_with(head) &&
           written[head.size()] == '.' && written.substr(head.size() + 1).starts_with(middle) &&
           written.ends_with(tail);
}

}  // namespace

/// The belief's number where these eyes have one, else the war's.
template <class Matches>
std::optional<double> View::first(const Matches& matches) const {
    const auto in = [&](const std::vector<Parameter>& parameters) -> std::optional<double> {
        for (const Parameter& parameter : parameters) {
            if (matches(parameter.name)) return parameter.quantity.value();
        }
        return std::nullopt;
    };
    if (eyes_ >= 0) {
        const PartyId party = war_.between[static_cast<std::size_t>(eyes_)];
        for (const Belief& belief : case_.beliefs) {
            if (belief.party != party) continue;
            if (const auto found = in(belief.parameters)) return found;
        }
    }
    return in(war_.parameters);
}

std::optional<double> View::find(std::string_view name) const {
    return first([&](std::string_view written) { return written == name; });
}

double View::get(std::string_view name, double fallback) const { return find(name).value_or(fallback); }

std::optional<double> View::find(std::string_view name, std::size_t side, std::string_view tail) const {
    return first([&](std::string_view written) { return is_name(written, name, id(side), tail); });
}

double View::get(std::string_view name, std::size_t side, double fallback) const {
    return find(name, side).value_or(fallback);
}

double View::chance(std::string_view name) const {
    if (const auto written = find(name)) return *written;
    const auto first = find("strength", 0);
    const auto second = find("strength", 1);
    if (!first || !second) return 0.5;
    return contest(*first, *second, get("contest", kContestExponent));
}

namespace {

double amount(const Aid& aid, const char* name, double fallback = 0) {
    const Parameter* p = entente::find(aid.parameters, name);
    return p == nullptr ? fallback : p->quantity.value();
}

}  // namespace

double View::net_cost(std::size_t side) const {
    double cost = gross_cost(side) - get("aid", side, 0);
    for (const Aid& aid : case_.aids) {
        const bool mine = !aid.to || *aid.to == war_.between[side];
        if (aid.kind == "money" && mine) cost -= amount(aid, "amount");
        if (aid.kind == "penalty" && mine) cost += amount(aid, "amount");
    }
    return cost;
}

double View::gross_cost(std::size_t side) const {
    if (const auto share = find("cost_share", side)) {
        const PartyId party = war_.between[side];
        const auto holding = find("holding", side);
        const double held = holding ? *holding : status_quo_value(case_, party).value_or(0);
        return *share * (1 - get("discount", 1)) * held;
    }
    return get("cost", side, 0);
}

double View::chance_shift() const {
    double shift = 0;
    for (const Aid& aid : case_.aids) {
        if (!aid.to) continue;
        const int to = *aid.to == war_.between[0] ? 0 : 1;
        const bool seen = aid.kind == "capability" || (aid.kind == "promised" && eyes_ == to);
        if (seen) shift += (to == 0 ? 1 : -1) * amount(aid, "shift");
    }
    return shift;
}

Stakes stakes_of(const Case& conflict) {
    Stakes stakes;
    for (std::size_t i = 0; i < 2; ++i) stakes.imposed[i] = war_outcome(conflict, i).outcome;
    for (std::size_t i = 0; i < 2; ++i) {
        const PartyId party = conflict.war->between[i];
        stakes.at_win[i] = utility(conflict, party, stakes.imposed[i]);
        stakes.at_loss[i] = utility(conflict, party, stakes.imposed[1 - i]);
    }
    return stakes;
}

double issue_points(const Case& conflict, PartyId party, IssueId issue, OptionId option) {
    const Preference& preference = conflict.parties[party.index()].preference;
    double factor = 0.01;
    if (conflict.normalise) {
        double sum = 0;
        for (const IssueScore& score : preference.issues) sum += score.weight.value();
        factor = sum > 0 ? conflict.points.value() / (100 * sum) : 0;
    }
    const IssueScore& score = preference.issues[issue.index()];
    return factor * score.weight.value() *
           option_score(conflict.space.issues[issue.index()], score, option).value();
}

std::optional<double> status_quo_value(const Case& conflict, PartyId party) {
    const std::vector<std::optional<OptionId>>& named = conflict.war->status_quo.options;
    if (named.empty()) return std::nullopt;
    if (std::all_of(named.begin(), named.end(), [](const auto& option) { return option.has_value(); })) {
        Outcome whole;
        for (const auto& option : named) whole.options.push_back(*option);
        return utility(conflict, party, whole);
    }
    double sum = 0;
    for (std::size_t i = 0; i < named.size(); ++i) {
        if (named[i]) sum += issue_points(conflict, party, IssueId(i), *named[i]);
    }
    return sum;
}

Ground ground_in(const View& view, const Stakes& stakes) {
    const Case& conflict = view.conflict();
    const WarSpec& war = *conflict.war;
    Ground ground;
    if (war.win[0].at) ground.high = war.win[0].at->value();
    if (war.win[1].at) ground.low = war.win[1].at->value();
    for (std::size_t i = 0; i < 2; ++i) {
        const auto holding = view.find("holding", i);
        ground.holding_written[i] = holding.has_value();
        ground.holding[i] =
            holding ? *holding : status_quo_value(conflict, war.between[i]).value_or(stakes.at_loss[i]);
        if (const auto stake = view.find("stake", i)) {
            ground.stake[i] = *stake;
        } else if (war.issue) {
            const std::size_t issue = war.issue->index();
            const double best =
                issue_points(conflict, war.between[i], *war.issue, stakes.imposed[i].options[issue]);
            const double worst =
                issue_points(conflict, war.between[i], *war.issue, stakes.imposed[1 - i].options[issue]);
            ground.stake[i] = (best - worst) / (ground.high - ground.low);
        }
    }
    return ground;
}

std::vector<Dividend> dividends_in(const Case& conflict, const Stakes& stakes) {
    std::vector<Dividend> dividends;
    for (const Aid& aid : conflict.aids) {
        if (aid.kind != "dividend") continue;
        dividends.push_back({amount(aid, "amount") / stakes.size(0), amount(aid, "keep", 1),
                             static_cast<int>(std::lround(amount(aid, "expires", -1)))});
    }
    return dividends;
}

double dividend_now(const Case& conflict, const Stakes& stakes) {
    double sum = 0;
    for (const Dividend& dividend : dividends_in(conflict, stakes)) sum += dividend.at(0);
    return sum;
}

Pair dividend_points(const Case& conflict, const Stakes& stakes) {
    Pair result{0, 0};
    for (const Aid& aid : conflict.aids) {
        if (aid.kind != "dividend") continue;
        const double share = amount(aid, "amount") / stakes.size(0);
        for (std::size_t i = 0; i < 2; ++i) {
            const double part = !aid.to ? 0.5 : *aid.to == conflict.war->between[i] ? 1.0 : 0.0;
            result[i] += part * share * stakes.size(i);
        }
    }
    return result;
}

bool sees_otherwise(const Case& conflict, int side) {
    const PartyId party = conflict.war->between[static_cast<std::size_t>(side)];
    return std::any_of(conflict.beliefs.begin(), conflict.beliefs.end(),
                       [&](const Belief& belief) { return belief.party == party; }) ||
           std::any_of(conflict.aids.begin(), conflict.aids.end(), [&](const Aid& aid) {
               return aid.kind == "promised" && aid.to && *aid.to == party;
           });
}

double outlook_span(const Case& conflict) {
    constexpr double kYears = 2;
    const View analyst(conflict, kAnalyst);
    return analyst.get("outlook", kYears * periods_per_year(conflict.war->per));
}

Reservations reservations(const Case& conflict, const Stakes& stakes, const Appraisal& appraisal) {
    Reservations result;
    for (std::size_t i = 0; i < 2; ++i) {
        const double fight = appraisal.analyst.fight[i];
        result.gives_in[i] = fight < 0;
        result.before_public[i] = stakes.points(i, std::max(0.0, fight));
        result.analyst[i] = with_public(View(conflict, kAnalyst), i, result.before_public[i]);
        result.believed[i] = with_public(View(conflict, static_cast<int>(i)), i,
                                         stakes.points(i, std::max(0.0, appraisal.own[i].fight[i])));
    }
    return result;
}

double with_public(const View& view, std::size_t side, double reservation, double elapsed) {
    const auto expects = view.find("public", side, ".expect");
    if (!expects) return reservation;
    const double weight =
        view.find("public", side, ".weight").value_or(std::numeric_limits<double>::infinity());
    return reservation_with_public(reservation, faded_expectation(*expects, reservation, weight, elapsed),
                                   view.find("public", side, ".penalty").value_or(0));
}

}  // namespace entente::war
