#include "stakeholders/ballots.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "entente/core/random.hpp"
#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "entente/model/passage.hpp"
#include "stakeholders/spread.hpp"

namespace entente::stakeholders {
namespace {

constexpr double kNothing = 1e-9;
constexpr std::size_t kMostUnsure = 16;
constexpr std::uint64_t kDraws = 20'000;
constexpr double kMostOutcomes = 2e7;

/// One actor's vote: its power, its chance to be in favour, whether it can veto.
struct Ballot {
    const ActorSpec* actor = nullptr;
    double power = 0;
    double chance = 0;
    bool favours = false;
    bool veto = false;
};

/// The chance that a threshold with a range lies at or below what the deal is worth.
double chance_at_or_below(const Case& conflict, const Quantity& threshold, double worth) {
    const Spread spread(threshold, 0, 100, conflict.range_level, 0);
    if (spread.certain()) return worth >= threshold.value() - kNothing ? 1 : 0;
    double low = 0;
    double high = 1;
    for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        (spread(middle) <= worth ? low : high) = middle;
    }
    return (low + high) / 2;
}

std::vector<Ballot> ballots_of(const Case& conflict, const RatifySpec& spec, const Outcome& outcome,
                               bool& assumed) {
    std::vector<Ballot> all;
    for (const ActorSpec& actor : conflict.actors) {
        if (actor.side != spec.party) continue;
        const std::optional<double> worth = worth_to(conflict, actor, outcome);
        if (!worth) continue;
        const Threshold least = threshold_of(conflict, actor);
        assumed = assumed || least.assumed;
        Ballot ballot{.actor = &actor, .power = actor.power.value()};
        ballot.favours = *worth >= least.value.value() - kNothing;
        ballot.chance = chance_at_or_below(conflict, least.value, *worth);
        ballot.veto = std::find(spec.veto.begin(), spec.veto.end(), actor.name) != spec.veto.end();
        all.push_back(ballot);
    }
    return all;
}

/// The chance that the ballots pass, over whatever is unsure.
std::optional<double> chance_to_pass(const std::vector<Ballot>& ballots, double quota, std::uint64_t seed,
                                     const std::string& address) {
    double sure = 0;
    double all = 0;
    std::vector<const Ballot*> unsure;
    double certain = 1;
    for (const Ballot& each : ballots) {
        all += each.power;
        if (each.chance > 0 && each.chance < 1) {
            if (each.veto) {
                certain *= each.chance;  // it must be in favour, and then it counts
                sure += each.power;
            } else {
                unsure.push_back(&each);
            }
        } else if (each.chance > 0) {
            sure += each.power;
        } else if (each.veto) {
            return 0;
        }
    }
    if (unsure.empty() && certain == 1) return std::nullopt;
    const auto passes = [&](double favour) { return all <= 0 || favour / all >= quota - kNothing; };
    double chance = 0;
    if (unsure.size() <= kMostUnsure) {
        for (std::size_t set = 0; set < (std::size_t{1} << unsure.size()); ++set) {
            double weight = 1;
            double favour = sure;
            for (std::size_t u = 0; u < unsure.size(); ++u) {
                const bool in = ((set >> u) & 1) != 0;
                weight *= in ? unsure[u]->chance : 1 - unsure[u]->chance;
                if (in) favour += unsure[u]->power;
            }
            if (passes(favour)) chance += weight;
        }
        return chance * certain;
    }
    std::uint64_t passed = 0;
    for (std::uint64_t draw = 0; draw < kDraws; ++draw) {
        RandomStream random(seed, "stakeholders.ratify." + address, draw);
        double favour = sure;
        for (const Ballot* each : unsure) {
            if (random.uniform() < each->chance) favour += each->power;
        }
        if (passes(favour)) ++passed;
    }
    return certain * static_cast<double>(passed) / static_cast<double>(kDraws);
}

std::string in_words(const Case& conflict, const Outcome& outcome) {
    std::string text;
    for (std::size_t i = 0; i < outcome.options.size(); ++i) {
        const Issue& issue = conflict.space.issues[i];
        text +=
            (text.empty() ? "" : ", ") + issue.id + "=" + issue.options[outcome.options[i].index()].label;
    }
    return text;
}

}  // namespace

void add_ratification(const Case& conflict, const StakeholderOptions& options, const RunOptions& run,
                      StakeholderResult& result) {
    bool assumed = false;
    for (const StakeholderOptions::Deal& deal : options.deals) {
        for (const RatifySpec& spec : conflict.ratify) {
            const std::vector<Ballot> ballots = ballots_of(conflict, spec, deal.outcome, assumed);
            RatificationView view{.party = spec.party, .deal = deal.name, .outcome = deal.outcome};
            view.quota = spec.quota ? spec.quota->value() : 0.5;
            for (const Ballot& each : ballots) {
                (each.favours ? view.in_favour : view.against) += each.power;
                (each.favours ? view.supporters : view.opponents).push_back(each.actor->name);
                if (each.veto && !each.favours) view.vetoed_by.push_back(each.actor->name);
            }
            const double all = view.in_favour + view.against;
            view.share = all > 0 ? view.in_favour / all : 1;
            view.passes = view.vetoed_by.empty() && view.share >= view.quota - kNothing;
            view.chance = chance_to_pass(ballots, view.quota, run.seed,
                                         conflict.parties[spec.party.index()].id + "." + deal.name);
            result.ratification.push_back(std::move(view));
        }
    }
    if (assumed) {
        result.notes.push_back(
            "Some ratifiers have neither a reserve nor a status quo to compare with: they are taken to be "
            "for a "
            "deal that is worth at least 50 of 100 to them.");
    }
}

