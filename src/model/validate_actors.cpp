// What is wrong with actors, ratification and the rule among parties.
#include <algorithm>
#include <set>
#include <string>

#include "model/validation.hpp"

namespace entente::validation {
namespace {

void check_actor(const Case& conflict, const ActorSpec& actor, Findings& findings) {
    if (actor.name.empty())
        findings.error("E1001", "an actor has no name", "add name = \"...\"", actor.where);
    std::set<IssueId> seen;
    for (const ActorSpec::Stand& stand : actor.on) {
        if (stand.issue.index() >= conflict.space.issues.size()) {
            findings.error("E0223", "actor '" + actor.name + "' speaks of an issue that does not exist", "",
                           stand.where);
            continue;
        }
        const Issue& issue = conflict.space.issues[stand.issue.index()];
        if (!seen.insert(stand.issue).second) {
            findings.error("E1001", "actor '" + actor.name + "' stands twice on issue '" + issue.id + "'",
                           "keep one position", stand.where);
        }
        if (stand.option && stand.option->index() >= issue.options.size()) {
            findings.error("E0223", "actor '" + actor.name + "' stands at an option that does not exist",
                           "", stand.where);
        }
    }
    if (actor.side && actor.side->index() >= conflict.parties.size()) {
        findings.error("E0223", "actor '" + actor.name + "' stands behind a party that does not exist", "",
                       actor.where);
    }
    if (!actor.follows) return;
    double sum = 0;
    for (const ActorSpec::Follows& each : *actor.follows) {
        sum += each.share.value();
        if (each.actor >= conflict.actors.size() || each.share < Rational(0)) sum = 2;
    }
    if (sum > 1 + 1e-9) {
        findings.error("E1004", "what '" + actor.name + "' follows does not add up to at most 1",
                       "shares of others' positions are at least 0 and together at most 1; the rest stays "
                       "with its own ideal",
                       actor.where);
    }
}

void check_ratification(const Case& conflict, const RatifySpec& spec, Findings& findings) {
    if (spec.party.index() >= conflict.parties.size()) {
        findings.error("E0223", "[ratify] speaks of a party that does not exist", "", spec.where);
        return;
    }
    const std::string& party = conflict.parties[spec.party.index()].id;
    std::vector<std::string> own;
    for (const ActorSpec& actor : conflict.actors) {
        if (actor.side == spec.party) own.push_back(actor.name);
    }
    if (own.empty()) {
        findings.error("E1005", "nobody can ratify for '" + party + "': no actor stands behind it",
                       "add an [[actor]] with side = \"" + party + "\", or remove [ratify." + party + "]",
                       spec.where);
        return;
    }
    for (const std::string& name : spec.veto) {
        if (std::find(own.begin(), own.end(), name) != own.end()) continue;
        const std::string near = did_you_mean(name, own);
        findings.error("E1005", "there is no actor '" + name + "' behind '" + party + "' to hold a veto",
                       near.empty() ? "name one of its actors" : near, spec.where);
    }
}

}  // namespace

void check_actors(const Case& conflict, Findings& findings) {
    std::set<std::string_view> names;
    for (const ActorSpec& actor : conflict.actors) {
        if (!actor.name.empty() && !names.insert(actor.name).second) {
            findings.error("E1002", "two actors have the name '" + actor.name + "'", "rename one of them",
                           actor.where);
        }
        check_actor(conflict, actor, findings);
    }
    std::set<PartyId> ratify;
    for (const RatifySpec& spec : conflict.ratify) {
        if (!ratify.insert(spec.party).second) {
            findings.error("E1005", "a party ratifies by two rules", "keep one [ratify] table for it",
                           spec.where);
        }
        check_ratification(conflict, spec, findings);
    }
    if (conflict.agree) {
        const Agreement& agree = *conflict.agree;
        if (agree.votes < 1 || agree.votes > conflict.parties.size()) {
            findings.error("E1006",
                           "agree asks for " + std::to_string(agree.votes) + " of " +
                               std::to_string(conflict.parties.size()) + " parties",
                           "a number from 1 to the number of parties", agree.where);
        }
        for (const PartyId party : agree.veto) {
            if (party.index() >= conflict.parties.size())
                findings.error("E0223", "veto speaks of a party that does not exist", "", agree.where);
        }
    }
}

}  // namespace entente::validation
