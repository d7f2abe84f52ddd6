#include "entente/report/writer.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace entente::report {
namespace {

/// May the byte stand in a JSON string as it is? Others are left to the library.
bool plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

}  // namespace

void JsonWriter::make_room() {
    // Long results grow by a quarter: a string of its own accord would take twice as much again.
    constexpr std::size_t kLong = std::size_t{16} << 20;
    constexpr std::size_t kRoom = std::size_t{1} << 16;  // more than an element takes
    if (text_.size() < kLong || text_.capacity() - text_.size() > kRoom) return;
    std::string larger;
    larger.reserve(text_.size() + text_.size() / 4);
    larger += text_;
    text_.swap(larger);
}

std::string JsonWriter::finish() {
    close('}');
    if (layout_ == JsonLayout::lines) text_ += '\n';
    return std::move(text_);
}

void JsonWriter::line() {
    make_room();
    if (layout_ == JsonLayout::compact) return;
    text_ += '\n';
    text_.append(2 * depth_, ' ');
}

void JsonWriter::number(double value) {
    if (!std::isfinite(value)) {
        text_ += "null";
        return;
    }
    char digits[64];
    text_.append(digits,
                 nlohmann::detail::to_chars(digits, digits + sizeof digits, value == 0 ? 0.0 : value));
}

void JsonWriter::string(std::string_view raw) {
    if (std::all_of(raw.begin(), raw.end(), plain)) {
        text_ += '"';
        text_ += raw;
        text_ += '"';
        return;
    }
    text_ +=
        nlohmann::json(std::string(raw)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void JsonWriter::outcome(const Outcome& one) {
    if (one.options.size() != case_->space.issues.size()) {
        text_ += "null";
        return;
    }
    if (outcomes_ == OutcomeForm::numbers) {
        text_ += '[';
        for (std::size_t i = 0; i < one.options.size(); ++i) {
            if (i > 0) text_ += ',';
            text_ += std::to_string(one.options[i].index());
        }
        text_ += ']';
        return;
    }
    open('{');
    for (std::size_t i = 0; i < one.options.size(); ++i) {
        const Issue& issue = case_->space.issues[i];
        (*this)(issue.id, issue.options[one.options[i].index()].label);
    }
    close('}');
}

void write_envelope(JsonWriter& json, const Case& conflict, const Envelope& about) {
    json.speak_of(conflict);
    json("schema", "entente-result/1");
    json("verb", about.verb);
    json.object("case", [&](JsonWriter& of) {
        of("title", conflict.title);
        of("sha256", conflict.origin.sha256);
    });
    json("seed", about.seed);
    json("method", about.method);
    json("exact", about.exact);
    json("stopped", about.stopped);
    json("notes", about.notes);
    if (!about.settings.empty()) json("settings", about.settings);
    if (json.outcomes() == OutcomeForm::numbers) {
        json.object("labels", [&](JsonWriter& of) {
            std::vector<std::string> labels;
            for (const Issue& issue : conflict.space.issues) {
                labels.clear();
                for (const Option& option : issue.options) labels.push_back(option.label);
                of(issue.id, labels);
            }
        });
    }
}

}  // namespace entente::report
