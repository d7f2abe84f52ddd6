// Playing the cells of a tournament.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "entente/core/expects.hpp"
#include "entente/core/finding.hpp"
#include "entente/core/parallel.hpp"
#include "entente/negotiate/tournament.hpp"
#include "negotiate/setup.hpp"

namespace entente::negotiate {
namespace {

constexpr std::size_t kProbes = 64;  // outcomes on which a model is compared with the truth

std::uint64_t power(std::uint64_t base, std::size_t exponent) {
    std::uint64_t result = 1;
    while (exponent-- > 0) result *= base;
    return result;
}

/// Half of one less the correlation: 0 where the model ranks as the party does, 1 where the other way
/// round.
double wrongness(const std::vector<double>& truth, const std::vector<double>& believed) {
    const auto n = static_cast<double>(truth.size());
    double st = 0, sb = 0, stt = 0, sbb = 0, stb = 0;
    for (std::size_t k = 0; k < truth.size(); ++k) {
        st += truth[k];
        sb += believed[k];
        stt += truth[k] * truth[k];
        sbb += believed[k] * believed[k];
        stb += truth[k] * believed[k];
    }
    const double spread = (stt - st * st / n) * (sbb - sb * sb / n);
    if (spread <= 0) return 0.5;  // says nothing
    return (1 - std::clamp((stb - st * sb / n) / std::sqrt(spread), -1.0, 1.0)) / 2;
}

/// Plays one cell's repetitions.
class CellPlayer {
public:
    CellPlayer(const Prepared& prepared, const Setup& setup, std::uint64_t cell, bool deception,
               const RunOptions& run)
        : prepared_(prepared),
          tables_(prepared.tables()),
          setup_(setup),
          cell_(cell),
          deception_(deception),
          run_(run) {}

    Record play_one(std::uint64_t repetition) {
        said_.clear();
        const std::size_t n = tables_.parties();
        Table table(setup_, repetition % n, run_.seed, (cell_ << 32) | repetition,
                    deception_ ? &said_ : nullptr);
        const Played played = play(table);
        Record record;
        record.agreed = played.agreement != kNoOffer;
        record.time = played.time;
        for (std::size_t p = 0; p < n; ++p) {
            const OwnSeat& seat = *table.seats.of[p];
            const double utility = record.agreed ? seat.utility(played.agreement) : nothing(p);
            record.utility.push_back(utility);
            const double range = seat.best() - nothing(p);
            const double gained = record.agreed && range <= 0 ? 1 : 0;
            record.advantage.push_back(range > 0 ? (utility - nothing(p)) / range : gained);
        }
        if (record.agreed) measure(table, played.agreement, record);
        if (deception_) deceive(table, record);
        return record;
    }

private:
    /// What a party gets without a deal.
    [[nodiscard]] double nothing(std::size_t p) const {
        return tables_.has_reserve[p] != 0 ? tables_.reserve[p] : tables_.worst[p];
    }

    void measure(Table& table, Offer deal, Record& record) {
        if (deal != last_deal_ || tables_.kind == Prepared::Tables::Kind::search) {
            last_ = distances(prepared_, table.seats.of[0]->outcome(deal));
            last_deal_ = deal;
        }
        record.from_frontier = last_.from_frontier.value_or(0);
        record.from_nash = last_.from_nash.value_or(-1);
    }

    void deceive(Table& table, Record& record) {
        RandomStream stream(run_.seed, "talks.probes", cell_);
        const ModelRecord& frequency = model_records().front();
        Numbers numbers;
        for (const TacticParameter& each : frequency.info.parameters) numbers.push_back(each.fallback);
        for (std::size_t p = 0; p < tables_.parties(); ++p) {
            const OwnSeat& seat = *table.seats.of[p];
            const auto model = frequency.make(seat, numbers);
            for (const Said& each : said_) {
                if (each.party == p && each.act == Act::offer)
                    model->heard(table.moment(each.round), each.offer);
            }
            truth_.clear();
            believed_.clear();
            for (const Offer probe : probes(table, stream)) {
                truth_.push_back(seat.utility(probe));
                believed_.push_back(model->value(probe));
            }
            record.deception.push_back(wrongness(truth_, believed_));
        }
    }

    const std::vector<Offer>& probes(Table& table, RandomStream& stream) {
        if (!probes_.empty() && tables_.kind != Prepared::Tables::Kind::search) return probes_;
        probes_.clear();
        Outcome any;
        any.options.assign(tables_.issues(), OptionId(0));
        for (std::size_t k = 0; k < kProbes; ++k) {
            if (tables_.kind != Prepared::Tables::Kind::search) {
                probes_.push_back(static_cast<Offer>(stream.below(tables_.offers)));
                continue;
            }
            for (std::size_t i = 0; i < tables_.issues(); ++i)
                any.options[i] = OptionId(static_cast<std::size_t>(stream.below(tables_.options[i])));
            probes_.push_back(*table.seats.of[0]->offer(any));
        }
        return probes_;
    }

