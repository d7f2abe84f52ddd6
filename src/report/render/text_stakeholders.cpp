#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "entente/core/text.hpp"
#include "entente/report/stakeholders.hpp"
#include "report/render/layout.hpp"

namespace entente::report {
namespace {

using stakeholders::IssueView;
using stakeholders::ModelPoint;
using stakeholders::StakeholderResult;

std::string share_words(double share) { return percent(share, 1); }

/// A place on an issue in its own words: the nearest option where options are labels, else the number.
std::string place(const IssueView& issue, double x) {
    const double span = issue.high - issue.low;
    if (issue.options.empty()) {
        const int digits = span > 50 ? 1 : span > 5 ? 2 : 3;
        return format_number(x, digits) + (issue.unit.empty() ? "" : " " + issue.unit);
    }
    const auto last = static_cast<double>(issue.options.size() - 1);
    const auto near = static_cast<std::size_t>(std::clamp(std::round(x), 0.0, last));
    return format_number(x, 2) + " (" + issue.options[near] + ")";
}

std::string place(const IssueView& issue, const std::optional<double>& x) {
    return x ? place(issue, *x) : "-";
}

const IssueView* looked_at(const StakeholderResult& result) {
    for (const IssueView& issue : result.issues) {
        if (issue.issue == result.issue) return &issue;
    }
    return nullptr;
}

class Screen {
public:
    Screen(const Case& conflict, const StakeholderResult& result, bool path, const TextOptions& options)
        : case_(conflict), result_(result), path_(path), options_(options) {}

    std::string whole() {
        out_ += wrap(stakeholders_answer(case_, result_), options_.width);
        out_ += "\n" + bold(cut(case_.title, options_.width), options_) + "\n";
        for (const IssueView& issue : result_.issues) spectrum(issue);
        ratification();
        coalition();
        swing();
        movers();
        exchanges();
        if (path_) path();
        notes();
        return std::move(out_) + model_not_advice(options_);
    }

    std::string brief() {
        if (const IssueView* issue = looked_at(result_)) {
            out_ += heading(fmt::format("{}: where its actors pull", issue->ask), options_);
            forecasts(*issue);
        }
        ratification();
        return std::move(out_);
    }

private:
    /// Columns of a place: options are words.
    static std::size_t column(const IssueView& issue) { return issue.options.empty() ? 18 : 34; }
    void line(const std::string& text) { out_ += wrap(text, options_.width, "  ", "    "); }

    /// Positions in the issue's own words; the bar is weight: power times salience.
    void spectrum(const IssueView& issue) {
        out_ += heading(fmt::format("{}: who stands where", issue.ask), options_);
        struct Stop {
            double weight = 0;
            std::vector<std::pair<double, std::string>> who;
        };
        std::map<double, Stop> stops;
        const std::string& id = case_.space.issues[issue.issue.index()].id;
        for (const auto& actor : result_.actors) {
            for (const auto& [name, stand] : actor.on) {
                if (name != id) continue;
                Stop& stop = stops[stand.position];
                stop.weight += stand.weight;
                stop.who.emplace_back(stand.weight, actor.name);
            }
        }
        std::size_t shown = 0;
        for (auto& [position, stop] : stops) {
            if (shown++ >= options_.list_limit) continue;
            std::stable_sort(stop.who.begin(), stop.who.end(),
                             [](const auto& a, const auto& b) { return a.first > b.first; });
            std::string names;
            for (const auto& [weight, name] : stop.who) names += (names.empty() ? "" : ", ") + name;
            const std::size_t length = issue.options.empty() ? 20 : 8;
            const std::string bar(
                static_cast<std::size_t>(std::lround(static_cast<double>(length) * stop.weight)), '#');
            const std::size_t used = column(issue) + length + 12;
            const std::size_t room = options_.width > used + 12 ? options_.width - used : 12;
            out_ += fmt::format("  {} {} {} {}\n", right(place(issue, position), column(issue)),
                                right(share_words(stop.weight), 6), left(bar, length), cut(names, room));
        }
        if (stops.size() > options_.list_limit)
            out_ += and_more(stops.size() - options_.list_limit, "  ", options_);
        forecasts(issue);
    }

