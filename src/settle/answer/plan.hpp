// Chooses the methods for a case, runs them, and words the result.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "entente/settle/settle.hpp"
#include "settle/answer/deals.hpp"
#include "settle/frontier/front.hpp"
#include "settle/milp/model.hpp"
#include "settle/problem/problem.hpp"
#include "settle/problem/separable.hpp"
#include "settle/search/points.hpp"

namespace entente::settle {

template <class Units>
class Planner {
public:
    Planner(const Case& conflict, const std::vector<ExactUtility>& exact, Problem<Units> problem,
            const SettleOptions& options, const RunOptions& run)
        : conflict_(conflict), exact_(exact), problem_(std::move(problem)), options_(options), run_(run) {}

    SettleResult run();

private:
    const Case& conflict_;
    const std::vector<ExactUtility>& exact_;
    Problem<Units> problem_;
    const SettleOptions& options_;
    const RunOptions& run_;
    SettleResult result_;
    Front<Units> front_;
    std::vector<Units> best_;  ///< per party over the feasible outcomes
    std::vector<Units> worst_;
    bool counted_ = false;  ///< zone and feasible outcomes were counted on the way

    std::optional<Separable> separable_;
    std::string separable_reason_;
    Front<Units> partial_;                  ///< frontier points of an unfinished sweep
    std::optional<Proof> zone_proof_;       ///< where points were found one by one
    std::set<std::vector<int128>> sought_;  ///< gains of the points that solutions need
    std::map<std::string, double> gaps_;    ///< by solution
    std::vector<double> coarse_;            ///< points per party: how far outcomes may be above listed ones
    std::vector<std::string> failed_;       ///< solutions that were not found

    void find_frontier();
    void by_enumeration();
    /// How much merging may do: all there is to do, some seconds' work, or a first try that may fail.
    enum class Effort { whole, ordinary, brief };
    bool by_merge(Effort effort);
    bool by_trimming(const Trimmed<Units>& trimmed);
    bool by_milp();
    bool find_separable();
    void count_zone_size();
    void count_ties(Front<Units>& front);
    void by_points();
    void cover_rest(PointHunt& hunt);
    void answer();
    void set_extremes();
    void describe_parties();
    void describe_frontier();
    void describe_zone(const Bargain<Units>& bargain);
    void find_solutions(const Bargain<Units>& bargain);
    [[nodiscard]] double coarse_gap(const std::string& name, const Solution& solution,
                                    const Bargain<Units>& bargain) const;
    void find_all_trades();
    void find_improvement();
    bool list_better(const std::vector<Units>& draft, Front<Units>& better);
    bool seek_better(const std::vector<Units>& draft, Front<Units>& better);
    [[nodiscard]] std::vector<Located> listed_above(const std::vector<Units>& draft) const;
    [[nodiscard]] Front<Units> front_of(std::vector<Located> points) const;
    void note(std::string text) {
        if (std::find(result_.notes.begin(), result_.notes.end(), text) == result_.notes.end())
            result_.notes.push_back(std::move(text));
    }
    [[noreturn]] void refuse(const char* code, std::string message, std::string hint) const;
};

extern template class Planner<std::int64_t>;
extern template class Planner<int128>;

}  // namespace entente::settle