void add_ratified_zone(const Case& conflict, const RunOptions& run, StakeholderResult& result) {
    const Passage passage(conflict);
    if (!passage.ratifies() || conflict.parties.empty() || !gives_points(conflict)) return;
    const double size = outcome_count_estimate(conflict.space);
    RatifiedZone zone;
    zone.outcomes = outcome_count(conflict.space);
    if (size > kMostOutcomes) {
        result.notes.push_back("The zone is not counted with ratification: there are " + zone.outcomes +
                               " outcomes, and they are looked at one by one up to 20,000,000.");
        return;
    }
    const std::vector<ExactUtility> exact = exact_utilities(conflict);
    Outcome outcome = first_outcome(conflict.space);
    std::uint64_t all = 0;
    std::uint64_t ratifiable = 0;
    std::uint64_t acceptable = 0;
    std::uint64_t both = 0;
    std::vector<char> agrees(conflict.parties.size());
    std::uint64_t seen = 0;
    do {
        if (++seen % 4096 == 0 && run.stop.stop_requested()) {
            zone.exact = false;
            result.stopped = Stopped::cancelled;
            break;
        }
        if (!feasible(conflict.space, outcome)) continue;
        ++all;
        for (std::size_t j = 0; j < agrees.size(); ++j)
            agrees[j] = exact[j].accepts(units_of(exact[j], outcome)) ? 1 : 0;
        const bool enough = passage.enough(agrees);
        const bool passes = passage.ratified(outcome);
        acceptable += enough ? 1 : 0;
        ratifiable += passes ? 1 : 0;
        both += enough && passes ? 1 : 0;
    } while (next_outcome(conflict.space, outcome));
    zone.outcomes = std::to_string(all);
    zone.ratifiable = std::to_string(ratifiable);
    zone.acceptable = std::to_string(acceptable);
    zone.both = std::to_string(both);
    result.ratified_zone = zone;
}

CoalitionView coalition(const Case& conflict, const Table& table, const StakeholderOptions::Deal& deal,
                        std::vector<std::string>& notes) {
    CoalitionView view;
    view.deal = in_words(conflict, deal.outcome);
    const std::size_t d = table.issues();
    // Against the status quo; without one, against the weighted mean of every issue.
    std::vector<double> instead(d);
    if (conflict.status_quo) {
        view.instead = "the status quo";
    } else {
        view.instead = "the weighted mean of each issue";
    }
    double all = 0;
    for (std::size_t k = 0; k < d; ++k) {
        const Issue& issue = conflict.space.issues[table.axes[k].issue.index()];
        instead[k] = conflict.status_quo
                         ? place_of(issue, conflict.status_quo->options[table.axes[k].issue.index()])
                         : baselines(table.line(k)).mean.value_or(table.axes[k].low);
    }
    for (std::size_t i = 0; i < table.size(); ++i) {
        double care = 0;
        double weight = 0;
        double of_deal = 0;
        double of_instead = 0;
        for (std::size_t k = 0; k < d; ++k) {
            if (!table.holds(i, k)) continue;
            const double s = table.salience[i * d + k];
            const double span = table.axes[k].span() > 0 ? table.axes[k].span() : 1;
            const double at = table.position[i * d + k];
            const Issue& issue = conflict.space.issues[table.axes[k].issue.index()];
            const double place = place_of(issue, deal.outcome.options[table.axes[k].issue.index()]);
            care += s;
            weight += s * table.power[i * d + k];
            of_deal += s * (1 - std::abs(at - place) / span);
            of_instead += s * (1 - std::abs(at - instead[k]) / span);
        }
        if (!(care > 0)) continue;
        CoalitionView::Member member{table.names[i], weight, 100 * of_deal / care, 100 * of_instead / care,
                                     false};
        const ActorSpec& actor = conflict.actors[i];
        if (actor.reserve) member.instead = actor.reserve->value();
        member.favours = member.deal >= member.instead - kNothing;
        (member.favours ? view.in_favour : view.against) += weight;
        all += weight;
        view.members.push_back(std::move(member));
    }
    if (all > 0) {
        view.in_favour /= all;
        view.against /= all;
    }
    std::stable_sort(view.members.begin(), view.members.end(),
                     [](const auto& a, const auto& b) { return a.weight > b.weight; });
    if (!conflict.status_quo)
        notes.push_back(
            "There is no status quo: the deal is compared with the weighted mean of each issue.");
    return view;
}

}  // namespace entente::stakeholders
