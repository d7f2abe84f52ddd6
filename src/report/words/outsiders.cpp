// Those who are no party, in words: who pays an aid, and whose wishes an outsider's own run with.
#include <fmt/format.h>

#include <cmath>

#include "entente/core/text.hpp"
#include "entente/model/words.hpp"
#include "entente/report/levers.hpp"

namespace entente::report {
namespace {

std::string percent_of(double share) { return format_number(100 * share, 0) + "%"; }

}  // namespace

std::string actor_name(const Case& conflict, const std::string& id) {
    for (const OutsideActor& actor : conflict.outside)
        if (actor.id == id) return actor.name;
    for (const Party& party : conflict.parties)
        if (party.id == id) return party.name;
    return id;
}

std::vector<std::string> backer_words(const Case& conflict, const levers::LeversResult& result) {
    std::vector<std::string> lines;
    for (const levers::BackersResult& aid : result.backers) {
        if (!(aid.total > 0)) {
            lines.push_back(
                fmt::format("Aid {}: left to themselves none of its backers gives anything.", aid.aid));
            continue;
        }
        lines.push_back(
            fmt::format("Aid {}, if each backer looks after itself: together they give {} where {} would "
                        "be best for them all.",
                        aid.aid, format_number(aid.total, 3), format_number(aid.efficient, 3)));
        for (const levers::BackersResult::One& one : aid.backers) {
            std::string line =
                fmt::format("{} gives {} of it", actor_name(conflict, one.name), percent_of(one.share));
            if (one.without) {
                line += fmt::format("; without it {} of the aid is left", percent_of(one.without->aid));
                std::vector<std::string> values;
                for (const auto& [id, value] : one.without->no_deal)
                    values.push_back(actor_name(conflict, id) + " " + format_number(value, 2));
                if (!values.empty()) line += ", " + no_deal(conflict) + " is worth " + join_words(values);
                if (one.without->zone)
                    line += *one.without->zone ? ", and there is a zone" : ", and there is no zone";
                else
                    line += ", and nothing can be said of the war";
            }
            lines.push_back(line + ".");
        }
    }
    return lines;
}

std::vector<std::string> interest_words(const Case& conflict, const levers::LeversResult& result) {
    constexpr double kClearly = 0.3;  // a weaker correlation takes nobody's side
    std::vector<std::string> lines;
    for (const levers::InterestResult& one : result.interests) {
        std::vector<std::string> with;
        std::vector<std::string> against;
        for (const auto& [id, rank] : one.runs_with) {
            if (!rank || std::abs(*rank) < kClearly) continue;
            (*rank > 0 ? with : against)
                .push_back(fmt::format("{} ({})", actor_name(conflict, id), format_number(*rank, 2)));
        }
        std::string side = "take nobody's side clearly";
        if (!with.empty()) side = "run with those of " + join_words(with);
        if (!against.empty())
            side += (with.empty() ? ", but run against those of " : " and against those of ") +
                    join_words(against);
        std::vector<std::string> at;
        for (const auto& [solution, points] : one.at) {
            if (solution == "nash" || solution == "kalai_smorodinsky")
                at.push_back(format_number(points, 1) +
                             (solution == "nash" ? " of Nash's" : " of Kalai-Smorodinsky's"));
        }
        lines.push_back(fmt::format(
            "{}: over the efficient deals {} its own wishes {} (rank correlation). The best of them is "
            "worth {} points to it{}.",
            actor_name(conflict, one.name),
            one.acceptable ? "that every party would take" : "(none of which every party would take)", side,
            format_number(one.best_points, 1), at.empty() ? "" : ", " + join_words(at)));
    }
    return lines;
}

}  // namespace entente::report
