// The points that the solutions need, found one by one where there is no frontier.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "entente/core/parallel.hpp"
#include "settle/solutions/solution.hpp"

namespace entente::settle {

/// How one solution was found.
struct HuntedSolution {
    bool found = true;  ///< false: neither found nor ruled out
    double gap = 0;     ///< how far the objective may lie below the best one
    bool ties_known = false;
};

/// What is known of points that were found one by one.
struct HuntedPoints {
    Proof zone = Proof::unknown;   ///< optimal: there is a zone; absent: there is none
    bool ideals_proved = true;     ///< the points hold each party's best in the zone
    bool blockers_proved = false;  ///< they hold what the blockers of an empty zone are read from
    std::map<std::string, HuntedSolution, std::less<>> solutions;
};

struct Hunt {
    std::vector<Located> points;  ///< some of them may dominate others
    HuntedPoints known;

    void keep(std::vector<Located> more);
};

/// Puts questions to a solver: to one each, side by side on the threads, or to one after another.
class Panel {
public:
    using Make = std::function<std::unique_ptr<PointSolver>()>;

    Panel(Make make, bool side_by_side, const RunOptions& run)
        : make_(std::move(make)), side_by_side_(side_by_side), run_(run) {
        if (!side_by_side_) only_ = make_();
    }

    /// Answers in the order of the questions; those that were not put because of a stop are empty.
    template <class Answer>
    std::vector<Answer> ask(std::size_t questions,
                            const std::function<Answer(std::size_t, PointSolver&)>& put) {
        std::vector<Answer> answers(questions);
        std::vector<Stopped> ends(questions, Stopped::complete);
        const auto one = [&](std::size_t q) {
            std::unique_ptr<PointSolver> own = side_by_side_ ? make_() : nullptr;
            PointSolver& solver = own ? *own : *only_;
            answers[q] = put(q, solver);
            ends[q] = solver.stopped();
        };
        if (side_by_side_) {
            for_each_block(questions, run_, one);
        } else {
            for (std::size_t q = 0; q < questions && !run_.stop.stop_requested(); ++q) one(q);
        }
        if (run_.stop.stop_requested()) stopped_ = Stopped::cancelled;
        // A question that ran out is told by its own answer where each has a budget of its own.
        for (const Stopped end : ends) {
            if (end == Stopped::cancelled || (!side_by_side_ && stopped_ == Stopped::complete))
                stopped_ = end;
        }
        return answers;
    }
    [[nodiscard]] Stopped stopped() const { return stopped_; }

private:
    Make make_;
    bool side_by_side_;
    const RunOptions& run_;
    std::unique_ptr<PointSolver> only_;
    Stopped stopped_ = Stopped::complete;
};

/// Each party's best outcome; with a zone, its ideals and every solution of the records; without one, who
/// blocks it and the least shift that opens it. Points with which the solutions' own choice takes the right
/// ones. \pre origins are set
/// \param n parties \param units as the solver's problem has them
/// \threads the same result side by side as one after the other, but for budgets
[[nodiscard]] Hunt hunt_solutions(Panel& panel, std::size_t n,
                                  const std::vector<const SolutionRecord*>& records,
                                  const PointWishes& wishes, const PointUnits& units);

}  // namespace entente::settle
