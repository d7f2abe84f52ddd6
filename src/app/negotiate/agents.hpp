// Outside agents: processes that speak JSON lines or the GeniusWeb framing, as tactics at the table.
#pragma once

#include <string>
#include <vector>

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

}  // namespace entente::app
