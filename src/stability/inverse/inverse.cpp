#include "stability/inverse/inverse.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "entente/core/expects.hpp"
#include "entente/core/parallel.hpp"
#include "entente/core/random.hpp"
#include "stability/inverse/repair.hpp"
#include "stability/inverse/sets.hpp"
#include "stability/judge/judge.hpp"

namespace entente::stability {
namespace {

bool symmetric(Concept c) { return c == Concept::smr || c == Concept::sseq; }
bool credible(Concept c) { return c == Concept::seq || c == Concept::sseq; }

/// Rankings of `states` states whose set above the wanted one is counted by `sets`.
Big rankings(const Polynomial& sets, std::size_t states) {
    std::vector<Big> factorial(states + 1, 1);
    for (std::size_t k = 1; k <= states; ++k) factorial[k] = factorial[k - 1] * k;
    Big total = 0;
    for (std::size_t k = 0; k < sets.size(); ++k)
        if (sets[k] != 0) total += sets[k] * factorial[k] * factorial[states - 1 - k];
    return total;
}

/// Sets that contain no member of `bad` whole, by inclusion and exclusion over the members.
class Avoider {
public:
    Avoider(std::vector<States> bad, std::size_t others) : bad_(std::move(bad)), others_(others) {}

    Polynomial count() {
        sizes_.assign(others_ + 1, 0);
        std::map<State, int> used;
        descend(0, used, 1);
        Polynomial total(others_ + 1, 0);
        for (std::size_t k = 0; k <= others_; ++k) {
            if (sizes_[k] == 0) continue;
            const Polynomial rest = free_choice(others_ - k);
            for (std::size_t j = 0; j < rest.size(); ++j) total[k + j] += sizes_[k] * rest[j];
        }
        return total;
    }

private:
    void descend(std::size_t at, std::map<State, int>& used, int sign) {
        if (at == bad_.size()) {
            sizes_[used.size()] += sign;
            return;
        }
        descend(at + 1, used, sign);
        for (const State s : bad_[at]) ++used[s];
        descend(at + 1, used, -sign);
        for (const State s : bad_[at])
            if (--used[s] == 0) used.erase(s);
    }

