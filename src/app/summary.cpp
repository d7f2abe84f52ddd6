#include "entente/app/summary.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "app/sure.hpp"
#include "entente/app/negotiate.hpp"
#include "entente/app/settle.hpp"
#include "entente/app/stability.hpp"
#include "entente/app/stakeholders.hpp"
#include "entente/app/war.hpp"
#include "entente/report/negotiate.hpp"
#include "entente/report/stakeholders.hpp"
#include "entente/report/war.hpp"
#include "entente/report/writer.hpp"
#include "report/render/layout.hpp"

namespace entente::app {
namespace {

std::optional<SummarySection> settle_section(const Input& input, const RunOptions& run,
                                             const report::TextOptions& options) {
    const Case& conflict = input.conflict;
    if (conflict.parties.size() < 2 || conflict.space.issues.empty()) return std::nullopt;
    if (!gives_points(conflict) && !conflict.control.empty()) return std::nullopt;
    const auto held = std::make_shared<const SettleAnswer>(settle(input, {}, run));
    const SettleAnswer& answer = *held;
    std::string text = report::text_settle_short(answer, options);
    if (const std::string line = how_sure(conflict, run); !line.empty())
        text += report::wrap(line, options.width, "  ", "    ");
    return SummarySection{
        .verb = "settle",
        .answer = report::settle_answer(answer),
        .text = std::move(text),
        .json = [held](report::JsonWriter& json) { report::write_settle(json, *held, held->settings); },
        .stopped = answer.result.stopped};
}

std::optional<SummarySection> war_section(const Input& input, const RunOptions& run,
                                          const report::TextOptions& options) {
    if (!input.conflict.war) return std::nullopt;
    const auto held = std::make_shared<const WarAnswer>(war(input, {}, run));
    const WarAnswer& answer = *held;
    return SummarySection{.verb = "war",
                          .answer = report::war_answer(answer.conflict, answer.result),
                          .text = report::text_war_short(answer.conflict, answer.result, options),
                          .json =
                              [held](report::JsonWriter& json) {
                                  report::write_war(json, held->conflict, held->result, held->settings);
                              },
                          .stopped = answer.result.stopped};
}

std::optional<SummarySection> stability_section(const Input& input, const RunOptions& run,
                                                const report::TextOptions& options) {
    // One screen is soon: the longer answers are the verb's own.
    constexpr double kMostOutcomes = 1e5;
    const Case& conflict = input.conflict;
    if (conflict.control.empty() && !conflict.graph) return std::nullopt;
    if (!conflict.graph && outcome_count_estimate(conflict.space) > kMostOutcomes) return std::nullopt;
    StabilityOptions few;
    few.witnesses = false;
    few.coalitions = false;
    few.foresight = false;
    few.judge.simultaneous = false;
    const auto held = std::make_shared<const StabilityAnswer>(stability(input, few, run));
    const StabilityAnswer& answer = *held;
    return SummarySection{.verb = "stability",
                          .answer = report::stability_answer(answer.conflict, answer.result),
                          .text = report::text_stability_short(answer.conflict, answer.result, options),
                          .json =
                              [held](report::JsonWriter& json) {
                                  report::write_stability(json, held->conflict, held->result, {},
                                                          held->settings);
                              },
                          .stopped = answer.result.stopped};
}

std::optional<SummarySection> stakeholders_section(const Input& input, const RunOptions& run,
                                                   const report::TextOptions& options) {
    if (input.conflict.actors.empty()) return std::nullopt;
    StakeholderRequest few;
    few.runs = input.conflict.actors.size() > 50 ? 0 : 100;  // one screen is soon
    const auto held = std::make_shared<const StakeholderAnswer>(stakeholders(input, few, run));
    const StakeholderAnswer& answer = *held;
    return SummarySection{.verb = "stakeholders",
                          .answer = report::stakeholders_answer(answer.conflict, answer.result),
                          .text = report::text_stakeholders_short(answer.conflict, answer.result, options),
                          .json =
                              [held](report::JsonWriter& json) {
                                  report::write_envelope(json, held->conflict,
                                                         {.verb = "stakeholders",
                                                          .seed = held->result.seed,
                                                          .method = held->result.lead,
                                                          .exact = held->result.runs == 0,
                                                          .stopped = held->result.stopped,
                                                          .notes = held->result.notes,
                                                          .settings = held->settings});
                                  json.fields(held->result);
                              },
                          .stopped = answer.result.stopped};
}

/// Only where the file says how the parties talk: the rules of talks are not ours to choose.
std::optional<SummarySection> negotiate_section(const Input& input, const RunOptions& run,
                                                const report::TextOptions& options) {
    constexpr double kMostOutcomes = 1e6;
    const Case& conflict = input.conflict;
    if (!conflict.talks || conflict.parties.size() < 2 || conflict.space.issues.empty())
        return std::nullopt;
    if (!gives_points(conflict) || outcome_count_estimate(conflict.space) > kMostOutcomes)
        return std::nullopt;
    const auto held = std::make_shared<const NegotiateAnswer>(negotiate(input, {}, run));
    const NegotiateAnswer& answer = *held;
    return SummarySection{.verb = "negotiate",
                          .answer = report::talk_answer(answer.conflict, answer.talk),
                          .text = report::text_talk_short(answer.conflict, answer.talk, options),
                          .json =
                              [held](report::JsonWriter& json) {
                                  report::write_envelope(json, held->conflict,
                                                         {.verb = "negotiate",
                                                          .seed = held->seed,
                                                          .method = held->method,
                                                          .exact = true,
                                                          .stopped = Stopped::complete,
                                                          .notes = held->notes,
                                                          .settings = held->settings});
                                  json.fields(held->talk);
                              },
                          .stopped = Stopped::complete};
}

/// Each verb that has something to say on the one screen, in the order in which it is shown. A section is
/// nothing where the file does not support the verb.
using Section = std::optional<SummarySection> (*)(const Input&, const RunOptions&,
                                                  const report::TextOptions&);
constexpr Section kSections[] = {war_section, settle_section, stability_section, stakeholders_section,
                                 negotiate_section};

std::vector<std::string> next_steps(const Input& input) {
    const std::string file = input.conflict.origin.file;
    if (input.conflict.parties.empty())
        return {"entente stakeholders " + file, "entente convert " + file + " -o case.toml"};
    const std::string verb = gives_points(input.conflict) ? "settle" : "stability";
    return {"entente " + verb + " " + file, "entente check " + file,
            "entente report " + file + " -o report.html"};
}

}  // namespace

SummaryAnswer summary(const Input& input, const RunOptions& run, const report::TextOptions& options) {
    SummaryAnswer answer{.conflict = input.conflict,
                         .sections = {},
                         .next = next_steps(input),
                         .run = run,
                         .settings = input.settings};
    for (const Section section : kSections) {
        if (run.stop.stop_requested()) {
            answer.stopped = Stopped::cancelled;
            break;
        }
        if (auto said = section(input, run, options)) {
            if (answer.stopped == Stopped::complete) answer.stopped = said->stopped;
            answer.sections.push_back(std::move(*said));
        }
    }
    return answer;
}

std::string to_text(const SummaryAnswer& answer, const report::TextOptions& options) {
    return report::text_summary(answer.conflict, answer.sections, answer.next, options);
}

std::string to_json(const SummaryAnswer& answer) {
    report::JsonWriter json(answer.conflict);
    report::write_envelope(json, answer.conflict,
                           {.verb = "summary",
                            .seed = answer.run.seed,
                            .method = "every verb that the file supports",
                            .stopped = answer.stopped,
                            .settings = answer.settings});
    for (const SummarySection& section : answer.sections) json.object(section.verb, section.json);
    return json.finish();
}

}  // namespace entente::app
