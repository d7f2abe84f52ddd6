// What is wrong with [war], [belief.*] and [aid.*]: names, what is missing, and who is meant.
#include "model/validate_war.hpp"

#include <algorithm>
#include <set>

#include "entente/core/text.hpp"

namespace entente {

std::vector<Diagnostic> WarCheck::run() {
    if (!case_.war) {
        for (const Belief& belief : case_.beliefs) {
            error("E0510", "a belief about a war that the case does not describe", "add a [war] table",
                  belief.where);
        }
        for (const Aid& aid : case_.aids) {
            error("E0510", "[aid." + aid.name + "] aids a war that the case does not describe",
                  "add a [war] table", aid.where);
        }
        return std::move(found_);
    }
    const WarSpec& war = *case_.war;
    model_ = find_war_model(war.model);
    if (model_ == nullptr) {
        std::vector<std::string> names;
        for (const WarModel& model : war_models()) names.emplace_back(model.name);
        const std::string guess = did_you_mean(war.model, names);
        error("E0501", "there is no war model '" + war.model + "'",
              (guess.empty() ? "" : guess + "; ") + std::string("the models are ") + join_words(names),
              war.where);
        return std::move(found_);
    }
    check_names(war.parameters, model_->parameters, "[war]", std::string(model_->name));
    check_required(war);
    check_combinations(war.parameters, war.where);
    check_aims(war);
    check_flow_costs(war);
    if (sound_) check_ends(war);
    if (sound_) check_holdings(war);
    check_beliefs(war);
    if (ranges_ && !has_errors(found_)) check_range_ends(war);
    if (ranges_ && sound_ && !has_errors(found_)) check_stakes_in_ranges(war);
    check_aids(war);
    check_reserves(war);
    check_scale(war);
    return std::move(found_);
}

void WarCheck::add(Severity severity, std::string code, std::string message, std::string hint,
                   const Span& where, std::string address) {
    Location location{case_.origin.file, where.line, where.column, where.length, {}};
    found_.push_back({severity, std::move(code), std::move(message), std::move(location), std::move(hint),
                      std::move(address)});
}

void WarCheck::error(std::string code, std::string message, std::string hint, const Span& where,
                     std::string address) {
    add(Severity::error, std::move(code), std::move(message), std::move(hint), where, std::move(address));
}

const std::string& WarCheck::side(std::size_t i) const {
    return case_.parties[case_.war->between[i].index()].id;
}

std::vector<std::string> WarCheck::allowed(std::span<const WarParameter> table) const {
    std::vector<std::string> names;
    for (const WarParameter& parameter : table) {
        const std::string name(parameter.name);
        const auto star = name.find('*');
        if (star == std::string::npos) {
            names.push_back(name);
            continue;
        }
        for (std::size_t i = 0; i < 2; ++i) {
            names.push_back(name.substr(0, star) + side(i) + name.substr(star + 1));
        }
    }
    return names;
}

void WarCheck::check_names(const std::vector<Parameter>& written, std::span<const WarParameter> table,
                           const std::string& where, const std::string& of) {
    const std::vector<std::string> names = allowed(table);
    std::set<std::string> seen;
    for (const Parameter& parameter : written) {
        if (!seen.insert(parameter.name).second) {
            error("E0503", "'" + parameter.name + "' stands twice in " + where, "keep one",
                  parameter.quantity.where);
        }
        if (std::find(names.begin(), names.end(), parameter.name) != names.end()) continue;
        const WarParameter* pattern = find_war_parameter(table, parameter.name);
        const std::string guess = did_you_mean(parameter.name, names);
        if (pattern != nullptr) {
            error("E0504", "'" + parameter.name + "' is of nobody who fights in this war",
                  guess.empty() ? "the sides are " + side(0) + " and " + side(1) : guess,
                  parameter.quantity.where);
        } else {
            std::vector<std::string> some(names.begin(),
                                          names.begin() + std::min<std::ptrdiff_t>(12, std::ssize(names)));
            if (names.size() > some.size()) some.emplace_back("others");
            error("E0502", where + " does not know '" + parameter.name + "' (" + of + ")",
                  guess.empty() ? "it knows " + join_words(some) : guess, parameter.quantity.where);
        }
    }
}

void WarCheck::check_required(const WarSpec& war) {
    const auto has = [&](const std::string& name) { return find(war.parameters, name) != nullptr; };
    if (model_->name == "front") {
        const bool drifting = has("drift") || has("volatility") || has("position") || has("drift_error") ||
                              has("drift_noise");
        const bool walking = has("forts") || has("start") || has("advance") || has("retreat");
        if (drifting && walking) {
            error("E0506", "this front both walks over forts and drifts",
                  "keep forts, start, advance, retreat, or drift, volatility, position", war.where);
        } else if (drifting && !has("volatility")) {
            missing(war, "volatility", "how much the front wavers per root period");
        }
        if (drifting) return;
    }
    if (model_->name.starts_with("attrition")) {
        check_attrition_costs(war);
        return;
    }
    std::vector<std::string> silent;
    const auto expect = [&](const std::string& name, const char* value) {
        if (!has(name)) silent.push_back(name + " = " + value);
    };
    const bool strengths = check_strengths(war);
    if (model_->name == "lottery" && !strengths) expect("chance", "0.5");
    if (model_->name == "front" || model_->name == "learning") {
        expect("forts", "10");
        if (!has("truth") && !strengths) expect("advance", "0.5");
    }
    if (model_->name == "screening") {
        expect("weak", "0.5");
        expect("advance_weak", "0.7");
        expect("advance_strong", "0.4");
    }
    for (std::size_t i = 0; i < 2 && model_->name == "learning"; ++i) {
        if (!has("prior." + side(i) + ".wins")) silent.push_back("prior." + side(i) + " = [5, 5]");
    }
    if (silent.empty()) return;
    add(Severity::warning, "W0503", "this war runs on the model's own defaults: " + join_words(silent),
        "write them into [war]: they decide the result", war.where);
}

bool WarCheck::check_strengths(const WarSpec& war) {
    const bool first = find(war.parameters, "strength." + side(0)) != nullptr;
    const bool second = find(war.parameters, "strength." + side(1)) != nullptr;
    if (first != second)
        missing(war, "strength." + side(first ? 1 : 0), "one side's strength says nothing alone");
    return first && second;
}

void WarCheck::check_attrition_costs(const WarSpec& war) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Parameter* cost = find(war.parameters, "cost." + side(i));
        if (cost == nullptr) {
            missing(war, "cost." + side(i), "what fighting costs this side per period");
        } else if (cost->quantity.value() <= 0) {
            error("E0505", "a side that pays nothing never concedes: cost." + side(i) + " must be above 0",
                  "give it a small cost", cost->quantity.where);
        }
    }
}

