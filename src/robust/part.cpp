// A state as text: what a shard leaves behind.
#include <bit>
#include <charconv>
#include <stdexcept>

#include "entente/core/sha256.hpp"
#include "entente/robust/study.hpp"

namespace entente::robust {
namespace {

constexpr std::string_view kHead = "entente-part/1\n";
constexpr std::string_view kSum = "sha256 ";

/// Numbers on a line; runs of zeros, which are many, as "0xCOUNT".
class Writer {
public:
    std::string text;

    void line(std::string_view name) {
        if (!text.empty()) text += '\n';
        text += name;
    }
    void number(std::uint64_t value) {
        text += ' ';
        text += std::to_string(value);
    }
    template <class Whole>
    void numbers(std::string_view name, const std::vector<Whole>& all) {
        line(name);
        number(all.size());
        for (std::size_t k = 0; k < all.size();) {
            std::size_t zeros = 0;
            while (k + zeros < all.size() && all[k + zeros] == 0) ++zeros;
            if (zeros > 2) {
                text += " 0x" + std::to_string(zeros);
                k += zeros;
            } else {
                number(all[k++]);
            }
        }
    }
    void sums(std::string_view name, const std::vector<Sums>& all) {
        std::vector<std::uint64_t> flat;
        for (const Sums& each : all) {
            flat.insert(flat.end(), {each.count, static_cast<std::uint64_t>(each.sum), each.squares_low,
                                     each.squares_high});
        }
        numbers(name, flat);
    }
    void sizes(std::string_view name, const std::vector<Histogram>& all) {
        line(name);
        number(all.size());
        for (const Histogram& each : all) {
            line("-");
            text += ' ' + each.text();
        }
    }
};

class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    /// The line that must come next, less its name.
    std::string_view line(std::string_view name) {
        const std::size_t end = std::min(rest_.find('\n'), rest_.size());
        std::string_view one = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        if (!one.starts_with(name)) throw std::invalid_argument("it is damaged");
        one.remove_prefix(name.size());
        if (!one.empty()) one.remove_prefix(1);
        return one;
    }
    static std::uint64_t number(std::string_view& text, bool* run = nullptr) {
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
        if (run != nullptr && text.starts_with("0x")) {
            *run = true;
            text.remove_prefix(2);
        }
        std::uint64_t value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec != std::errc()) throw std::invalid_argument("it is damaged");
        text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
        return value;
    }
    std::vector<std::uint64_t> numbers(std::string_view name) {
        std::string_view text = line(name);
        const std::uint64_t size = number(text);
        std::vector<std::uint64_t> all;
        while (all.size() < size) {
            bool run = false;
            const std::uint64_t value = number(text, &run);
            if (run && value > size - all.size()) throw std::invalid_argument("it is damaged");
            all.insert(all.end(), run ? static_cast<std::size_t>(value) : 1, run ? 0 : value);
        }
        return all;
    }
    std::vector<Sums> sums(std::string_view name) {
        const std::vector<std::uint64_t> flat = numbers(name);
        std::vector<Sums> all;
        for (std::size_t k = 0; k + 3 < flat.size(); k += 4)
            all.push_back({flat[k], static_cast<std::int64_t>(flat[k + 1]), flat[k + 2], flat[k + 3]});
        return all;
    }
    std::vector<Histogram> sizes(std::string_view name) {
        std::string_view text = line(name);
        std::vector<Histogram> all;
        for (std::uint64_t left = number(text); left > 0; --left) {
            auto one = Histogram::parse(line("-"));
            if (!one) throw std::invalid_argument("it is damaged");
            all.push_back(std::move(*one));
        }
        return all;
    }

private:
    std::string_view rest_;
};

}  // namespace

