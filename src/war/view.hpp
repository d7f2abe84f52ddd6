// The war's numbers as one pair of eyes sees them: the analyst's, or a side's own.
#pragma once

#include <optional>
#include <string>

#include "entente/war/analyse.hpp"
#include "entente/war/front.hpp"

namespace entente::war {

inline constexpr int kAnalyst = -1;

/// Looks numbers up and adds aid. Chances and positions are the first side's.
class View {
public:
    View(const Case& conflict, int eyes) : case_(conflict), war_(*conflict.war), eyes_(eyes) {}

    [[nodiscard]] std::optional<double> find(const std::string& name) const;
    [[nodiscard]] double get(const std::string& name, double fallback) const;
    [[nodiscard]] std::optional<double> find(const std::string& name, std::size_t side,
                                             const std::string& tail = {}) const;
    [[nodiscard]] double get(const std::string& name, std::size_t side, double fallback) const;

    /// Points per battle or period that a side pays: cost and penalties less money from outside.
    [[nodiscard]] double net_cost(std::size_t side) const;
    /// What capability, and promises that these eyes believe in, add to the first side's chances.
    [[nodiscard]] double chance_shift() const;

private:
    [[nodiscard]] const std::string& id(std::size_t side) const {
        return case_.parties[war_.between[side].index()].id;
    }
    const Case& case_;
    const WarSpec& war_;
    int eyes_;
};

/// What one pair of eyes makes of the war; values are shares of each side's stake.
struct Evaluation {
    Pair win{0, 0};
    Pair value{0, 0};  ///< before costs
    Pair cost{0, 0};
    Pair fight{0, 0};  ///< value of fighting on
    double duration = 0;
    double duration_sd = 0;
};

/// The end points of the war for each side, in its own points.
struct Stakes {
    std::array<Outcome, 2> ends;
    Pair at_win{0, 0};
    Pair at_loss{0, 0};
    [[nodiscard]] double size(std::size_t side) const { return at_win[side] - at_loss[side]; }
    [[nodiscard]] double points(std::size_t side, double share) const {
        return at_loss[side] + share * size(side);
    }
};
[[nodiscard]] Stakes stakes_of(const Case& conflict);

/// What deals can give both sides: the straight line between the ends of the war where there is one issue,
/// else the efficient outcomes of the case's own space, where issues can be traded.
class Deals {
public:
    Deals(const Case& conflict, const Stakes& stakes);
    /// Of the best deal over two values of fighting (points): the smaller gain is negative where no deal
    /// gives both what they ask. \return shares of the stake, summed: pie less both values on the line
    [[nodiscard]] double surplus(const Pair& reservation) const;
    [[nodiscard]] bool on_a_line() const { return frontier_.empty(); }

private:
    const Stakes& stakes_;
    std::vector<Pair> frontier_;  // shares of each side's stake, rising in the first
};

/// The models' own parameters as a view sees them.
[[nodiscard]] bool drifts(const View& view);
/// Share of the battles that move the front.
[[nodiscard]] double moving_share(const View& view);
[[nodiscard]] Walk walk_in(const View& view);
[[nodiscard]] Front front_in(const View& view);
[[nodiscard]] Lottery lottery_in(const View& view, const Stakes& stakes);
[[nodiscard]] Learning learning_in(const Case& conflict, const Stakes& stakes);
[[nodiscard]] Screening screening_in(const View& view, const Stakes& stakes);
[[nodiscard]] Attrition attrition_in(const View& view, const Stakes& stakes);

/// A front's value of fighting on for one side, as a share of its stake, before costs: the ends as far as
/// the discount lets them weigh, and what the side holds until then.
[[nodiscard]] double front_value(const View& view, const Stakes& stakes, std::size_t side,
                                 const Ending& ending);

/// \param full also the deviation of the duration
[[nodiscard]] Evaluation evaluate(const Case& conflict, const Stakes& stakes, int eyes, bool full);

/// F raised by a public that expects more (points), as far as it still does after `elapsed` battles or
/// periods.
[[nodiscard]] double with_public(const View& view, std::size_t side, double reservation,
                                 double elapsed = 0);

/// The present value of the carrots of a deal struck now, as a share of the first side's stake.
[[nodiscard]] std::vector<Dividend> dividends_in(const Case& conflict, const Stakes& stakes);

}  // namespace entente::war
