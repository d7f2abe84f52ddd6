#include "core/codes/ranges.hpp"

namespace entente::codes {
namespace {

constexpr CodeInfo kNegotiate[] = {
    {"E1701", "No tactic of this name",
     "`entente negotiate --list` and docs/methods/negotiate.md name the tactics there are.",
     "Correct the name.", "tactic.arvan = \"boulware\""},
    {"E1702", "A tactic has no such setting, rule or model",
     "A tactic is written as its name, or as NAME:setting=number,... with the settings of the tactic, of "
     "its "
     "acceptance rule (accept=...) and of its opponent model (model=...).",
     "Correct the setting; `entente negotiate --list` names them all.", "boulware:e=0.1,accept=combi"},
    {"E1703", "A setting of a tactic cannot be so", "Every setting is a number with a legal range.",
     "Correct the number.", "boulware:e=0.2"},
    {"E1704", "No protocol of this name",
     "Talks go by alternating offers, by a mediator's single text, or by simultaneous offers.",
     "Write alternating, single-text or simultaneous.", "protocol = \"alternating\""},
    {"E1705", "The talks do not fit the case",
     "Talks need two parties and an issue at least, a deadline of one round at least, and a tactic for "
     "each "
     "party.",
     "Correct what is named.", ""},
    {"E1706", "No outcome was found",
     "The case has too many outcomes to list, and its rules forbid nearly all of them.",
     "Write the rules as fewer options or issues where that says the same.", ""},
    {"E1707", "An outside agent cannot be started",
     "The program that --agent names was not found, or may not be run.",
     "Give the command as you would in a terminal; it is started without a shell.",
     "entente negotiate case.toml --agent arvan=\"python3 agent.py\""},
    {"E1708", "A part of a tournament does not fit",
     "The file of results so far belongs to another case, other settings or another seed, or is damaged.",
     "Give the files that the same command wrote.", ""},
};

}  // namespace

std::span<const CodeInfo> negotiate() { return kNegotiate; }

}  // namespace entente::codes
