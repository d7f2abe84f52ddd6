// Who moves where and what each prefers, as TOML: control, statements, rankings, graphs and talks.
#include <map>

#include "io/case/write.hpp"
#include "io/toml/text.hpp"

namespace entente::io {

using namespace toml_text;

void CaseWriter::control() {
    if (case_.control.empty()) return;
    static constexpr std::string_view kDirections[] = {"both", "up", "down"};
    header("control");
    std::vector<PartyId> order;
    std::map<PartyId, std::string> moves;
    for (const Control& each : case_.control) {
        auto [found, fresh] = moves.try_emplace(each.party);
        if (fresh) order.push_back(each.party);
        found->second += (found->second.empty() ? " " : ", ") + issue_key(each.issue) + " = \"" +
                         std::string(kDirections[static_cast<std::size_t>(each.direction)]) + "\"";
    }
    for (const PartyId party : order) line(party_key(party), "{" + moves[party] + " }");
}

void CaseWriter::priorities() {
    for (const Priorities& each : case_.priorities) {
        if (each.statements.empty()) {
            out_ += "\n[priorities." + party_key(each.party) + "]\nstatements = []\n";
        }
        for (const Statement& statement : each.statements) {
            out_ += "\n[[priorities." + party_key(each.party) + "]]\n";
            if (!statement.text.empty()) line("text", quoted(statement.text));
            if (statement.any_of.size() == 1 && !never_holds(statement.any_of.front())) {
                line("all", conjunction(statement.any_of.front()));
                continue;
            }
            std::string any;
            for (const Conjunction& all : statement.any_of) {
                if (!never_holds(all)) any += (any.empty() ? "" : ", ") + conjunction(all);
            }
            line("any", "[" + any + "]");
        }
    }
}

void CaseWriter::rankings() {
    if (case_.rankings.empty()) return;
    header("ranking");
    for (const Ranking& each : case_.rankings) {
        std::string tiers;
        for (const std::vector<std::uint32_t>& tier : each.tiers) {
            std::string tied;
            for (const std::uint32_t state : tier)
                tied += (tied.empty() ? "" : ", ") + std::to_string(state);
            tiers += (tiers.empty() ? "" : ", ") + (tier.size() == 1 ? tied : "[" + tied + "]");
        }
        line(party_key(each.party), "[" + tiers + "]");
    }
}

void CaseWriter::same() {
    for (const SameState& each : case_.same) {
        out_ += "\n[[same]]\n";
        line("when", conjunction(each.when));
    }
}

void CaseWriter::status_quo() {
    if (!case_.status_quo) return;
    header("status_quo");
    for (std::size_t l = 0; l < case_.space.issues.size(); ++l) {
        line(issue_key(IssueId(l)), label(case_.space.issues[l], case_.status_quo->options[l]));
    }
}

void CaseWriter::graph() {
    if (!case_.graph) return;
    header("graph");
    std::string states;
    for (const std::string& state : case_.graph->states)
        states += (states.empty() ? "" : ", ") + quoted(state);
    line("states", "[" + states + "]");
    if (case_.graph->now) line("now", std::to_string(*case_.graph->now));
    std::vector<PartyId> order;
    std::map<PartyId, std::string> moves;
    for (const GraphForm::Move& each : case_.graph->moves) {
        auto [found, fresh] = moves.try_emplace(each.party);
        if (fresh) order.push_back(each.party);
        found->second += (found->second.empty() ? "" : ", ") +
                         quoted(std::to_string(each.from) + " -> " + std::to_string(each.to));
    }
    if (!order.empty()) header("graph.moves");
    for (const PartyId party : order) line(party_key(party), "[" + moves[party] + "]");
}

void CaseWriter::talks() {
    if (!case_.talks) return;
    const TalksSpec& talks = *case_.talks;
    header("talks");
    if (!talks.protocol.empty()) line("protocol", quoted(talks.protocol));
    if (talks.deadline) line("deadline", std::to_string(*talks.deadline));
    if (talks.first) line("first", quoted(safe_id(case_.parties[talks.first->index()].id)));
    for (const TalksSpec::Tactic& each : talks.tactics) {
        line(each.party ? "tactic." + party_key(*each.party) : "tactic", quoted(each.name));
    }
    for (const TalksSpec::Position& each : talks.positions) {
        std::string all;
        for (std::size_t i = 0; i < each.outcome.options.size(); ++i) {
            all += (all.empty() ? "" : ", ") + issue_key(IssueId(i)) + " = " +
                   label(case_.space.issues[i], each.outcome.options[i]);
        }
        line("position." + party_key(each.party), "{ " + all + " }");
    }
}

}  // namespace entente::io
