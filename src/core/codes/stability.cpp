#include "core/codes/ranges.hpp"

namespace entente::codes {
namespace {

constexpr CodeInfo kCodes[] = {
    {"E0601", "the status quo leaves out an issue",
     "[status_quo] says where the conflict stands now, so it names one option of every issue.",
     "Add the issues that the message lists.",
     "wrong: [status_quo]  border = 0.5\nright: [status_quo]  border = 0.5  returns = \"none\""},
    {"E0602", "no state number", "A ranking and `now` name states by whole numbers from 1.",
     "Write numbers; tied states stand in an inner list. `entente stability` shows the numbers.",
     "wrong: arvan = [\"3\", 1.5]\nright: arvan = [3, [1, 2], 4]"},
    {"E0603", "a [[same]] without conditions", "[[same]] merges the outcomes where its conditions hold.",
     "Add when = { issue = option, ... }.", "right: when = { abandon = \"yes\" }"},
    {"E0604", "this is no move", "A move of [graph.moves] leads from one state to others.",
     "Write \"1 -> 2\", \"1 -> 2, 9\" or, for both ways, \"1 <-> 2\".",
     "wrong: arvan = [\"1 to 2\"]\nright: arvan = [\"1 -> 2\"]"},
    {"E0610", "too many states",
     "A stability analysis looks at every feasible outcome, and there are more than it can hold.",
     "Leave out issues that nobody controls, use fewer options, or coarsen a grid.", ""},
    {"E0611", "no feasible state", "The rules forbid every outcome, so there is nothing to judge.",
     "Loosen a rule: each combination that may occur must break none.", ""},
    {"E0612", "too many combinations",
     "Outcomes are numbered with 63 bits, and the issues combine into more.",
     "Settle some issues first, or leave out those that nobody controls.", ""},
    {"E0613", "listing the feasible states takes too long",
     "The rules cut off so much that the search for what they leave was given up.",
     "State rules on fewer issues at once, or merge issues that are tied together.", ""},
    {"E0614", "too many moves to write out",
     "Merged states and exports need every move of every party as a list, and that list is too long.",
     "Do without [[same]] or the export, or use a smaller model.", ""},
    {"E0620", "a ranking names a state that does not exist",
     "States are numbered from 1 in the order of their decimals: the first issue counts least, outcomes "
     "that "
     "a rule forbids are skipped, merged outcomes count once.",
     "Check the numbers against those that `entente stability` shows.", ""},
    {"E0621", "a ranking names a state twice", "A state has one place in a party's ranking.",
     "Delete one of the two; tied states stand together in an inner list.", ""},
    {"E0622", "merged states are not valued alike",
     "[[same]] merges outcomes that nobody tells apart, but this party's scores or statements do.",
     "Merge fewer outcomes, or rank the merged states in [ranking].", ""},
    {"E0624", "a graph without states", "[graph] lists its states in words.",
     "Add states = [\"before\", \"after\"].", ""},
    {"E0625", "a move to a state that does not exist",
     "[graph.moves] and `now` speak of states by their place in the list `states`, from 1.",
     "Correct the number, or add the state.", ""},
    {"E0626", "the status quo cannot be", "A rule forbids the outcome that [status_quo] names.",
     "Correct the status quo or the rule.", ""},
    {"E0628", "not enough memory", "The states and parties need more memory than --memory allows.",
     "Raise --memory, or leave out issues that nobody controls.", ""},
    {"E0630", "there is no such state", "--from, --want and --explain take a state's number.",
     "Use a number from 1 to the number of states; `entente stability` lists them.", ""},
    {"E0631", "there is no such concept", "--concept and --stable take the name of a stability concept.",
     "Use nash, gmr, smr, seq, sseq, sim or sim_unstable.", ""},
    {"E0632", "this concept cannot be judged here",
     "Simultaneous stability combines moves of several parties; it is not defined in graph form, where two "
     "parties move one issue, and is left out where it would take too long.",
     "Use another concept, or raise --sim-limit.", ""},
    {"E0633", "this does not fit the state's number", "Costs are given one per party, above zero.",
     "Write one number per party, in the file's order, with commas between them.", ""},
    {"E0640", "a .gmcr file that is no JSON",
     "Graph models are JSON texts, and this one breaks off or is damaged.",
     "Save the model again. Old .gmcr files are Python pickles, which are never read: they could run any "
     "code.",
     ""},
    {"E0641", "JSON that is no graph model", "A .gmcr file has 'options' and 'decisionMakers'.",
     "Give a file that GMCR+ or gmcr-py saved, or a case in TOML.", ""},
    {"E0642", "an empty graph model", "A model needs at least one option and one decision maker.",
     "Add them in the program that made the file.", ""},
    {"E0643", "an option that does not exist",
     "A decision maker or a condition speaks of an option by its number, and there is none with it.",
     "Option numbers count from 0 in the order of 'options'.", ""},
    {"E0644", "a condition that cannot be read",
     "Conditions are lists of [option, \"Y\" or \"N\"] pairs, or {\"compound\": true, \"members\": [...]} "
     "of such "
     "lists.",
     "Correct the condition that the message names.", ""},
    {"E0645", "a ranking that cannot be read", "Rankings by hand list state numbers from 1.",
     "Correct the entry that the message shows.", ""},
    {"W0640", "an unknown direction",
     "Options change \"both\" ways, \"fwd\" (N to Y) or \"back\" (Y to N).",
     "Correct the direction; it was read as both ways.", ""},
    {"W0641", "an option with several owners",
     "Each owner can move it. Simultaneous stability is not defined then.",
     "Keep one owner if that is what was meant.", ""},
    {"W0642", "an option without an owner", "Nobody can change it, so it stays as it is in every state.",
     "Give it an owner, or leave it out.", ""},
    {"W0643", "a condition that contradicts itself",
     "It wants one option to be both Y and N, so it never holds.", "Correct the condition.", ""},
    {"W0644", "the file does not say how preferences are given", "Its ranked statements are used.",
     "It should have \"useManualPreferenceRanking\": true or false.", ""},
    {"W0645", "a decision maker without a ranking",
     "The file says that rankings were entered by hand, but this "
     "decision maker has none: its statements are used.",
     "Enter a ranking.", ""},
    {"W0646", "misperceptions are not modelled",
     "The file says that a decision maker does not perceive some states. The analysis lets everybody see "
     "every "
     "state; a state that is not perceived must not be read as stable for that decision maker.",
     "Read the verdicts of that decision maker with care.", ""},
    {"W0647", "coalitions of the file are not used",
     "Deciders are judged one by one, and every coalition is looked "
     "at by coalition stability.",
     "Nothing needs to be done.", ""},
};

}  // namespace

std::span<const CodeInfo> stability() { return kCodes; }

}  // namespace entente::codes
