#include <array>

#include "core/codes/ranges.hpp"

namespace entente::codes {
namespace {

constexpr std::array kCodes = {
    CodeInfo{"E0801", "Nothing to draw: no party gives points",
             "entente robust draws weights, scores, values of no deal and the war's numbers. This case "
             "only ranks "
             "states.",
             "entente stability draws rankings.", ""},
    CodeInfo{
        "E0802", "An unknown metric or number",
        "--metric takes a metric's name, --where a metric or the address of a number that has a range.",
        "Correct the name; the message lists what there is.",
        "right: entente robust case.toml --metric war.value.north"},
    CodeInfo{"E0803", "A condition that cannot be read", "--where takes NAME >= NUMBER or NAME <= NUMBER.",
             "Write it so, in quotes.", "right: --where \"war.cost.north >= 0.5\""},
    CodeInfo{"E0804", "A part that cannot be used",
             "The file is no part of a study, was damaged on its way, or belongs to another case, seed or "
             "option.",
             "Delete it and make the shard again, or name another file.", ""},
    CodeInfo{"E0805", "Parts that do not fit together",
             "Parts are added where they are of one study, made by the same version, and share no draw.",
             "Merge each part of one study once.", ""},
    CodeInfo{"E0806", "A table of draws that cannot be used",
             "entente robust --from reads a table with a header, a row a draw and a column a number; the "
             "output is "
             "the last column, or the one that --metric names.",
             "Correct the name, or add rows: 64 are the least.", ""},
};

}  // namespace

std::span<const CodeInfo> robust() { return kCodes; }

}  // namespace entente::codes
