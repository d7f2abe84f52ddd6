#include "entente/robust/conclude.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/core/sha256.hpp"
#include "entente/robust/information.hpp"

namespace entente::robust {
namespace {

constexpr std::size_t kRuleInputs = 12;
constexpr std::uint64_t kShapleySamples = 1 << 11;

class Conclusion {
public:
    Conclusion(const Study& study, const State& state, const Meaning& meaning, const RunOptions& run)
        : study_(study), state_(state), tally_(state.tally), meaning_(meaning), run_(run) {}

    RobustResult make() {
        RobustResult& result = result_;
        result.draws = tally_.draws;
        result.sampler = to_string(study_.options().sampler);
        result.seed = run_.seed;
        result.uncertain = study_.numbers().size();
        result.unsound = tally_.unsound;
        result.excluded = tally_.excluded;
        result.sample = state_.fingerprint();
        if (tally_.draws == 0) return result;
        result.zone = chance(0);
        if (meaning_.believed) result.zone_believed = chance(1);
        metrics();
        deals();
        terms();
        swings();
        indices();
        information_of_each();
        if (!meaning_.brief && !run_.stop.stop_requested()) find_rule_in_words();
        return result;
    }

private:
    [[nodiscard]] double n() const { return static_cast<double>(tally_.draws); }
    [[nodiscard]] bool net() const { return study_.options().sampler == Sampler::sobol; }
    static double binomial(double p, double draws) { return std::sqrt(std::max(0.0, p * (1 - p)) / draws); }

    [[nodiscard]] Chance chance(std::size_t event) const {
        const double p = static_cast<double>(tally_.event[event]) / n();
        if (!net()) return {p, binomial(p, n())};
        // Points of a net are not independent: its error is the scrambles'.
        std::vector<double> parts;
        for (std::size_t r = 0; r < kParts; ++r) {
            if (tally_.part[r] > 0) {
                parts.push_back(static_cast<double>(tally_.event_part[event * kParts + r]) /
                                static_cast<double>(tally_.part[r]));
            }
        }
        if (parts.size() < 2) return {p, binomial(p, n())};
        double squares = 0;
        for (const double each : parts) squares += (each - p) * (each - p);
        const double r = static_cast<double>(parts.size());
        return {p, std::sqrt(squares / (r - 1) / r)};
    }

    void metrics() {
        static constexpr std::pair<const char*, double> kQuantiles[] = {
            {"0.05", 0.05}, {"0.25", 0.25}, {"0.5", 0.5}, {"0.75", 0.75}, {"0.95", 0.95}};
        for (std::size_t m = 0; m < tally_.metric.size(); ++m) {
            const BinSums sums = tally_.metric[m].bin();
            if (sums.count == 0) continue;
            const FixedPoint& scale = study_.scale(m);
            Metric metric;
            metric.draws = tally_.metric[m].count;
            const double mean = sums.sum / sums.count;
            metric.mean = scale.value(mean);
            const double variance = std::max(0.0, sums.squares / sums.count - mean * mean);
            metric.sd = std::sqrt(variance) * scale.unit;
            metric.standard_error = metric.sd / std::sqrt(sums.count);
            for (const auto& [name, y] : kQuantiles)
                metric.quantiles.emplace_back(name, scale.value(tally_.metric_sizes[m].quantile(y)));
            result_.metrics.emplace_back(study_.subject().metrics[m], std::move(metric));
        }
    }

    void deals() {
        for (std::size_t s = 0; s < meaning_.best_deal.size(); ++s) {
            const int deal = meaning_.best_deal[s];
            if (deal < 0) continue;
            const auto at = static_cast<std::size_t>(deal);
            result_.packages.push_back(
                {study_.subject().solutions[s], meaning_.deals[at],
                 static_cast<double>(tally_.chosen[s * study_.subject().deals + at]) / n()});
        }
        for (std::size_t d = 0; d < meaning_.deals.size(); ++d) {
            DealChance one;
            one.outcome = meaning_.deals[d];
            one.acceptable = static_cast<double>(tally_.deal[d]) / n();
            one.standard_error = binomial(one.acceptable, n());
            one.regret90 = study_.regret_scale().value(tally_.regret[d].quantile(0.9));
            for (std::size_t s = 0; s < meaning_.best_deal.size(); ++s)
                if (meaning_.best_deal[s] == static_cast<int>(d))
                    one.solution_of.push_back(study_.subject().solutions[s]);
            result_.deals.push_back(std::move(one));
        }
        std::stable_sort(
            result_.deals.begin(), result_.deals.end(),
            [](const DealChance& a, const DealChance& b) { return a.acceptable > b.acceptable; });
    }

