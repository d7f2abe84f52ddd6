#include "core/codes/ranges.hpp"

namespace entente::codes {
namespace {

constexpr CodeInfo kCodes[] = {
    {"E0901", "no such command",
     "The first word after `entente` is neither a command nor a file that exists.",
     "`entente --help` lists the commands. A file whose name is not found is reported here too: check the "
     "path.",
     "wrong: entente setle case.toml\nright: entente settle case.toml"},
    {"E0902", "no such option", "The command does not know this option.",
     "`entente COMMAND --help` lists the options of a command.",
     "wrong: entente settle case.toml --jsn\nright: entente settle case.toml --json"},
    {"E0903", "an option lacks its value, or a flag was given one",
     "An option that takes a value stands alone, or one that takes none was given one.",
     "Write --option VALUE or --option=VALUE for the first kind, --option for the second.",
     "wrong: entente settle case.toml --seed\nright: entente settle case.toml --seed 7"},
    {"E0904", "a value that the option cannot take",
     "The value is no number, lies outside the option's bounds, or is none of its choices.",
     "The message names what is allowed. Memory is written 512M or 4G.",
     "wrong: entente settle case.toml --threads many\nright: entente settle case.toml --threads 4"},
    {"E0905", "no number has this address",
     "--set names a number by its address, and the case has none of that name.",
     "`entente check FILE --json` and the diagnostics name addresses, such as "
     "issue.border.for.arvan.weight or reserve.arvan.",
     "wrong: --set issue.border.arvan.weight=40\nright: --set issue.border.for.arvan.weight=40"},
    {"E0906", "--set with a value that the number cannot have",
     "The value is no number, or lies outside what is legal there (a negative weight, a chance above 1).",
     "Write ADDRESS=VALUE; the value is a number or a range.",
     "wrong: --set reserve.arvan=high\nright: --set \"reserve.arvan=41 (35..50)\""},
    {"E0907", "a deal that cannot be read",
     "The deal names an unknown issue or option, settles an issue twice, or leaves one open.",
     "Write issue=option pairs with commas between them, or the name of a file with one pair a line or a "
     "JSON object, as an `outcome` of a result is.",
     "wrong: --improve \"border=0.45\"\nright: --improve \"border=0.45, returns=quota\""},
    {"E0908", "a deal that a rule forbids", "The draft is a combination that the case says cannot be.",
     "Change the draft, or the [[rule]] of the case.", ""},
    {"E0909", "no such party", "The command names a party that the case does not have.",
     "Use the party's id, the key under [parties].", ""},
    {"E0910", "a file cannot be written",
     "The folder does not exist, is not writable, or the disk is full.",
     "Nothing was written. Choose another place with -o.", ""},
    {"E0911", "the result cannot be written to standard output", "Standard output is closed or full.",
     "Send the result to a file with -o, or free some space.", ""},
    {"E0912", "an output names a file that was read",
     "An output (-o, --dot, --svg, ...) would replace a file that this run has read: the case, a member of "
     "its "
     "folder, a series, a draft, under whatever name or link. Nothing is rewritten without being asked.",
     "Name another file.",
     "wrong: entente stability case.toml --dot case.toml\nright: entente stability case.toml --dot "
     "case.dot"},
    {"E0913", "no such bundled case",
     "case:SLUG names a case that comes with Entente, and there is none of that name.",
     "`entente cases` lists them.", "wrong: entente case:camp-david\nright: entente case:camp-david-1978"},
    {"E0914", "nothing of that name to explain",
     "`entente explain` knows the codes that diagnostics show, such as E0103, and the ideas that results "
     "name, such as nash. With an idea, a case can be named, too.",
     "`entente explain` alone lists them all.", "entente explain nash case.toml"},
    {"E0915", "too many or too few names", "The command takes another number of names than it was given.",
     "`entente COMMAND --help` shows what it takes.", ""},
    {"E0916", "several files are to be written to one place",
     "The result is more than one file, and -o names no folder.",
     "Name a folder with -o; it is made where it does not exist.",
     "wrong: entente convert case.toml --to genius\nright: entente convert case.toml --to genius -o "
     "folder"},
    {"E0918", "names that make no case",
     "A new case needs at least two parties and one issue, and no more than a case holds.",
     "Name them with commas between, or give how many.",
     "right: entente new --parties \"North,South\" --issues 3"},
    {"E0917", "two outputs go to one place",
     "Two options name one file, or one names standard output, where the result goes too.",
     "Name a file of its own for each.",
     "wrong: entente stability case.toml --dot out -o out\nright: entente stability case.toml --dot "
     "out.dot "
     "-o out.txt"},
};

}  // namespace

std::span<const CodeInfo> usage() { return kCodes; }

}  // namespace entente::codes
