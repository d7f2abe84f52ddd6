// War and settlement as one function of a case's uncertain numbers.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entente/model/draws.hpp"
#include "entente/robust/study.hpp"
#include "entente/settle/compiled.hpp"
#include "entente/war/front_tables.hpp"
#include "entente/war/values.hpp"

namespace entente::assess {

/// Where a party's value of no deal comes from in a draw.
struct NoDeal {
    enum class From : std::uint8_t { none, stated, drawn, war } from = From::none;
    double stated = 0;
    std::size_t number = 0;  ///< of the uncertain number, where drawn
    std::size_t side = 0;    ///< of the war
};

/// What does not change from draw to draw.
struct DrawModel {
    std::shared_ptr<const Case> held;  ///< by the compiled case too
    const Case& conflict;
    std::vector<UncertainNumber> numbers;
    settle::CompiledCase compiled;
    std::vector<NoDeal> no_deal;                   ///< per party
    bool believed = false;                         ///< does a side of the war believe otherwise?
    bool ends_fixed = true;                        ///< the file says what each side imposes on every issue
    std::vector<std::vector<std::uint32_t>> ends;  ///< [side][issue], where fixed
    std::vector<Outcome> deals;
    std::vector<std::size_t> deal_number;  ///< of the compiled case, where it enumerates
    std::vector<std::string> metrics;
    std::optional<war::FrontTables> tables;  ///< a front that wanders is read from
    bool exact = true;                       ///< what hangs on their error is worked out anew

    explicit DrawModel(const Case& from);
    explicit DrawModel(std::shared_ptr<const Case> shared);
    /// Works out the tables from which a front that wanders is read in every draw, where the war has one.
    /// The result of a draw stays that of the front itself: what hangs on the tables' error is worked out
    /// anew. \pre no worker exists yet
    /// \param brief coarser tables, whose error (told below a fiftieth of a point) no draw is held against
    void tabulate(const RandomDraws& random, bool brief, const RunOptions& run);
    /// How many fronts the tables hold, and how many points they are good to. \pre there are tables
    [[nodiscard]] std::pair<std::size_t, double> tables_told() const;
    /// What each draw gives. \pre lives as long as the subject
    [[nodiscard]] robust::Subject subject() const;
};

/// One thread's war and settlement.
class DrawWorker : public robust::Worker {
public:
    explicit DrawWorker(const DrawModel& model);
    void draw(std::span<const double> numbers, robust::Drawn& into) override;

    /// War and settlement of these numbers. \return false where they make no sense together
    bool settle(std::span<const double> numbers);
    /// After settle(): is there a zone by the sides' own beliefs?
    [[nodiscard]] bool believed_zone() const { return believed_zone_; }
    /// Sets the numbers of a draw that the war rests on.
    void set_war(std::span<const double> numbers);
    /// The case with these numbers in its war. \pre there is a war
    [[nodiscard]] const Case& conflict() const { return conflict_; }
    /// How many draws were worked out without tables because they hung on their error.
    [[nodiscard]] std::uint64_t worked_out() const { return worked_out_; }
    [[nodiscard]] const settle::QuickAnswer& answer() const { return *answer_; }
    [[nodiscard]] settle::CompiledCase::Work& work() { return *work_; }

private:
    bool value_war(war::Read from);
    bool settle_with(std::span<const double> numbers, war::Read from);
    [[nodiscard]] bool believe(bool& hangs);
    void fill_metrics(robust::Drawn& into);
    void fill_deals(robust::Drawn& into);
    void fill_solutions(robust::Drawn& into);

    const DrawModel& model_;
    std::unique_ptr<settle::CompiledCase::Work, void (*)(settle::CompiledCase::Work*)> work_;
    Case conflict_;                   ///< a copy, whose war is valued anew; empty where there is no war
    std::vector<Quantity*> targets_;  ///< per number, of the copy
    std::vector<double> reserves_;
    std::vector<double> believed_;
    war::Ends ends_;
    double fighting_[2] = {0, 0};
    double own_[2] = {0, 0};
    double dividend_[2] = {0, 0};  ///< what outsiders add to any deal
    double duration_ = 0;
    double slack_ = 0;      ///< points that values of fighting may be off
    double own_slack_ = 0;  ///< the same by the sides' own beliefs
    bool believed_zone_ = false;
    std::uint64_t worked_out_ = 0;
    std::vector<double> shifted_;
    const settle::QuickAnswer* answer_ = nullptr;
};

}  // namespace entente::assess
