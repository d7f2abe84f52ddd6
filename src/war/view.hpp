// The war's numbers as one pair of eyes sees them: the analyst's, or a side's own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/war/analyse.hpp"
#include "entente/war/learning.hpp"
#include "entente/war/values.hpp"

namespace entente::war {

inline constexpr int kAnalyst = -1;

/// Looks numbers up and adds aid. Chances and positions are the first side's.
class View {
public:
    View(const Case& conflict, int eyes) : case_(conflict), war_(*conflict.war), eyes_(eyes) {}

    [[nodiscard]] std::optional<double> find(std::string_view name) const;
    [[nodiscard]] double get(std::string_view name, double fallback) const;
    /// The number "name.<side><tail>".
    [[nodiscard]] std::optional<double> find(std::string_view name, std::size_t side,
                                             std::string_view tail = {}) const;
    [[nodiscard]] double get(std::string_view name, std::size_t side, double fallback) const;

    /// The chance that the first side wins: as written under this name, else from both sides' strengths,
    /// else even.
    [[nodiscard]] double chance(std::string_view name) const;
    /// Points per battle or period that a side pays: cost and penalties less money from outside.
    [[nodiscard]] double net_cost(std::size_t side) const;
    /// The cost alone: as written, or as a share of what the side holds in a period (`cost_share`).
    [[nodiscard]] double gross_cost(std::size_t side) const;
    /// Money from outside less penalties.
    [[nodiscard]] double money(std::size_t side) const { return gross_cost(side) - net_cost(side); }
    [[nodiscard]] const Case& conflict() const { return case_; }
    [[nodiscard]] int eyes() const { return eyes_; }  ///< kAnalyst, or the side
    /// What capability, and promises that these eyes believe in, add to the first side's chances.
    [[nodiscard]] double chance_shift() const;

private:
    template <class Matches>
    [[nodiscard]] std::optional<double> first(const Matches& matches) const;
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
    Pair fight{0, 0};     ///< value of fighting on
    double duration = 0;  ///< NaN where no mean is told
    double duration_sd = 0;
    double median = 0;      ///< of the duration, where no mean is told: at most the time looked at
    double weight = 1;      ///< what the discount leaves of the ends, on average: E[d^T]
    double error = 0;       ///< of the discounted chances, where they are no closed form
    double read_error = 0;  ///< of the values of fighting, where the front was read from a table
    std::optional<std::array<std::optional<double>, 5>> quantiles;  ///< of the duration (kCourseQuantiles)
    std::optional<std::array<Outlook, 2>>
        outlook;  ///< over the horizon of a decision, where it is judged so
};

/// The end points of the war for each side, in its own points.
using Stakes = Ends;
[[nodiscard]] Stakes stakes_of(const Case& conflict);

/// What one option of an issue adds to a party's points, bonuses aside.
[[nodiscard]] double issue_points(const Case& conflict, PartyId party, IssueId issue, OptionId option);

/// The ground that a front moves on, and what that is to each side.
struct Ground {
    double low = 0;      ///< where the second side has what it imposes
    double high = 1;     ///< where the first side has
    Pair stake{0, 0};    ///< points per whole share that the front moves in the side's favour
    Pair holding{0, 0};  ///< points that the side has while fighting goes on, at today's position
    std::array<bool, 2> holding_written{};
};
/// What the file writes as `holding` and `stake`; else the value of `status_quo` and the weight of the
/// war's issue between what both sides impose; else what a side has when it loses, and no stake.
[[nodiscard]] Ground ground_in(const View& view, const Stakes& stakes);
/// The value of `status_quo`: an issue that it does not name counts for nothing. None where there is none.
[[nodiscard]] std::optional<double> status_quo_value(const Case& conflict, PartyId party);

/// Periods ahead over which stalemate is judged: `outlook`, else 24 months; 0 where battles are counted,
/// and the whole war is judged.
[[nodiscard]] double outlook_span(const Case& conflict);

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

/// Has this side a belief, or a promise made to it, that could make it see the war otherwise?
[[nodiscard]] bool sees_otherwise(const Case& conflict, int side);

/// F raised by a public that expects more (points), as far as it still does after `elapsed` battles or
/// periods.
[[nodiscard]] double with_public(const View& view, std::size_t side, double reservation,
                                 double elapsed = 0);

/// The present value of the carrots of a deal struck now, as a share of the first side's stake.
[[nodiscard]] std::vector<Dividend> dividends_in(const Case& conflict, const Stakes& stakes);
/// What of them a deal struck now brings, likewise.
[[nodiscard]] double dividend_now(const Case& conflict, const Stakes& stakes);

/// The same in each side's points: to the side that a dividend names, else half of it to each.
[[nodiscard]] Pair dividend_points(const Case& conflict, const Stakes& stakes);

struct Appraisal;

/// What both sides would rather have than a deal: points, by the analyst and by each side's own belief.
/// No side has less than what the other would impose: it can always give in.
struct Reservations {
    Pair before_public{0, 0};
    Pair analyst{0, 0};
    Pair believed{0, 0};
    std::array<bool, 2> gives_in{};  ///< by the analyst's numbers fighting on is worth less than giving in
};
[[nodiscard]] Reservations reservations(const Case& conflict, const Stakes& stakes,
                                        const Appraisal& appraisal);

/// A chosen span is drawn finely: ten years are shown month by month.
inline constexpr int kPoints = 60;
inline constexpr int kFinePoints = 120;

}  // namespace entente::war
