// The one list of a case's numbers: their addresses, domains and units.
#include <algorithm>
#include <span>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "entente/model/case.hpp"
#include "entente/model/red_lines.hpp"
#include "entente/model/war_parameters.hpp"
#include "model/actors.hpp"

namespace entente {
namespace {

constexpr Domain kWeight{.low = 0};
constexpr Domain kAnyNumber{};
constexpr Domain kShare{.low = 0, .high = 1};

/// Visits the numbers of a parameter table under `prefix`; `table` tells their domains and units.
template <class Visit>
void visit_parameters(std::vector<Parameter>& parameters, const std::string& prefix,
                      std::span<const WarParameter> table, const Visit& visit) {
    for (Parameter& parameter : parameters) {
        const WarParameter* entry = find_war_parameter(table, parameter.name);
        visit(prefix + parameter.name, parameter.quantity, entry == nullptr ? kAnyNumber : entry->domain,
              entry == nullptr ? "" : entry->unit.data());
    }
}

std::span<const WarParameter> table_of(const Case& conflict) {
    const WarModel* model = conflict.war ? find_war_model(conflict.war->model) : nullptr;
    return model == nullptr ? std::span<const WarParameter>{} : std::span(model->parameters);
}

std::span<const WarParameter> table_of(const Aid& aid) {
    const AidKind* kind = find_aid_kind(aid.kind);
    return kind == nullptr ? std::span<const WarParameter>{} : std::span(kind->parameters);
}

template <class Visit>
void visit_sheet(const std::string& prefix, const Issue& issue, IssueScore& score, const Visit& visit) {
    visit(prefix + "weight", score.weight, kWeight, "weight");
    for (std::size_t k = 0; k < score.scores.size() && k < issue.scored().size(); ++k) {
        visit(prefix + "score." + issue.scored()[k].label, score.scores[k], kAnyNumber, "score");
    }
}

/// What outsiders could change, and what groups have alone.
template <class Visit>
void visit_levers(Case& conflict, const Visit& visit) {
    const auto optional = [&](std::string address, std::optional<Quantity>& number, const Domain& domain,
                              const char* unit) {
        if (number) visit(std::move(address), *number, domain, unit);
    };
    for (Lever& lever : conflict.levers) {
        const std::string prefix = "lever." + lever.name + ".";
        const char* unit = lever_kind(lever.kind).unit.data();
        const bool any = lever.kind == LeverKind::number;
        const Domain size = any ? kAnyNumber : lever.kind == LeverKind::guarantee ? kShare : kWeight;
        optional(prefix + "least", lever.least, size, unit);
        visit(prefix + "most", lever.most, size, unit);
        optional(prefix + "cost", lever.cost, kWeight, "per unit");
        optional(prefix + "fixed", lever.fixed, kWeight, "cost");
        optional(prefix + "decay", lever.decay, kShare, "share");
        optional(prefix + "guarded", lever.guarded, kShare, "chance");
    }
    for (Backers& backers : conflict.backers) {
        const std::string prefix = "backers." + backers.aid + ".";
        optional(prefix + "share", backers.share, kShare, "share");
        for (auto& [who, number] : backers.of)
            visit(prefix + "of." + who, number, kWeight, backers.by_income ? "income" : "keenness");
    }
    std::vector<std::string> ids;
    for (const Party& party : conflict.parties) ids.push_back(party.id);
    for (Coalition& coalition : conflict.coalitions) {
        const std::string name = "coalition." + coalition_name(coalition, ids);
        for (std::size_t k = 0; k < coalition.points.size(); ++k)
            visit(name + "." + ids[coalition.members[k].index()], coalition.points[k], kAnyNumber,
                  "points");
        optional(name, coalition.worth, kAnyNumber, "points");
    }
    if (conflict.phases) {
        optional("phases.bond", conflict.phases->bond, kShare, "share");
        optional("phases.benefit", conflict.phases->benefit, kWeight, "ratio");
        optional("phases.discount", conflict.phases->discount, kShare, "share");
    }
    for (Spoilers& spoilers : conflict.spoilers) {
        const std::string prefix = "spoilers." + ids[spoilers.party.index()] + ".";
        optional(prefix + "trust", spoilers.trust, kShare, "chance");
        optional(prefix + "strength", spoilers.strength, kShare, "chance");
        optional(prefix + "prevention", spoilers.prevention, kShare, "chance");
        optional(prefix + "attack", spoilers.attack, kShare, "chance");
        optional(prefix + "loss", spoilers.loss, kWeight, "points");
    }
}

/// Every number in the order of the file's tables. `visit(address, quantity, domain, unit)`.
template <class Visit>
void visit_all(Case& conflict, const Visit& visit) {
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
        const Issue& issue = conflict.space.issues[i];
        for (Party& party : conflict.parties) {
            if (i >= party.preference.issues.size()) continue;
            IssueScore& score = party.preference.issues[i];
            // A party that gives an issue neither weight nor scores has no numbers there to set.
            if (score.scores.empty() && score.weight == Quantity()) continue;
            const std::string prefix = "issue." + issue.id + ".for." + party.id + ".";
            visit_sheet(prefix, issue, score, visit);
        }
        for (OutsideActor& actor : conflict.outside) {
            if (i >= actor.preference.issues.size()) continue;
            IssueScore& score = actor.preference.issues[i];
            if (score.scores.empty()) continue;
            visit_sheet("issue." + issue.id + ".for." + actor.id + ".", issue, score, visit);
        }
    }
    for (RedLine& line : conflict.red_lines) {
        visit("issue." + conflict.space.issues[line.issue.index()].id + ".require." +
                  conflict.parties[line.party.index()].id + ".least",
              line.least, kAnyNumber, "score");
    }
    for (Party& party : conflict.parties) {
        for (Term& term : party.preference.terms)
            visit("bonus." + term.id + ".add", term.add, kAnyNumber, "points");
    }
    for (Party& party : conflict.parties) {
        if (party.reserve && !party.reserve_derived)
            visit("reserve." + party.id, *party.reserve, kAnyNumber, "points");
    }
    if (conflict.war) {
        WarSpec& war = *conflict.war;
        for (std::size_t side = 0; side < 2; ++side) {
            if (war.win[side].at)
                visit("war.win." + conflict.parties[war.between[side].index()].id + ".at",
                      *war.win[side].at, kShare, "share");
        }
        visit_parameters(war.parameters, "war.", table_of(conflict), visit);
    }
    for (Belief& belief : conflict.beliefs) {
        const std::string& party = conflict.parties[belief.party.index()].id;
        visit_parameters(belief.parameters, "belief." + party + ".", table_of(conflict), visit);
    }
    for (Aid& aid : conflict.aids)
        visit_parameters(aid.parameters, "aid." + aid.name + ".", table_of(aid), visit);
    visit_actors(conflict, visit);
    visit_levers(conflict, visit);
}

}  // namespace

