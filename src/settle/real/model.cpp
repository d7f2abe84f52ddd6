#include "settle/real/model.hpp"

#include <algorithm>
#include <cmath>

namespace entente::settle {
namespace {

/// The options of a real issue where some party's line bends, both ends included.
std::vector<std::size_t> bends(const Issue& issue, const Worth& worth) {
    const std::size_t size = issue.options.size();
    std::vector<std::size_t> result{0};
    const auto value = [&](std::size_t o) { return issue.options[o].value->value(); };
    for (std::size_t o = 1; o + 1 < size; ++o) {
        const std::size_t from = result.back();
        bool straight = true;
        for (const std::vector<double>& row : worth) {
            const double slope = (row[o + 1] - row[from]) / (value(o + 1) - value(from));
            for (std::size_t k = from + 1; k <= o && straight; ++k) {
                straight = std::abs(row[from] + slope * (value(k) - value(from)) - row[k]) <= 1e-10;
            }
        }
        if (!straight) result.push_back(o);
    }
    if (size > 1) result.push_back(size - 1);
    return result;
}

}  // namespace

RealModel::RealModel(const Case& conflict, const std::vector<IssueId>& real)
    : conflict_(conflict), exact_(exact_utilities(conflict)), n_(conflict.parties.size()) {
    real_.assign(conflict.space.issues.size(), 0);
    for (const IssueId issue : real) real_[issue.index()] = 1;
    for (std::size_t i = 0; i < real_.size(); ++i) add_issue(i);
    for (std::size_t j = 0; j < n_; ++j) {
        std::vector<LpEntry> row;
        for (std::size_t i = 0; i < real_.size(); ++i) {
            for (std::size_t k = 0; k < at_[i].size(); ++k)
                row.push_back({variable_[i][k], worth_[i][j][at_[i][k]]});
        }
        units_.push_back(base_.add_variable(0, -kUnbounded, kUnbounded));
        row.push_back({units_.back(), -1});
        base_.add_row(std::move(row), 0, 0);
    }
    base_.maximise = true;
}

std::vector<std::optional<double>> RealModel::numbers(const std::vector<double>& x) const {
    std::vector<std::optional<double>> result(real_.size());
    for (std::size_t i = 0; i < real_.size(); ++i) {
        if (real_[i] == 0) continue;
        double sum = 0, share = 0;
        for (std::size_t k = 0; k < at_[i].size(); ++k) {
            sum += x[variable_[i][k]] * value(i, k);
            share += x[variable_[i][k]];
        }
        result[i] = sum / share;
    }
    return result;
}

void RealModel::polish(std::vector<double>& x, const std::vector<double>& from) const {
    std::vector<double> gain(n_);
    for (std::size_t j = 0; j < n_; ++j) gain[j] = x[units_[j]] - from[j];
    for (int pass = 0; pass < 60; ++pass) {
        for (std::size_t i = 0; i < real_.size(); ++i) {
            if (real_[i] != 0) move(i, x, gain);
        }
    }
}

void RealModel::add_issue(std::size_t i) {
    const Issue& issue = conflict_.space.issues[i];
    Worth worth;
    for (const ExactUtility& u : exact_) {
        worth.emplace_back();
        for (const int128 units : u.contribution[i]) worth.back().push_back(u.points(units));
    }
    std::vector<std::size_t> at;
    if (real_[i] != 0) {
        at = bends(issue, worth);
    } else {
        for (std::size_t o = 0; o < issue.options.size(); ++o) at.push_back(o);
    }
    std::vector<std::size_t> variables;
    std::vector<LpEntry> one;
    for (std::size_t k = 0; k < at.size(); ++k) {
        variables.push_back(real_[i] != 0 ? base_.add_variable(0, 0, 1) : base_.add_integer(0));
        one.push_back({variables.back(), 1});
    }
    base_.add_row(std::move(one), 1, 1);
    if (real_[i] != 0 && at.size() > 2) {  // two neighbours only
        std::vector<std::size_t> piece;
        std::vector<LpEntry> only;
        for (std::size_t s = 0; s + 1 < at.size(); ++s) {
            piece.push_back(base_.add_integer(0));
            only.push_back({piece.back(), 1});
        }
        base_.add_row(std::move(only), 1, 1);
        for (std::size_t k = 0; k < at.size(); ++k) {
            std::vector<LpEntry> row{{variables[k], -1}};
            if (k > 0) row.push_back({piece[k - 1], 1});
            if (k < piece.size()) row.push_back({piece[k], 1});
            base_.add_row(std::move(row), 0, kUnbounded);
        }
    }
    at_.push_back(std::move(at));
    variable_.push_back(std::move(variables));
    worth_.push_back(std::move(worth));
}

double RealModel::value(std::size_t issue, std::size_t k) const {
    return conflict_.space.issues[issue].options[at_[issue][k]].value->value();
}

void RealModel::move(std::size_t i, std::vector<double>& x, std::vector<double>& gain) const {
    // The piece: the last bend with a share, and the one before it.
    std::size_t high = 0;
    for (std::size_t k = 0; k < at_[i].size(); ++k) {
        if (x[variable_[i][k]] > 1e-9) high = k;
    }
    if (at_[i].size() < 2) return;
    high = std::max<std::size_t>(high, 1);
    const std::size_t low = high - 1;
    const double share = x[variable_[i][high]];
    std::vector<double> slope(n_), start(n_);
    for (std::size_t j = 0; j < n_; ++j) {
        slope[j] = worth_[i][j][at_[i][high]] - worth_[i][j][at_[i][low]];
        start[j] = gain[j] - slope[j] * share;
    }
    // Where the derivative of the sum of logarithms is zero, by halving.
    const auto rising = [&](double at) {
        double sum = 0;
        for (std::size_t j = 0; j < n_; ++j) {
            const double g = start[j] + slope[j] * at;
            if (slope[j] != 0) sum += slope[j] / std::max(g, 1e-300);
        }
        return sum > 0;
    };
    double left = 0, right = 1;
    for (std::size_t j = 0; j < n_; ++j) {  // nobody below no deal
        if (slope[j] > 0) left = std::max(left, -start[j] / slope[j]);
        if (slope[j] < 0) right = std::min(right, -start[j] / slope[j]);
    }
    if (left > right) return;
    double best = rising(right) ? right : left;
    if (!rising(right) && rising(left)) {
        for (int k = 0; k < 100; ++k) {
            best = (left + right) / 2;
            (rising(best) ? left : right) = best;
        }
    }
    for (std::size_t k = 0; k < at_[i].size(); ++k) x[variable_[i][k]] = 0;
    x[variable_[i][high]] = best;
    x[variable_[i][low]] = 1 - best;
    for (std::size_t j = 0; j < n_; ++j) gain[j] = start[j] + slope[j] * best;
}

}  // namespace entente::settle
