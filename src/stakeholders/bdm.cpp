#include "entente/stakeholders/bdm.hpp"

#include <algorithm>
#include <cmath>

#include "entente/stakeholders/baselines.hpp"

namespace entente::stakeholders {
namespace {

/// The state of a run; r is each actor's attitude to risk as an exponent.
class Rounds {
public:
    Rounds(const Line& line, const BdmOptions& options)
        : line_(line), options_(options), n_(line.size()), risk_(n_, 1.0) {
        const auto [low, high] = std::minmax_element(line.position.begin(), line.position.end());
        range_ = options.range > 0 ? options.range : n_ > 0 ? *high - *low : 0;
        pair_.resize(n_ * n_);
        chance_.resize(n_ * n_);
    }

    [[nodiscard]] bool moving() const { return range_ > 0 && n_ > 1; }
    [[nodiscard]] const Line& line() const { return line_; }
    [[nodiscard]] const std::vector<double>& risk() const { return risk_; }

    /// Attitudes to risk from how much danger each is in with everybody neutral.
    void update_risk() {
        std::fill(risk_.begin(), risk_.end(), 1.0);
        update_chances();
        std::vector<double> danger(n_, 0);
        for (std::size_t i = 0; i < n_; ++i) {
            for (std::size_t j = 0; j < n_; ++j) {
                if (j != i) danger[i] += expected(j, i, i);
            }
        }
        const auto [low, high] = std::minmax_element(danger.begin(), danger.end());
        const double least = *low;
        const double most = *high;
        for (std::size_t i = 0; i < n_; ++i) {
            // Everybody equally safe: nobody is more or less ready to take a risk.
            const double accepts = most > least ? (2 * danger[i] - most - least) / (most - least) : 0;
            risk_[i] = (1 - accepts / 3.0) / (1 + accepts / 3.0);
        }
        update_chances();
    }

    /// Every pair as the first of it sees it.
    [[nodiscard]] std::vector<BdmPair> pairs() const {
        std::vector<BdmPair> all;
        for (std::size_t i = 0; i < n_; ++i) {
            for (std::size_t j = 0; j < n_; ++j) {
                if (line_.position[i] != line_.position[j]) all.push_back(pair(i, j));
            }
        }
        return all;
    }

    /// Everybody follows its best offer at once. \return whether anybody moved
    bool follow(std::vector<BdmPair>& all) {
        std::vector<double> next = line_.position;
        std::size_t begin = 0;
        while (begin < all.size()) {
            std::size_t end = begin;
            while (end < all.size() && all[end].actor == all[begin].actor) ++end;
            if (BdmPair* best = best_offer(all, begin, end)) {
                best->taken = true;
                next[best->actor] = best->position;
            }
            begin = end;
        }
        const bool moved = next != line_.position;
        line_.position = std::move(next);
        return moved;
    }

private:
    [[nodiscard]] double far(std::size_t actor, double position, double power) const {
        const double share = std::abs(line_.position[actor] - position) / range_;
        return power == 1 ? share : std::pow(share, power);
    }
    /// What an actor throws in for position a against b.
    [[nodiscard]] double compare(std::size_t actor, std::size_t a, std::size_t b) const {
        return line_.weight(actor) * (far_[actor * n_ + b] - far_[actor * n_ + a]);
    }

    void update_chances() {
        far_.resize(n_ * n_);
        for (std::size_t k = 0; k < n_; ++k) {
            for (std::size_t j = 0; j < n_; ++j) far_[k * n_ + j] = far(k, line_.position[j], risk_[k]);
        }
        double all = 0;
        for (std::size_t i = 0; i < n_; ++i) {
            for (std::size_t j = 0; j < n_; ++j) {
                double in_favour = 0;
                double either = 0;
                for (std::size_t k = 0; k < n_; ++k) {
                    const double vote = compare(k, i, j);
                    in_favour += std::max(0.0, vote);
                    either += std::abs(vote);
                }
                all += either;
                const bool same = line_.position[i] == line_.position[j];
                chance_[i * n_ + j] = same ? 0 : in_favour;
                pair_[i * n_ + j] = either;
            }
        }
        for (std::size_t i = 0; i < n_ * n_; ++i) {
            const double of = options_.quirks ? all : pair_[i];
            // Where nobody minds which of the two it is, it is even.
            const double even = options_.quirks || chance_[i] > 0 ? 0 : 0.5;
            chance_[i] = of > 0 ? chance_[i] / of : even;
        }
    }

