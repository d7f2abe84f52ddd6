// Outside agents as tactics at the table: processes that speak JSON lines or the GeniusWeb framing, and
// code of the calling program that is told the same.
#pragma once

#include <string>
#include <vector>

#include "entente/app/negotiate.hpp"
#include "entente/negotiate/tactic.hpp"
#include "io/process/child.hpp"

namespace entente::app {

enum class Framing { lines, geniusweb };

struct AgentSpec {
    std::string command;
    Framing framing = Framing::lines;
    io::ChildLimits limits;
};

/// A tactic that asks the process. It is started for each negotiation anew and told its own preference
/// only. What it does against the rules throws BrokenRules, so that it loses its negotiation and nothing
/// else.
/// \throws InputError E1707 when made, where it cannot be started
[[nodiscard]] negotiate::MakeTactic outside_agent(const AgentSpec& spec);

/// The same for an agent within this process, made for each negotiation anew. What it throws goes through.
[[nodiscard]] negotiate::MakeTactic agent_within(const AgentWithin& agent);

}  // namespace entente::app
