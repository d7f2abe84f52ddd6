// How sure an analysis is: what many draws of its uncertain numbers tell.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/core/describe.hpp"
#include "entente/core/run.hpp"
#include "entente/model/space.hpp"

namespace entente::robust {

struct Chance {
    double chance = 0;
    double standard_error = 0;
};

struct Metric {
    std::uint64_t draws = 0;
    double mean = 0;
    double standard_error = 0;
    double sd = 0;
    std::vector<std::pair<std::string, double>> quantiles;
};

/// How often a solution picks the very outcome that it picks at the best values.
struct Package {
    std::string solution;
    Outcome outcome;
    double share = 0;
};

struct DealChance {
    Outcome outcome;
    double acceptable = 0;
    double standard_error = 0;
    double regret90 = 0;
    std::vector<std::string> solution_of;
};

struct TermShare {
    std::string solution;
    std::string issue;
    std::string option;
    double share = 0;
};

struct Swing {
    std::string address;
    double low = 0;
    double high = 0;
    double standard_error = 0;
};

struct Index {
    std::string address;
    double value = 0;
    double low = 0;
    double high = 0;
};

struct InputValue {
    std::string address;
    double evppi = 0;
    double floor = 0;
    double changes = 0;
};

struct InformationResult {
    double chance_now = 0;
    std::optional<Outcome> proposal;
    double evpi = 0;
    std::vector<InputValue> inputs;
};

struct RuleLimit {
    std::string address;
    bool at_least = false;
    double cut = 0;
};

struct RuleResult {
    bool zone = false;
    std::vector<RuleLimit> limits;
    double density = 0;
    double coverage = 0;
    std::uint64_t draws = 0;
};

struct RobustResult {
    std::uint64_t draws = 0;
    std::string sampler;
    std::uint64_t seed = 1;
    std::uint64_t uncertain = 0;
    std::uint64_t unsound = 0;
    std::uint64_t excluded = 0;
    std::optional<Chance> zone;
    std::optional<Chance> zone_believed;
    std::vector<std::pair<std::string, Metric>> metrics;
    std::vector<Package> packages;
    std::vector<DealChance> deals;
    std::vector<TermShare> terms;
    std::vector<Swing> swings;
    std::string explained;  ///< the metric of the indices
    std::vector<Index> first_order;
    std::vector<Index> total_order;
    std::uint64_t total_order_runs = 0;
    std::vector<Index> shapley;
    InformationResult information;
    std::optional<RuleResult> rule;
    std::string sample;
    std::vector<std::string> notes;
    Stopped stopped = Stopped::complete;
};

template <class Visitor>
void describe(Visitor& visit, const Chance& x) {
    visit("chance", x.chance, {"share", "share of the draws"});
    visit("standard_error", x.standard_error, {"share", "Monte Carlo error of it"});
}
template <class Visitor>
void describe(Visitor& visit, const Metric& x) {
    visit("draws", x.draws, {"", "draws in which the metric exists"});
    visit("mean", x.mean, {"the metric's", "mean over them; not the value at the best numbers"});
    visit("standard_error", x.standard_error, {"the metric's", "Monte Carlo error of the mean"});
    visit("sd", x.sd, {"the metric's", "standard deviation: what the ranges make of it"});
    visit("quantiles", x.quantiles, {"the metric's", "value below which this share of the draws lies"});
}
template <class Visitor>
void describe(Visitor& visit, const Package& x) {
    visit("solution", x.solution, {"", "bargaining solution"});
    visit("outcome", x.outcome, {"", "what it picks at the best values"});
    visit("share", x.share, {"share", "draws in which it picks this very outcome, of all"});
}
template <class Visitor>
void describe(Visitor& visit, const DealChance& x) {
    visit("outcome", x.outcome, {"", "the deal"});
    visit("acceptable", x.acceptable, {"share", "draws in which it is at or above every value of no deal"});
    visit("standard_error", x.standard_error, {"share", "Monte Carlo error of it"});
    visit(
        "regret90", x.regret90,
        {"points",
         "in nine of ten draws the deal's least gain is no more than this below the largest least gain of "
         "any outcome"});
    visit("solution_of", x.solution_of, {"", "solutions that pick it at the best values"});
}
template <class Visitor>
void describe(Visitor& visit, const TermShare& x) {
    visit("solution", x.solution, {"", "bargaining solution"});
    visit("issue", x.issue, {"", "issue"});
    visit("option", x.option, {"", "option of the issue"});
    visit("share", x.share, {"share", "draws with a zone in which the solution takes the option"});
}
template <class Visitor>
void describe(Visitor& visit, const Swing& x) {
    visit("address", x.address, {"", "the number"});
    visit("low", x.low, {"share", "chance of a zone with the number in its lowest tenth"});
    visit("high", x.high, {"share", "chance of a zone with the number in its highest tenth"});
    visit("standard_error", x.standard_error, {"share", "Monte Carlo error of the difference"});
}
template <class Visitor>
void describe(Visitor& visit, const Index& x) {
    visit("address", x.address, {"", "the number"});
    visit("value", x.value, {"share", "share of the variance of the explained metric"});
    visit("low", x.low, {"share", "low end of its 90% interval"});
    visit("high", x.high, {"share", "high end of its 90% interval"});
}
template <class Visitor>
void describe(Visitor& visit, const InputValue& x) {
    visit("address", x.address, {"", "the number"});
    visit("evppi", x.evppi,
          {"share", "by how much knowing it would raise the chance of the best proposal"});
    visit("floor", x.floor, {"share", "what a shuffled input gets: less than this is noise"});
    visit("changes", x.changes, {"share", "draws in which another proposal would then be the best"});
}
template <class Visitor>
void describe(Visitor& visit, const InformationResult& x) {
    visit("chance_now", x.chance_now,
          {"share", "chance that the best proposal is acceptable to all today"});
    visit("proposal", x.proposal, {"", "that proposal"});
    visit("evpi", x.evpi, {"share", "by how much knowing every number would raise that chance"});
    visit("inputs", x.inputs, {"", "per number, the most valuable first"});
}
template <class Visitor>
void describe(Visitor& visit, const RuleLimit& x) {
    visit("address", x.address, {"", "the number"});
    visit("at_least", x.at_least, {"", "true: at or above the cut; false: below it"});
    visit("cut", x.cut, {"the number's", "where it is cut"});
}
template <class Visitor>
void describe(Visitor& visit, const RuleResult& x) {
    visit("zone", x.zone,
          {"", "what the rule tells of: true: that there is a zone; false: that there is none"});
    visit("limits", x.limits, {"", "all of which hold"});
    visit("density", x.density,
          {"share", "draws that meet the limits and are as the rule says, of those that meet them"});
    visit("coverage", x.coverage, {"share", "the same, of all draws that are as the rule says"});
    visit("draws", x.draws, {"", "draws that it was found among"});
}
template <class Visitor>
void describe(Visitor& visit, const RobustResult& x) {
    visit("draws", x.draws, {"", "draws counted"});
    visit("sampler", x.sampler, {"", "random or sobol"});
    visit("uncertain", x.uncertain, {"", "numbers with a range"});
    visit("unsound", x.unsound, {"", "draws left out because the case makes no sense with them"});
    visit("excluded", x.excluded, {"", "draws left out by --where"});
    visit("zone", x.zone, {"", "that some deal is at or above every value of no deal"});
    visit("zone_believed", x.zone_believed,
          {"",
           "the same by what each side itself believes of the war; null where nobody believes otherwise"});
    visit("metrics", x.metrics, {"", "distributions, by name"});
    visit("packages", x.packages, {"", "how often each solution's exact package stays the same"});
    visit("deals", x.deals, {"", "deals looked at in every draw, the likeliest first"});
    visit("terms", x.terms, {"", "per solution, issue and option"});
    visit("swings", x.swings, {"", "per number, the largest first"});
    visit("explained", x.explained, {"", "the metric that the indices explain"});
    visit("first_order", x.first_order, {"", "share of the variance that each number explains alone"});
    visit("total_order", x.total_order,
          {"", "share that is left if all others are known; empty with links or --where"});
    visit("total_order_runs", x.total_order_runs, {"", "further runs of the model that they took"});
    visit("shapley", x.shapley, {"", "fair shares of the variance; where numbers are linked"});
    visit("information", x.information, {"", "what knowing a number would be worth"});
    visit("rule", x.rule, {"", "best rule of at most three limits, or null"});
    visit("sample", x.sample, {"", "fingerprint of the draws and what they gave"});
}

}  // namespace entente::robust
