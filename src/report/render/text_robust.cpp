#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "entente/core/text.hpp"
#include "entente/model/words.hpp"
#include "entente/report/json.hpp"
#include "entente/report/robust.hpp"
#include "report/render/layout.hpp"
#include "report/results/writer.hpp"
#include "report/words/settle.hpp"

namespace entente::report {
namespace {

using namespace robust;

constexpr double kSafe = 0.8;  ///< a term in so many draws counts as safe

/// "98.1%": whole percents where the error is larger than one, and never 100% for what once failed.
std::string share_of_draws(double share, double error = 0) {
    const double value = 100 * share;
    if (share > 0 && share < 1 && (value < 0.1 || value > 99.9))
        return value < 0.1 ? "less than 0.1%" : "more than 99.9%";
    if (error > 0.005 || value == std::round(value)) return fmt::format("{:.0f}%", value);
    return fmt::format("{:.1f}%", value);
}

std::string draws_words(std::uint64_t draws) {
    return group_digits(std::to_string(draws)) + (draws == 1 ? " draw" : " draws");
}

std::string points_words(double percent_points) { return fmt::format("{:+.0f}", percent_points); }

/// A number of any size for a sentence.

std::string party_of(const Case& conflict, const std::string& id) {
    for (std::size_t p = 0; p < conflict.parties.size(); ++p)
        if (conflict.parties[p].id == id) return clean(party_name(conflict, p));
    return id;
}

std::string zone_text(const RobustResult& result, const TextOptions& options) {
    std::string text = heading("Whether there is a deal", options);
    text += fmt::format("  {}{} of {} (standard error {:.1f} points of percent)\n",
                        left("a zone exists in", 34), share_of_draws(result.zone->chance),
                        draws_words(result.draws), 100 * result.zone->standard_error);
    if (result.zone_believed) {
        text += fmt::format("  {}{}\n", left("by what each side itself believes", 34),
                            share_of_draws(result.zone_believed->chance));
    }
    return text;
}

std::string package_text(const Case& conflict, const RobustResult& result, const TextOptions& options) {
    if (result.packages.empty()) return "";
    std::string text = heading("Which deal", options);
    for (const Package& one : result.packages) {
        text +=
            wrap(fmt::format("{}: the package at the best values is still its choice in {} of the draws",
                             title_of(one.solution), share_of_draws(one.share)),
                 options.width, "  ", "    ");
    }
    if (result.deals.empty()) return text;
    text += dim("  accepted  regret: its least gain is at most so far below the best, in 9 of 10 draws",
                options) +
            "\n";
    std::size_t shown = 0;
    for (const DealChance& deal : result.deals) {
        const bool solution = !deal.solution_of.empty();
        if (shown >= 3 && !solution) continue;
        ++shown;
        std::string names;
        for (const std::string& name : deal.solution_of)
            names += (names.empty() ? "" : ", ") + title_of(name);
        const std::string figures = "  " + right(share_of_draws(deal.acceptable), 6) + "  " +
                                    right(amount(conflict, deal.regret90), 6) + "  ";
        text += wrap(outcome_words(conflict, deal.outcome, 12) + (solution ? " [" + names + "]" : ""),
                     options.width, figures, std::string(18, ' '));
    }
    return text;
}

std::string terms_text(const Case& conflict, const RobustResult& result, const TextOptions& options) {
    const std::string solution = result.terms.empty() ? "" : result.terms.front().solution;
    if (solution.empty()) return "";
    std::string text = heading("Which terms are safe (" + title_of(solution) + ")", options);
    std::map<std::string, std::vector<const TermShare*>> by_issue;
    for (const TermShare& each : result.terms)
        if (each.solution == solution) by_issue[each.issue].push_back(&each);
    for (const Issue& issue : conflict.space.issues) {
        auto& all = by_issue[issue.id];
        std::stable_sort(all.begin(), all.end(),
                         [](const TermShare* a, const TermShare* b) { return a->share > b->share; });
        if (all.empty()) continue;
        std::string line =
            fmt::format("{} {}: {} {}", all.front()->share >= kSafe ? "safe" : "open", clean(issue.id),
                        clean(all.front()->option), share_of_draws(all.front()->share));
        std::size_t more = 0;
        for (std::size_t k = 1; k < all.size(); ++k) {
            if (k < 3 && all[k]->share >= 0.01) {
                line += fmt::format("; {} {}", clean(all[k]->option), share_of_draws(all[k]->share));
            } else {
                ++more;
            }
        }
        if (more > 0) line += fmt::format("; {} more", more);
        text += wrap(line, options.width, "  ", "       ");
    }
    return text;
}

std::string swings_text(const Case& conflict, const RobustResult& result, const TextOptions& options) {
    if (result.swings.empty()) return "";
    std::string text = heading("What it hangs on", options);
    text += dim("  chance of a deal with the number in its lowest tenth -> in its highest tenth", options) +
            "\n";
    std::size_t shown = 0;
    std::size_t quiet = 0;
    for (const Swing& each : result.swings) {
        const double swing = 100 * (each.high - each.low);
        if (std::abs(swing) < std::max(1.0, 200 * each.standard_error) || shown >= 8) {
            ++quiet;
            continue;
        }
        ++shown;
        const std::size_t length = std::max<std::size_t>(1, static_cast<std::size_t>(std::abs(swing) / 5));
        text += fmt::format(
            "  {} -> {}  {} {}{}\n", right(share_of_draws(each.low, 0.01), 6),
            right(share_of_draws(each.high, 0.01), 6), right(points_words(swing), 4),
            left(std::string(length, swing < 0 ? '-' : '+'), 12),
            cut(number_words(conflict, each.address), options.width > 50 ? options.width - 38 : 20));
    }
    if (shown == 0) return text + "  no single number moves the chance by more than the draws' own error\n";
    if (quiet > 0) text += fmt::format("  the other {} move it less (--json has all)\n", quiet);
    return text;
}

std::vector<std::string> information_sentences(const Case& conflict, const RobustResult& result) {
    const InformationResult& all = result.information;
    if (!all.proposal || result.uncertain == 0) return {};
    std::vector<std::string> said = {
        fmt::format("The safest proposal today is acceptable to all in {} of the draws. Knowing every "
                    "number before proposing "
                    "would make it {}.",
                    share_of_draws(all.chance_now), share_of_draws(all.chance_now + all.evpi))};
    for (const InputValue& each : all.inputs) {
        if (said.size() == 4 || each.evppi < 0.005 || each.evppi < 2 * each.floor) break;
        said.push_back(fmt::format(
            "Knowing {} would raise the chance that the proposed deal is accepted from {} to {}.",
            number_words(conflict, each.address), share_of_draws(all.chance_now, 0.01),
            share_of_draws(all.chance_now + each.evppi, 0.01)));
    }
    if (said.size() == 1)
        said.emplace_back("No single number is worth more than the noise of this many draws.");
    return said;
}

/// As many digits as a rule of thumb deserves.
std::string three_digits(double value) {
    const double lead = value == 0 ? 0 : std::floor(std::log10(std::abs(value)));
    return format_number(value, static_cast<int>(std::clamp(2 - lead, 0.0, 8.0)));
}

std::string rule_sentence(const Case& conflict, const RobustResult& result) {
    if (!result.rule) return "";
    std::vector<std::string> limits;
    for (const RuleLimit& limit : result.rule->limits) {
        limits.push_back(number_words(conflict, limit.address) + (limit.at_least ? " above " : " below ") +
                         three_digits(limit.cut));
    }
    return fmt::format("{} in {} of the draws with {}; that covers {} of all draws {}.",
                       result.rule->zone ? "A deal" : "No deal", share_of_draws(result.rule->density, 0.01),
                       join_words(limits), share_of_draws(result.rule->coverage, 0.01),
                       result.rule->zone ? "with one" : "without one");
}

std::string information_text(const Case& conflict, const RobustResult& result, const TextOptions& options) {
    std::string text;
    for (const std::string& sentence : information_sentences(conflict, result))
        text += wrap(sentence, options.width, "  ", "    ");
    return text.empty() ? "" : heading("Worth finding out", options) + text;
}

std::string rule_text(const Case& conflict, const RobustResult& result, const TextOptions& options) {
    const std::string sentence = rule_sentence(conflict, result);
    if (sentence.empty()) return "";
    return heading("A rule of thumb", options) + wrap(sentence, options.width, "  ", "  ");
}

std::string metrics_text(const Case& conflict, const RobustResult& result, const TextOptions& options) {
    std::string text;
    for (const auto& [name, metric] : result.metrics) {
        // The others are counted and timed in units of their own.
        if (!name.starts_with("war.value.") && !name.starts_with("war.believed.") && name != "zone.margin")
            continue;
        text += fmt::format("  {} {} ({} .. {})\n", left(metric_words(conflict, name), 38),
                            right(amount(conflict, metric.quantiles[2].second), 8),
                            amount(conflict, metric.quantiles[0].second),
                            amount(conflict, metric.quantiles[4].second));
    }
    if (text.empty()) return "";
    return heading("Values, in each party's points: median (5% .. 95%)", options) + text;
}

std::string indices_text(const Case& conflict, const RobustResult& result, const TextOptions& options) {
    const bool shapley = !result.shapley.empty();
    const std::vector<Index>& all = shapley                       ? result.shapley
                                    : !result.total_order.empty() ? result.total_order
                                                                  : result.first_order;
    if (all.empty()) return "";
    const std::string words = metric_words(conflict, result.explained);
    std::string text =
        heading("What moves " + (words == result.explained ? words : words + " (" + result.explained + ")"),
                options);
    text +=
        dim(shapley ? "  fair share of its variance (90% interval)"
            : !result.total_order.empty()
                ? "  share of its variance that would be left with all other numbers known (90% interval)"
                : "  share of its variance that the number explains alone (90% interval)",
            options) +
        "\n";
    for (std::size_t k = 0; k < std::min<std::size_t>(5, all.size()); ++k) {
        text += fmt::format("  {} ({} .. {})  {}\n", right(share_of_draws(all[k].value, 0.01), 5),
                            share_of_draws(all[k].low, 0.01), share_of_draws(all[k].high, 0.01),
                            cut(number_words(conflict, all[k].address), 56));
    }
    return text;
}

}  // namespace

std::string metric_words(const Case& conflict, const std::string& name) {
    const auto party = [&] { return party_of(conflict, name.substr(name.rfind('.') + 1)); };
    if (name.starts_with("war.value.")) return no_deal(conflict) + ", for " + party();
    if (name.starts_with("war.believed.")) return "as it believes, for " + party();
    if (name == "war.duration") return "how long the war lasts";
    if (name == "zone.margin") return "gain that all can have at once";
    if (name == "zone.outcomes") return "packages acceptable to all";
    if (name.starts_with("nash.gain.")) return "gain in the Nash deal, for " + party();
    return clean(name);
}

std::string robust_answer(const Case& conflict, const RobustResult& result) {
    if (result.draws == 0) return "No draw of this case could be counted.";
    if (!result.zone) return "The distributions of " + std::to_string(result.metrics.size()) + " metrics.";
    if (result.uncertain == 0)
        return std::string("No number has a range: nothing is drawn, and ") +
               (result.zone->chance > 0 ? "a deal exists." : "there is no deal.");
    const double chance = result.zone->chance;
    const std::string deal = "a deal that leaves all no worse off than " + no_deal(conflict);
    const std::string whether = chance >= 0.95 ? "That there is " + deal + " is safe: it exists"
                                : chance <= 0.05
                                    ? "That there is no deal that leaves all no worse off than " +
                                          no_deal(conflict) + " is safe: one exists"
                                    : "Whether there is " + deal + " is open: it exists";
    std::string text =
        fmt::format("{} in {} of {}.", whether, share_of_draws(chance), draws_words(result.draws));
    for (const Package& one : result.packages) {
        if (one.solution != "nash") continue;
        text +=
            fmt::format(" Which one is {}: the Nash deal of page one stays the very same package in {}.",
                        one.share >= kSafe ? "safe too"
                        : one.share >= 0.5 ? "less sure"
                                           : "not sure",
                        share_of_draws(one.share, 0.01));
    }
    return text;
}

std::vector<std::string> robust_findings(const Case& conflict, const RobustResult& result) {
    std::vector<std::string> said = information_sentences(conflict, result);
    if (std::string rule = rule_sentence(conflict, result); !rule.empty()) said.push_back(std::move(rule));
    return said;
}

std::string robust_line(const Case&, const RobustResult& result) {
    if (!result.zone || result.uncertain == 0) return "";
    std::string line = fmt::format("How sure: a deal exists in {} of {}",
                                   share_of_draws(result.zone->chance, 0.01), draws_words(result.draws));
    for (const Package& one : result.packages) {
        if (one.solution == "nash")
            line += fmt::format("; the Nash package is the same in {}", share_of_draws(one.share, 0.01));
    }
    return line + " (entente robust).";
}

std::string text_robust(const Case& conflict, const RobustResult& result, const TextOptions& options) {
    std::string text = wrap(robust_answer(conflict, result), options.width);
    text += "\n" + title_lines(conflict, options);
    if (result.stopped != Stopped::complete)
        text += wrap("Stopped early: what follows counts the draws that were finished.", options.width);
    if (result.zone && result.draws > 0) {
        text += zone_text(result, options);
        text += package_text(conflict, result, options);
        if (result.uncertain > 0) {
            text += terms_text(conflict, result, options);
            text += swings_text(conflict, result, options);
            text += information_text(conflict, result, options);
            text += rule_text(conflict, result, options);
        }
    }
    text += metrics_text(conflict, result, options);
    text += indices_text(conflict, result, options);
    if (!result.notes.empty()) {
        text += heading("Notes", options);
        for (const std::string& note : result.notes)
            text += wrap(clean(note), options.width, "  - ", "    ");
    }
    return text + model_not_advice(options);
}

std::string json_robust(const Case& conflict, const RobustResult& result,
                        const std::vector<std::string>& settings) {
    return json_of(conflict,
                   {.verb = "robust",
                    .seed = result.seed,
                    .method = "draws of the uncertain numbers, war and settlement anew in each",
                    .exact = false,
                    .stopped = result.stopped,
                    .notes = result.notes,
                    .settings = settings},
                   result);
}

}  // namespace entente::report
