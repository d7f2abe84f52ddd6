#include "core/codes/ranges.hpp"

namespace entente::codes {
namespace {

constexpr CodeInfo kCodes[] = {
    {"E0702", "the studio cannot listen", "The port is taken, or this user may not have it.",
     "Leave --port out: the studio then takes any free port and prints its address.",
     "wrong: entente studio case.toml --port 80\nright: entente studio case.toml"},
    {"E0703", "the studio cannot read a request",
     "What the page sent is no request that the studio knows: the page may be older than the program.",
     "Reload the page. Scripts that talk to the studio send {\"set\": {\"ADDRESS\": \"VALUE\"}}.", ""},
};

}  // namespace

std::span<const CodeInfo> report() { return kCodes; }

}  // namespace entente::codes