    /// Expected utility to i of challenging j, by the attitude of `seer`.
    [[nodiscard]] double expected(std::size_t i, std::size_t j, std::size_t seer) const {
        const double r = risk_[seer];
        const double gap = std::abs(line_.position[i] - line_.position[j]) / range_;
        const double success = 2 - 4 * std::pow(std::max(0.0, 0.5 - 0.5 * gap), r);
        const double failure = 2 - 4 * std::pow(0.5 + 0.5 * gap, r);
        const double now = 2 - 4 * std::pow(0.5, r);
        const double p = chance_[i * n_ + j];
        const double resists = line_.salience[j];
        return resists * (p * success + (1 - p) * failure) + (1 - resists) * success -
               options_.status_quo * now;
    }

    [[nodiscard]] BdmPair pair(std::size_t i, std::size_t j) const {
        BdmPair made{.actor = i, .other = j};
        made.challenges = expected(i, j, i);
        made.challenged = expected(j, i, i);
        const double xi = line_.position[i];
        const double xj = line_.position[j];
        const double mine = made.challenges;
        const double theirs = made.challenged;
        // The public program asks whether a positive number is below its own absolute value: never.
        const bool weaker = options_.quirks ? false : theirs < std::abs(mine);
        made.position = xi;
        if (theirs > mine && mine > 0) {
            made.verdict = Verdict::confrontation;
            made.position = xj;
        } else if (theirs > 0 && mine < 0 && theirs > std::abs(mine)) {
            made.verdict = Verdict::compromise;
            made.position = xi + (xj - xi) * std::abs(mine / theirs);
        } else if (theirs > 0 && mine < 0 && weaker) {
            made.verdict = Verdict::capitulation;
            made.position = xj;
        }
        return made;
    }

    /// What an actor ranks offers of one kind by: the way that it would have to go; the public program
    /// takes the smallest weighted position of compromises instead.
    [[nodiscard]] double cost(const BdmPair& offer) const {
        if (options_.quirks && offer.verdict == Verdict::compromise) {
            const double mine = std::abs(offer.challenges);
            const double theirs = std::abs(offer.challenged);
            return (mine * line_.position[offer.actor] + theirs * line_.position[offer.other]) /
                   (mine + theirs);
        }
        return std::abs(line_.position[offer.actor] - offer.position);
    }

    [[nodiscard]] BdmPair* best_offer(std::vector<BdmPair>& all, std::size_t begin, std::size_t end) const {
        for (const Verdict kind : {Verdict::confrontation, Verdict::compromise, Verdict::capitulation}) {
            BdmPair* best = nullptr;
            for (std::size_t o = begin; o < end; ++o) {
                if (all[o].verdict == kind && (best == nullptr || cost(all[o]) < cost(*best)))
                    best = &all[o];
            }
            if (best != nullptr) return best;
        }
        return nullptr;
    }

    Line line_;
    BdmOptions options_;
    std::size_t n_;
    double range_ = 0;
    std::vector<double> risk_, pair_, chance_, far_;
};

BdmRound round_of(const Line& line, std::vector<double> risk) {
    const Baselines middle = baselines(line);
    return {line.position, middle.mean, middle.median, std::move(risk)};
}

}  // namespace

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
        case Verdict::confrontation:
            return "confrontation";
        case Verdict::compromise:
            return "compromise";
        case Verdict::capitulation:
            return "capitulation";
        case Verdict::stalemate:
            return "stalemate";
    }
    return "stalemate";
}

BdmRun bdm(const Line& line, const BdmOptions& options) {
    BdmRun run;
    run.rounds.push_back(round_of(line, {}));
    run.moved_by.resize(line.size());
    for (std::size_t i = 0; i < line.size(); ++i) run.moved_by[i] = i;
    Rounds rounds(line, options);
    if (!rounds.moving()) {
        run.settled = true;
        return run;
    }
    for (std::size_t round = 1; round <= options.rounds && !run.settled; ++round) {
        rounds.update_risk();
        std::vector<BdmPair> pairs = rounds.pairs();
        run.settled = !rounds.follow(pairs);
        run.rounds.push_back(round_of(rounds.line(), rounds.risk()));
        if (round > 1) continue;
        for (const BdmPair& each : pairs) {
            if (each.taken) run.moved_by[each.actor] = each.other;
        }
        run.pairs = std::move(pairs);
    }
    return run;
}

}  // namespace entente::stakeholders
