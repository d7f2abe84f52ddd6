// The war models that a case can name, and the table of their parameters: it drives validation, domains,
// help and documentation.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/diagnostic.hpp"
#include "entente/model/case.hpp"

namespace entente {

/// One parameter of a war model. `name` ends in `.*` where it is given per side ("cost.*"), or has a `*`
/// inside ("prior.*.wins").
struct WarParameter {
    std::string_view name;
    std::string_view text;      ///< what it says, with its unit
    std::string_view fallback;  ///< what holds where the file is silent; "required" where it must speak
    Domain domain;
    std::string_view unit;
};

/// A war model: its rules in a sentence, its references, its parameters.
struct WarModel {
    std::string_view name;
    std::string_view seen_as;  ///< in plain words, after "The war is seen as"
    std::string_view rules;
    std::string_view references;
    std::vector<WarParameter> parameters;
};

/// Every model that `[war] model` may name.
[[nodiscard]] std::span<const WarModel> war_models();
/// What every model takes beside its own parameters: the last ones of each model's list.
[[nodiscard]] std::span<const WarParameter> common_war_parameters();
/// The others.
[[nodiscard]] std::span<const WarParameter> own_parameters(const WarModel& model);
/// \return nullptr where there is none
[[nodiscard]] const WarModel* find_war_model(std::string_view name);

/// A kind of `[aid.<name>]` with its parameters.
struct AidKind {
    std::string_view name;
    std::string_view rules;
    bool needs_recipient = false;
    std::vector<WarParameter> parameters;
};
[[nodiscard]] std::span<const AidKind> aid_kinds();
[[nodiscard]] const AidKind* find_aid_kind(std::string_view name);

/// The entry of a written parameter ("cost.arvan"), or nullptr.
[[nodiscard]] const WarParameter* find_war_parameter(std::span<const WarParameter> parameters,
                                                     std::string_view written);

/// What the winner imposes: the options that the file names, the winner's own best option elsewhere
/// (the first of several equally good ones), changed where a rule forbids the combination.
/// `forbidden_by` is the index of a rule that the named options break in every completion, or -1.
struct WarOutcome {
    Outcome outcome;
    std::vector<bool> assumed;  ///< per issue: not named by the file
    int forbidden_by = -1;
};
[[nodiscard]] WarOutcome war_outcome(const Case& conflict, std::size_t side);

/// What is wrong with `[war]`, `[belief.*]` and `[aid.*]`: part of validate(). \param sound the rest of the
/// case is, so that the ends of the war can be valued
[[nodiscard]] std::vector<Diagnostic> validate_war(const Case& conflict, bool sound = true);

/// Are the war's numbers allowed as they stand? For numbers that were drawn or moved within a case that is
/// sound: where their ranges end is not looked at again. \pre conflict.war
[[nodiscard]] bool war_stands(const Case& conflict);

}  // namespace entente
