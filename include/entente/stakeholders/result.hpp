// Who pulls, how hard, where it settles, who ratifies: the answer as values that describe themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/model/case.hpp"
#include "entente/stakeholders/baselines.hpp"
#include "entente/stakeholders/bdm.hpp"

namespace entente::stakeholders {

/// Keys that are data (names of actors, of models) with their values: a JSON object.
template <class T>
using Named = std::vector<std::pair<std::string, T>>;

struct StandView {
    double position = 0;
    double salience = 0;
    double weight = 0;
};
template <class Visitor>
void describe(Visitor& visit, const StandView& x) {
    visit("position", x.position, {"issue", "where it stands, on the issue's scale"});
    visit("salience", x.salience, {"", "how much it cares, 0 to 100"});
    visit("weight", x.weight, {"share", "its share of power times salience on this issue"});
}

struct ActorView {
    std::string name;
    std::optional<PartyId> side;
    double power = 0;
    double interest = 0;
    Named<StandView> on;
};
template <class Visitor>
void describe(Visitor& visit, const ActorView& x) {
    visit("name", x.name, {"", "the actor"});
    visit("side", x.side, {"", "the party behind which it stands; null: outside"});
    visit("power", x.power, {"", "its power; only ratios count"});
    visit("interest", x.interest, {"", "how much it cares over all issues, 0 to 100"});
    visit("on", x.on, {"", "where it stands, by issue"});
}

/// What an ensemble says of a model's outcome on one issue.
struct Ensemble {
    std::uint64_t runs = 0;
    double mean = 0;
    double sd = 0;
    Named<double> quantiles;
    std::vector<Mass> density;  ///< chances of even cells of the scale, by their middles
    std::optional<double> turns_mean;
    std::optional<double> settled_share;
};
template <class Visitor>
void describe(Visitor& visit, const Ensemble& x) {
    visit("runs", x.runs, {"", "runs with numbers drawn within their ranges"});
    visit("mean", x.mean, {"issue", "mean outcome of the runs"});
    visit("sd", x.sd, {"issue", "standard deviation of the runs' outcomes"});
    visit("quantiles", x.quantiles, {"issue", "outcome below which this share of the runs lies"});
    visit("density", x.density, {"issue", "shares of runs in even cells of the scale, by their middles"});
    visit("turns_mean", x.turns_mean, {"turns", "mean number of turns; null for models without turns"});
    visit("settled_share", x.settled_share, {"", "share of the runs that settled; null without turns"});
}

/// A model's forecast of one issue.
struct IssueForecast {
    std::optional<double> outcome;
    std::optional<double> median;
    std::vector<Mass> distribution;
    std::optional<double> low80, high80;
    std::optional<Ensemble> ensemble;
};

struct TurnView {
    Named<std::vector<double>> positions;
    std::vector<std::optional<double>> mean, median;
};
template <class Visitor>
void describe(Visitor& visit, const TurnView& x) {
    visit("positions", x.positions, {"issue", "position of each actor, one number per issue of `axes`"});
    visit("mean", x.mean, {"issue", "mean by power times salience, one per issue"});
    visit("median", x.median, {"issue", "median by power times salience, one per issue"});
}

struct MoveView {
    std::string mover, by;
    std::string how;
    double distance = 0;
    double odds = 0;
    std::uint64_t turn = 0;
    std::optional<double> share;
};
template <class Visitor>
void describe(Visitor& visit, const MoveView& x) {
    visit("mover", x.mover, {"", "who gave way"});
    visit("by", x.by, {"", "in whose bargain"});
    visit("how", x.how, {"", "challenger, challenged, confrontation, compromise, capitulation"});
    visit("distance", x.distance, {"share", "how far, as a share of the scale"});
    visit("odds", x.odds, {"", "chance of the challenger to win, as it saw it"});
    visit("turn", x.turn, {"turn", "when"});
    visit("share", x.share,
          {"", "share of the ensemble's runs in which it gave way so; null: no ensemble"});
}

struct PairView {
    std::string actor, other, verdict;
    double challenges = 0, challenged = 0;
    double position = 0;
    bool taken = false;
};
template <class Visitor>
void describe(Visitor& visit, const PairView& x) {
    visit("actor", x.actor, {"", "who looks"});
    visit("other", x.other, {"", "at whom"});
    visit("verdict", x.verdict, {"", "confrontation, compromise, capitulation or stalemate"});
    visit("challenges", x.challenges, {"", "expected utility of challenging the other"});
    visit("challenged", x.challenged,
          {"", "the other's expected utility of challenging it, as it sees it"});
    visit("position", x.position, {"issue", "where it would go"});
    visit("taken", x.taken, {"", "the offer that it follows"});
}

/// A model's answer. What concerns one issue is of the issue that the result looks at.
struct ModelView {
    std::string meaning;
    std::string says;  ///< what must be known to read it
    IssueForecast issue;
    std::vector<TurnView> turns;
    std::optional<bool> settled;
    std::vector<MoveView> moves;
    std::vector<PairView> pairs;
    std::vector<IssueForecast> all;  ///< of every axis
};
template <class Visitor>
void describe(Visitor& visit, const ModelView& x) {
    visit("meaning", x.meaning, {"", "what the model is"});
    visit("says", x.says, {"", "what must be known to read it"});
    visit("outcome", x.issue.outcome, {"issue", "its point forecast"});
    visit("median", x.issue.median, {"issue", "median by power times salience where it ends"});
    visit("distribution", x.issue.distribution, {"issue", "its forecast as a distribution"});
    visit("low80", x.issue.low80, {"issue", "lower end of the interval with 80% of the distribution"});
    visit("high80", x.issue.high80, {"issue", "upper end of the interval with 80% of the distribution"});
    visit("ensemble", x.issue.ensemble, {"", "over runs with drawn numbers; null: one path only"});
    visit("turns", x.turns, {"", "the path of the best values: one path is no forecast"});
    visit("settled", x.settled, {"", "did that path settle? null for models without turns"});
    visit("moves", x.moves, {"", "who gave way to whom on that path"});
    visit("pairs", x.pairs, {"", "how actors see each other before the first round, with the verdicts"});
}

struct ModelPoint {
    std::optional<double> outcome, median;
    std::vector<Mass> distribution;
    std::optional<double> low80, high80;
    std::optional<Ensemble> ensemble;
};
template <class Visitor>
void describe(Visitor& visit, const ModelPoint& x) {
    visit("outcome", x.outcome, {"issue", "its point forecast"});
    visit("median", x.median, {"issue", "median by power times salience where it ends"});
    visit("distribution", x.distribution, {"issue", "its forecast as a distribution"});
    visit("low80", x.low80, {"issue", "lower end of the interval with 80% of the distribution"});
    visit("high80", x.high80, {"issue", "upper end of the interval with 80% of the distribution"});
    visit("ensemble", x.ensemble, {"", "over runs with drawn numbers; null: none"});
}

/// Everything about one issue.
struct IssueView {
    IssueId issue;
    std::string ask, unit;
    double low = 0, high = 0;
    std::vector<std::string> options;  ///< labels, where the scale is their order
    Baselines baselines;
    Named<ModelPoint> models;
};
template <class Visitor>
void describe(Visitor& visit, const IssueView& x) {
    visit("issue", x.issue, {"", "the issue"});
    visit("ask", x.ask, {"", "its question"});
    visit("unit", x.unit, {"", "unit of the scale; may be empty"});
    visit("low", x.low, {"issue", "least place on the scale"});
    visit("high", x.high, {"issue", "greatest place on the scale"});
    visit("options", x.options, {"", "labels of the places 0, 1, 2, ... where options are no numbers"});
    visit("baselines", x.baselines, {"", "what weight and position alone say"});
    visit("models", x.models, {"", "what each model says"});
}

/// The least change of one actor that moves the median or the mean past a landmark.
struct Swing {
    IssueId issue;
    std::string actor;
    std::string change;  ///< "power" (or salience: their product counts) or "position"
    double from = 0, to = 0;
    double size = 0;
    std::string moves;  ///< "median" or "mean"
    double past = 0;
    double outcome_from = 0, outcome_to = 0;
};
template <class Visitor>
void describe(Visitor& visit, const Swing& x) {
    visit("issue", x.issue, {"", "the issue"});
    visit("actor", x.actor, {"", "whose change"});
    visit("change", x.change, {"", "power (salience does the same: their product counts) or position"});
    visit("from", x.from, {"", "its number now"});
    visit("to", x.to, {"", "what it must pass"});
    visit("size", x.size, {"", "the change, as a share of its power or of the scale"});
    visit("moves", x.moves, {"", "median or mean"});
    visit("past", x.past, {"issue", "the option or held position that the outcome passes"});
    visit("outcome_from", x.outcome_from, {"issue", "the outcome now"});
    visit("outcome_to", x.outcome_to, {"issue", "the outcome just past the change"});
}

struct ExchangeView {
    std::string i, j;
    IssueId p, q;
    double gain = 0;
    double j_from = 0, j_to = 0, i_from = 0, i_to = 0;
    double shift_p = 0, shift_q = 0;
    double others_gain = 0, others_lose = 0;
    bool carried_out = false;
    Named<double> externality;
};
template <class Visitor>
void describe(Visitor& visit, const ExchangeView& x) {
    visit("i", x.i, {"", "cares more for issue p and gives way on q"});
    visit("j", x.j, {"", "cares more for issue q and gives way on p"});
    visit("p", x.p, {"", "issue on which j moves towards i"});
    visit("q", x.q, {"", "issue on which i moves towards j"});
    visit("gain", x.gain, {"salience x issue", "gain of each of the two"});
    visit("j_from", x.j_from, {"issue", "position of j on p before"});
    visit("j_to", x.j_to, {"issue", "and after"});
    visit("i_from", x.i_from, {"issue", "position of i on q before"});
    visit("i_to", x.i_to, {"issue", "and after"});
    visit("shift_p", x.shift_p, {"issue", "change of the outcome of p"});
    visit("shift_q", x.shift_q, {"issue", "change of the outcome of q"});
    visit("others_gain", x.others_gain, {"salience x issue", "sum of what others gain by it"});
    visit("others_lose", x.others_lose, {"salience x issue", "sum of what others lose by it"});
    visit("carried_out", x.carried_out, {"", "one of those that are made in turn, the best first"});
    visit("externality", x.externality, {"salience x issue", "gain (below 0: loss) of every actor"});
}

/// How a side votes on an outcome.
struct RatificationView {
    PartyId party;
    std::string deal;
    Outcome outcome;
    double in_favour = 0, against = 0, share = 0, quota = 0;
    bool passes = false;
    std::optional<double> chance;
    std::vector<std::string> supporters, opponents, vetoed_by;
};
template <class Visitor>
void describe(Visitor& visit, const RatificationView& x) {
    visit("party", x.party, {"", "whose home front"});
    visit("deal", x.deal, {"", "which deal: a solution of settle, the status quo, or the one named"});
    visit("outcome", x.outcome, {"", "the deal"});
    visit("for", x.in_favour, {"power", "power of the actors in favour"});
    visit("against", x.against, {"power", "power of the actors against"});
    visit("share", x.share, {"", "share in favour of the power that votes"});
    visit("quota", x.quota, {"", "share that it needs"});
    visit("passes", x.passes, {"", "is it ratified?"});
    visit("chance", x.chance, {"", "chance that it is, where ratifiers are unsure; null: they are sure"});
    visit("supporters", x.supporters, {"", "actors in favour"});
    visit("opponents", x.opponents, {"", "actors against"});
    visit("vetoed_by", x.vetoed_by, {"", "actors against that hold a veto"});
}

/// Who is for a named deal and who against it.
struct CoalitionView {
    std::string deal, instead;
    double in_favour = 0, against = 0;
    struct Member {
        std::string actor;
        double weight = 0;
        double deal = 0, instead = 0;
        bool favours = false;
    };
    std::vector<Member> members;
};
template <class Visitor>
void describe(Visitor& visit, const CoalitionView::Member& x) {
    visit("actor", x.actor, {"", "the actor"});
    visit("weight", x.weight, {"", "power times salience"});
    visit("deal", x.deal, {"points", "what the deal is worth to it, 0 to 100"});
    visit("instead", x.instead, {"points", "what stands instead is worth to it, 0 to 100"});
    visit("favours", x.favours, {"", "is it for the deal?"});
}
template <class Visitor>
void describe(Visitor& visit, const CoalitionView& x) {
    visit("deal", x.deal, {"", "the deal"});
    visit("instead", x.instead, {"", "what it is compared with"});
    visit("for", x.in_favour, {"share", "share of power times salience in favour"});
    visit("against", x.against, {"share", "share against"});
    visit("members", x.members, {"", "each actor, the heaviest first"});
}

/// What ratification leaves of the zone of agreement.
struct RatifiedZone {
    std::string outcomes, ratifiable, acceptable, both;
    bool exact = true;
};
template <class Visitor>
void describe(Visitor& visit, const RatifiedZone& x) {
    visit("outcomes", x.outcomes, {"count", "feasible outcomes"});
    visit("ratifiable", x.ratifiable, {"count", "outcomes that pass on every side that ratifies"});
    visit("acceptable", x.acceptable, {"count", "outcomes that enough parties find acceptable"});
    visit("both", x.both, {"count", "the zone: acceptable and ratifiable"});
    visit("exact", x.exact, {"", "counted one by one"});
}

struct StakeholderResult {
    IssueId issue;              ///< the one that baselines and models speak of
    std::vector<IssueId> axes;  ///< the issues on which anybody stands
    std::vector<ActorView> actors;
    Baselines baselines;
    Named<ModelView> models;
    std::vector<IssueView> issues;
    std::string lead;  ///< the model whose path `turns` is
    std::vector<TurnView> turns;
    std::optional<bool> settled;
    std::vector<ExchangeView> exchanges;
    std::uint64_t exchanges_possible = 0;
    std::vector<Swing> swing;
    std::vector<RatificationView> ratification;
    std::optional<RatifiedZone> ratified_zone;
    std::optional<CoalitionView> coalition;
    std::uint64_t runs = 0;
    double spread = 0;
    std::vector<std::string> notes;
    Stopped stopped = Stopped::complete;
    std::uint64_t seed = 1;
};
template <class Visitor>
void describe(Visitor& visit, const StakeholderResult& x) {
    visit("actors", x.actors, {"", "who stands where, in the order of the file"});
    visit("axes", x.axes, {"", "the issues on which anybody stands, the order of positions in turns"});
    visit("issue", x.issue, {"", "the issue that baselines and models below speak of"});
    visit("baselines", x.baselines,
          {"", "what weight and position alone say: nothing measured beats the mean"});
    visit("models", x.models, {"", "what each model says of that issue"});
    visit("issues", x.issues, {"", "the same for every issue, without paths"});
    visit("lead", x.lead, {"", "the model whose path is `turns`"});
    visit("turns", x.turns, {"", "positions turn by turn of the lead model's best-value path"});
    visit("settled", x.settled, {"", "did that path settle?"});
    visit("swing", x.swing, {"", "least changes of one actor that move an outcome, smallest first"});
    visit("exchanges", x.exchanges,
          {"", "trades between issues that gain two actors something, best first"});
    visit("exchanges_possible", x.exchanges_possible, {"count", "how many such trades there are"});
    visit("ratification", x.ratification, {"", "how each side's actors vote on deals"});
    visit("ratified_zone", x.ratified_zone,
          {"", "what ratification leaves of the zone; null: nobody ratifies"});
    visit("coalition", x.coalition, {"", "for and against the deal named by --deal; null: none named"});
    visit("runs", x.runs, {"", "runs of the ensemble; 0: none"});
    visit("spread", x.spread, {"", "assumed half width of numbers without a range; 0: none was assumed"});
}

}  // namespace entente::stakeholders
