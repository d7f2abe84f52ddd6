// Tournaments: played whole or in shards, gone on with, joined.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "app/negotiate/parts.hpp"
#include "app/negotiate/table.hpp"
#include "entente/core/sha256.hpp"
#include "entente/core/text.hpp"
#include "entente/report/negotiate.hpp"
#include "report/render/layout.hpp"

namespace entente::app {
namespace {

using negotiate::Cell;
using negotiate::Tournament;
using negotiate::TournamentOptions;

/// What makes two tournaments the same.
std::string key_of(const std::vector<Input>& inputs, const Tournament& tournament, std::uint64_t seed) {
    const TournamentOptions& options = tournament.options();
    std::string all = fmt::format("{}|{}|{}|{}|{}", to_string(options.protocol), options.deadline,
                                  options.repetitions, seed, options.deception);
    for (const std::string& each : tournament.names()) all += "|" + each;
    for (const Input& each : inputs) {
        all += "|" + each.conflict.origin.sha256;
        for (const std::string& setting : each.settings) all += "+" + setting;
    }
    return sha256_hex(all);
}

class Run {
public:
    Run(const std::vector<Input>& inputs, const TournamentRequest& request, const RunOptions& run)
        : request_(request), run_(run), tournament_(prepared(inputs), options(inputs)) {
        key_ = key_of(inputs, tournament_, run.seed);
        answer_.conflict = inputs.front().conflict;
        answer_.settings = inputs.front().settings;
        answer_.seed = run.seed;
        for (const Input& each : inputs) answer_.cases.push_back(each.conflict.title);
        answer_.cells = tournament_.cells();
    }

    TournamentAnswer answer() {
        std::vector<Cell> cells(tournament_.cells());
        std::vector<std::uint8_t> have(cells.size(), 0);
        for (const std::string& file : request_.join) take(read_part(file, key_, true), cells, have);
        if (request_.join.empty()) play(cells, have);
        conclude(cells, have);
        return std::move(answer_);
    }

private:
    std::vector<negotiate::Prepared> prepared(const std::vector<Input>& inputs) {
        std::vector<negotiate::Prepared> all;
        for (const Input& each : inputs) {
            all.push_back(negotiate::prepare(reserved(each, answer_.notes, run_), {}, run_));
            for (const std::string& note : all.back().notes()) answer_.notes.push_back(note);
        }
        std::sort(answer_.notes.begin(), answer_.notes.end());
        answer_.notes.erase(std::unique(answer_.notes.begin(), answer_.notes.end()), answer_.notes.end());
        answer_.method = std::string(all.front().method());
        return all;
    }

    TournamentOptions options(const std::vector<Input>& inputs) const {
        TalksRequest rules = request_.talks;
        rules.tactics.clear();
        const negotiate::NegotiateOptions talks = talks_options(inputs.front().conflict, rules);
        TournamentOptions options;
        options.protocol = talks.protocol;
        options.deadline = talks.deadline;
        options.repetitions = request_.repetitions;
        options.bootstrap = request_.bootstrap;
        for (const std::string& each : request_.talks.tactics)
            options.tactics.push_back(negotiate::read_tactic(each));
        for (const std::string& each : request_.talks.agents) {
            const NamedChoice named = named_choice(each, "--agent");
            options.outside.emplace_back(named.name.empty() ? named.value : named.name,
                                         outside_agent(agent_spec(request_.talks, named.value)));
        }
        return options;
    }

    void take(std::vector<Cell> from, std::vector<Cell>& cells, std::vector<std::uint8_t>& have) {
        for (Cell& each : from) {
            if (each.number >= cells.size() || each.records.size() != request_.repetitions) continue;
            have[each.number] = 1;
            cells[each.number] = std::move(each);
        }
    }

