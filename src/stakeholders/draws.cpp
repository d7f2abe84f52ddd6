// Actors drawn within their ranges.
#include <algorithm>
#include <cmath>

#include "entente/core/random.hpp"
#include "entente/stakeholders/table.hpp"
#include "stakeholders/spread.hpp"

namespace entente::stakeholders {

struct TableDraws::Number {
    enum class Of { position, salience, power, own_power };
    Of of = Of::position;
    std::size_t at = 0;
    double scale = 1;  ///< the case's number times this is the table's
    Spread spread;
    RandomStream::Key key{};
};

TableDraws::~TableDraws() = default;

TableDraws::TableDraws(const Case& conflict, const Table& best, double spread, std::uint64_t seed)
    : best_(best) {
    const std::size_t d = best.axes.size();
    std::vector<std::size_t> axis(conflict.space.issues.size(), 0);
    for (std::size_t k = 0; k < d; ++k) axis[best.axes[k].issue.index()] = k;
    const auto add = [&](Number::Of of, std::size_t at, double scale, const Quantity& quantity, double low,
                         double high, double half, const std::string& address) {
        Spread made(quantity, low, high, conflict.range_level, half);
        if (quantity.ranged()) ++ranged_;
        if (made.certain()) return;
        numbers_.push_back({of, at, scale, made, RandomStream::key_of(seed, address)});
    };
    constexpr double kNoEnd = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < conflict.actors.size(); ++i) {
        const ActorSpec& actor = conflict.actors[i];
        const std::string prefix = "actor." + actor.name + ".";
        add(Number::Of::own_power, i, 1, actor.power, 0, kNoEnd, spread * actor.power.value(),
            prefix + "power");
        for (const ActorSpec::Stand& stand : actor.on) {
            const Axis& on = best.axes[axis[stand.issue.index()]];
            const std::size_t at = i * d + axis[stand.issue.index()];
            const std::string name = prefix + "on." + conflict.space.issues[stand.issue.index()].id + ".";
            const Quantity position =
                stand.position ? *stand.position : Quantity(Rational::nearest(best.position[at]));
            add(Number::Of::position, at, 1, position, on.low, on.high, spread * on.span(),
                name + "position");
            add(Number::Of::salience, at, 0.01, stand.salience, 0, 100, spread * 100, name + "salience");
            if (stand.power) {
                add(Number::Of::power, at, 1, *stand.power, 0, kNoEnd, spread * stand.power->value(),
                    name + "power");
            }
        }
    }
}

Table TableDraws::draw(std::uint64_t number) const {
    Table table = best_;
    const std::size_t d = table.axes.size();
    for (const Number& each : numbers_) {
        const double value = each.spread(RandomStream(each.key, number).uniform()) * each.scale;
        switch (each.of) {
            case Number::Of::position:
                table.position[each.at] = value;
                break;
            case Number::Of::salience:
                table.salience[each.at] = value;
                break;
            case Number::Of::power:
                table.power[each.at] = value;
                break;
            case Number::Of::own_power: {
                // On issues without a power of their own it is the actor's.
                const double before = table.own_power[each.at];
                table.own_power[each.at] = value;
                for (std::size_t k = 0; k < d; ++k) {
                    double& power = table.power[each.at * d + k];
                    if (power == before) power = value;
                }
                break;
            }
        }
    }
    return table;
}

}  // namespace entente::stakeholders
