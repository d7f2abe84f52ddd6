#include <array>

#include "core/codes/ranges.hpp"

namespace entente::codes {
namespace {

constexpr std::array kCodes = {
    CodeInfo{"E0201", "No parties",
             "A case needs at least one party whose preferences count; a settlement needs two.",
             "Add [parties] with a line for each.",
             "right: [parties]\n       north = \"North village\"\n       south = \"South village\""},
    CodeInfo{"E0202", "Too many parties", "A case holds at most 256 parties.",
             "Join parties that want the same.", ""},
    CodeInfo{"E0203", "A party's id is missing or taken", "Each party has its own id: every table uses it.",
             "Rename one of them.", ""},
    CodeInfo{"E0204", "No issues", "There is nothing to settle.",
             "Add a table [issue.NAME] with options and scores.", ""},
    CodeInfo{"E0205", "Too many issues", "A case holds at most 10,000 issues.",
             "Leave out what is not in dispute.", ""},
    CodeInfo{"E0206", "An option twice", "Each option of an issue has its own label.",
             "Rename one of them.", ""},
    CodeInfo{"E0207", "An issue's id is taken", "Each issue has its own id.", "Rename one of them.", ""},
    CodeInfo{"E0208", "An issue without options", "There must be something to choose.",
             "List at least one option.", ""},
    CodeInfo{"E0209", "Too many options", "An issue holds at most 1,000,000 options, a case 4,000,000.",
             "Use a coarser grid; scores between its options are interpolated anyway.", ""},
    CodeInfo{"E0210", "A condition on an issue that cannot be",
             "The condition speaks of an issue that does not exist, or a second time of the same one.",
             "Correct it; one condition may list several options.", ""},
    CodeInfo{"E0211", "A condition on an option that cannot be",
             "The condition speaks of an option that does not exist, or lists options out of order.",
             "Correct it.", ""},
    CodeInfo{"E0212", "A rule that forbids everything",
             "The rule's conditions hold for every outcome, so no agreement is possible at all.",
             "Narrow the rule: its conditions must leave at least one option of some issue free.",
             "wrong: never = { border = \"0..1\" }\nright: never = { border = \"0.8..1\" }"},
    CodeInfo{"E0213", "Score sheets and issues do not match",
             "A party must have one score sheet per issue, empty where it does not care.",
             "Give as many as there are issues.", ""},
    CodeInfo{"E0214", "A score list of the wrong length", "There must be one score for each listed option.",
             "Give one score per option, in the same order.", ""},
    CodeInfo{"E0215", "Every weight is zero",
             "Weights are relative: they are scaled so that they add up to 100 points, which zeros cannot.",
             "Give at least one issue a weight above zero, or take the party out.", ""},
    CodeInfo{"E0216", "A number outside its range of values",
             "The number, or an end of its range, cannot be so large or so small: weights are not "
             "negative, chances lie between 0 and 1.",
             "Correct the number.", ""},
    CodeInfo{"E0217", "A range that does not hold its best value",
             "The best value lies between the low and the high end.",
             "Write \"best (low..high)\" with low <= best <= high.",
             "wrong: \"55 (60..70)\"\nright: \"65 (60..70)\""},
    CodeInfo{"E0218", "A grid that is not one",
             "The options of a grid are numbers in rising or falling order.",
             "Give at least the first and the last number.", ""},
    CodeInfo{"E0219", "A source that does not exist",
             "The number cites a source that the case does not list.",
             "Correct the index, or list the source.", ""},
    CodeInfo{"E0220", "The scale cannot be",
             "points must be greater than 0, and ranges a share between 0% and 100%.",
             "The usual values are 100 and 90%.", ""},
    CodeInfo{"E0221", "Interpolated scores are not exact",
             "Scores between the numbers of a grid are fractions that need more than 64 bits.",
             "Write the scores or the options with fewer digits.", ""},
    CodeInfo{"E0222", "Two bonuses of the same id", "A bonus's id is part of its address.",
             "Rename one of them.", ""},
    CodeInfo{"E0223", "An index that points nowhere",
             "The war, a belief, an aid, a control or a statement speaks of a party, an issue or an option "
             "that does not exist.",
             "Correct it.", ""},
    CodeInfo{"E0224", "The rules together forbid everything",
             "Each rule leaves some outcome, but all of them together leave none.",
             "Take one of them back, or narrow it.", ""},
    CodeInfo{
        "E0225", "A link that cannot be",
        "A link names two or more different numbers of the case that have ranges, and a rank correlation "
        "above -1 and below 1; two numbers are linked once.",
        "Correct the address (`entente check FILE` lists every number), or give the number a range.",
        "right: [[link]]\n       between = [\"war.cost.arvan\", \"war.cost.belmar\"]\n       rank = 0.5"},
    CodeInfo{
        "E0226", "Links that contradict each other",
        "No numbers can move together in all these ways at once: the correlation matrix is not positive "
        "definite. Two numbers that both move closely with a third cannot move against each other.",
        "Bring the rank of the link that is named closer to 0.", ""},
    CodeInfo{"W0209", "A range of width 0",
             "Low and high are the same number, so the number counts as certain.",
             "Write the number alone, or give it a range.", "wrong: 55 (55..55)\nright: 55 (45..65)"},
    CodeInfo{
        "W0210", "The best value is an end of its range",
        "Best is the median: with best at the low end, half of the draws are this very value, and the "
        "others lie above.",
        "Move the end past the best value, or write dist = \"uniform\" or \"triangular\", whose low and "
        "high are ends.",
        ""},
    CodeInfo{"E0228", "A red line that nothing satisfies",
             "`require` asks for a score that no option of the issue has for the party.",
             "Lower `least` to a score that some option has; scores run from 0 to 100.", ""},
    CodeInfo{"W0201", "No value of no deal",
             "Without reservation values or a war any deal is better than none, and the zone of agreement "
             "is everything.",
             "Add reserve = { party = points, ... } or a [war].", ""},
    CodeInfo{
        "W0202", "No number cites a source",
        "The report shows how much of the result rests on assumptions; here that is all of it.",
        "List the evidence in [sources] and cite it.",
        "right: [sources]\n       panel = { what = \"Expert panel, memo 4\", grade = \"judgement\" }\n     "
        "  [issue.border]\n       for.arvan = { weight = 55, score = [0, 100], source = \"panel\" }"},
    CodeInfo{"W0203", "A number cites no source",
             "Other numbers of the case cite one; this counts as an assumption.",
             "Add source = \"...\" beside it or to its table.", ""},
    CodeInfo{
        "W0204", "A value of no deal that no package reaches",
        "The value of no deal lies above the best package there is, so no deal can ever be worth it. Most "
        "often it is in another scale: in money where scores are points, or in percent where utilities end "
        "at 1.",
        "Write it in the scale of packages: what the party gets without a deal, in points.",
        "wrong: reserve = { seller = 420000 }\nright: reserve = { seller = 20 }"},
    CodeInfo{
        "W0205", "A score outside 0 to 100",
        "Within an issue scores run from 0 for the worst option to 100 for the best; how much the issue "
        "matters is said by its weight.",
        "Rescale the scores, and give a larger weight to what matters more.",
        "wrong: { weight = 35, score = [120, 0] }\nright: { weight = 35, score = [100, 0] }"},
    CodeInfo{"W0206", "A party for which every outcome is the same",
             "Its weights and scores give every outcome the same value, so it has nothing to bargain for.",
             "Check its weights and scores.", ""},
    CodeInfo{"W0207", "One party alone",
             "A settlement needs two parties: what one party alone would like is no agreement.",
             "Add the others: in a case file to [parties], in a scenario one profile for each.", ""},
    CodeInfo{
        "W0208", "A party that moves without preferences",
        "The party can move, but nothing says what it wants. It counts as indifferent between all states, "
        "and everything is stable for one who is indifferent: what the analysis finds is no finding.",
        "Give it a [ranking], [priorities] or scores.", ""},
};

}  // namespace

std::span<const CodeInfo> model() { return kCodes; }

}  // namespace entente::codes
