// What a talk and a tournament share: names on the command line and in the file, made options.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/negotiate/agents.hpp"
#include "entente/app/negotiate.hpp"

namespace entente::app {

/// "arvan=boulware:e=0.1" as a name and a value; without a name the value alone.
struct NamedChoice {
    std::string name;
    std::string value;
};
/// \throws InputError E1705
[[nodiscard]] NamedChoice named_choice(std::string_view text, std::string_view what);

/// The request, completed by the case's `[talks]`. \throws InputError E1701 to E1704, E0909
[[nodiscard]] negotiate::NegotiateOptions talks_options(const Case& conflict, const TalksRequest& request);

[[nodiscard]] AgentSpec agent_spec(const TalksRequest& request, const std::string& command);

/// The case with its values of no deal. \throws InputError E1705 where nobody gives points
[[nodiscard]] Case reserved(const Input& input, std::vector<std::string>& notes, const RunOptions& run);

/// Values of no deal round by round, as the war goes on: along its expected path or, with `chance`, along a
/// random one. \return empty where the war has no front that moves, or nobody knows how long a battle takes
[[nodiscard]] std::vector<std::vector<double>> moving_reservations(const Case& conflict,
                                                                   double months_per_round,
                                                                   std::uint64_t deadline,
                                                                   RandomStream* chance);

}  // namespace entente::app
