#include "entente/app/robust.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <sstream>

#include "entente/app/files.hpp"
#include "entente/core/text.hpp"
#include "entente/core/trim.hpp"
#include "entente/core/version.hpp"
#include "entente/io/load.hpp"
#include "entente/report/robust.hpp"
#include "io/files.hpp"

namespace entente::app {
namespace {

[[noreturn]] void refuse(const std::string& file, const char* code, std::string message, std::string hint) {
    throw InputError(Diagnostic{
        Severity::error, code, std::move(message), Location{file, 0, 0, 0, {}}, std::move(hint), {}});
}

/// What a part is part of: everything that the draws depend on, the case itself included, so that parts can
/// be concluded without its file.
std::string study_text(const Input& input, const RobustOptions& options, std::uint64_t seed) {
    std::string text = "version " + std::string(version()) + "\nseed " + std::to_string(seed) + "\ndraws " +
                       std::to_string(options.draws) + "\nsampler " +
                       std::string(to_string(options.sampler)) + "\n";
    if (options.total_runs) text += "runs " + std::to_string(*options.total_runs) + "\n";
    for (const std::string& metric : options.metrics) text += "metric " + metric + "\n";
    for (const robust::Where& where : options.where) {
        text += "where " + where.name + (where.at_least ? " >= " : " <= ") +
                Rational::nearest(where.limit).to_string() + "\n";
    }
    for (const std::string& setting : input.settings) text += "set " + setting + "\n";
    text += "sha256 " + input.conflict.origin.sha256 + "\nfile " + input.conflict.origin.file + "\ncase\n";
    return text + io::to_toml(input.conflict);
}

struct ReadStudy {
    Input input;
    RobustOptions options;
    std::uint64_t seed = 1;
};

ReadStudy read_study(const std::string& file, const std::string& text) {
    ReadStudy study;
    std::istringstream lines(text);
    std::string line;
    std::string sha256;
    std::string name;
    std::vector<std::string> settings;
    bool found = false;
    while (!found && std::getline(lines, line)) {
        const std::size_t blank = line.find(' ');
        const std::string key = line.substr(0, blank);
        const std::string value = blank == std::string::npos ? "" : line.substr(blank + 1);
        if (key == "case") found = true;
        if (key == "version" && value != version())
            refuse(file, "E0805", "it was made by version " + value + " of this program",
                   "make all parts with the same version");
        if (key == "seed") study.seed = std::strtoull(value.c_str(), nullptr, 10);
        if (key == "draws") study.options.draws = std::strtoull(value.c_str(), nullptr, 10);
        if (key == "sampler" && value == to_string(robust::Sampler::sobol))
            study.options.sampler = robust::Sampler::sobol;
        if (key == "runs") study.options.total_runs = std::strtoull(value.c_str(), nullptr, 10);
        if (key == "metric") study.options.metrics.push_back(value);
        if (key == "where") study.options.where.push_back(read_where(value));
        if (key == "set") settings.push_back(value);
        if (key == "sha256") sha256 = value;
        if (key == "file") name = value;
    }
    const auto at = static_cast<std::size_t>(lines.tellg());
    if (!found) refuse(file, "E0804", "the part is damaged", "make it again");
    study.input = load_text(text.substr(at), name);
    study.input.settings = settings;
    study.input.conflict.origin.sha256 = sha256;
    study.input.conflict.origin.file = name;
    return study;
}

robust::State read_part(const std::string& file) {
    try {
        return robust::State::parse(io::read_file(file));
    } catch (const std::invalid_argument& wrong) {
        refuse(file, "E0804", "this part cannot be used: " + std::string(wrong.what()),
               "delete it and make the shard again");
    }
}

}  // namespace

robust::Where read_where(const std::string& text) {
    robust::Where where;
    const std::size_t at = text.find_last_of("<>");
    const auto wrong = [&]() -> void {
        throw InputError(
            Diagnostic{.code = "E0803",
                       .message = "'" + text + "' is no condition on draws",
                       .hint = "write for example \"war.cost.north >= 0.5\" or \"zone.margin <= 5\""});
    };
    if (at == std::string::npos) wrong();
    where.at_least = text[at] == '>';
    where.name = trimmed(std::string_view(text).substr(0, at));
    std::string_view limit = std::string_view(text).substr(at + 1);
    if (limit.starts_with('=')) limit.remove_prefix(1);
    const auto number = Rational::parse(trimmed(limit));
    if (!number || where.name.empty()) wrong();
    where.limit = number->value();
    return where;
}

RobustAnswer robust(const Input& input, const RobustOptions& options, const RunOptions& run) {
    // First the draws: a case of millions of options is not held once more meanwhile.
    robust::RobustResult result = assess::robust(input.conflict, options, run);
    return {input.conflict, std::move(result), input.settings};
}

ShardAnswer robust_shard(const Input& input, const RobustOptions& options, const std::string& file,
                         const RunOptions& run) {
    const assess::Robustness study(input.conflict, options, run);
    const std::string text = study_text(input, options, run.seed);
    robust::State state = study.start(text);
    const std::string name =
        "Shard " + std::to_string(options.shard) + " of " + std::to_string(options.shards);
    bool resumed = false;
    if (std::error_code none;
        std::filesystem::exists(file, none) && std::filesystem::file_size(file, none) > 0) {
        robust::State found = read_part(file);
        if (found.study != text) {
            refuse(file, "E0804", "this file is part of another study (another case, seed or option)",
                   "name another file with -o, or delete this one");
        }
        io::forget_read(file);
        state = std::move(found);
        resumed = true;
    }
    if (study.done(state))
        return {state.text(), name + " is finished already: " + file + " was left as it is.",
                Stopped::complete};
    using Clock = std::chrono::steady_clock;
    constexpr auto kEvery = std::chrono::seconds(5);
    auto written = Clock::now();
    const bool whole = study.draw(state, [&](const robust::State& now) {
        if (Clock::now() - written < kEvery) return;
        OutputFiles files;
        files.add(file, now.text());
        files.commit();
        io::forget_read(file);
        written = Clock::now();
    });
    std::string message = name + (resumed ? ", gone on with" : "") + ": " +
                          group_digits(std::to_string(state.tally.draws)) + " draws in " + file + ".";
    if (!whole) message += " It is not finished: the same command goes on with it.";
    return {state.text(), message, whole ? Stopped::complete : Stopped::cancelled};
}

RobustAnswer merge_parts(const std::vector<std::string>& files, const RunOptions& run) {
    robust::State state = read_part(files.at(0));
    for (std::size_t k = 1; k < files.size(); ++k) {
        const robust::State part = read_part(files[k]);
        try {
            state.add(part);
        } catch (const std::invalid_argument& wrong) {
            refuse(files[k], "E0805", "this part does not fit to " + files[0] + ": " + wrong.what(),
                   "merge each part of one study once");
        }
    }
    const ReadStudy study = read_study(files[0], state.study);
    RunOptions same = run;
    same.seed = study.seed;
    const assess::Robustness whole(study.input.conflict, study.options, same);
    const robust::State shape = whole.start(state.study);
    if (shape.blocks.size() != state.blocks.size() ||
        shape.tally.count.size() != state.tally.count.size() ||
        shape.tally.terms.size() != state.tally.terms.size())
        refuse(files[0], "E0804", "the part is damaged: its sums do not fit its case", "make it again");
    RobustAnswer answer{study.input.conflict, whole.conclude(state), study.input.settings};
    if (!state.complete()) {
        const auto missing = std::count(state.blocks.begin(), state.blocks.end(), 0);
        answer.result.stopped = Stopped::budget;
        answer.result.notes.push_back("Parts are missing: " + std::to_string(missing) + " of " +
                                      std::to_string(state.blocks.size()) +
                                      " blocks of draws are not there.");
    }
    return answer;
}

std::string to_text(const RobustAnswer& answer, const report::TextOptions& options) {
    return report::text_robust(answer.conflict, answer.result, options);
}

std::string to_json(const RobustAnswer& answer) {
    return report::json_robust(answer.conflict, answer.result, answer.settings);
}

}  // namespace entente::app
