#include <algorithm>
#include <limits>

#include "entente/core/diagnostic.hpp"
#include "entente/core/finding.hpp"
#include "entente/core/text.hpp"
#include "entente/stability/model.hpp"
#include "stability/model/digits.hpp"

namespace entente::stability {
namespace {

/// Assigns levers from the most significant down, so that states come out rising; a rule is looked at as
/// soon as the last lever that it speaks of is assigned.
class Search {
public:
    Search(const Space& space, std::uint64_t limit)
        : space_(space), radix_(radix_of(space)), due_(space.issues.size()), limit_(limit) {
        digits_.assign(radix_.size(), 0);
        strides_.assign(radix_.size(), 1);
        for (std::size_t l = 1; l < radix_.size(); ++l) strides_[l] = strides_[l - 1] * radix_[l - 1];
        for (std::size_t r = 0; r < space.rules.size(); ++r) {
            std::size_t last = radix_.size();
            for (const Condition& condition : space.rules[r].never)
                last = std::min(last, condition.issue.index());
            if (last == radix_.size()) {
                impossible_ = true;  // a rule without conditions forbids everything
            } else {
                due_[last].push_back(r);
            }
        }
    }

    std::vector<std::uint64_t> run() {
        if (!impossible_) descend(radix_.size(), 0);
        return std::move(found_);
    }

private:
    [[nodiscard]] bool forbidden(std::size_t lever) const {
        return std::any_of(due_[lever].begin(), due_[lever].end(), [&](std::size_t r) {
            const Conjunction& never = space_.rules[r].never;
            return std::all_of(never.begin(), never.end(), [&](const Condition& condition) {
                return condition.holds(OptionId(std::size_t{digits_[condition.issue.index()]}));
            });
        });
    }

    void descend(std::size_t above, std::uint64_t code) {
        if (above == 0) {
            if (found_.size() == limit_) {
                refuse("E0610",
                       "the space has more than " + group_digits(std::to_string(limit_)) +
                           " feasible outcomes: too many for a stability analysis",
                       "leave out issues that nobody controls, or use fewer options");
            }
            found_.push_back(code);
            return;
        }
        const std::size_t lever = above - 1;
        for (std::uint32_t digit = 0; digit < radix_[lever]; ++digit) {
            if (++nodes_ > kMostNodes && nodes_ > 64 * found_.size()) {
                refuse("E0613", "the rules leave so few outcomes that listing them takes too long",
                       "state rules on fewer issues at once, or merge issues that are tied together");
            }
            digits_[lever] = digit;
            if (!forbidden(lever)) descend(lever, code + digit * strides_[lever]);
        }
    }

    static constexpr std::uint64_t kMostNodes = 1u << 28;
    const Space& space_;
    std::vector<std::uint32_t> radix_;
    std::vector<std::uint64_t> strides_;
    std::vector<std::vector<std::size_t>> due_;  ///< per lever: rules to look at once it is assigned
    std::vector<std::uint32_t> digits_;
    std::uint64_t limit_;
    std::uint64_t nodes_ = 0;
    bool impossible_ = false;
    std::vector<std::uint64_t> found_;
};

}  // namespace

std::vector<std::uint32_t> radix_of(const Space& space) {
    std::vector<std::uint32_t> radix;
    for (const Issue& issue : space.issues)
        radix.push_back(static_cast<std::uint32_t>(issue.options.size()));
    return radix;
}

Feasible feasible_states(const Space& space, std::uint64_t limit) {
    Feasible feasible;
    std::uint64_t cells = 1;
    for (const Issue& issue : space.issues) {
        if (cells > (std::uint64_t{1} << 62) / std::max<std::uint64_t>(issue.options.size(), 1) * 2) {
            refuse("E0612", "the issues combine into more than 2^63 outcomes",
                   "a stability analysis numbers outcomes; settle some issues first");
        }
        cells *= issue.options.size();
    }
    if (space.rules.empty()) {
        if (cells > limit) {
            refuse("E0610",
                   "the space has " + group_digits(std::to_string(cells)) +
                       " outcomes; a stability analysis takes at most " +
                       group_digits(std::to_string(limit)),
                   "leave out issues that nobody controls, or use fewer options");
        }
        feasible.all = true;
        feasible.count = cells;
    } else {
        feasible.codes = Search(space, limit).run();
        feasible.count = feasible.codes.size();
        feasible.all = feasible.count == cells;
        if (feasible.all) std::vector<std::uint64_t>().swap(feasible.codes);
    }
    if (feasible.count == 0) {
        refuse("E0611", "the rules forbid every outcome: no state is feasible",
               "loosen a rule; each combination that may occur must break none");
    }
    return feasible;
}

Outcome outcome_of(const Space& space, std::uint64_t code) {
    Outcome outcome;
    for (const Issue& issue : space.issues) {
        outcome.options.emplace_back(static_cast<std::size_t>(code % issue.options.size()));
        code /= issue.options.size();
    }
    return outcome;
}

std::uint64_t code_of(const Space& space, const Outcome& outcome) {
    std::uint64_t code = 0;
    for (std::size_t l = space.issues.size(); l-- > 0;)
        code = code * space.issues[l].options.size() + outcome.options[l].index();
    return code;
}

State state_of(const Model& model, std::uint64_t code) {
    if (model.codes.empty()) return code < model.states ? static_cast<State>(code) : kNoState;
    const auto at = std::lower_bound(model.codes.begin(), model.codes.end(), code);
    return at != model.codes.end() && *at == code ? static_cast<State>(at - model.codes.begin()) : kNoState;
}

}  // namespace entente::stability
