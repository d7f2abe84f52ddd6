#include "entente/model/links.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include "entente/core/text.hpp"
#include "model/validation.hpp"

namespace entente {
namespace {

using Matrix = std::vector<std::vector<double>>;

/// Lower triangle L with L L' = matrix. \return nothing where the matrix is not positive definite
std::optional<Matrix> cholesky(const Matrix& matrix) {
    constexpr double kLeast = 1e-10;
    const std::size_t n = matrix.size();
    Matrix factor(n);
    for (std::size_t i = 0; i < n; ++i) {
        factor[i].assign(i + 1, 0);
        for (std::size_t j = 0; j <= i; ++j) {
            double rest = matrix[i][j];
            for (std::size_t k = 0; k < j; ++k) rest -= factor[i][k] * factor[j][k];
            if (i == j) {
                if (rest <= kLeast) return std::nullopt;
                factor[i][i] = std::sqrt(rest);
            } else {
                factor[i][j] = rest / factor[j][j];
            }
        }
    }
    return factor;
}

}  // namespace

Copula copula_of(const std::vector<Link>& links) {
    Copula copula;
    std::map<std::string, std::size_t> index;
    for (const Link& link : links) {
        for (const std::string& address : link.between) {
            if (index.emplace(address, copula.addresses.size()).second) copula.addresses.push_back(address);
        }
    }
    const std::size_t n = copula.addresses.size();
    Matrix matrix(n, std::vector<double>(n, 0));
    for (std::size_t i = 0; i < n; ++i) matrix[i][i] = 1;
    const auto set = [&](const Link& link, std::size_t a, std::size_t b) {
        const std::size_t i = index.at(link.between[a]);
        const std::size_t j = index.at(link.between[b]);
        if (i == j) return;
        matrix[i][j] = matrix[j][i] = 2 * std::sin(std::numbers::pi * link.rank.value() / 6);
    };
    for (const Link& link : links) {
        for (std::size_t a = 0; a < link.between.size(); ++a)
            for (std::size_t b = a + 1; b < link.between.size(); ++b) set(link, a, b);
    }
    if (auto whole = cholesky(matrix)) {
        copula.factor = std::move(*whole);
        return copula;
    }
    // Which pair breaks it: link pair after pair, from none.
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) matrix[i][j] = i == j ? 1 : 0;
    for (std::size_t l = 0; l < links.size() && !copula.broken; ++l) {
        const Link& link = links[l];
        for (std::size_t a = 0; a < link.between.size() && !copula.broken; ++a) {
            for (std::size_t b = a + 1; b < link.between.size() && !copula.broken; ++b) {
                set(link, a, b);
                if (!cholesky(matrix)) copula.broken = {l, link.between[a], link.between[b]};
            }
        }
    }
    return copula;
}

namespace validation {

void check_links(const Case& conflict, Findings& findings) {
    if (conflict.links.empty()) return;
    std::map<std::string, const Quantity*> numbers;
    for_each_quantity(conflict,
                      [&](const QuantityRef& ref) { numbers.emplace(ref.address, ref.quantity); });
    std::set<std::pair<std::string, std::string>> linked;
    std::size_t wrong = 0;
    const auto error = [&](const Link& link, std::string message, std::string hint) {
        findings.error("E0225", std::move(message), std::move(hint), link.where, "link");
        ++wrong;
    };
    for (const Link& link : conflict.links) {
        if (!(link.rank > Rational(-1) && link.rank < Rational(1)))
            error(link, "the rank correlation of a link cannot be " + link.rank.to_string(),
                  "it must be greater than -1 and less than 1");
        if (link.between.size() < 2)
            error(link, "a link needs two numbers or more", "between = [\"ADDRESS\", \"ADDRESS\"]");
        for (const std::string& address : link.between) {
            const auto found = numbers.find(address);
            if (found == numbers.end()) {
                std::vector<std::string> known;
                for (const auto& [name, quantity] : numbers) known.push_back(name);
                const std::string near = did_you_mean(address, known);
                error(link, "the case has no number at '" + address + "' to link",
                      near.empty() ? "`entente check FILE` lists every address" : near);
            } else if (!found->second->ranged() || *found->second->low == *found->second->high) {
                error(link, address + " is linked but has no range",
                      "write it as \"best (low..high)\", or take it out of the link");
            }
        }
        for (std::size_t a = 0; a < link.between.size(); ++a) {
            for (std::size_t b = a + 1; b < link.between.size(); ++b) {
                const auto pair = std::minmax(link.between[a], link.between[b]);
                if (pair.first == pair.second) {
                    error(link, "a link names " + pair.first + " twice", "name each number once");
                } else if (!linked.insert(pair).second) {
                    error(link, pair.first + " and " + pair.second + " are linked twice",
                          "keep one of the links");
                }
            }
        }
    }
    if (wrong > 0) return;
    const Copula copula = copula_of(conflict.links);
    if (!copula.broken) return;
    const Link& link = conflict.links[copula.broken->link];
    findings.error("E0226",
                   "the links contradict each other: with " + copula.broken->first + " and " +
                       copula.broken->second + " at a rank correlation of " + link.rank.to_string() +
                       " the correlations are not positive definite",
                   "bring this rank closer to 0", link.where, "link");
}

}  // namespace validation
}  // namespace entente
