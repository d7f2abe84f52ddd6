// Results as columns that numpy and Arrow's readers look at where they lie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "binding.hpp"
#include "entente/app/settle.hpp"
#include "entente/model/case.hpp"

namespace entente::python {

/// Text values one after the other: value k is bytes[offsets[k], offsets[k + 1]).
struct Texts {
    std::vector<std::int64_t> offsets = {0};
    std::string bytes;

    void add(std::string_view text) {
        bytes += text;
        offsets.push_back(static_cast<std::int64_t>(bytes.size()));
    }
    [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
};

/// One column. What it points into is kept by `owner`, by whoever still reads it.
struct Column {
    enum class Kind : std::uint8_t { real, whole, yes_or_no, text, label };

    std::string name;
    Kind kind = Kind::real;
    std::size_t rows = 0;
    std::shared_ptr<const void> owner;
    const void* values = nullptr;  ///< double, int64, bits, or int32 that number `texts`
    std::shared_ptr<const Texts> texts;
    std::shared_ptr<const std::vector<std::uint8_t>> present;  ///< a bit a row; none: all are there
    std::size_t missing = 0;
};

/// Columns of equal length; those in front may be one block of numbers, column after column.
struct Frame {
    std::vector<Column> columns;
    std::size_t rows = 0;
    std::shared_ptr<const std::vector<double>> block;
    std::size_t block_columns = 0;
};

/// What a settlement shows of itself to be laid out in columns.
class HasFrontier {
public:
    virtual ~HasFrontier() = default;
    [[nodiscard]] virtual const Case& conflict() const = 0;
    [[nodiscard]] virtual const settle::Frontier& frontier() const = 0;
};

/// utility_PARTY (points), outcome_ISSUE (labels), ties (text). \cost one pass; nothing is copied after it
[[nodiscard]] std::unique_ptr<Frame> frontier_frame(const Case& conflict, const settle::Frontier& frontier);

/// Arrow's C stream of the frame, as the capsule that `__arrow_c_stream__` returns.
[[nodiscard]] nb::object arrow_stream(const Frame& frame);

}  // namespace entente::python
