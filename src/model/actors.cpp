#include "model/actors.hpp"

#include <algorithm>

namespace entente {

IssueScale scale_of(const Issue& issue) {
    const std::vector<Option>& options = issue.options;
    if (options.empty()) return {};
    const bool numeric = std::all_of(options.begin(), options.end(),
                                     [](const Option& option) { return option.value.has_value(); });
    if (!numeric) return {.last = static_cast<double>(options.size() - 1)};
    double low = options.front().value->value();
    double high = low;
    for (const Option& option : options) {
        low = std::min(low, option.value->value());
        high = std::max(high, option.value->value());
    }
    const bool falls = options.front().value->value() > options.back().value->value();
    return {falls ? high : low, falls ? low : high, true};
}

double place_of(const Issue& issue, OptionId option) {
    return scale_of(issue).numeric ? issue.options[option.index()].value->value()
                                   : static_cast<double>(option.index());
}

double place_of(const Issue& issue, const ActorSpec::Stand& stand) {
    if (stand.position) return stand.position->value();
    return stand.option ? place_of(issue, *stand.option) : 0;
}

void visit_actors(
    Case& conflict,
    const std::function<void(const std::string&, Quantity&, const Domain&, const char*)>& visit) {
    constexpr Domain kNotNegative{.low = 0};
    constexpr Domain kHundred{.low = 0, .high = 100};
    constexpr Domain kShare{.low = 0, .high = 1, .low_open = true};
    for (ActorSpec& actor : conflict.actors) {
        const std::string prefix = "actor." + actor.name + ".";
        visit(prefix + "power", actor.power, kNotNegative, "power");
        if (actor.reserve) visit(prefix + "reserve", *actor.reserve, kHundred, "points");
        for (ActorSpec::Stand& stand : actor.on) {
            if (stand.issue.index() >= conflict.space.issues.size()) continue;
            const Issue& issue = conflict.space.issues[stand.issue.index()];
            const IssueScale scale = scale_of(issue);
            const std::string on = prefix + "on." + issue.id + ".";
            if (stand.position) {
                visit(on + "position", *stand.position, Domain{.low = scale.low(), .high = scale.high()},
                      "");
            }
            visit(on + "salience", stand.salience, kHundred, "");
            if (stand.power) visit(on + "power", *stand.power, kNotNegative, "power");
        }
    }
    for (RatifySpec& each : conflict.ratify) {
        if (!each.quota || each.party.index() >= conflict.parties.size()) continue;
        visit("ratify." + conflict.parties[each.party.index()].id + ".quota", *each.quota, kShare, "share");
    }
}

}  // namespace entente
