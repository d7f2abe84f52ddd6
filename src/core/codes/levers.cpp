#include "core/codes/ranges.hpp"

namespace entente::codes {
namespace {

constexpr CodeInfo kLevers[] = {
    {"E1301", "a lever of no known kind",
     "A lever's kind says what it moves: transfer, promise, penalty, aid, expiring, guarantee or number.",
     "Write one of them; docs/methods/levers.md says what each does.",
     "kind = \"money\"            # wrong\nkind = \"transfer\"         # right"},
    {"E1302", "a lever held by nobody in the case", "`by` names an outside actor or a party.",
     "Name the holder in [outside].", "[outside]\nunion = \"The Union\"\n\n[lever.relief]\nby = \"union\""},
    {"E1303", "a lever without an end",
     "A lever goes from nothing to `most`; without it its cost has no meaning.",
     "Add most, with a range where you are not sure.", "most = \"6 (3..9)\""},
    {"E1304", "a lever that says not what it moves",
     "Kind number needs `moves`, the address of a number; every other kind needs `to`, a party.",
     "Add the key that is missing.", "kind = \"number\"\nmoves = \"war.cost.north\""},
    {"E1305", "a coalition of fewer than two parties",
     "[coalition] says what a group has without the others; what one party has alone is its `reserve`.",
     "Join the ids of the members by +.", "\"north+south\" = { north = 50, south = 40 }"},
    {"E1306", "the points of a coalition do not fit its members",
     "Each member gets points, and nobody else; or one number is the sum that they can share.",
     "Give one number for each member.", "\"north+south\" = { north = 50, south = 40 }"},
    {"E1307", "an outside actor that is a party", "Who agrees to the deal stands in [parties] alone.",
     "Remove it from one of the two tables.", ""},
    {"E1308", "a lever on a number that does not exist",
     "`moves` must be the address of a number of this case.",
     "`entente check FILE --json` lists every address.", "moves = \"war.cost.north\""},
    {"E1309", "a lever whose sizes make no sense",
     "least lies between 0 and most (both below 0 where the number is lowered), a chance at most 1, and "
     "the "
     "number moved stays within its legal domain.",
     "Correct least or most.", ""},
    {"E1310", "the goal of `levers` is not known",
     "A goal is `zone`, `deal: issue=option, ...`, `stable:CONCEPT` or `chance:SHARE`.",
     "Write one of them.", "entente levers case.toml --goal stable:sseq"},
    {"E1311", "a case without levers",
     "The verb looks for the least change by the levers of the case; it has none.",
     "Add a table [lever.NAME]; break-even values of single numbers are found without.", ""},
    {"E1312", "backers of an aid that the case does not have",
     "[backers.NAME] tells who pays [aid.NAME]: the names must be the same.", "Name an aid of the case.",
     "[backers.subsidy]"},
    {"E1313", "backers who do not say how they pay",
     "by is \"incomes\" or \"keenness\"; share lies between 0 and 1, both left out; of.NAME is a number "
     "for "
     "each who pays.",
     "Give each its number.", "of.union = 4"},
    {"W1301", "a lever that pays nothing", "Its largest size is 0: it changes nothing.",
     "Give most above 0.", ""},
};

}  // namespace

std::span<const CodeInfo> levers() { return kLevers; }

}  // namespace entente::codes
