// Many draws of an uncertain model, counted as they come: nothing is kept of a draw but what it adds.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/model/draws.hpp"
#include "entente/robust/indices.hpp"
#include "entente/robust/tally.hpp"

namespace entente::robust {

enum class Sampler : std::uint8_t { random, sobol };
inline constexpr std::array<std::string_view, 2> kSamplerNames = {"random", "sobol"};
[[nodiscard]] constexpr std::string_view to_string(Sampler sampler) {
    return kSamplerNames[static_cast<std::size_t>(sampler)];
}

/// What one draw of the model gives. Its vectors have their sizes when a worker is asked to fill it.
struct Drawn {
    bool sound = true;  ///< false: these numbers make no sense together, and the draw is left out
    std::vector<double> metrics;
    std::vector<unsigned char> events;   ///< yes or no
    std::uint64_t acceptable = 0;        ///< bit k: deal k is acceptable to all
    std::vector<double> regret;          ///< per deal, 0 or more
    std::vector<unsigned char> solved;   ///< per solution: is there one
    std::vector<int> chosen;             ///< per solution: the deal that it is, or -1
    std::vector<std::uint32_t> options;  ///< [solution * issues + issue]
};

/// One thread's copy of the model.
class Worker {
public:
    virtual ~Worker() = default;
    /// \param numbers one per uncertain number, in their order
    virtual void draw(std::span<const double> numbers, Drawn& into) = 0;
};

/// The model: what each draw gives. \pre at most 64 deals
struct Subject {
    std::vector<std::string> metrics;
    std::vector<std::string> events;  ///< the first is what swings and the rule explain
    std::size_t deals = 0;
    std::vector<std::string> solutions;
    std::vector<std::size_t> options;  ///< per issue
    std::function<std::unique_ptr<Worker>()> worker;
};

/// Keeps the draws in which a number or a metric lies on one side of a limit.
struct Where {
    std::string name;  ///< an address, or a metric
    bool at_least = false;
    double limit = 0;
};

struct StudyOptions {
    std::uint64_t draws = 10'000;
    Sampler sampler = Sampler::random;
    std::vector<Where> where;
    std::vector<std::string> explained;  ///< metrics that get indices
    std::optional<std::uint64_t>
        total_runs;      ///< of the model, for total order; 0: none; not set: by default
    unsigned shard = 1;  ///< 1..shards
    unsigned shards = 1;
};

/// The sums over the draws so far: whole numbers only, so that any order of draws gives the same.
struct Tally {
    std::uint64_t draws = 0;                ///< counted
    std::uint64_t unsound = 0;              ///< left out: they make no sense
    std::uint64_t excluded = 0;             ///< left out by `where`
    std::vector<std::uint64_t> event;       ///< [event]
    std::vector<std::uint64_t> event_part;  ///< [event * kReplicates + part of the draws]
    std::vector<std::uint64_t> part;        ///< draws counted per part
    std::vector<std::uint64_t> count;       ///< [row * bins + bin]; rows: the numbers, then noise
    std::vector<std::uint64_t> hit;         ///< [(event * rows + row) * bins + bin]
    std::vector<Sums> metric;               ///< [metric]
    std::vector<Histogram> metric_sizes;
    std::vector<Sums> explained;      ///< [((explained * kParts + part) * numbers + number) * bins + bin]
    std::vector<std::uint64_t> deal;  ///< [deal]: acceptable to all
    std::vector<std::uint64_t> deal_bins;  ///< [(row * bins + bin) * deals + deal]
    std::vector<Histogram> regret;         ///< [deal]
    std::vector<std::uint64_t> solved;     ///< [solution]
    std::vector<std::uint64_t> chosen;     ///< [solution * deals + deal]
    std::vector<std::uint64_t> terms;      ///< [solution * all options + offset of the issue + option]
    std::vector<std::uint64_t> kept;       ///< bits of the first draws: counted, then the first event

    void add(const Tally& other);
    bool operator==(const Tally&) const = default;
};

inline constexpr std::size_t kBlockDraws = 32;  ///< few, so that a stop is heard soon
inline constexpr std::size_t kNoiseRows = 4;
inline constexpr std::size_t kParts = 8;
inline constexpr std::uint64_t kKeptDraws = 1 << 14;

/// Draws done so far, of one shard or of all. Two of the same study can be added.
struct State {
    std::string study;  ///< what is studied, how: parts of different studies do not fit together
    std::vector<unsigned char> blocks;  ///< per block of draws: done
    Tally tally;
    std::vector<std::vector<double>> replicates;  ///< of the total-order indices; empty: not done

