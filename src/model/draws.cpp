#include "entente/model/draws.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/core/expects.hpp"
#include "entente/model/links.hpp"

namespace entente {
namespace {

/// Decimals that a draw keeps: seven digits of the range's width, as far as doubles hold them exactly.
int decimals_of(double low, double high) {
    const double size = std::max({std::abs(low), std::abs(high), 1e-300});
    const int fine = 6 - static_cast<int>(std::floor(std::log10(high - low)));
    const int room = 14 - static_cast<int>(std::floor(std::log10(size)));
    return std::clamp(std::min(fine, room), 0, 17);
}

}  // namespace

double UncertainNumber::draw(double y) const {
    const double x = quantile(y);
    if (steps == 0) return x;
    const double scale = static_cast<double>(steps);
    return std::clamp(std::nearbyint(x * scale), lowest, highest) / scale;
}

Rational UncertainNumber::exact(double draw) const {
    const double scaled = draw * static_cast<double>(steps);
    if (std::abs(scaled) > 9e15) return Rational::nearest(draw);
    Rational number;
    const std::int64_t units = std::llround(scaled);
    const std::int64_t common = std::gcd(units, steps);
    number.numerator = units / common;
    number.denominator = steps / common;
    return number;
}

bool bears_on_deals(std::string_view address) {
    constexpr std::string_view kHeads[] = {"issue.", "bonus.", "reserve.", "war.", "belief.", "aid."};
    return std::any_of(std::begin(kHeads), std::end(kHeads),
                       [&](std::string_view head) { return address.starts_with(head); });
}

std::vector<UncertainNumber> uncertain_numbers(const Case& conflict) {
    std::vector<UncertainNumber> numbers;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        const Quantity& quantity = *ref.quantity;
        if (!quantity.ranged() || !(*quantity.low < *quantity.high)) return;
        UncertainNumber number;
        number.address = ref.address;
        number.unit = ref.unit;
        number.best = quantity.value();
        number.quantile = QuantileFunction(quantity, ref.domain, conflict.range_level);
        for (int k = decimals_of(quantity.low->value(), quantity.high->value()); k > 0; --k)
            number.steps *= 10;
        const double scale = static_cast<double>(number.steps);
        number.lowest = std::ceil(ref.domain.low * scale);
        number.highest = std::floor(ref.domain.high * scale);
        if (ref.domain.low_open && number.lowest <= ref.domain.low * scale) number.lowest += 1;
        if (ref.domain.high_open && number.highest >= ref.domain.high * scale) number.highest -= 1;
        numbers.push_back(std::move(number));
    });
    std::sort(numbers.begin(), numbers.end(),
              [](const UncertainNumber& a, const UncertainNumber& b) { return a.address < b.address; });
    return numbers;
}

RandomDraws::RandomDraws(const std::vector<UncertainNumber>& numbers, const std::vector<Link>& links,
                         std::uint64_t seed) {
    for (const UncertainNumber& number : numbers)
        keys_.push_back(RandomStream::key_of(seed, number.address));
    const auto find = [&](const std::string& address) {
        const auto found = std::lower_bound(
            numbers.begin(), numbers.end(), address,
            [](const UncertainNumber& number, const std::string& of) { return number.address < of; });
        return found != numbers.end() && found->address == address ? found : numbers.end();
    };
    // Numbers that are not drawn here leave the others' links as they are.
    std::vector<Link> held = links;
    for (Link& link : held)
        std::erase_if(link.between, [&](const std::string& each) { return find(each) == numbers.end(); });
    std::erase_if(held, [](const Link& link) { return link.between.size() < 2; });
    if (held.empty()) return;
    Copula copula = copula_of(held);
    ENTENTE_EXPECTS(!copula.broken);
    for (const std::string& address : copula.addresses)
        linked_.push_back(static_cast<std::size_t>(find(address) - numbers.begin()));
    factor_ = std::move(copula.factor);
}

void RandomDraws::shares(std::uint64_t draw, std::span<double> shares) const {
    ENTENTE_EXPECTS(shares.size() == keys_.size());
    for (std::size_t i = 0; i < keys_.size(); ++i)
        shares[i] = RandomStream(keys_[i], draw).uniform() + 0x1p-54;
    link(shares);
}

void RandomDraws::link(std::span<double> shares) const {
    if (linked_.empty()) return;
    std::vector<double> normal(linked_.size());
    for (std::size_t i = 0; i < linked_.size(); ++i) normal[i] = normal_quantile(shares[linked_[i]]);
    for (std::size_t i = linked_.size(); i-- > 0;) {
        double z = 0;
        for (std::size_t j = 0; j <= i; ++j) z += factor_[i][j] * normal[j];
        shares[linked_[i]] = std::clamp(normal_chance(z), 0x1p-54, 1 - 0x1p-53);
    }
}

}  // namespace entente
