#include <array>

#include "core/codes/ranges.hpp"

namespace entente::codes {
namespace {

constexpr std::array kCodes = {
    CodeInfo{"E0301", "A GENIUS file is empty",
             "The file has no text, so it cannot be a domain or a profile.",
             "Give the file that was meant, or remove it from the folder.", ""},
    CodeInfo{"E0302", "The file is not of GENIUS",
             "A GENIUS file is XML whose root is <negotiation_template> or <utility_space>.",
             "Give the domain file and one profile per party, or the folder that holds them.", ""},
    CodeInfo{"E0303", "The file is too large", "Files above 64 MB are refused before they are read.",
             "Real scenarios take a few thousand bytes; check that this is one.", ""},
    CodeInfo{"E0304", "The XML is broken",
             "Text before the XML, bare ampersands, missing blanks and unmatched end tags are mended; this "
             "is not: "
             "a file cut off inside an issue, a quote or comment that never ends, more than 2,000,000 "
             "elements or "
             "nesting deeper than 200.",
             "Mend the file at the place shown.",
             "wrong: <item index=\"1\" value=\"low>      right: <item index=\"1\" value=\"low\"/>"},
    CodeInfo{"E0305", "Profiles of type \"constraint\" are not read",
             "The file says type=\"constraint\". Its meaning is another one than that of additive and "
             "hyper-rectangle profiles.",
             "Give additive (no type), UNCERTAIN or nonlinear profiles.", ""},
    CodeInfo{
        "E0306", "A GENIUS profile cannot be read",
        "A weight, bound or utility is not a number, or the profile uses a function or an aggregation that "
        "is not known. The profile is left out; where fewer than two remain the whole input is refused.",
        "Mend the profile at the place shown.",
        "wrong: <weight index=\"1\" value=\"NaN\"/>      right: <weight index=\"1\" value=\"0.4\"/>"},
    CodeInfo{
        "E0307", "A GENIUS domain cannot be read",
        "An issue has no options, its bounds are not numbers or stand the wrong way round, or there are no "
        "issues.",
        "Mend the domain file.",
        "wrong: lowerbound=\"9\" upperbound=\"0\"      right: lowerbound=\"0\" upperbound=\"9\""},
    CodeInfo{"E0308", "A GENIUS scenario is too large",
             "A case holds at most 256 parties, 10,000 issues, 1,000,000 options per issue and 4,000,000 "
             "in all.",
             "Use a coarser grid or fewer issues.", ""},
    CodeInfo{
        "E0309", "Files of several GENIUS domains are mixed",
        "The files hold several domains, each with profiles of its own, or a profile whose issues are not "
        "those of the domain.",
        "Name the files of one scenario.", "entente settle domain.xml profile1.xml profile2.xml"},
    CodeInfo{
        "E0310", "No GENIUS profile can be read",
        "A domain alone says what can be agreed, not what the parties want; and where profiles had to be "
        "left out, one that remains is no negotiation.",
        "Give one profile per party; the findings above say what is wrong with those given.", ""},
    CodeInfo{
        "E0311", "Several profiles for one side",
        "The folder holds variants of the same sides: profiles that are equal but for the value of no deal "
        "or the discount factor, or whose names pair up. GENIUS lets the user pick one profile for each "
        "side; read together they would be a negotiation of many parties.",
        "Name the domain and one profile for each side.",
        "entente settle domain.xml profile-A-1.xml profile-A-2.xml"},
    CodeInfo{
        "E0312", "GENIUS's list of domains",
        "domainrepository.xml lists which profiles belong to which domain. It is read where it names one "
        "domain whose files are there; here there is a choice to make, or a file is missing.",
        "Name a domain and one profile for each party.", ""},
    CodeInfo{"E0320", "GENIUS cannot express the case",
             "GENIUS knows weighted scores over options, and sums of hyper-rectangles over whole numbers; "
             "it knows "
             "no rules, no war, no control and no bonus on named options.",
             "Remove what is named, or keep the case as TOML.", ""},
    CodeInfo{"W0301", "The XML was mended",
             "The file is not well-formed XML; it was read as its author must have "
             "meant it.",
             "Mend the file at the place shown to be sure.", ""},
    CodeInfo{"W0302", "The file is not UTF-8", "Bytes that are not UTF-8 were read as Windows-1252.",
             "Save the file as UTF-8.", ""},
    CodeInfo{
        "W0303", "An index is missing or used twice",
        "GENIUS matches issues and weights by index. An issue without one takes the next; an index used "
        "twice is matched by order.",
        "Number the issues 1, 2, 3, ... in the domain and in every profile.", ""},
    CodeInfo{"W0304", "The domain is incomplete",
             "Options or bounds were taken from a profile, or option names were made unique.",
             "Complete the domain file.", ""},
    CodeInfo{
        "W0305", "A weight is odd",
        "A weight for an issue that does not exist is ignored; an issue without a weight is worth nothing; "
        "of several weights the last one counts.",
        "Give every issue one weight. Weights need not sum to 1: they are used as written.", ""},
    CodeInfo{"W0306", "An evaluation is missing",
             "An option without a readable evaluation counts as 0, as in GENIUS.", "Give the evaluation.",
             ""},
    CodeInfo{"W0307", "Names differ between domain and profile",
             "Issues are matched by index; options by name and, where no name fits, by index.",
             "Use the same names in all files.", ""},
    CodeInfo{"W0308", "A file is left out", "The file could not be used; the others could.",
             "Mend the file, or remove it from the folder.", ""},
    CodeInfo{"W0309", "A utility function is odd",
             "The file says something that GENIUS itself ignores, so it is ignored here too.",
             "Check what the author meant.", ""},
    CodeInfo{
        "W0311", "Many profiles, or profiles that are alike",
        "A GENIUS folder often holds several profiles for each side. They are read as one negotiation in "
        "which all must agree.",
        "Where they are variants, name one profile for each side.", ""},
    CodeInfo{
        "W0312", "Weights that do not add up to 1",
        "GENIUS cuts utilities at 1. Where the weights of a profile add up to more, many outcomes reach 1 "
        "and look alike.",
        "Divide the weights by their sum.", ""},
    CodeInfo{"W0313", "A discount factor that is not used",
             "A settlement is judged at time 0, where a discount factor changes nothing. It is kept for "
             "exports.",
             "Keep in mind that later agreements are worth less.", ""},
    CodeInfo{
        "W0314", "Read as NegMAS wrote it",
        "The profile has the marks of a file that NegMAS wrote for utilities that are not scaled to 1: its "
        "values are used as written, neither divided by the largest one nor cut at 1, and the constant "
        "that NegMAS writes as one more weight is added.",
        "Scale the utilities to 1 before writing, or give the scenario as yml.", ""},
    CodeInfo{"W0310", "Utilities above 1 are kept",
             "Additive utilities are cut off at 1, hyper-rectangle utilities are not; in a scenario that "
             "has both, "
             "none is.",
             "Scale the weights so that they sum to 1.", ""},
    CodeInfo{
        "W0315", "A real number is held as a list of options",
        "An issue without items and with a real range has no list of options: evenly spaced numbers and "
        "those where a function bends stand for it.",
        "settle looks between them where utilities are sums of issues; --grid N lists more numbers.",
        "issue 'price' is a real number: held as 21 options"},
};

}  // namespace

std::span<const CodeInfo> genius() { return kCodes; }

}  // namespace entente::codes