    [[nodiscard]] bool complete() const;
    /// As text that ends in its own checksum, and back. \throws std::invalid_argument for a damaged text
    [[nodiscard]] std::string text() const;
    /// Of what was drawn: the same draws have the same one, whatever their study was called.
    [[nodiscard]] std::string fingerprint() const;
    [[nodiscard]] static State parse(std::string_view text);
    /// Adds a part of the same study that shares no draw. \throws std::invalid_argument otherwise
    void add(const State& other);
    bool operator==(const State&) const = default;
};

/// A study ready to run: the numbers, where their draws come from, and the model.
class Study {
public:
    /// Makes some draws to learn the sizes of what will be added up. Where `run` is stopped before that, so
    /// is every later run of it.
    /// \throws std::invalid_argument for a `where` or `explained` name that is none, with that name
    Study(const std::vector<UncertainNumber>& numbers, const std::vector<Link>& links, Subject subject,
          StudyOptions options, std::uint64_t seed, const RunOptions& run = {});

    [[nodiscard]] State start(std::string study) const;
    /// Makes the draws of this shard that `state` lacks. After every few blocks `keep` is given the state,
    /// to be written down. \return false where the stop token ended it: `state` holds what was finished, in
    /// whole blocks where they are kept, else to the last draw
    bool run(State& state, const RunOptions& run, const std::function<void(const State&)>& keep = {}) const;
    /// Is this shard's part done?
    [[nodiscard]] bool done(const State& state) const;

    [[nodiscard]] const std::vector<UncertainNumber>& numbers() const { return numbers_; }
    [[nodiscard]] const Subject& subject() const { return subject_; }
    [[nodiscard]] const StudyOptions& options() const { return options_; }
    [[nodiscard]] bool linked() const { return random_.linked(); }
    [[nodiscard]] const RandomDraws& random() const { return random_; }
    [[nodiscard]] std::uint64_t draws() const { return draws_; }  ///< asked for, less what no net can hold
    [[nodiscard]] std::size_t bins() const { return bins_; }
    [[nodiscard]] std::size_t rows() const { return numbers_.size() + kNoiseRows; }
    [[nodiscard]] const TotalPlan& plan() const { return plan_; }
    [[nodiscard]] unsigned replicates() const { return replicates_; }
    [[nodiscard]] const std::vector<std::size_t>& explained() const { return explained_; }
    [[nodiscard]] const FixedPoint& scale(std::size_t metric) const { return scales_[metric]; }
    [[nodiscard]] const FixedPoint& regret_scale() const { return regret_scale_; }
    /// Shares of draw number `draw` in the numbers' distributions.
    void shares(std::uint64_t draw, std::span<double> shares) const;
    /// The model as a function of the shares, for total order and Shapley effects.
    [[nodiscard]] UnitModel unit_model() const;

private:
    struct Desk;
    void count(Desk& desk, std::uint64_t draw, Tally& tally) const;
    [[nodiscard]] bool kept_by_where(const Desk& desk) const;
    [[nodiscard]] std::unique_ptr<Desk> desk() const;
    void evaluate(Desk& desk, std::span<const double> shares) const;
    void pilot(const RunOptions& run);
    [[nodiscard]] Drawn blank() const;
    [[nodiscard]] Tally empty() const;

    std::vector<UncertainNumber> numbers_;
    Subject subject_;
    StudyOptions options_;
    std::uint64_t seed_;
    RandomDraws random_;
    std::vector<RandomStream::Key> noise_;
    std::vector<SobolPoints> nets_;
    unsigned net_bits_ = 0;
    std::uint64_t draws_ = 0;
    std::size_t bins_ = 0;
    TotalPlan plan_;
    unsigned replicates_ = 0;
    std::vector<std::size_t> explained_;
    std::vector<std::pair<std::size_t, bool>> where_;  ///< index, and whether it is a metric
    std::vector<FixedPoint> scales_;
    FixedPoint regret_scale_;
};

}  // namespace entente::robust