    void forecasts(const IssueView& issue) {
        const auto& base = issue.baselines;
        if (!base.mean) {
            line("Nobody with weight stands anywhere on this issue.");
            return;
        }
        const std::size_t used = column(issue) + 21;
        out_ += dim(fmt::format("  {} {}  {}", left("", 16), right("outcome", column(issue)),
                                cut("80% spread | of the runs",
                                    options_.width > used + 12 ? options_.width - used : 12)),
                    options_) +
                "\n";
        const auto row = [&](const std::string& name, const ModelPoint& m) {
            std::string span;
            if (m.low80 && m.high80) span = place(issue, *m.low80) + " to " + place(issue, *m.high80);
            if (m.ensemble) {
                std::string low;
                std::string high;
                for (const auto& [level, value] : m.ensemble->quantiles) {
                    if (level == "10%") low = place(issue, value);
                    if (level == "90%") high = place(issue, value);
                }
                span += (span.empty() ? "| " : " | ") + low + " to " + high;
            }
            out_ +=
                fmt::format("  {} {}  {}\n", left(name, 16), right(place(issue, m.outcome), column(issue)),
                            cut(span, options_.width > used + 12 ? options_.width - used : 12));
        };
        // The baselines stand first, beside every model.
        for (const char* first : {"mean", "median"}) {
            const auto found = std::find_if(issue.models.begin(), issue.models.end(),
                                            [&](const auto& each) { return each.first == first; });
            if (found != issue.models.end()) {
                row(std::string("weighted ") + first, found->second);
            } else {
                row(std::string("weighted ") + first,
                    {.outcome = std::string(first) == "mean" ? base.mean : base.median,
                     .median = {},
                     .distribution = {},
                     .low80 = {},
                     .high80 = {},
                     .ensemble = {}});
            }
        }
        for (const auto& [name, model] : issue.models) {
            if (name != "mean" && name != "median") row(name, model);
        }
        if (base.median_share) {
            line(fmt::format(
                "{} of the weight stands at or below the median{}.", share_words(*base.median_share),
                base.median_high ? ", exactly half: the next position is " + place(issue, *base.median_high)
                : std::abs(*base.median_share - 0.5) < 0.02 ? ": a knife edge"
                                                            : ""));
        }
    }

    void ratification() {
        if (result_.ratification.empty() && !result_.ratified_zone) return;
        out_ += heading("Would it pass at home?", options_);
        for (const auto& vote : result_.ratification) {
            const std::string party = party_name(case_, vote.party.index());
            std::string text = fmt::format("{} {} in {} with {} (it needs {})", vote.deal,
                                           vote.passes ? "passes" : "fails", party, share_words(vote.share),
                                           share_words(vote.quota));
            if (!vote.vetoed_by.empty()) text += "; " + join_words(vote.vetoed_by) + " would veto it";
            if (vote.chance) text += fmt::format("; chance that it passes {}", share_words(*vote.chance));
            if (!vote.opponents.empty()) text += ". Against: " + join_words(vote.opponents);
            line(text + ".");
        }
        if (const auto& zone = result_.ratified_zone) {
            line(
                fmt::format("Of {} outcomes {} are acceptable, {} pass, and {} are both: that is the zone.",
                            count_words(zone->outcomes), count_words(zone->acceptable),
                            count_words(zone->ratifiable), count_words(zone->both)));
        }
    }

    void coalition() {
        if (!result_.coalition) return;
        const auto& c = *result_.coalition;
        out_ += heading(fmt::format("For and against {}", c.deal), options_);
        line(fmt::format("{} of the weight is for it, {} against, compared with {}.",
                         share_words(c.in_favour), share_words(c.against), c.instead));
        for (std::size_t i = 0; i < std::min(c.members.size(), options_.list_limit); ++i) {
            const auto& m = c.members[i];
            out_ += fmt::format("  {} {} worth {} (instead {})\n", left(m.actor, 28),
                                left(m.favours ? "for" : "against", 8), format_number(m.deal, 1),
                                format_number(m.instead, 1));
        }
        if (c.members.size() > options_.list_limit)
            out_ += and_more(c.members.size() - options_.list_limit, "  ", options_);
    }

    void swing() {
        if (result_.swing.empty()) return;
        out_ += heading("Who could tip it: the least change of one actor", options_);
        std::size_t shown = 0;
        for (const auto& each : result_.swing) {
            if (shown++ >= options_.list_limit / 2 + 2) break;
            const auto issue = std::find_if(result_.issues.begin(), result_.issues.end(),
                                            [&](const IssueView& v) { return v.issue == each.issue; });
            const bool power = each.change == "power";
            line(fmt::format("{}: {} {} to {} moves the {} of '{}' past {}.", each.actor,
                             power ? "power" : "position",
                             power ? format_number(each.from, 2) : place(*issue, each.from),
                             power ? format_number(each.to, 2) : place(*issue, each.to), each.moves,
                             issue->ask, place(*issue, each.past)));
        }
    }

    void movers() {
        for (const auto& [name, model] : result_.models) {
            if (name != result_.lead && name != "bdm") continue;
            if (model.moves.empty()) continue;
            out_ += heading(fmt::format("Who gives way to whom ({})", name), options_);
            if (!model.says.empty()) line(model.says);
            std::vector<const stakeholders::MoveView*> moves;
            for (const auto& move : model.moves) moves.push_back(&move);
            std::stable_sort(moves.begin(), moves.end(),
                             [](const auto* a, const auto* b) { return a->distance > b->distance; });
            for (std::size_t i = 0; i < std::min<std::size_t>(moves.size(), options_.list_limit / 2 + 2);
                 ++i) {
                const auto& m = *moves[i];
                std::string text =
                    fmt::format("{} moves {} of the scale in turn {}, in its dealings with {} ({})",
                                m.mover, share_words(m.distance), m.turn, m.by, m.how);
                if (m.share) text += fmt::format("; so in {} of the runs", share_words(*m.share));
                line(text + ".");
            }
        }
    }

