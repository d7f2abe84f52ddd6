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
    {"E0704", "the studio's page has no script",
     "This build was made where neither Node.js nor the packages of the page could be had: its reports can "
     "be "
     "read and printed, but a studio would be a page without sliders.",
     "Run ./quickstart with a connection to the package registries; it brings what the page needs into the "
     "project's own folder, or says what keeps it from doing so.",
     ""},
};

}  // namespace

std::span<const CodeInfo> report() { return kCodes; }

}  // namespace entente::codes