    void terms() {
        const std::vector<std::size_t>& options = study_.subject().options;
        const std::size_t all = std::accumulate(options.begin(), options.end(), std::size_t{0});
        for (std::size_t s = 0; s < study_.subject().solutions.size(); ++s) {
            if (tally_.solved[s] == 0) continue;
            std::size_t offset = s * all;
            for (std::size_t i = 0; i < options.size(); offset += options[i++]) {
                for (std::size_t o = 0; o < options[i]; ++o) {
                    if (tally_.terms[offset + o] == 0) continue;
                    result_.terms.push_back({study_.subject().solutions[s], meaning_.issue[i],
                                             meaning_.option[i][o],
                                             static_cast<double>(tally_.terms[offset + o]) /
                                                 static_cast<double>(tally_.solved[s])});
                }
            }
        }
    }

    void swings() {
        const std::size_t bins = study_.bins();
        const std::size_t tenth = bins / 10;
        for (std::size_t i = 0; i < study_.numbers().size(); ++i) {
            double count[2] = {0, 0};
            double hit[2] = {0, 0};
            for (std::size_t b = 0; b < tenth; ++b) {
                for (std::size_t end = 0; end < 2; ++end) {
                    const std::size_t cell = i * bins + (end == 0 ? b : bins - 1 - b);
                    count[end] += static_cast<double>(tally_.count[cell]);
                    hit[end] += static_cast<double>(tally_.hit[cell]);
                }
            }
            if (count[0] == 0 || count[1] == 0) continue;
            const double low = hit[0] / count[0];
            const double high = hit[1] / count[1];
            result_.swings.push_back({study_.numbers()[i].address, low, high,
                                      std::hypot(binomial(low, count[0]), binomial(high, count[1]))});
        }
        std::stable_sort(result_.swings.begin(), result_.swings.end(), [](const Swing& a, const Swing& b) {
            return std::abs(a.high - a.low) > std::abs(b.high - b.low);
        });
    }

    static void sort(std::vector<Index>& all) {
        std::stable_sort(all.begin(), all.end(),
                         [](const Index& a, const Index& b) { return a.value > b.value; });
    }

    /// First order from the plain sample, total order from the nets, Shapley effects with links: of the
    /// first metric that is explained.
    void indices() {
        if (study_.explained().empty() || study_.numbers().empty()) return;
        result_.explained = study_.subject().metrics[study_.explained()[0]];
        if (!net()) first_orders();
        const std::size_t n = study_.numbers().size();
        std::vector<std::vector<double>> done;
        for (const std::vector<double>& each : state_.replicates)
            if (!each.empty()) done.push_back(each);
        if (done.size() >= 2) {
            const auto total = total_order_of(done, n, study_.explained().size());
            for (std::size_t i = 0; i < n; ++i)
                result_.total_order.push_back(
                    {study_.numbers()[i].address, total[0][i].value, total[0][i].low, total[0][i].high});
            sort(result_.total_order);
            result_.total_order_runs = done.size() * (n + 1) << study_.plan().log2_points;
        }
        if (study_.linked() && study_.options().where.empty() && !meaning_.brief) shapley();
    }

    void first_orders() {
        const std::size_t bins = study_.bins();
        const std::size_t n = study_.numbers().size();
        for (std::size_t i = 0; i < n; ++i) {
            std::vector<Sums> whole(bins);
            std::vector<double> parts;
            for (std::size_t p = 0; p < kParts; ++p) {
                const Sums* sums = tally_.explained.data() + (p * n + i) * bins;
                std::vector<Sums> coarse((bins + 1) / 2);
                for (std::size_t b = 0; b < bins; ++b) {
                    whole[b].add(sums[b]);
                    coarse[b / 2].add(sums[b]);
                }
                parts.push_back(index_of(coarse));
            }
            const Estimate spread = from_replicates(parts);
            const double half = (spread.high - spread.low) / 2;
            const double value = std::clamp(index_of(whole), 0.0, 1.0);
            result_.first_order.push_back({study_.numbers()[i].address, value, std::max(0.0, value - half),
                                           std::min(1.0, value + half)});
        }
        sort(result_.first_order);
    }

    static double index_of(const std::vector<Sums>& bins) {
        std::vector<BinSums> all;
        for (const Sums& each : bins) all.push_back(each.bin());
        return first_order(all);
    }