    const Prepared& prepared_;
    const Prepared::Tables& tables_;
    const Setup& setup_;
    std::uint64_t cell_;
    bool deception_;
    const RunOptions& run_;
    std::vector<Said> said_;
    std::vector<Offer> probes_;
    std::vector<double> truth_, believed_;
    Offer last_deal_ = kNoOffer;
    Distances last_;
};

}  // namespace

Tournament::Tournament(std::vector<Prepared> cases, TournamentOptions options)
    : cases_(std::move(cases)), options_(std::move(options)) {
    ENTENTE_EXPECTS(!cases_.empty());
    if (options_.tactics.empty()) {
        for (const TacticInfo& each : tactics())
            options_.tactics.push_back(TacticChoice{std::string(each.id)});
    }
    for (const TacticChoice& each : options_.tactics) (void)choose(each);
    entrants_ = options_.tactics.size() + options_.outside.size();
    seats_ = cases_.front().tables().parties();
    for (const Prepared& each : cases_) {
        check_table(each.tables(), options_.deadline);
        if (each.tables().parties() != seats_)
            refuse("E1705", "the cases of a tournament differ in their number of parties",
                   "hold one tournament for each number");
    }
    constexpr double kMost = 1e9;
    const double all = static_cast<double>(cases_.size()) *
                       std::pow(static_cast<double>(entrants_), static_cast<double>(seats_));
    if (all * static_cast<double>(options_.repetitions) > kMost)
        refuse("E1705", fmt::format("{} tactics on {} seats make too many tuples", entrants_, seats_),
               "name fewer tactics or repetitions: at most a thousand million negotiations");
}

std::uint64_t Tournament::cells() const { return cases_.size() * power(entrants_, seats_); }

CellAddress Tournament::address(std::uint64_t cell) const {
    const std::uint64_t tuples = power(entrants_, seats_);
    CellAddress address{.conflict = static_cast<std::size_t>(cell / tuples),
                        .tactics = std::vector<std::size_t>(seats_)};
    std::uint64_t rest = cell % tuples;
    for (std::size_t p = seats_; p-- > 0;) {
        address.tactics[p] = static_cast<std::size_t>(rest % entrants_);
        rest /= entrants_;
    }
    return address;
}

std::vector<std::string> Tournament::names() const {
    std::vector<std::string> all;
    for (const TacticChoice& each : options_.tactics) all.push_back(to_string(each));
    for (const auto& [name, make] : options_.outside) all.push_back(name);
    return all;
}

std::vector<Cell> Tournament::play(const std::vector<std::uint64_t>& cells, const RunOptions& run) const {
    for (const Prepared& each : cases_) (void)yardstick(each);
    std::vector<Cell> played(cells.size());
    const std::size_t done = for_each_block(cells.size(), run, [&](std::size_t block) {
        const CellAddress at = address(cells[block]);
        NegotiateOptions options;
        options.protocol = options_.protocol;
        options.deadline = options_.deadline;
        for (const std::size_t entrant : at.tactics) {
            const bool own = entrant < options_.tactics.size();
            options.tactics.push_back(own ? options_.tactics[entrant] : TacticChoice{});
            options.plugged.push_back(own ? MakeTactic{}
                                          : options_.outside[entrant - options_.tactics.size()].second);
        }
        const Setup setup = make_setup(cases_[at.conflict], options);
        CellPlayer player(cases_[at.conflict], setup, cells[block], options_.deception, run);
        Cell& cell = played[block];
        cell.number = cells[block];
        cell.records.reserve(options_.repetitions);
        for (std::uint64_t r = 0; r < options_.repetitions; ++r) cell.records.push_back(player.play_one(r));
    });
    played.resize(done);
    return played;
}

TournamentResult tournament(const std::vector<Case>& cases, const TournamentOptions& options,
                            const RunOptions& run) {
    std::vector<Prepared> prepared;
    for (const Case& each : cases) prepared.push_back(prepare(each, {}, run));
    const Tournament all(std::move(prepared), options);
    std::vector<std::uint64_t> numbers(all.cells());
    for (std::uint64_t k = 0; k < numbers.size(); ++k) numbers[k] = k;
    const std::vector<Cell> cells = all.play(numbers, run);
    if (cells.size() < numbers.size()) return {};
    return all.conclude(cells, run);
}

}  // namespace entente::negotiate