void WarCheck::missing(const WarSpec& war, const std::string& name, std::string_view text) {
    error("E0507", "model \"" + war.model + "\" needs " + name + ": " + std::string(text),
          "add " + name + " to [war]", war.where);
}

void WarCheck::check_beliefs(const WarSpec& war) {
    for (const Belief& belief : case_.beliefs) {
        const std::string& party = case_.parties[belief.party.index()].id;
        if (belief.party != war.between[0] && belief.party != war.between[1]) {
            error("E0504", party + " does not fight in this war, so its belief changes nothing",
                  "the sides are " + side(0) + " and " + side(1), belief.where);
        }
        check_names(belief.parameters, model_->parameters, "[belief." + party + "]",
                    std::string(model_->name));
        check_combinations(belief.parameters, belief.where);
    }
}

void WarCheck::check_aids(const WarSpec& war) {
    for (const Aid& aid : case_.aids) {
        const std::string table = "[aid." + aid.name + "]";
        const AidKind* kind = find_aid_kind(aid.kind);
        if (kind == nullptr) {
            std::vector<std::string> names;
            for (const AidKind& each : aid_kinds()) names.emplace_back(each.name);
            const std::string guess = did_you_mean(aid.kind, names);
            error("E0513",
                  aid.kind.empty() ? table + " does not say of what kind it is"
                                   : table + " is of no known kind: '" + aid.kind + "'",
                  (guess.empty() ? "" : guess + "; ") + std::string("the kinds are ") + join_words(names),
                  aid.where);
            continue;
        }
        if (kind->needs_recipient && !aid.to) {
            error("E0513", table + " does not say who is aided", "add to = \"" + side(0) + "\"", aid.where);
        }
        if (aid.to && *aid.to != war.between[0] && *aid.to != war.between[1]) {
            error("E0504", table + " goes to a party that does not fight in this war",
                  "the sides are " + side(0) + " and " + side(1), aid.where);
        }
        check_names(aid.parameters, kind->parameters, table, std::string(kind->name));
        for (const WarParameter& parameter : kind->parameters) {
            if (parameter.fallback == "required" &&
                find(aid.parameters, std::string(parameter.name)) == nullptr) {
                error("E0507", table + " needs " + std::string(parameter.name), std::string(parameter.text),
                      aid.where);
            }
        }
    }
}

void WarCheck::check_reserves(const WarSpec& war) {
    for (std::size_t i = 0; i < 2; ++i) {
        const Party& party = case_.parties[war.between[i].index()];
        if (party.reserve_from() != ReserveFrom::stated) continue;
        add(Severity::warning, "W0501",
            "reserve." + party.id + " is written beside a [war] from which it would be derived",
            "the written value is used; take it out to use the war's", party.reserve->where,
            "reserve." + party.id);
    }
}

std::vector<Diagnostic> validate_war(const Case& conflict, bool sound) {
    return WarCheck(conflict, sound).run();
}

bool war_stands(const Case& conflict) { return !has_errors(WarCheck(conflict, true, false).run()); }

}  // namespace entente
