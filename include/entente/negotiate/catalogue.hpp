// Which tactics, acceptance rules, opponent models and protocols there are: one record each.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/model/quantity.hpp"

namespace entente::negotiate {

/// A number that shapes a tactic.
struct TacticParameter {
    std::string_view name;
    double fallback = 0;
    Domain domain;
    std::string_view meaning;
};

/// What users are told of a tactic, an acceptance rule or an opponent model.
struct TacticInfo {
    std::string_view id;
    std::string_view title;
    std::string_view meaning;  ///< one sentence, for lay readers
    std::span<const TacticParameter> parameters;
    bool knows_all = false;       ///< it is told every party's preference: no fair play, a yardstick
    bool accepts_itself = false;  ///< it has an acceptance rule of its own, unless another one is named
    std::string_view source;
};

[[nodiscard]] std::span<const TacticInfo> tactics();
[[nodiscard]] std::span<const TacticInfo> acceptance_rules();
[[nodiscard]] std::span<const TacticInfo> opponent_models();

/// A tactic with its settings: "boulware", "boulware:e=0.1", "linear:accept=time,from=0.9,model=bayes".
struct TacticChoice {
    std::string name = "boulware";
    std::string accept;                                   ///< empty: the tactic's own rule, or "next"
    std::string model;                                    ///< empty: none
    std::vector<std::pair<std::string, double>> numbers;  ///< by parameter name

    bool operator==(const TacticChoice&) const = default;
};

/// Reads a choice as written above. \throws InputError E1701 to E1703 with did-you-mean
[[nodiscard]] TacticChoice read_tactic(std::string_view text);
/// Writes it back in the same form.
[[nodiscard]] std::string to_string(const TacticChoice& choice);

enum class Protocol { alternating, single_text, simultaneous };
inline constexpr std::array<std::string_view, 3> kProtocolNames = {"alternating", "single-text",
                                                                   "simultaneous"};
[[nodiscard]] constexpr std::string_view to_string(Protocol protocol) {
    return kProtocolNames[static_cast<std::size_t>(protocol)];
}
/// \throws InputError E1704 with did-you-mean
[[nodiscard]] Protocol read_protocol(std::string_view name);

}  // namespace entente::negotiate