    std::vector<States> bad_;
    std::size_t others_;
    std::vector<Big> sizes_;  ///< signed count of unions by size
};

constexpr std::size_t kMostDrawn = 20'000;  // states up to which random rankings are drawn
constexpr std::size_t kMostRelevant = 22;   // 2^22 sets enumerated

/// The sets A under which gmr or seq holds.
std::optional<Polynomial> sets_of_replies(const std::vector<Threat>& threats, std::size_t states,
                                          State wanted) {
    std::set<States> bad;
    for (const Threat& threat : threats) {
        if (std::binary_search(threat.replies.begin(), threat.replies.end(), wanted)) continue;
        States whole = threat.replies;
        whole.push_back(threat.improvement);
        std::sort(whole.begin(), whole.end());
        whole.erase(std::unique(whole.begin(), whole.end()), whole.end());
        bad.insert(std::move(whole));
    }
    // A set that holds another one whole says nothing more.
    std::vector<States> least;
    for (const States& a : bad) {
        const bool implied = std::any_of(bad.begin(), bad.end(), [&](const States& b) {
            return &a != &b && std::includes(a.begin(), a.end(), b.begin(), b.end());
        });
        if (!implied) least.push_back(a);
    }
    // Disjoint ones factor: this is every conflict whose moves can be taken back.
    std::set<State> all;
    std::size_t in_all = 0;
    for (const States& each : least) {
        all.insert(each.begin(), each.end());
        in_all += each.size();
    }
    if (all.size() == in_all) {
        Polynomial total = free_choice(states - 1 - in_all);
        for (const States& each : least) {
            Polynomial one = free_choice(each.size());
            one.back() -= 1;
            total = product(total, one);
        }
        return total;
    }
    if (least.size() > kMostTerms) return std::nullopt;
    return Avoider(std::move(least), states - 1).count();
}

/// The sets A under which smr or sseq holds, where the havens do not overlap: havens are then the classes
/// among which the decider moves freely.
std::optional<Polynomial> sets_of_havens(const std::vector<Threat>& threats, std::size_t states,
                                         State wanted) {
    std::map<State, std::size_t> class_of;
    std::vector<std::size_t> size;
    std::map<std::set<std::size_t>, std::size_t> groups;  // the havens that serve so many improvements
    for (const Threat& threat : threats) {
        std::set<std::size_t> serves;
        for (const States& haven : threat.havens) {
            // The class of all improvements is no haven: the improvement that it should save from is in it.
            const auto lies_in = [&](const Threat& other) {
                return std::binary_search(haven.begin(), haven.end(), other.improvement);
            };
            if (std::all_of(threats.begin(), threats.end(), lies_in)) continue;
            if (std::any_of(threats.begin(), threats.end(), lies_in)) return std::nullopt;
            if (std::binary_search(haven.begin(), haven.end(), wanted)) return std::nullopt;
            const auto [at, fresh] = class_of.emplace(haven.front(), size.size());
            if (fresh) size.push_back(haven.size());
            for (const State s : haven) {
                const auto [place, is_new] = class_of.emplace(s, at->second);
                if (place->second != at->second || (is_new && !fresh)) return std::nullopt;
            }
            if (size[at->second] != haven.size()) return std::nullopt;
            serves.insert(at->second);
        }
        ++groups[serves];
    }
    // With own classes skipped, the improvements themselves must all lie in the wanted state's class, as
    // they do where moves can be taken back.
    for (const Threat& threat : threats)
        if (class_of.count(threat.improvement) != 0) return std::nullopt;
    if (groups.size() > kMostTerms) return std::nullopt;
    std::size_t in_classes = 0;
    for (const std::size_t each : size) in_classes += each;
    const std::size_t rest = states - 1 - threats.size() - in_classes;
    std::vector<std::pair<std::set<std::size_t>, std::size_t>> list(groups.begin(), groups.end());
    Polynomial total(states, 0);
    for (std::size_t chosen = 0; chosen < std::size_t{1} << list.size(); ++chosen) {
        // Inclusion and exclusion over the groups of which some improvement in A has all havens taken.
        Polynomial term = free_choice(rest);
        std::set<std::size_t> taken;
        for (std::size_t g = 0; g < list.size(); ++g) {
            Polynomial own = free_choice(list[g].second);
            if ((chosen >> g & 1u) != 0) {
                taken.insert(list[g].first.begin(), list[g].first.end());
                for (Big& each : own) each = -each;
                own[0] += 1;
            }
            term = product(term, own);
        }
        for (std::size_t c = 0; c < size.size(); ++c) {
            Polynomial one = free_choice(size[c]);
            if (taken.count(c) != 0) one[0] -= 1;
            term = product(term, one);
        }
        for (std::size_t k = 0; k < term.size(); ++k) total[k] += term[k];
    }
    return total;
}

/// Sets of the states that matter, one by one; the others are free.
std::optional<Polynomial> sets_by_enumeration(Concept c, const std::vector<Threat>& threats,
                                              std::size_t states, State wanted) {
    std::set<State> matter;
    for (const Threat& threat : threats) {
        matter.insert(threat.improvement);
        if (c != Concept::nash) matter.insert(threat.replies.begin(), threat.replies.end());
        for (const States& haven : threat.havens) matter.insert(haven.begin(), haven.end());
    }
    matter.erase(wanted);
    if (matter.size() > kMostRelevant) return std::nullopt;
    const States list(matter.begin(), matter.end());
    std::vector<Big> by_size(list.size() + 1, 0);
    std::vector<char> above(states, 0);
    for (std::size_t set = 0; set < std::size_t{1} << list.size(); ++set) {
        for (std::size_t k = 0; k < list.size(); ++k) above[list[k]] = static_cast<char>(set >> k & 1u);
        if (holds(c, threats, above, wanted)) ++by_size[static_cast<std::size_t>(std::popcount(set))];
    }
    return product(by_size, free_choice(states - 1 - list.size()));
}

std::optional<Polynomial> good_sets(Concept c, const std::vector<Threat>& threats, std::size_t states,
                                    State wanted) {
    if (c == Concept::nash) return free_choice(states - 1 - threats.size());
    std::optional<Polynomial> sets =
        symmetric(c) ? sets_of_havens(threats, states, wanted) : sets_of_replies(threats, states, wanted);
    return sets ? sets : sets_by_enumeration(c, threats, states, wanted);
}

/// A random strict ranking: the set above the wanted state.
void draw_above(RandomStream& random, State wanted, std::vector<char>& above, std::vector<State>& order) {
    std::iota(order.begin(), order.end(), State{0});
    for (std::size_t k = order.size(); k > 1; --k) std::swap(order[k - 1], order[random.below(k)]);
    bool over = true;
    for (const State s : order) {
        if (s == wanted) over = false;
        above[s] = over ? 1 : 0;
    }
}

void estimate(Concept c, const std::vector<Threat>& threats, std::size_t states, State wanted,
              const InverseOptions& options, const RunOptions& run, RankingCount& count) {
    constexpr std::uint64_t kBlock = 1'000;
    const std::uint64_t blocks = (options.samples + kBlock - 1) / kBlock;
    std::uint64_t hits = 0;
    reduce_blocks<std::uint64_t>(
        static_cast<std::size_t>(blocks), run,
        [&](std::size_t block) {
            std::vector<char> above(states);
            std::vector<State> order(states);
            std::uint64_t good = 0;
            for (std::uint64_t k = 0; k < kBlock; ++k) {
                RandomStream random(run.seed, "stability.inverse", block * kBlock + k);
                draw_above(random, wanted, above, order);
                good += holds(c, threats, above, wanted) ? 1 : 0;
            }
            return good;
        },
        [&](std::uint64_t good) { hits += good; });
    const double n = static_cast<double>(blocks * kBlock);
    count.share = static_cast<double>(hits) / n;
    count.error = std::sqrt(count.share * (1 - count.share) / n);
}

std::uint64_t small_factorial(std::size_t n) {
    std::uint64_t result = 1;
    for (std::size_t k = 2; k <= n; ++k) {
        if (result > (std::uint64_t{1} << 40)) return result;
        result *= k;
    }
    return result;
}

/// Rankings of one decider with which the wanted state is an equilibrium, one by one.
Big equilibria_by_enumeration(const Model& model, Concept c, std::size_t decider, State wanted) {
    Model changed = model;
    std::vector<State> order(model.states);
    std::iota(order.begin(), order.end(), State{0});
    Big found = 0;
    const JudgeOptions plain{.simultaneous = false};
    RunOptions one_thread;
    one_thread.threads = 1;
    do {
        for (std::size_t k = 0; k < order.size(); ++k)
            changed.rank[decider][order[k]] = static_cast<std::uint32_t>(k);
        if (judge(changed, plain, one_thread).is_equilibrium(c, wanted)) ++found;
    } while (std::next_permutation(order.begin(), order.end()));
    return found;
}

States sorted_reach(const Terrain& terrain, const std::vector<std::size_t>& who, bool improving,
                    State from) {
    LegalSearch search(terrain, who, improving);
    search.run(from, [](State) { return false; });
    States found;
    for (State t = 0; t < terrain.model.states; ++t)
        if (t != from && search.reached(t)) found.push_back(t);
    return found;
}

}  // namespace

std::vector<Threat> threats_of(const Terrain& terrain, Concept c, std::size_t decider, State wanted) {
    std::vector<Threat> threats;
    const std::vector<std::size_t> others = all_but(terrain.model.deciders.size(), decider);
    terrain.for_each_move(decider, wanted, [&](State t) { threats.push_back({t, {}, {}}); });
    std::sort(threats.begin(), threats.end(),
              [](const Threat& a, const Threat& b) { return a.improvement < b.improvement; });
    if (c == Concept::nash) return threats;
    if (c == Concept::sim) {
        for (Threat& threat : threats) {
            threat.replies =
                combined_with(terrain, {decider}, wanted, terrain.model.code(threat.improvement));
            std::erase(threat.replies, threat.improvement);
        }
        return threats;
    }
    for (Threat& threat : threats) {
        if (terrain.stop.stop_requested()) return threats;  // invert() drops what is partial
        threat.replies = sorted_reach(terrain, others, credible(c), threat.improvement);
        if (!symmetric(c)) continue;
        for (const State reply : threat.replies) {
            States haven = {reply};
            terrain.for_each_move(decider, reply, [&](State out) { haven.push_back(out); });
            std::sort(haven.begin(), haven.end());
            threat.havens.push_back(std::move(haven));
        }
    }
    return threats;
}

bool holds(Concept c, const std::vector<Threat>& threats, const std::vector<char>& above, State wanted) {
    const auto outside = [&](State s) { return s == wanted || above[s] == 0; };
    return std::all_of(threats.begin(), threats.end(), [&](const Threat& threat) {
        if (outside(threat.improvement)) return true;
        if (c == Concept::nash) return false;
        if (!symmetric(c)) return std::any_of(threat.replies.begin(), threat.replies.end(), outside);
        return std::any_of(threat.havens.begin(), threat.havens.end(), [&](const States& haven) {
            return std::all_of(haven.begin(), haven.end(), outside);
        });
    });
}

namespace {

/// Rankings of one decider with which the wanted state is an equilibrium, its own verdict's good sets
/// given.
void count_equilibria(const Terrain& terrain, Concept c, State wanted, const std::vector<Threat>& threats,
                      const Verdicts& now, const InverseOptions& options, RankingCount& count) {
    const Model& model = terrain.model;
    const std::size_t i = count.decider;
    if (c == Concept::sim) {
        if (const auto sets = equilibrium_sets(terrain, threats, i, wanted))
            count.equilibrium = rankings(*sets, model.states).str();
    } else {
        bool hopeless = false;
        bool others_stable = true;
        bool hang = false;
        for (std::size_t j = 0; j < model.deciders.size(); ++j) {
            if (j == i) continue;
            // j's verdict hangs on i's improvements unless j has no improvement at all, or not even
            // unrestricted moves would hold it back.
            const Concept wider = symmetric(c) ? Concept::smr : Concept::gmr;
            others_stable = others_stable && now.is_stable(c, j, wanted);
            if (!credible(c)) continue;
            hopeless = hopeless || !now.is_stable(wider, j, wanted);
            hang = hang || !now.is_stable(Concept::nash, j, wanted);
        }
        if (hopeless || (!others_stable && !hang)) {
            count.equilibrium = "0";
        } else if (!hang) {
            count.equilibrium = count.stable;
        } else if (small_factorial(model.states) <= options.most_rankings) {
            count.equilibrium = equilibria_by_enumeration(model, c, i, wanted).str();
        }
    }
    if (!count.equilibrium.empty()) count.possible = count.equilibrium != "0";
}

/// A ranking as it stands, best first.
std::vector<std::vector<State>> tiers_of(const std::vector<std::uint32_t>& rank) {
    std::map<std::uint32_t, std::vector<State>, std::greater<>> tiers;
    for (State s = 0; s < rank.size(); ++s) tiers[rank[s]].push_back(s);
    std::vector<std::vector<State>> list;
    for (auto& [at, states] : tiers) list.push_back(std::move(states));
    return list;
}

/// Whether any ranking of one decider makes the wanted state an equilibrium, where they were not counted.
void find_witness(const Terrain& terrain, Concept c, State wanted, const InverseOptions& options,
                  const RunOptions& run, RankingCount& count) {
    const Model& model = terrain.model;
    count.note +=
        std::string(count.note.empty() ? "" : " ") + "With " + std::to_string(model.states) +
        " states the others' verdicts, which hang on this decider's improvements, are not counted";
    if (model.states > options.most_searched) {
        count.note += ".";
        return;
    }
    RepairOptions search;
    search.free.assign(model.deciders.size(), 0);
    search.free[count.decider] = 1;
    search.most_looks = options.most_looks;
    const Repair repair = cheapest_repair(terrain, c, wanted, search, run);
    if (repair.found) {
        count.possible = true;
        count.witness = repair.tiers[count.decider];
        if (count.witness.empty()) count.witness = tiers_of(model.rank[count.decider]);
        count.note += "; one ranking that makes it an equilibrium was found.";
    } else if (repair.proved) {
        count.possible = false;
        count.equilibrium = "0";
        count.note.clear();
    } else {
        count.note += ", and the search for one ranking that makes it an equilibrium ended early.";
    }
}

}  // namespace

void count_rankings(const Terrain& terrain, Concept c, State wanted, const InverseOptions& options,
                    const RunOptions& run, Wanted& result) {
    const Model& model = terrain.model;
    const std::size_t states = model.states;
    const bool countable = states <= options.most_states;
    const Verdicts now = judge(model, {.simultaneous = false}, run);
    Big all = 1;
    for (std::size_t k = 2; countable && k <= states; ++k) all *= k;
    if (countable) result.rankings = all.str();
    Big profiles = 1;
    bool decoupled = countable && !coupled(c);
    for (std::size_t i = 0; i < model.deciders.size(); ++i) {
        RankingCount count;
        count.decider = i;
        const std::vector<Threat> threats = threats_of(terrain, c, i, wanted);
        const auto sets = countable ? good_sets(c, threats, states, wanted) : std::nullopt;
        if (sets) {
            const Big stable = rankings(*sets, states);
            count.exact = true;
            count.stable = stable.str();
            count.share = boost::multiprecision::cpp_rational(stable, all).convert_to<double>();
            profiles *= stable;
            count_equilibria(terrain, c, wanted, threats, now, options, count);
        } else {
            decoupled = false;
            if (threats.empty()) {  // nothing to gain, whatever it prefers
                count.share = 1;
            } else if (states > kMostDrawn) {
                count.share = std::numeric_limits<double>::quiet_NaN();
                count.note = "More than " + std::to_string(kMostDrawn) + " states: not counted.";
            } else {
                estimate(c, threats, states, wanted, options, run, count);
                count.note =
                    countable
                        ? "Too many overlapping conditions to count exactly: the share is an estimate."
                        : "More than " + std::to_string(options.most_states) +
                              " states: the share is an estimate.";
            }
        }
        if (coupled(c) && !count.possible) find_witness(terrain, c, wanted, options, run, count);
        result.counts.push_back(std::move(count));
    }
    if (decoupled) result.profiles = profiles.str();
}

Inverse invert(const Model& model, State wanted, const InverseOptions& options, const RunOptions& run) {
    ENTENTE_EXPECTS(wanted < model.states);
    Inverse inverse;
    inverse.wanted = wanted;
    const Terrain terrain(model, run);
    for (const Concept c : options.concepts) {
        if (run.stop.stop_requested()) {
            inverse.stopped = Stopped::cancelled;
            break;
        }
        if (c == Concept::sim_unstable) continue;
        if (c == Concept::sim && (model.graph_form() || shared_levers(model))) continue;
        Wanted result;
        result.of = c;
        if (c == Concept::sim && !few_sums(terrain, wanted)) {
            result.notes.push_back("Too many combined improvements lead away from the wanted state.");
            inverse.concepts.push_back(std::move(result));
            continue;
        }
        count_rankings(terrain, c, wanted, options, run, result);
        if (!run.stop.stop_requested()) least_change(terrain, c, wanted, options, run, result);
        if (run.stop.stop_requested()) continue;  // a part of an answer about one concept is none
        inverse.concepts.push_back(std::move(result));
    }
    return inverse;
}

}  // namespace entente::stability
