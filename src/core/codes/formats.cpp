#include <array>

#include "core/codes/ranges.hpp"

namespace entente::codes {
namespace {

constexpr std::array kCodes = {
    CodeInfo{"E0331", "JSON or YAML that is broken",
             "The text is not complete, or a value stands where none can. YAML aliases must follow their "
             "anchors; keys are words or numbers.",
             "Mend the file at the line shown; a file that was cut off has to be saved again.", ""},
    CodeInfo{
        "E0332", "JSON or YAML that is too large",
        "At most 2,000,000 values (what an alias repeats counts each time) and nesting 100 deep are read.",
        "Check that this is the file that was meant: scenarios have a few thousand values.", ""},
    CodeInfo{
        "E0333", "Files that make no scenario",
        "A scenario is one domain with a profile for each party: here one of them is missing, or several "
        "domains are mixed.",
        "Name the files of one scenario, or their folder.",
        "entente settle trip.json trip1.json trip2.json"},
    CodeInfo{"E0334", "A utility function of a kind that is not read",
             "Weighted sums over the issues are read: GeniusWeb's LinearAdditiveUtilitySpace, NegMAS's "
             "LinearAdditiveUtilityFunction with the value functions that docs/formats.md lists.",
             "Write the preferences as a weighted sum, or as a case with bonuses.", ""},
    CodeInfo{
        "E0335", "A scenario's file that cannot be read",
        "An issue has no options or too many, a range is upside down, or a weight or a value is no number.",
        "Mend the file at the line shown.", ""},
    CodeInfo{
        "E0336", "A score sheet that cannot be read",
        "A score sheet has a header with the columns issue and option and one for each party; below it, a "
        "row for each option with a number for each party.",
        "Mend the cell or the row that is named; docs/formats.md shows a sheet.",
        "issue,option,North,South\nwater,north keeps it,60,0\nwater,shared,40,30\nreserve,,25,20"},
    CodeInfo{
        "E0337", "A workbook that cannot be read",
        "The file is damaged, or unpacks to more than a score sheet can need: 32 MB and 1,000,000 cells "
        "are read.",
        "Save the score sheet as a workbook of its own, or as CSV.", ""},
    CodeInfo{
        "E0338", "No negotiation, or several, in a file of lines",
        "Files of \"Deal or No Deal?\" hold many negotiations: the one that is meant is named by the line "
        "on which it begins.",
        "Write FILE#LINE.", "entente settle \"selfplay.txt#3\""},
    CodeInfo{
        "E0339", "A format cannot express the case",
        "NegMAS and score sheets know weighted scores over options and values of no deal; they know no "
        "rules, no bonuses, no cap, no war and no moves.",
        "Remove what is named, or keep the case as TOML.", ""},
    CodeInfo{
        "W0331", "A value is missing",
        "An option without a value counts as 0; an issue without a weight or without values is worth 0 to "
        "the party.",
        "Give the value.", ""},
    CodeInfo{"W0332", "A name that the domain does not know",
             "What a profile says of issues and options that there are not is passed over.",
             "Use the same names in the domain and in every profile.", ""},
    CodeInfo{"W0333", "A real number became a list of options",
             "An issue that may be settled by any number of a range is read as 21 evenly spaced options: "
             "results hold for these, and a deal between two of them is not seen.",
             "Convert the scenario to a case and set grid for finer steps.", ""},
    CodeInfo{"W0335", "A cell that is odd",
             "A cell is empty, holds an error or a formula without a saved value, or a row is passed over.",
             "Mend the cell that is named; save the workbook once so that formulas keep their values.", ""},
};

}  // namespace

std::span<const CodeInfo> formats() { return kCodes; }

}  // namespace entente::codes
