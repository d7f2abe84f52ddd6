// Any bytes as files of other programs (JSON, YAML, CSV, workbooks, lines of negotiations): read or
// refused, never worse. What is read must survive writing as TOML, as a NegMAS scenario and as a score
// sheet. Several files stand one after the other, with a line "====" between.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/io/load.hpp"
#include "entente/model/exact.hpp"
#include "io/data/value.hpp"
#include "io/dealornodeal/read.hpp"
#include "io/recognise.hpp"
#include "io/scenario/scenario.hpp"
#include "io/sheets/sheet.hpp"

namespace {

using namespace entente;

[[noreturn]] void fail(const std::string& what) {
    std::fprintf(stderr, "%s\n", what.c_str());
    std::abort();
}

std::vector<std::string_view> parts_of(std::string_view text) {
    constexpr std::string_view kBetween = "\n====\n";
    std::vector<std::string_view> parts;
    for (std::size_t at = text.find(kBetween); at != std::string_view::npos; at = text.find(kBetween)) {
        parts.push_back(text.substr(0, at));
        text.remove_prefix(at + kBetween.size());
    }
    parts.push_back(text);
    return parts;
}

std::optional<Case> read(std::string_view text) {
    std::vector<io::scenario::Document> documents;
    for (const std::string_view part : parts_of(text)) {
        const std::string file = "part" + std::to_string(documents.size());
        switch (io::recognise(part).format) {
            case io::Format::json:
                documents.push_back({file, io::data::parse_json(part, file)});
                break;
            case io::Format::yaml:
                documents.push_back({file, io::data::parse_yaml(part, file)});
                break;
            case io::Format::deal_or_no_deal:
                return io::load_deal_or_no_deal(part, file, std::nullopt).conflict;
            case io::Format::score_sheet:
                return io::sheets::load_sheet(io::sheets::sheet_of_csv(part, file)).conflict;
            case io::Format::workbook:
                return io::sheets::load_sheet(io::sheets::sheet_of_workbook(part, file)).conflict;
            default:
                break;
        }
    }
    if (documents.empty()) return std::nullopt;
    return io::scenario::load("parts", std::move(documents)).conflict;
}

Outcome outcome_at(const Space& space, std::size_t seed) {
    Outcome outcome;
    for (const Issue& issue : space.issues)
        outcome.options.emplace_back((seed += 7919) % issue.options.size());
    return outcome;
}

void compare(const Case& one, const Case& other, double tolerance, const std::string& text) {
    if (one.parties.size() != other.parties.size() || one.space.issues.size() != other.space.issues.size())
        fail("another shape:\n" + text);
    for (std::size_t seed = 0; seed < 5; ++seed) {
        const Outcome outcome = outcome_at(one.space, seed);
        for (std::size_t party = 0; party < one.parties.size(); ++party) {
            const double before = utility(one, PartyId(party), outcome);
            const double after = utility(other, PartyId(party), outcome);
            if (std::abs(before - after) > tolerance * std::max(1.0, std::abs(before)))
                fail("another utility:\n" + text);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::optional<Case> found;
    try {
        found = read(text);
    } catch (const InputError& refused) {
        if (refused.diagnostics().empty()) fail("refused without a reason");
        for (const Diagnostic& each : refused.diagnostics()) (void)render(each);
        return 0;
    }
    if (!found) return 0;
    std::size_t options = 0;
    for (const Issue& issue : found->space.issues) options += issue.options.size();
    if (options > 2'000) return 0;
    const std::string toml = io::to_toml(*found);
    compare(*found, io::load_toml(toml, "again").conflict, 0, toml);
    try {
        std::vector<io::scenario::Document> again;
        std::string all;
        for (const io::NamedText& file : io::to_negmas(*found)) {
            again.push_back({file.file, io::data::parse_yaml(file.text, file.file)});
            all += file.text;
        }
        compare(*found, io::scenario::load("again", std::move(again)).conflict, 1e-12, all);
    } catch (const InputError& refused) {
        if (refused.diagnostics().front().code != "E0339") fail(refused.what());
    }
    try {
        const std::string csv = io::to_score_sheet(*found);
        compare(*found, io::sheets::load_sheet(io::sheets::sheet_of_csv(csv, "again")).conflict, 1e-14,
                csv);
    } catch (const InputError& refused) {
        if (refused.diagnostics().front().code != "E0339") fail(refused.what());
    }
    return 0;
}
