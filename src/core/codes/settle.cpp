#include "core/codes/ranges.hpp"

namespace entente::codes {
namespace {

constexpr CodeInfo kSettle[] = {
    {"E0401", "the enumeration would take too long",
     "`--method enumerate` looks at every outcome, and this case has more than a few thousand million.",
     "Leave the method to `entente settle`, or force merge, search or milp.", ""},
    {"E0402", "merge cannot do this case",
     "`--method merge` needs utilities that add up issue by issue, or interactions and rules that tie few "
     "issues together at a time; here more combinations stay open than the budget allows.",
     "Use --method milp, or raise --memory.", ""},
    {"E0403", "search cannot do this case",
     "`--method search` needs utilities that add up issue by issue, without interactions and rules that "
     "tie many issues together.",
     "Use --method milp or merge.", ""},
    {"E0404", "the weights of the Nash solution do not fit",
     "Weights must be positive numbers, one for each party in the order of the file.",
     "Give as many weights as there are parties.", "nash weights 2,1 for two parties"},
    {"E0405", "the draft or reference is no outcome of this case",
     "A draft names one option for each issue and must not be a combination that a rule forbids.",
     "Compare it with the options and rules that `entente check` prints.", ""},
    {"E0406", "numbers too large to add exactly",
     "Utilities of this case cannot be held as whole numbers of 125 bits, even rounded.",
     "Write weights and scores with fewer digits.", ""},
    {"E0407", "the bonuses and rules name too many options",
     "Conditions on issues with very many options take memory in proportion to both; here they would pass "
     "an eighth of the memory allowed.",
     "Use a coarser grid on the issues that conditions name, or raise --memory.", ""},
};

}  // namespace

std::span<const CodeInfo> settle() { return kSettle; }

}  // namespace entente::codes