namespace {

/// The text of a state less its checksum, as if its study were this one.
std::string body_of(const State& state, std::string_view study) {
    const auto& [of, blocks, tally, replicates] = state;
    Writer writer;
    writer.text = kHead;
    writer.text.pop_back();
    // The study's own text may have lines of its own.
    writer.line("study");
    writer.number(study.size());
    writer.text += '\n';
    writer.text += study;
    writer.numbers("blocks", blocks);
    writer.numbers("draws", std::vector<std::uint64_t>{tally.draws, tally.unsound, tally.excluded});
    writer.numbers("event", tally.event);
    writer.numbers("event_part", tally.event_part);
    writer.numbers("part", tally.part);
    writer.numbers("count", tally.count);
    writer.numbers("hit", tally.hit);
    writer.sums("metric", tally.metric);
    writer.sizes("metric_sizes", tally.metric_sizes);
    writer.sums("explained", tally.explained);
    writer.numbers("deal", tally.deal);
    writer.numbers("deal_bins", tally.deal_bins);
    writer.sizes("regret", tally.regret);
    writer.numbers("solved", tally.solved);
    writer.numbers("chosen", tally.chosen);
    writer.numbers("terms", tally.terms);
    writer.numbers("kept", tally.kept);
    writer.line("replicates");
    writer.number(replicates.size());
    for (const std::vector<double>& each : replicates) {
        std::vector<std::uint64_t> bits;
        for (const double value : each) bits.push_back(std::bit_cast<std::uint64_t>(value));
        writer.numbers("replicate", bits);
    }
    writer.text += '\n';
    return std::move(writer.text);
}

}  // namespace

std::string State::text() const {
    const std::string body = body_of(*this, study);
    return body + std::string(kSum) + sha256_hex(body) + "\n";
}

std::string State::fingerprint() const { return sha256_hex(body_of(*this, "")); }

State State::parse(std::string_view text) {
    const std::size_t last = text.rfind(kSum);
    if (!text.starts_with(kHead)) throw std::invalid_argument("it is no part of a study");
    if (last == std::string_view::npos ||
        text.substr(last) != std::string(kSum) + sha256_hex(std::string(text.substr(0, last))) + "\n")
        throw std::invalid_argument("it is damaged: its checksum does not fit");
    State state;
    std::string_view body = text.substr(kHead.size(), last - kHead.size());
    const std::size_t end = body.find('\n');
    std::string_view size_text = body.substr(0, end);
    if (!size_text.starts_with("study ")) throw std::invalid_argument("it is damaged");
    size_text.remove_prefix(6);
    const std::uint64_t size = Reader::number(size_text);
    body.remove_prefix(end + 1);
    if (size + 1 > body.size()) throw std::invalid_argument("it is damaged");
    state.study = std::string(body.substr(0, static_cast<std::size_t>(size)));
    body.remove_prefix(static_cast<std::size_t>(size) + 1);
    Reader reader(body);
    for (const std::uint64_t each : reader.numbers("blocks"))
        state.blocks.push_back(static_cast<unsigned char>(each));
    Tally& tally = state.tally;
    const std::vector<std::uint64_t> draws = reader.numbers("draws");
    if (draws.size() != 3) throw std::invalid_argument("it is damaged");
    tally.draws = draws[0];
    tally.unsound = draws[1];
    tally.excluded = draws[2];
    tally.event = reader.numbers("event");
    tally.event_part = reader.numbers("event_part");
    tally.part = reader.numbers("part");
    tally.count = reader.numbers("count");
    tally.hit = reader.numbers("hit");
    tally.metric = reader.sums("metric");
    tally.metric_sizes = reader.sizes("metric_sizes");
    tally.explained = reader.sums("explained");
    tally.deal = reader.numbers("deal");
    tally.deal_bins = reader.numbers("deal_bins");
    tally.regret = reader.sizes("regret");
    tally.solved = reader.numbers("solved");
    tally.chosen = reader.numbers("chosen");
    tally.terms = reader.numbers("terms");
    tally.kept = reader.numbers("kept");
    std::string_view count = reader.line("replicates");
    for (std::uint64_t left = Reader::number(count); left > 0; --left) {
        std::vector<double> values;
        for (const std::uint64_t bits : reader.numbers("replicate"))
            values.push_back(std::bit_cast<double>(bits));
        state.replicates.push_back(std::move(values));
    }
    return state;
}

}  // namespace entente::robust
