// Chooses the methods for a problem and runs them: what they found is a value, worded elsewhere.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "entente/model/passage.hpp"
#include "entente/settle/settle.hpp"
#include "settle/answer/findings.hpp"
#include "settle/milp/frontier.hpp"
#include "settle/milp/model.hpp"
#include "settle/problem/problem.hpp"
#include "settle/problem/separable.hpp"
#include "settle/solutions/solution.hpp"

namespace entente::settle {

/// What is asked of a problem, in its units.
template <class Units>
struct Question {
    const Case& conflict;
    const SettleOptions& options;
    const RunOptions& run;
    std::optional<std::vector<Units>> reference;  ///< units of the outcome that SettleOptions names
    std::optional<std::vector<Units>> draft;      ///< likewise
};

/// Finds what the answer needs. The problem's origins are set on the way: gains count from the worst
/// feasible outcome where there is no reservation value.
template <class Units>
class Finder {
public:
    Finder(Problem<Units>& problem, const Question<Units>& question)
        : problem_(problem), ask_(question), options_(question.options), run_(question.run) {}

    Findings<Units> run();

private:
    Problem<Units>& problem_;
    const Question<Units>& ask_;
    const SettleOptions& options_;
    const RunOptions& run_;
    Findings<Units> found_;

    std::string why_not_separable_;
    /// A program was left open after thousands of nodes, or thousands of programs would be needed.
    bool programs_are_hard_ = false;
    Front<Units> partial_;                  ///< frontier points of an unfinished sweep
    std::set<std::vector<int128>> sought_;  ///< gains of the points that solutions need

    // find.cpp: which method
    void find_frontier();
    void choose_method();
    bool by_enumeration(bool forced);
    /// How much merging may do: all there is to do, half a minute's work, a second's, or a first try that
    /// may fail.
    enum class Effort { whole, ordinary, modest, brief };
    bool by_merge(Effort effort);
    bool by_trimming(const Trimmed<Units>& trimmed);
    bool by_few_programs(std::uint64_t programs, bool look_first);
    bool by_milp();
    void take(MilpFront<Units> found);
    void set_extremes();
    [[noreturn]] void refuse(const char* code, std::string message, std::string hint) const;

    // passage.cpp: deals that must be ratified, or that some parties alone can agree
    bool by_passage();
    void say_passage(const Passage& passage, std::uint64_t passing);

    // hunt.cpp: without a frontier
    bool find_separable();
    void by_points();
    void cover_rest(std::vector<Located>& points);
    [[nodiscard]] Front<Units> front_of(std::vector<Located> points) const;

    // sizes.cpp
    void count_zone_size();
    void count_ties(Front<Units>& front);

    // improve.cpp
    void find_better();
    bool list_better(const std::vector<Units>& draft, Front<Units>& better);
    bool seek_better(const std::vector<Units>& draft, Front<Units>& better);
    [[nodiscard]] std::vector<Located> listed_above(const std::vector<Units>& draft) const;

    void note(std::string text) { found_.note(std::move(text)); }
};

extern template class Finder<std::int64_t>;
extern template class Finder<int128>;

/// "10^17", "1,234"
[[nodiscard]] std::string about(double count);

}  // namespace entente::settle
