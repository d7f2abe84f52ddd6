#include "settle/problem/problem.hpp"

#include <bit>

#include "settle/problem/mix.hpp"

namespace entente::settle {

template <class Units>
std::uint64_t Problem<Units>::lot(const Units* units) const {
    std::uint64_t sum = 0;
    for (std::size_t j = 0; j < parties; ++j) {
        std::uint64_t name = 0xcbf29ce484222325ull;  // FNV-1a
        for (const char c : ids[j]) name = (name ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
        const double worth = points(j, units[j]) + 0.0;  // no negative zero
        sum += mixed_bits(name ^ mixed_bits(std::bit_cast<std::uint64_t>(worth)));
    }
    return mixed_bits(sum);
}

template <class Units>
double Problem<Units>::size() const {
    double product = 1;
    for (const auto& line : choices) {
        double options = 0;
        for (const Choice& choice : line) options += choice.copies;
        product *= options;
    }
    return product;
}

template <class Units>
double Problem<Units>::selections() const {
    double product = 1;
    for (const auto& line : choices) product *= static_cast<double>(line.size());
    return product;
}

template <class Units>
Outcome Problem<Units>::outcome(const std::uint32_t* selection) const {
    Outcome result;
    result.options.reserve(issues);
    for (std::size_t i = 0; i < issues; ++i) {
        result.options.emplace_back(std::size_t{choices[i][selection[i]].option});
    }
    return result;
}

namespace {
template <class Units>
bool meets(const Clause<Units>& clause, const std::uint32_t* selection) {
    for (const ClausePart& part : clause.parts) {
        if (part.holds[selection[part.issue]] == 0) return false;
    }
    return true;
}
}  // namespace

template <class Units>
bool Problem<Units>::evaluate(const std::uint32_t* selection, Units* units) const {
    if (infeasible) return false;
    for (const auto& rule : rules) {
        if (meets(rule, selection)) return false;
    }
    for (std::size_t j = 0; j < parties; ++j) units[j] = 0;
    for (std::size_t i = 0; i < issues; ++i) {
        const Units* row = value[i].data() + selection[i] * parties;
        for (std::size_t j = 0; j < parties; ++j) units[j] += row[j];
    }
    for (const auto& term : terms) {
        if (!meets(term, selection)) continue;
        for (std::size_t j = 0; j < parties; ++j) units[j] += term.amount[j];
    }
    for (std::size_t j = 0; j < parties; ++j) units[j] = capped_units(j, units[j]);
    return true;
}

template struct Problem<std::int64_t>;
template struct Problem<int128>;

}  // namespace entente::settle