    void play(std::vector<Cell>& cells, std::vector<std::uint8_t>& have) {
        if (!request_.part.empty()) take(read_part(request_.part, key_, false), cells, have);
        std::vector<std::uint64_t> open;
        for (std::uint64_t k = request_.shard - 1; k < cells.size(); k += request_.shards) {
            ++answer_.wanted;
            if (have[k] == 0) open.push_back(k);
        }
        // Often enough that little is lost, seldom enough that writing costs nothing.
        const std::size_t batch =
            std::max<std::size_t>(1, 20'000 / std::max<std::uint64_t>(1, request_.repetitions));
        const auto begun = std::chrono::steady_clock::now();
        for (std::size_t at = 0; at < open.size() && answer_.stopped == Stopped::complete; at += batch) {
            const std::size_t end = std::min(open.size(), at + batch);
            std::vector<Cell> done = tournament_.play({open.begin() + static_cast<std::ptrdiff_t>(at),
                                                       open.begin() + static_cast<std::ptrdiff_t>(end)},
                                                      run_);
            if (done.size() < end - at) answer_.stopped = Stopped::cancelled;
            answer_.played += done.size() * request_.repetitions;
            if (!request_.part.empty()) append_part(request_.part, key_, done);
            take(std::move(done), cells, have);
            if (run_.progress)
                run_.progress({"negotiations", static_cast<double>(end * request_.repetitions),
                               static_cast<double>(open.size() * request_.repetitions)});
        }
        answer_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    }

    void conclude(const std::vector<Cell>& cells, const std::vector<std::uint8_t>& have) {
        answer_.done = static_cast<std::uint64_t>(std::count(have.begin(), have.end(), 1));
        if (answer_.done == cells.size()) {
            answer_.result = tournament_.conclude(cells, run_);
        } else if (!request_.join.empty()) {
            throw InputError(Diagnostic{.severity = Severity::error,
                                        .code = "E1708",
                                        .message = fmt::format("the parts hold {} of {} tuples of tactics",
                                                               answer_.done, cells.size()),
                                        .where = {},
                                        .hint = "name the parts of all shards, each played to its end",
                                        .address = {}});
        }
    }

    const TournamentRequest& request_;
    const RunOptions& run_;
    TournamentAnswer answer_;
    Tournament tournament_;
    std::string key_;
};

}  // namespace

TournamentAnswer tournament(const Input& input, const TournamentRequest& request, const RunOptions& run) {
    std::vector<Input> inputs = {input};
    inputs.insert(inputs.end(), request.also.begin(), request.also.end());
    return Run(inputs, request, run).answer();
}

std::string to_text(const TournamentAnswer& answer, const report::TextOptions& options) {
    if (answer.result)
        return report::text_tournament(answer.conflict, answer.cases.size(), *answer.result, answer.notes,
                                       options);
    return report::wrap(
               fmt::format("Played {} of {} tuples of tactics; {} of the tournament's {} are done.",
                           std::min(answer.done, answer.wanted), answer.wanted, answer.done, answer.cells),
               options.width) +
           report::model_not_advice(options);
}

std::string to_json(const TournamentAnswer& answer) {
    report::Envelope envelope{.verb = "negotiate",
                              .seed = answer.seed,
                              .method = answer.method,
                              .exact = answer.method != "sample",
                              .stopped = answer.stopped,
                              .notes = answer.notes,
                              .settings = answer.settings};
    if (!answer.result)
        envelope.notes.push_back(fmt::format("{} of {} tuples of tactics are played: no scores yet.",
                                             answer.done, answer.cells));
    return report::json_tournament(answer.conflict, envelope, answer.cases,
                                   answer.result.value_or(negotiate::TournamentResult{}));
}

std::string tactics_text(const report::TextOptions& options) {
    std::string out;
    const auto group = [&](std::string_view title, std::span<const negotiate::TacticInfo> all) {
        out += report::heading(title, options);
        for (const negotiate::TacticInfo& each : all) {
            out +=
                report::wrap(fmt::format("{}: {}", each.id, each.meaning), options.width, "  ", "      ");
            for (const negotiate::TacticParameter& one : each.parameters) {
                out += report::wrap(fmt::format("{} = {}: {}; {}", one.name, one.fallback, one.meaning,
                                                one.domain.describe()),
                                    options.width, "      ", "        ");
            }
        }
    };
    group("Tactics", negotiate::tactics());
    group("Acceptance rules (accept=...)", negotiate::acceptance_rules());
    group("Opponent models (model=...)", negotiate::opponent_models());
    out += report::heading("Protocols", options);
    for (const std::string_view each : negotiate::kProtocolNames) out += fmt::format("  {}\n", each);
    return out;
}

}  // namespace entente::app
