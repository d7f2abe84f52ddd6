// Seats of one negotiation.
#pragma once

#include <map>
#include <memory>
#include <queue>
#include <set>
#include <vector>

#include "negotiate/domain/tables.hpp"

namespace entente::negotiate {

/// What the protocol may do with a seat and tactics may not: a value of no deal that moves.
class OwnSeat : public Seat {
public:
    /// \param value points
    virtual void set_reserve(double value) = 0;

    [[nodiscard]] double best() const final { return best_; }
    [[nodiscard]] double least() const final { return least_; }

protected:
    double best_ = 0;
    double least_ = 0;
};

/// Over tables that list the offers.
class ListedSeat final : public OwnSeat {
public:
    ListedSeat(const Prepared::Tables& tables, std::size_t party);

    void set_reserve(double value) override;
    [[nodiscard]] double utility(Offer offer) const override { return table_.points[table_.rank[offer]]; }
    [[nodiscard]] bool at_least(Offer a, Offer b) const override {
        return table_.start[table_.rank[a]] <= table_.start[table_.rank[b]];
    }
    [[nodiscard]] bool acceptable(Offer offer) const override { return table_.rank[offer] < acceptable_; }
    [[nodiscard]] bool any_acceptable() const override { return acceptable_ > 0; }
    [[nodiscard]] Offer nth(std::uint64_t k) override {
        return k < acceptable_ ? table_.order[k] : kNoOffer;
    }
    [[nodiscard]] Offer at_target(double target) override;
    [[nodiscard]] std::span<const Offer> near(Offer offer, double width, std::size_t most) override;
    [[nodiscard]] Offer any(RandomStream& random) override {
        return table_.order[random.below(acceptable_)];
    }
    [[nodiscard]] std::size_t issues() const override { return tables_.issues(); }
    [[nodiscard]] std::size_t options(std::size_t issue) const override { return tables_.options[issue]; }
    [[nodiscard]] std::size_t option(Offer offer, std::size_t issue) const override {
        return tables_.option(offer, issue);
    }
    [[nodiscard]] Outcome outcome(Offer offer) const override;
    [[nodiscard]] std::optional<Offer> offer(const Outcome& outcome) override;

private:
    const Prepared::Tables& tables_;
    const PartyTable& table_;
    std::size_t acceptable_;
    std::vector<Offer> near_;
};

/// The offers that one negotiation over a searched space has named so far.
class Board {
public:
    explicit Board(const Prepared::Tables& tables) : tables_(tables) {}

    [[nodiscard]] Offer intern(const std::vector<std::uint32_t>& options);
    [[nodiscard]] int128 units(std::size_t party, Offer offer) const {
        return units_[std::size_t{offer} * tables_.parties() + party];
    }
    [[nodiscard]] std::uint32_t option(Offer offer, std::size_t issue) const {
        return rows_[std::size_t{offer} * tables_.issues() + issue];
    }

private:
    const Prepared::Tables& tables_;
    std::map<std::vector<std::uint32_t>, Offer> known_;
    std::vector<std::uint32_t> rows_;
    std::vector<int128> units_;
};

/// Over additive utilities that are searched.
class SearchedSeat final : public OwnSeat {
public:
    SearchedSeat(const Prepared::Tables& tables, std::size_t party, Board& board);

    void set_reserve(double value) override;
    [[nodiscard]] double utility(Offer offer) const override {
        return exact_.points(board_.units(party_, offer));
    }
    [[nodiscard]] bool at_least(Offer a, Offer b) const override {
        return board_.units(party_, a) >= board_.units(party_, b);
    }
    [[nodiscard]] bool acceptable(Offer offer) const override;
    [[nodiscard]] bool any_acceptable() const override;
    [[nodiscard]] Offer nth(std::uint64_t k) override;
    [[nodiscard]] Offer at_target(double target) override;
    [[nodiscard]] std::span<const Offer> near(Offer offer, double width, std::size_t most) override;
    [[nodiscard]] Offer any(RandomStream& random) override;
    [[nodiscard]] std::size_t issues() const override { return tables_.issues(); }
    [[nodiscard]] std::size_t options(std::size_t issue) const override { return tables_.options[issue]; }
    [[nodiscard]] std::size_t option(Offer offer, std::size_t issue) const override {
        return board_.option(offer, issue);
    }
    [[nodiscard]] Outcome outcome(Offer offer) const override;
    [[nodiscard]] std::optional<Offer> offer(const Outcome& outcome) override;

private:
    using Ranks = std::vector<std::uint32_t>;  ///< per issue: how many options are better

    [[nodiscard]] int128 units_of_ranks(const Ranks& ranks) const;
    [[nodiscard]] std::vector<std::uint32_t> at_cell(std::size_t cell, RandomStream* random) const;
    void lower_to(int128 target, std::vector<std::uint32_t>& options) const;
    void expand();

    const Prepared::Tables& tables_;
    const SumTable& sums_;
    const ExactUtility& exact_;
    std::size_t party_;
    Board& board_;
    bool moved_ = false;  ///< the value of no deal is not the case's: compared in points
    // The best offers in order, as far as they were asked for.
    std::vector<Offer> best_first_;
    std::set<std::pair<int128, Ranks>> open_;  ///< by falling units (negated), then options
    std::vector<Offer> near_;
};

/// The seats of one negotiation, and the board where there is one.
struct Seats {
    std::unique_ptr<Board> board;
    std::vector<std::unique_ptr<OwnSeat>> of;

    explicit Seats(const Prepared::Tables& tables);
};

}  // namespace entente::negotiate
