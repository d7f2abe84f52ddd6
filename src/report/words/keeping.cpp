// Would a deal be kept: promises, guarantees, steps and attacks, in words.
#include <fmt/format.h>

#include "entente/core/text.hpp"
#include "entente/report/levers.hpp"
#include "entente/report/numbers.hpp"

namespace entente::report {
namespace {

std::string points(double value) { return format_number(value, 1); }
std::string share(double value) { return format_number(100 * value, 1) + "%"; }

std::vector<std::string> promise_words(const Case& conflict, const levers::PromiseResult& promise) {
    if (promise.can_leave.empty()) {
        return {conflict.control.empty()
                    ? "The case does not say who could leave the deal alone ([control])."
                    : "Nobody gains by breaking away alone: no promise is needed to keep the deal."};
    }
    std::vector<std::string> who;
    for (const auto& [id, gain] : promise.at_risk) {
        if (gain > 0)
            who.push_back(fmt::format("{} would gain {} points", actor_name(conflict, id), points(gain)));
    }
    std::vector<std::string> words = {
        fmt::format("By breaking away on its own {}: a promise of as much, paid only if it is tested, "
                    "keeps the deal; what is paid in any case is {}.",
                    join_words(who), points(promise.paid))};
    if (promise.certain) {
        words.push_back(fmt::format(
            "To be sure of everybody, whatever the others do, takes promises of {} points in all, "
            "{} more than where all are expected to keep it.",
            points(promise.certain->total), points(promise.certain->total - promise.total_at_risk)));
    }
    return words;
}

std::string guarantee_words(const Case& conflict, const levers::GuaranteeResult& one) {
    const std::string what =
        fmt::format("Guarantee “{}” for {}", one.lever, actor_name(conflict, one.protects));
    const std::string against = actor_name(conflict, one.against);
    if (!one.needed)
        return fmt::format("{}: not even certainty keeps {} from gaining by breach.", what, against);
    return fmt::format(
        "{}: breach by {} does not pay if the guarantor acts with a chance of {}; on offer is "
        "{}{}.",
        what, against, share(*one.needed), share(one.offered), one.enough ? "" : ", too little");
}

/// Would it hold once a side has got its part?
std::vector<std::string> phase_words(const levers::PhasesResult& phases) {
    std::vector<std::string> words;
    if (phases.bond) {
        std::vector<std::string> steps;
        for (const double step : phases.steps) steps.push_back(share(step));
        words.push_back(
            steps.empty()
                ? "No number of steps lets the exchange carry itself: without a bond a side that "
                  "has got its part loses nothing by breach."
                : fmt::format("With a bond of {} of what its own part costs a side, lost on breach, the "
                              "exchange can go in {}, none of which it pays to stop at: {} of each part.",
                              share(*phases.bond),
                              steps.size() == 1 ? "1 step" : fmt::format("{} steps", steps.size()),
                              join_words(steps)));
    }
    std::vector<std::string> needed;
    for (const levers::BondNeeded& one : phases.needed) {
        if (one.steps > 1) needed.push_back(fmt::format("in {} steps {}", one.steps, share(one.bond)));
    }
    words.push_back(
        fmt::format("Once a side has got its part it is kept at it by what breach would lose and by "
                    "the steps still to come. All at once that takes a bond as large as its own "
                    "part; {} are enough. The other's part is worth {} times one's own{}.",
                    join_words(needed), format_number(1 + phases.benefit, 2),
                    phases.benefit_from_deal ? ", as this deal has it" : ""));
    return words;
}

std::string spoiler_words(const Case& conflict, const levers::SpoilersResult& one) {
    const std::string party = actor_name(conflict, one.party);
    std::string words = fmt::format(
        "An attack by extremists of {} would bring the others' trust that it means to keep the deal "
        "from {} to {}; quiet would bring it to {}.",
        party, share(one.trust), share(one.after_attack), share(one.after_quiet));
    if (one.gain && one.needed) {
        const auto holds = [&](double trust) { return trust >= *one.needed; };
        words += fmt::format(" {} gains {} points by the deal and needs a trust of {}: ",
                             actor_name(conflict, one.most_exposed), points(*one.gain), share(*one.needed));
        words += !holds(one.trust)         ? "more than there is even before any attack."
                 : holds(one.after_attack) ? "the deal outlives an attack."
                                           : "an attack would end the deal.";
    }
    return words;
}

}  // namespace

std::vector<std::string> keeping_words(const Case& conflict, const levers::LeversResult& result) {
    std::vector<std::string> words;
    if (result.promise) words = promise_words(conflict, *result.promise);
    for (const levers::GuaranteeResult& one : result.guarantees)
        words.push_back(guarantee_words(conflict, one));
    if (result.phases) {
        for (std::string& one : phase_words(*result.phases)) words.push_back(std::move(one));
    }
    for (const levers::SpoilersResult& one : result.spoilers) words.push_back(spoiler_words(conflict, one));
    return words;
}

}  // namespace entente::report