const Parameter* find(const std::vector<Parameter>& parameters, const std::string& name) {
    for (const Parameter& parameter : parameters) {
        if (parameter.name == name) return &parameter;
    }
    return nullptr;
}

void for_each_quantity(const Case& conflict, const std::function<void(const QuantityRef&)>& visit) {
    // The walk needs a mutable case to serve find_quantity as well; nothing is changed here.
    visit_all(const_cast<Case&>(conflict),
              [&](std::string address, const Quantity& quantity, const Domain& domain, const char* unit) {
                  visit({std::move(address), &quantity, domain, unit});
              });
}

bool gives_points(const Party& party) {
    return !party.preference.terms.empty() ||
           std::any_of(party.preference.issues.begin(), party.preference.issues.end(),
                       [](const IssueScore& score) {
                           return !score.scores.empty() && score.weight.best != Rational(0);
                       });
}

bool gives_points(const Case& conflict) {
    return std::any_of(conflict.parties.begin(), conflict.parties.end(),
                       [](const Party& party) { return gives_points(party); });
}

Quantity* find_quantity(Case& conflict, std::string_view address) {
    Quantity* found = nullptr;
    visit_all(conflict, [&](const std::string& candidate, Quantity& quantity, const Domain&, const char*) {
        if (found == nullptr && candidate == address) found = &quantity;
    });
    return found;
}

