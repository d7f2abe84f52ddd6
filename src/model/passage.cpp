#include "entente/model/passage.hpp"

#include <algorithm>
#include <cmath>

namespace entente {
namespace {

constexpr double kNothing = 1e-9;  ///< of 100 points and of shares: decimals are not exact in binary
constexpr double kHalfway = 50;

/// An actor's worth of every option of every issue that it cares about, summing to 0..100.
std::vector<std::vector<double>> worth_table(const Case& conflict, const ActorSpec& actor) {
    double all = 0;
    for (const ActorSpec::Stand& stand : actor.on) all += stand.salience.value();
    std::vector<std::vector<double>> table(conflict.space.issues.size());
    if (!(all > 0)) return table;
    for (const ActorSpec::Stand& stand : actor.on) {
        const double salience = stand.salience.value();
        if (!(salience > 0)) continue;
        const Issue& issue = conflict.space.issues[stand.issue.index()];
        const IssueScale scale = scale_of(issue);
        const double span = scale.high() - scale.low();
        const double at = place_of(issue, stand);
        std::vector<double>& worth = table[stand.issue.index()];
        worth.resize(issue.options.size());
        for (std::size_t k = 0; k < issue.options.size(); ++k) {
            const double place = scale.numeric ? issue.options[k].value->value() : static_cast<double>(k);
            const double way = span > 0 ? std::abs(at - place) / span : 0;
            worth[k] = 100 * salience / all * (1 - way);
        }
    }
    return table;
}

bool stands(const std::vector<std::vector<double>>& table) {
    return std::any_of(table.begin(), table.end(), [](const auto& line) { return !line.empty(); });
}

double total(const std::vector<std::vector<double>>& table, const Outcome& outcome) {
    double sum = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (!table[i].empty()) sum += table[i][outcome.options[i].index()];
    }
    return sum;
}

}  // namespace

std::optional<double> worth_to(const Case& conflict, const ActorSpec& actor, const Outcome& outcome) {
    const auto table = worth_table(conflict, actor);
    if (!stands(table)) return std::nullopt;
    return total(table, outcome);
}

Threshold threshold_of(const Case& conflict, const ActorSpec& actor) {
    if (actor.reserve) return {*actor.reserve, false};
    if (conflict.status_quo) {
        if (const auto worth = worth_to(conflict, actor, *conflict.status_quo))
            return {Quantity(Rational::nearest(*worth)), false};
    }
    return {Quantity(Rational(static_cast<std::int64_t>(kHalfway))), true};
}

bool HomeVote::passes() const { return !vetoed && share() >= quota - kNothing; }

Passage::Passage(const Case& conflict) : agree_(conflict.agree) {
    for (const RatifySpec& spec : conflict.ratify) {
        Ballot side;
        side.party = spec.party;
        if (spec.quota) side.quota = spec.quota->value();
        for (const ActorSpec& actor : conflict.actors) {
            if (actor.side != spec.party) continue;
            Voter voter;
            voter.power = actor.power.value();
            voter.worth = worth_table(conflict, actor);
            if (!stands(voter.worth)) continue;
            voter.least = threshold_of(conflict, actor).value.value();
            voter.veto = std::find(spec.veto.begin(), spec.veto.end(), actor.name) != spec.veto.end();
            side.voters.push_back(std::move(voter));
        }
        voters_.push_back(std::move(side));
    }
}

bool Passage::in_favour(const Voter& voter, const Outcome& outcome) {
    return total(voter.worth, outcome) >= voter.least - kNothing;
}

std::vector<HomeVote> Passage::votes(const Outcome& outcome) const {
    std::vector<HomeVote> all;
    for (const Ballot& side : voters_) {
        HomeVote vote{.party = side.party, .quota = side.quota};
        for (const Voter& voter : side.voters) {
            const bool favours = in_favour(voter, outcome);
            (favours ? vote.in_favour : vote.against) += voter.power;
            vote.vetoed = vote.vetoed || (voter.veto && !favours);
        }
        all.push_back(vote);
    }
    return all;
}

bool Passage::ratified(const Outcome& outcome) const {
    for (const Ballot& side : voters_) {
        HomeVote vote{.party = side.party, .quota = side.quota};
        for (const Voter& voter : side.voters) {
            const bool favours = in_favour(voter, outcome);
            if (voter.veto && !favours) return false;
            (favours ? vote.in_favour : vote.against) += voter.power;
        }
        if (!vote.passes()) return false;
    }
    return true;
}

bool Passage::enough(const std::vector<char>& acceptable) const {
    const auto agreeing = static_cast<std::size_t>(std::count(acceptable.begin(), acceptable.end(), 1));
    if (!agree_) return agreeing == acceptable.size();
    for (const PartyId party : agree_->veto) {
        if (acceptable[party.index()] == 0) return false;
    }
    return agreeing >= agree_->votes;
}

bool Passage::outvotable(std::size_t party) const {
    if (!agree_) return false;
    return std::none_of(agree_->veto.begin(), agree_->veto.end(),
                        [&](PartyId veto) { return veto.index() == party; });
}

}  // namespace entente
