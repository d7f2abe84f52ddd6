#include "entente/app/settle.hpp"

#include "app/sure.hpp"
#include "entente/app/settle_real.hpp"
#include "entente/levers/levers.hpp"
#include "entente/report/json.hpp"
#include "entente/report/levers.hpp"
#include "entente/settle/real.hpp"
#include "report/render/layout.hpp"

namespace entente::app {
namespace {

/// The issues that reading the case replaced by a list of numbers, as its warnings name them.
std::vector<IssueId> real_issues(const Input& input) {
    std::vector<IssueId> issues;
    for (const Diagnostic& warning : input.warnings) {
        if (warning.code != "W0315") continue;
        for (std::size_t i = 0; i < input.conflict.space.issues.size(); ++i) {
            const Issue& issue = input.conflict.space.issues[i];
            if (warning.address == "issue." + issue.id && issue.options.size() > 1) issues.emplace_back(i);
        }
    }
    return issues;
}

}  // namespace

SettleAnswer settle(const Input& input, const settle::SettleOptions& options, const RunOptions& run) {
    return settle_on_grid(input, 0, options, run);
}

SettleAnswer settle_on_grid(const Input& input, std::size_t grid, const settle::SettleOptions& options,
                            const RunOptions& run) {
    const std::vector<IssueId> real = real_issues(input);
    if (real.empty()) return {assess::settlement(input.conflict, options, run), input.settings};
    // Only files of GENIUS name real numbers so far, and these hold no war: values of no deal are stated.
    settle::RealSettlement settled = settle::settle_real(input.conflict, real, grid, options, run);
    assess::Settlement whole{
        .conflict = std::move(settled.conflict), .result = std::move(settled.result), .believed = {}};
    return {std::move(whole), input.settings};
}

std::string to_text(const SettleAnswer& answer, const report::TextOptions& options) {
    std::string text = report::text_settle(answer, options);
    if (const auto groups = levers::coalitions_in(answer.conflict, answer.result)) {
        const std::string end = report::model_not_advice(options);
        std::string lines = report::heading("Groups that could go alone", options);
        for (const std::string& words :
             report::coalition_words(answer.conflict, *groups, options.list_limit))
            lines += report::wrap(words, options.width, "  ", "    ");
        text.insert(text.ends_with(end) ? text.size() - end.size() : text.size(), lines);
    }
    RunOptions run;
    run.seed = answer.result.seed;
    const std::string line = how_sure(answer.conflict, run);
    if (line.empty() || answer.result.stopped == Stopped::cancelled) return text;
    const std::string last = report::model_not_advice(options);
    const std::size_t at = text.ends_with(last) ? text.size() - last.size() : text.size();
    return text.insert(at, "\n" + report::wrap(line, options.width));
}

std::string to_json(const SettleAnswer& answer, report::OutcomeForm outcomes) {
    return report::json_settle(answer, answer.settings, outcomes);
}

}  // namespace entente::app
