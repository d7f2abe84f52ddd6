#include "entente/app/report.hpp"

#include "app/sure.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "entente/app/map.hpp"
#include "entente/app/settle.hpp"
#include "entente/app/war.hpp"
#include "entente/assess/at_once.hpp"
#include "entente/assess/evidence.hpp"
#include "entente/core/quoted.hpp"
#include "entente/core/version.hpp"
#include "entente/model/redact.hpp"
#include "entente/report/body.hpp"
#include "entente/report/build.hpp"
#include "entente/report/levers.hpp"
#include "entente/report/writer.hpp"

namespace entente::app {
namespace {

Stopped worse(Stopped a, Stopped b) { return std::max(a, b); }

/// The states and who moves among them, where the case says who can; models that would make a report slow
/// are left to `entente stability`.
std::optional<stability::StabilityResult> holds(const Case& conflict, bool ordinal, bool swings,
                                                const RunOptions& run, Stopped& stopped,
                                                std::vector<std::string>& notes) {
    constexpr double kMostStates = 1 << 20;
    constexpr double kMostDoubted = 256;  // states whose verdicts are judged again under other rankings
    if (conflict.control.empty() && !conflict.graph) return std::nullopt;
    const double states = conflict.graph ? static_cast<double>(conflict.graph->states.size())
                                         : outcome_count_estimate(conflict.space);
    if (states > kMostStates) {
        notes.push_back("The state graph is too large for a report: entente stability judges it.");
        return std::nullopt;
    }
    stability::StabilityOptions options;
    options.judge.simultaneous_limit = 2e6;
    options.witness_states = 12;
    options.path_targets = 12;
    // Only page one of a case of rankings tells reasons, jumps and chances.
    options.witnesses = ordinal;
    options.foresight = options.coalitions = ordinal && states <= kMostDoubted;
    options.robustness = swings && ordinal && states <= kMostDoubted;
    options.robust.most_profiles = 4'000;
    stability::StabilityResult found = stability::analyse(conflict, options, run);
    stopped = worse(stopped, found.verdicts.stopped);
    if (found.verdicts.stopped != Stopped::complete) return std::nullopt;
    return found;
}

/// Quoted for a shell where it must be.
std::string quoted(const std::string& word) {
    constexpr std::string_view kPlain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+.,:/@%";
    if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
    return in_single_quotes(word);
}

/// The command that makes this report again; where its output goes is not part of it.
std::string command_of(const Input& input, const ReportOptions& options, const RunOptions& run) {
    std::string command = "entente report";
    for (const std::string& file : input.files) command += " " + quoted(file);
    for (const std::string& setting : input.settings) command += " --set " + quoted(setting);
    if (!options.for_party.empty()) command += " --for " + quoted(options.for_party);
    if (options.span > 0) command += fmt::format(" --span {}", options.span);
    if (options.redact) command += " --redact";
    if (run.seed != 1) command += fmt::format(" --seed {}", run.seed);
    return command;
}

/// The answer over the two numbers on which it hangs most: those whose change of the least share of their
/// range turns it, then those that move its chance. None where it is the same all over.
std::optional<report::Mapped> map_of(const Input& input, const report::Findings& findings,
                                     const RunOptions& run) {
    const Cost cost = cost_of_a_draw(input.conflict);
    if (cost == Cost::much) return std::nullopt;
    std::vector<std::string> numbers;
    const auto add = [&](const std::string& address) {
        const bool known = std::find(numbers.begin(), numbers.end(), address) != numbers.end();
        if (!known && numbers.size() < 2) numbers.push_back(address);
    };
    if (findings.levers) {
        for (const levers::BreakEven& one : report::nearest_break_evens(*findings.levers)) add(one.address);
    }
    if (findings.robust) {
        for (const robust::Swing& swing : findings.robust->swings) add(swing.address);
    }
    if (numbers.size() < 2) return std::nullopt;
    const std::size_t steps = cost == Cost::some ? 9 : 17;
    for (const char* what : {"zone", "believed"}) {
        if (std::string_view(what) == "believed" && input.conflict.beliefs.empty()) continue;
        AnswerMap map(input, {numbers[0], numbers[1]}, what);
        if (!map.refine(steps, run)) return std::nullopt;
        report::Mapped mapped = map.mapped(steps);
        bool some[2] = {false, false};
        for (const auto& row : mapped.value) {
            for (const auto& value : row) some[value && *value > 0.5 ? 1 : 0] = true;
        }
        if (some[0] && some[1]) return mapped;
    }
    return std::nullopt;
}

report::Findings find(const Input& input, const ReportOptions& options, const RunOptions& run,
                      Stopped& stopped) {
    report::Findings findings;
    findings.conflict = input.conflict;
    findings.evidence = assess::evidence(input.conflict);
    if (input.conflict.parties.size() >= 2 && gives_points(input.conflict)) {
        const bool at_once = options.first && input.conflict.war;
        assess::Settlement answer =
            at_once ? assess::settlement_at_once(input.conflict, run) : settle(input, {}, run);
        stopped = worse(stopped, answer.result.stopped);
        findings.conflict = std::move(answer.conflict);
        findings.settle = std::move(answer.result);
        findings.believed = std::move(answer.believed);
        // A copy for one party is silent about draws: they rest on everybody's numbers.
        if (options.for_party.empty() && !options.first) {
            constexpr std::uint64_t kPage = 10'000;
            constexpr std::uint64_t kSlider = 1'000;
            findings.robust =
                quick_draws(input.conflict, run, options.swings ? kPage : kSlider, !options.swings);
        }
    }
    if (input.conflict.war && !(options.first && findings.settle)) {
        findings.war = war(input, {.span = options.span}, run).result;
        stopped = worse(stopped, findings.war->stopped);
    }
    // While a number moves, levers are sized anew only where a war is valued in microseconds.
    if (options.for_party.empty() && !options.first && findings.settle && !input.conflict.levers.empty()) {
        const bool costly = cost_of_a_draw(input.conflict) != Cost::little;
        if (options.swings || !costly) {
            findings.levers =
                levers::levers(input.conflict, {.draws = options.swings && !costly ? 2'000u : 100u}, run);
            stopped = worse(stopped, findings.levers->stopped);
        }
    }
    // The studio has a map of its own, of any two numbers.
    if (options.for_party.empty() && options.swings && !options.sliders && findings.settle)
        findings.map = map_of(input, findings, run);
    if (options.for_party.empty())
        findings.stability =
            holds(findings.conflict, !findings.settle, options.swings, run, stopped, findings.notes);
    return findings;
}

}  // namespace

ReportAnswer make_report(const Input& given, const ReportOptions& options, const RunOptions& run) {
    // Names go before anything is computed: no later line can let one slip.
    Input nameless;
    if (options.redact) nameless.conflict = redacted(given.conflict);
    const Input& input = options.redact ? nameless : given;
    ReportAnswer answer{.conflict = {}, .document = {}, .settings = input.settings};
    report::Audience audience{.viewer = {}, .redact = options.redact};
    if (!options.for_party.empty()) audience.viewer = find_party(given.conflict, options.for_party);
    report::Findings findings = find(input, options, run, answer.stopped);
    findings.inputs_for_studio = options.sliders;
    findings.provenance = {.version = std::string(version()),
                           .file = input.conflict.origin.file,
                           .sha256 = input.conflict.origin.sha256,
                           .command = command_of(input, options, run),
                           .seed = run.seed};
    if (options.redact) findings.provenance.command.clear();
    if (audience.viewer && !input.settings.empty()) {
        // What --set changed may be another party's number: neither it nor the command that names it is
        // told.
        answer.settings.clear();
        findings.provenance.command.clear();
    }
    answer.document = report::build_document(findings, audience);
    answer.conflict = std::move(findings.conflict);
    return answer;
}

std::string to_studio_html(const ReportAnswer& answer) { return report::to_studio_html(answer.document); }
std::string body_html(const ReportAnswer& answer) { return report::to_body(answer.document); }
std::string document_json(const ReportAnswer& answer) { return report::to_json(answer.document); }

std::string section_html(const report::Section& section) { return report::to_body(section); }
std::string section_json(const report::Section& section) { return report::to_json(section); }

std::string to_html(const ReportAnswer& answer) { return report::to_html(answer.document); }

std::string to_json(const ReportAnswer& answer) {
    report::JsonWriter json(answer.conflict);
    report::write_envelope(json, answer.conflict,
                           {.verb = "report",
                            .seed = answer.document.provenance.seed,
                            .method = "every verb that the file supports",
                            .stopped = answer.stopped,
                            .settings = answer.settings});
    json("document", answer.document);
    return json.finish();
}

std::vector<OutputFile> to_svgs(const ReportAnswer& answer) {
    std::vector<OutputFile> files;
    for (const report::Figure* figure : report::figures(answer.document)) {
        files.push_back({figure->id + ".svg", report::to_svg(*figure)});
    }
    return files;
}

std::vector<OutputFile> to_csvs(const ReportAnswer& answer) {
    std::vector<OutputFile> files;
    const auto add = [&](const std::string& id, const report::Table& table) {
        if (table.rows.empty()) return;
        std::string name = id.empty() ? "table" : id;
        const auto taken = [&](const std::string& candidate) {
            return std::any_of(files.begin(), files.end(),
                               [&](const OutputFile& file) { return file.name == candidate + ".csv"; });
        };
        const std::string stem = name;
        for (int k = 2; taken(name); ++k) name = stem + "-" + std::to_string(k);
        files.push_back({name + ".csv", report::to_csv(table)});
    };
    for (const report::Section& section : answer.document.sections) {
        for (const report::Block& block : section.blocks) {
            if (const auto* figure = std::get_if<report::Figure>(&block)) add(figure->id, figure->table);
            if (const auto* table = std::get_if<report::Table>(&block))
                add(table->id.empty() ? section.id : table->id, *table);
        }
    }
    return files;
}

std::string to_text(const ReportAnswer& answer) {
    std::string text = answer.document.answer + "\n";
    for (const std::string& bullet : answer.document.bullets) text += "- " + bullet + "\n";
    return text;
}

}  // namespace entente::app