namespace {

struct Number {
    Quantity* quantity = nullptr;
    Domain domain;
};

/// What is wrong with settings, and the numbers they name.
class Settings {
public:
    explicit Settings(Case& conflict) {
        // Looked up once, however many are set: the first of a name counts, as in find_quantity.
        visit_all(conflict,
                  [&](const std::string& address, Quantity& quantity, const Domain& domain, const char*) {
                      if (numbers_.try_emplace(address, Number{&quantity, domain}).second)
                          known_.push_back(address);
                  });
    }

    void apply(const std::string& setting) {
        // Addresses may hold '=' inside an option's label, values never do: split at the last one.
        const std::size_t equals = setting.rfind('=');
        const std::string address = setting.substr(0, equals);
        if (equals == std::string::npos)
            return problem("E0906", "'" + setting + "' is not ADDRESS=VALUE",
                           "for example --set reserve.north=40", setting);
        const std::string text = setting.substr(equals + 1);
        const auto found = numbers_.find(address);
        if (found == numbers_.end()) return unknown(address);
        const Number& number = found->second;
        const std::optional<Quantity> value = parse_quantity(text);
        if (!value)
            return problem("E0906", "'" + text + "' is not a number",
                           "write 55, 2/7, \"55 (45..65)\" or 45..65", address);
        for (const std::optional<Rational>& end : {std::optional(value->best), value->low, value->high}) {
            if (!end || number.domain.contains(end->value())) continue;
            return problem("E0906", address + " cannot be " + text,
                           "it must be " + number.domain.describe(), address);
        }
        number.quantity->best = value->best;
        number.quantity->low = value->low;
        number.quantity->high = value->high;
    }

    void raise() {
        if (!problems_.empty()) throw InputError(std::move(problems_));
    }

private:
    void problem(std::string code, std::string message, std::string hint, std::string address) {
        problems_.push_back({Severity::error,
                             std::move(code),
                             std::move(message),
                             {},
                             std::move(hint),
                             std::move(address)});
    }
    void unknown(const std::string& address) {
        // Looking for what was meant costs a walk over all addresses: done for as many as are read.
        constexpr std::size_t kMostGuesses = 20;
        const std::string near = problems_.size() < kMostGuesses ? did_you_mean(address, known_) : "";
        problem("E0905", "the case has no number at '" + address + "'",
                near.empty() ? "`entente check FILE --numbers` lists every address" : near, address);
    }

    std::unordered_map<std::string, Number> numbers_;
    std::vector<std::string> known_;
    std::vector<Diagnostic> problems_;
};

}  // namespace

namespace {

/// Gives a place to a number of the war that the file leaves to its default, where its model or a side's
/// belief has one of that name.
void add_war_number(Case& conflict, std::string_view address) {
    if (!conflict.war || find_quantity(conflict, address) != nullptr) return;
    std::vector<Parameter>* into = nullptr;
    std::string name;
    if (address.starts_with("war.")) {
        into = &conflict.war->parameters;
        name = address.substr(4);
    }
    for (Belief& belief : conflict.beliefs) {
        const std::string head = "belief." + conflict.parties[belief.party.index()].id + ".";
        if (!address.starts_with(head)) continue;
        into = &belief.parameters;
        name = address.substr(head.size());
    }
    const WarParameter* entry = into == nullptr ? nullptr : find_war_parameter(table_of(conflict), name);
    if (entry == nullptr) return;
    if (const auto star = entry->name.find('*'); star != std::string_view::npos) {
        const std::string_view tail = entry->name.substr(star + 1);
        const std::string side = name.substr(star, name.size() - star - tail.size());
        const auto fights = [&](PartyId party) { return conflict.parties[party.index()].id == side; };
        if (!fights(conflict.war->between[0]) && !fights(conflict.war->between[1])) return;
    }
    into->push_back({name, Quantity()});
}

}  // namespace

Case with_settings(Case conflict, const std::vector<std::string>& settings) {
    for (const std::string& setting : settings)
        add_war_number(conflict, std::string_view(setting).substr(0, setting.rfind('=')));
    if (settings.empty()) return conflict;
    Settings all(conflict);
    for (const std::string& setting : settings) all.apply(setting);
    all.raise();
    if (!conflict.red_lines.empty()) derive_red_lines(conflict);
    return conflict;
}

}  // namespace entente