    void exchanges() {
        if (result_.exchanges.empty()) return;
        out_ += heading(
            fmt::format("Trades between issues ({} gain two actors something)", result_.exchanges_possible),
            options_);
        const auto id = [&](IssueId issue) { return case_.space.issues[issue.index()].id; };
        for (std::size_t e = 0; e < std::min<std::size_t>(result_.exchanges.size(), 5); ++e) {
            const auto& x = result_.exchanges[e];
            std::vector<std::string> losers;
            for (const auto& [actor, gain] : x.externality) {
                if (gain < -1e-9 && losers.size() < 4) losers.push_back(actor);
            }
            line(fmt::format(
                "{} gives way on {} ({} to {}), {} on {} ({} to {}): each gains {}; others gain {} and "
                "lose {}{}.",
                x.j, id(x.p), format_number(x.j_from, 2), format_number(x.j_to, 2), x.i, id(x.q),
                format_number(x.i_from, 2), format_number(x.i_to, 2), format_number(x.gain, 2),
                format_number(x.others_gain, 2), format_number(x.others_lose, 2),
                losers.empty() ? "" : " (" + join_words(losers) + " among them)"));
        }
    }

    void path() {
        if (result_.turns.empty()) return;
        out_ +=
            heading(fmt::format("The path of the best values ({}): one path is no forecast", result_.lead),
                    options_);
        for (std::size_t t = 0; t < result_.turns.size(); ++t) {
            std::string text = fmt::format("turn {}:", t);
            for (std::size_t k = 0; k < result_.turns[t].mean.size(); ++k)
                text +=
                    fmt::format(" {} mean {}, median {};", case_.space.issues[result_.axes[k].index()].id,
                                place(result_.issues[k], result_.turns[t].mean[k]),
                                place(result_.issues[k], result_.turns[t].median[k]));
            text.back() = '.';
            line(text);
        }
    }

    void notes() {
        if (result_.notes.empty()) return;
        out_ += heading("Notes", options_);
        for (const std::string& note : result_.notes) line(note);
    }

    const Case& case_;
    const StakeholderResult& result_;
    bool path_;
    TextOptions options_;
    std::string out_;
};

}  // namespace

std::string stakeholders_answer(const Case&, const StakeholderResult& result) {
    const IssueView* issue = looked_at(result);
    if (issue == nullptr || !issue->baselines.mean)
        return "Nobody with weight stands anywhere: there is nothing to weigh.";
    std::string text =
        fmt::format("{} actors: on '{}' weight and position alone point to {} (mean) and {} (median)",
                    group_digits(std::to_string(result.actors.size())), issue->ask,
                    place(*issue, issue->baselines.mean), place(*issue, issue->baselines.median));
    for (const auto& vote : result.ratification) {
        if (&vote == &result.ratification.front())
            text += fmt::format("; {} {} with {}", vote.deal, vote.passes ? "passes" : "fails",
                                share_words(vote.share));
    }
    if (result.ratified_zone) {
        text += result.ratified_zone->both == "0" ? "; no acceptable outcome passes at home"
                                                  : fmt::format("; {} acceptable outcomes pass at home",
                                                                count_words(result.ratified_zone->both));
    }
    return text + ".";
}

std::string text_stakeholders(const Case& conflict, const StakeholderResult& result, bool path,
                              const TextOptions& options) {
    return Screen(conflict, result, path, options).whole();
}

std::string text_stakeholders_short(const Case& conflict, const StakeholderResult& result,
                                    const TextOptions& options) {
    return Screen(conflict, result, false, options).brief();
}

std::string text_score(const stakeholders::ScoreResult& result, const TextOptions& options) {
    std::string out = wrap(
        fmt::format(
            "{} decisions of {} clusters scored; {} left out (fewer than three actors, or no outcome).",
            result.decisions, result.clusters, result.left_out),
        options.width);
    out += dim(fmt::format("  {} {}{}{}{}{}{}{}", left("", 17), right("MAE", 8), right("RMSE", 8),
                           right("median", 8), right("in 10", 7), right("CRPS", 8), right("80% has", 9),
                           right("MAE less mean's", 18)),
               options) +
           "\n";
    for (const auto& s : result.scores) {
        out += fmt::format(
            "  {} {}{}{}{}{}{}{}\n", left(s.model, 17), right(fmt::format("{:.2f}", s.mae), 8),
            right(fmt::format("{:.2f}", s.rmse), 8), right(fmt::format("{:.2f}", s.median_error), 8),
            right(fmt::format("{:.3f}", s.within10), 7), right(fmt::format("{:.2f}", s.crps), 8),
            right(s.cover80 ? share_words(*s.cover80) : "", 9),
            right(fmt::format("{:+.2f}..{:+.2f}", s.mae_less_mean.low, s.mae_less_mean.high), 18));
    }
    for (const std::string& note : result.notes) out += wrap(note, options.width, "  ", "    ");
    return out;
}

}  // namespace entente::report
