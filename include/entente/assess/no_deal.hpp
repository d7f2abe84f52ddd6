// What each party has without a deal: where war and settlement meet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/model/case.hpp"

namespace entente::war {
class Valuer;
}

namespace entente::assess {

/// A case in which every party's value of no deal stands, as far as anything says it.
struct Valued {
    Case conflict;  ///< `Party::reserve` filled in; `Party::reserve_from()` tells where each comes from
    /// Per party: what fighting on is worth by its own belief, where its value comes from the war.
    std::vector<std::optional<Quantity>> believed;
    std::vector<std::string> notes;

    /// Does a party believe otherwise than the analyst?
    [[nodiscard]] bool beliefs_differ() const;
};

/// Fills in what the parties have without a deal: as the file states it, else derived from its `[war]`.
/// A value that was derived before is derived anew. Everything that needs these values comes here.
/// \throws InputError E05xx where the war cannot be evaluated
/// \cost one evaluation of the war, and two for every ranged number of it
/// \check tests/assess/no_deal_test.cpp
/// \param ranges whether the values' own ranges are wanted: they cost hundreds of wars, the values one
[[nodiscard]] Valued with_values_of_no_deal(Case conflict, const RunOptions& run = {}, bool ranges = true);

/// The same in place, for many variants of one case: values alone, without ranges, beliefs or words. Where
/// it throws, no derived value is left standing. \throws InputError E05xx \cost one evaluation of the war
void set_values_of_no_deal(Case& conflict, const RunOptions& run = {});
/// The same, by a valuer that remembers what the variants have in common.
void set_values_of_no_deal(Case& conflict, war::Valuer& valuer);

}  // namespace entente::assess
