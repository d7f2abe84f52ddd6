// The same talks many times: how often they end in a deal, when, and in which.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "entente/core/describe.hpp"
#include "entente/negotiate/negotiate.hpp"

namespace entente::negotiate {

/// A number that varies from talk to talk.
struct Spread {
    double mean = 0;
    double sd = 0;
    double low = 0;  ///< 5%
    double median = 0;
    double high = 0;  ///< 95%
};

template <class Visitor>
void describe(Visitor& visit, const Spread& spread) {
    visit("mean", spread.mean, {"", "the mean"});
    visit("sd", spread.sd, {"", "the standard deviation"});
    visit("low", spread.low, {"", "5% of the talks lie below"});
    visit("median", spread.median, {"", "half of them lie below"});
    visit("high", spread.high, {"", "5% of the talks lie above"});
}

struct DealShare {
    Outcome outcome;
    double share = 0;
    std::vector<double> utilities;
};

template <class Visitor>
void describe(Visitor& visit, const DealShare& deal) {
    visit("outcome", deal.outcome, {"", "the deal"});
    visit("share", deal.share, {"share", "of all talks, those without a deal included"});
    visit("utilities", deal.utilities, {"points", "what it is worth to each party"});
}

struct Repeated {
    std::uint64_t talks = 0;
    double months_per_round = 0;  ///< 0: rounds have no length
    double agreement_rate = 0;
    std::optional<Spread> rounds;   ///< of the talks that agree
    std::vector<Spread> utilities;  ///< per party, no deal included
    std::vector<DealShare> deals;   ///< the most frequent first
};

template <class Visitor>
void describe(Visitor& visit, const Repeated& result) {
    visit("talks", result.talks, {"", "how many were played; who speaks first goes round"});
    visit("months_per_round", result.months_per_round,
          {"months", "of the war that a round takes; 0: values of no deal stand still"});
    visit("agreement_rate", result.agreement_rate, {"share", "of the talks that end in a deal"});
    visit("rounds", result.rounds, {"rounds", "to agreement, over the talks that agree"});
    visit("utilities", result.utilities, {"points", "what each party gets, no deal included"});
    visit("deals", result.deals, {"", "which deals they end in, the most frequent first"});
}

/// Values of no deal of one talk, as NegotiateOptions::reservations. Called from several threads.
using MovingReservations = std::function<std::vector<std::vector<double>>(std::uint64_t repetition)>;

/// Plays the talks `talks` times, each with streams of its own. \param moving may be empty
/// \cost that many negotiations \threads talks in blocks, the same for any number
/// \check tests/negotiate/tournament_test.cpp
[[nodiscard]] Repeated repeat(const Prepared& prepared, const NegotiateOptions& options,
                              std::uint64_t talks, const MovingReservations& moving = {},
                              const RunOptions& run = {});

}  // namespace entente::negotiate