    void shapley() {
        // The linked numbers come first, as the effects want them.
        const std::vector<std::size_t>& linked = study_.random().linked_numbers();
        std::vector<std::size_t> order = linked;
        for (std::size_t i = 0; i < study_.numbers().size(); ++i)
            if (std::find(linked.begin(), linked.end(), i) == linked.end()) order.push_back(i);
        const UnitModel model = study_.unit_model();
        const std::size_t outputs = study_.explained().size();
        const auto effects = shapley_effects(
            order.size(), study_.random().factor(),
            [&](std::span<const double> u, std::span<double> y) {
                std::vector<double> shares(u.size());
                std::vector<double> values(outputs);
                for (std::size_t k = 0; k < order.size(); ++k) shares[order[k]] = u[k];
                model(shares, values);
                y[0] = values[0];
            },
            kShapleySamples, run_);
        for (std::size_t k = 0; k < order.size(); ++k) {
            result_.shapley.push_back(
                {study_.numbers()[order[k]].address, effects[k].value, effects[k].low, effects[k].high});
        }
        sort(result_.shapley);
    }

    void information_of_each() {
        const std::size_t deals = study_.subject().deals;
        if (deals == 0) return;
        const auto best = std::max_element(tally_.deal.begin(), tally_.deal.end());
        InformationResult& all = result_.information;
        all.chance_now = static_cast<double>(*best) / n();
        if (*best > 0) all.proposal = meaning_.deals[static_cast<std::size_t>(best - tally_.deal.begin())];
        all.evpi = std::max(0.0, result_.zone->chance - all.chance_now);
        double floor = 0;
        for (std::size_t r = 0; r < kNoiseRows; ++r)
            floor += information_of(study_.numbers().size() + r).gain / kNoiseRows;
        for (std::size_t i = 0; i < study_.numbers().size(); ++i) {
            const Information one = information_of(i);
            all.inputs.push_back({study_.numbers()[i].address, one.gain, floor, one.changes});
        }
        std::stable_sort(all.inputs.begin(), all.inputs.end(),
                         [](const InputValue& a, const InputValue& b) { return a.evppi > b.evppi; });
    }

    [[nodiscard]] Information information_of(std::size_t row) const {
        const std::size_t bins = study_.bins();
        const std::size_t deals = study_.subject().deals;
        std::vector<double> counts;
        std::vector<double> sums;
        for (std::size_t b = 0; b < bins; ++b) {
            counts.push_back(static_cast<double>(tally_.count[row * bins + b]));
            for (std::size_t d = 0; d < deals; ++d)
                sums.push_back(static_cast<double>(tally_.deal_bins[(row * bins + b) * deals + d]));
        }
        return information(counts, sums, deals);
    }

    /// What the rarer of the two, a zone or none, goes with: among the first draws, and the numbers that
    /// swing most.
    void find_rule_in_words() {
        std::vector<std::size_t> inputs;
        for (const Swing& each : result_.swings) {
            if (inputs.size() == kRuleInputs) break;
            for (std::size_t i = 0; i < study_.numbers().size(); ++i)
                if (study_.numbers()[i].address == each.address) inputs.push_back(i);
        }
        const bool zone = result_.zone->chance < 0.5;
        std::vector<unsigned char> steps;
        std::vector<unsigned char> yes;
        std::vector<double> shares(study_.numbers().size());
        for (std::uint64_t draw = 0; draw < std::min(kKeptDraws, study_.draws()); ++draw) {
            const std::uint64_t bit = std::uint64_t{1} << draw % 64;
            if ((tally_.kept[2 * (draw / 64)] & bit) == 0) continue;
            study_.shares(draw, shares);
            for (const std::size_t i : inputs) {
                steps.push_back(static_cast<unsigned char>(
                    std::min(kRuleCuts - 1, static_cast<std::size_t>(shares[i] * kRuleCuts))));
            }
            yes.push_back(((tally_.kept[2 * (draw / 64) + 1] & bit) != 0) == zone ? 1 : 0);
        }
        constexpr int kFewest = 20;
        const auto many = std::count(yes.begin(), yes.end(), 1);
        if (many < kFewest || static_cast<std::size_t>(many) + kFewest > yes.size()) return;
        const auto rule = find_rule(steps, inputs.size(), yes, run_);
        if (!rule) return;
        RuleResult said;
        said.zone = zone;
        said.density = rule->density;
        said.coverage = rule->coverage;
        said.draws = yes.size();
        for (const Limit& limit : rule->limits) {
            const UncertainNumber& number = study_.numbers()[inputs[limit.input]];
            said.limits.push_back(
                {number.address, limit.at_least, number.draw(static_cast<double>(limit.step) / kRuleCuts)});
        }
        result_.rule = std::move(said);
    }

    const Study& study_;
    const State& state_;
    const Tally& tally_;
    const Meaning& meaning_;
    const RunOptions& run_;
    RobustResult result_;
};

}  // namespace

RobustResult conclude(const Study& study, const State& state, const Meaning& meaning,
                      const RunOptions& run) {
    return Conclusion(study, state, meaning, run).make();
}

}  // namespace entente::robust
