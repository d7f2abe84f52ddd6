// Index types that cannot be mixed up.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace entente {

/// A 0-based index into one of the case's lists. `Tag` keeps parties, issues and options apart.
template <class Tag>
struct Id {
    std::uint32_t value = 0;

    constexpr Id() = default;
    constexpr explicit Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}
    [[nodiscard]] constexpr std::size_t index() const { return value; }
    friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

using PartyId = Id<struct PartyTag>;
using IssueId = Id<struct IssueTag>;
using OptionId = Id<struct OptionTag>;

}  // namespace entente
