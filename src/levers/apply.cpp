// A case with its levers used.
#include <algorithm>

#include "entente/assess/no_deal.hpp"
#include "entente/levers/levers.hpp"
#include "entente/war/values.hpp"
#include "levers/effects.hpp"

namespace entente::levers {
namespace {

void add_aid(Case& changed, const Lever& lever, const char* kind, double size) {
    if (!changed.war) return;
    // Numbers that come of sizes are as exact as a double is.
    Aid aid{"lever-" + lever.name,
            kind,
            lever.to,
            {{"amount", Quantity(Rational::nearest(size))}},
            lever.where};
    changed.aids.push_back(std::move(aid));
}

bool fights(const Case& conflict, const Lever& lever) {
    return conflict.war && lever.to &&
           (conflict.war->between[0] == *lever.to || conflict.war->between[1] == *lever.to);
}

void move_number(Case& changed, const Lever& lever, double size) {
    Quantity* const number = find_quantity(changed, lever.moves);
    if (number == nullptr) return;
    number->best = Rational::nearest(number->best.value() + size);
    number->low.reset();
    number->high.reset();
}

}  // namespace

Case with_levers(const Case& conflict, const std::vector<double>& sizes) {
    war::Valuer valuer;
    return with_levers(conflict, sizes, valuer);
}

Applied applied(const Case& conflict, const std::vector<double>& sizes) {
    Applied made{conflict, std::vector<double>(conflict.parties.size(), 0)};
    Case& changed = made.conflict;
    std::vector<double>& taken = made.taken;
    for (std::size_t k = 0; k < conflict.levers.size(); ++k) {
        const Lever& lever = conflict.levers[k];
        const double size = sizes[k];
        if (size == 0) continue;
        switch (lever.kind) {
            case LeverKind::transfer:
            case LeverKind::promise:
            case LeverKind::expiring:
                taken[lever.to->index()] += size;
                break;
            case LeverKind::penalty:
                if (fights(conflict, lever)) {
                    add_aid(changed, lever, "penalty", size);
                } else {
                    taken[lever.to->index()] += size;
                }
                break;
            case LeverKind::aid:
                if (fights(conflict, lever)) {
                    add_aid(changed, lever, "money", size);
                } else {
                    taken[lever.to->index()] -= size;
                }
                break;
            case LeverKind::number:
                move_number(changed, lever, size);
                break;
            case LeverKind::guarantee:
                break;  // bears on whether a deal holds, not on whether it is possible
        }
    }
    return made;
}

Case with_levers(const Case& conflict, const std::vector<double>& sizes, war::Valuer& valuer) {
    auto [changed, taken] = applied(conflict, sizes);
    assess::set_values_of_no_deal(changed, valuer);
    for (std::size_t i = 0; i < taken.size(); ++i) {
        std::optional<Quantity>& reserve = changed.parties[i].reserve;
        if (reserve && taken[i] != 0) reserve->best = Rational::nearest(reserve->best.value() - taken[i]);
    }
    return changed;
}

}  // namespace entente::levers
