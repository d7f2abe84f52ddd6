#include "entente/model/lever.hpp"

namespace entente {

const std::array<LeverRecord, 7>& lever_kinds() {
    static constexpr std::array<LeverRecord, 7> kKinds = {{
        {LeverKind::transfer, "Paid to a party if it signs.", "points", true, false},
        {LeverKind::promise,
         "Promised to a party for the deal and binding: paid only where the deal would not be kept without "
         "it.",
         "points", true, false},
        {LeverKind::penalty,
         "Charged to a side for every period of fighting; without a war, taken from what it has "
         "without a deal.",
         "points a period", true, false},
        {LeverKind::aid,
         "Paid to a side for every period of fighting; without a war, added to what it has without a "
         "deal.",
         "points a period", true, false},
        {LeverKind::expiring,
         "Added to what a deal struck now gives a party; `decay` says what is left of it later.", "points",
         true, false},
        {LeverKind::guarantee,
         "The chance that the guarantor acts if the party is attacked under the deal.", "chance", true,
         false},
        {LeverKind::number, "Moves a number of the case by its size.", "the number's own", false, true},
    }};
    return kKinds;
}

const LeverRecord& lever_kind(LeverKind kind) { return lever_kinds()[static_cast<std::size_t>(kind)]; }

std::string coalition_name(const Coalition& coalition, const std::vector<std::string>& party_ids) {
    std::string name;
    for (const PartyId member : coalition.members)
        name += (name.empty() ? "" : "+") + party_ids[member.index()];
    return name;
}

}  // namespace entente
