#include "tables.hpp"

#include <nanobind/ndarray.h>
#include <nanobind/stl/pair.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "entente/core/parallel.hpp"
#include "entente/model/draws.hpp"

namespace entente::python {
namespace {

using Block = std::vector<double>;
using Codes = std::vector<std::int32_t>;

std::shared_ptr<const Texts> labels_of(const Issue& issue) {
    auto labels = std::make_shared<Texts>();
    for (const Option& option : issue.options) labels->add(option.label);
    return labels;
}

/// The frame's first columns: one block, column after column.
void add_block(Frame& frame, std::shared_ptr<const Block> block, const std::vector<std::string>& names) {
    for (std::size_t c = 0; c < names.size(); ++c) {
        frame.columns.push_back({.name = names[c],
                                 .kind = Column::Kind::real,
                                 .rows = frame.rows,
                                 .owner = block,
                                 .values = block->data() + c * frame.rows,
                                 .texts = {},
                                 .present = {}});
    }
    frame.block = std::move(block);
    frame.block_columns = names.size();
}

/// Draws of the case's uncertain numbers, as `robust` draws them with the sampler `random`.
std::unique_ptr<Frame> draws(const app::Input& input, const RunArguments& run, std::uint64_t count,
                             std::uint64_t first) {
    return run_without_lock(run, [&](const RunOptions& options) {
        constexpr std::uint64_t kBlock = 4096;
        const std::vector<UncertainNumber> numbers = uncertain_numbers(input.conflict);
        const RandomDraws random(numbers, input.conflict.links, options.seed);
        auto block = std::make_shared<Block>(numbers.size() * count);
        const std::size_t done =
            for_each_block((count + kBlock - 1) / kBlock, options, [&](std::size_t part) {
                std::vector<double> shares(numbers.size());
                const std::uint64_t end = std::min(count, (part + 1) * kBlock);
                for (std::uint64_t k = part * kBlock; k < end; ++k) {
                    random.shares(first + k, shares);
                    for (std::size_t n = 0; n < numbers.size(); ++n)
                        (*block)[n * count + k] = numbers[n].draw(shares[n]);
                }
            });
        auto frame = std::make_unique<Frame>();
        frame->rows = count;
        if (done * kBlock < count) throw std::runtime_error("stopped before all draws were made");
        std::vector<std::string> names;
        for (const UncertainNumber& number : numbers) names.push_back(number.address);
        add_block(*frame, std::move(block), names);
        return frame;
    });
}

/// A Python list as a column: numbers, whole numbers, yes or no, or texts; None where there is none.
class ListColumn {
public:
    ListColumn(std::string name, const nb::list& values) : values_(values) {
        column_.name = std::move(name);
        column_.rows = values.size();
        choose_kind();
    }

    Column make() {
        auto present = std::make_shared<std::vector<std::uint8_t>>((column_.rows + 7) / 8, 0);
        for (std::size_t k = 0; k < column_.rows; ++k) {
            if (values_[k].is_none()) {
                ++column_.missing;
            } else {
                (*present)[k / 8] |= static_cast<std::uint8_t>(1u << (k % 8));
            }
        }
        if (column_.missing > 0) column_.present = present;
        switch (column_.kind) {
            case Column::Kind::real:
                fill<double>();
                break;
            case Column::Kind::whole:
                fill<std::int64_t>();
                break;
            case Column::Kind::yes_or_no:
                fill_bits();
                break;
            default:
                fill_texts();
        }
        return std::move(column_);
    }

private:
    nb::list values_;
    Column column_;

    void choose_kind() {
        bool text = false;
        bool real = false;
        bool whole = false;
        bool yes_or_no = false;
        for (std::size_t k = 0; k < column_.rows; ++k) {
            const nb::handle value = values_[k];
            if (value.is_none()) continue;
            if (PyBool_Check(value.ptr())) {
                yes_or_no = true;
            } else if (nb::isinstance<nb::int_>(value)) {
                whole = true;
            } else if (nb::isinstance<nb::float_>(value)) {
                real = true;
            } else {
                text = true;
            }
        }
        if (text || (yes_or_no && (real || whole))) {
            column_.kind = Column::Kind::text;
        } else if (yes_or_no) {
            column_.kind = Column::Kind::yes_or_no;
        } else {
            column_.kind = whole && !real ? Column::Kind::whole : Column::Kind::real;
        }
    }

    template <class Number>
    void fill() {
        auto numbers = std::make_shared<std::vector<Number>>(column_.rows);
        for (std::size_t k = 0; k < column_.rows; ++k) {
            if (!values_[k].is_none()) (*numbers)[k] = nb::cast<Number>(values_[k]);
        }
        column_.values = numbers->data();
        column_.owner = std::move(numbers);
    }
    void fill_bits() {
        auto bits = std::make_shared<std::vector<std::uint8_t>>((column_.rows + 7) / 8, 0);
        for (std::size_t k = 0; k < column_.rows; ++k) {
            if (values_[k].ptr() == Py_True) (*bits)[k / 8] |= static_cast<std::uint8_t>(1u << (k % 8));
        }
        column_.values = bits->data();
        column_.owner = std::move(bits);
    }
    void fill_texts() {
        auto texts = std::make_shared<Texts>();
        for (std::size_t k = 0; k < column_.rows; ++k)
            texts->add(values_[k].is_none() ? "" : nb::str(values_[k]).c_str());
        column_.texts = std::move(texts);
    }
};

std::unique_ptr<Frame> frame_of(const std::vector<std::pair<std::string, nb::list>>& columns) {
    auto frame = std::make_unique<Frame>();
    for (const auto& [name, values] : columns) {
        if (!frame->columns.empty() && values.size() != frame->rows)
            throw nb::value_error("columns of a frame are equally long");
        frame->rows = values.size();
        frame->columns.push_back(ListColumn(name, values).make());
    }
    return frame;
}

template <class Owner>
nb::capsule keep(std::shared_ptr<Owner> owner) {
    auto* kept = new std::shared_ptr<Owner>(std::move(owner));
    return nb::capsule(kept,
                       [](void* held) noexcept { delete static_cast<std::shared_ptr<Owner>*>(held); });
}

/// The block as an array [rows, columns] that looks at the frame's own numbers and cannot be written to.
nb::object matrix(const Frame& frame) {
    if (!frame.block) throw nb::type_error("this frame has no block of numbers");
    using Array = nb::ndarray<nb::numpy, const double, nb::ndim<2>>;
    const std::size_t shape[2] = {frame.rows, frame.block_columns};
    const std::int64_t strides[2] = {1, static_cast<std::int64_t>(frame.rows)};
    return nb::cast(Array(frame.block->data(), 2, shape, keep(frame.block), strides));
}

const Column& column_named(const Frame& frame, const std::string& name) {
    for (const Column& column : frame.columns) {
        if (column.name == name) return column;
    }
    throw nb::key_error(name.c_str());
}

/// A column as an array that looks at it (numbers; of labels their places in `labels`).
nb::object column(const Frame& frame, const std::string& name) {
    const Column& one = column_named(frame, name);
    const std::size_t shape[1] = {one.rows};
    if (one.kind == Column::Kind::real)
        return nb::cast(
            nb::ndarray<nb::numpy, const double, nb::ndim<1>>(one.values, 1, shape, keep(one.owner)));
    if (one.kind == Column::Kind::whole)
        return nb::cast(
            nb::ndarray<nb::numpy, const std::int64_t, nb::ndim<1>>(one.values, 1, shape, keep(one.owner)));
    if (one.kind == Column::Kind::label)
        return nb::cast(
            nb::ndarray<nb::numpy, const std::int32_t, nb::ndim<1>>(one.values, 1, shape, keep(one.owner)));
    throw nb::type_error("a column of texts is no array: read it through Arrow");
}

std::vector<std::string> labels(const Frame& frame, const std::string& name) {
    const Column& one = column_named(frame, name);
    std::vector<std::string> all;
    for (std::size_t k = 0; one.texts && k < one.texts->size(); ++k) {
        const auto from = static_cast<std::size_t>(one.texts->offsets[k]);
        all.push_back(
            one.texts->bytes.substr(from, static_cast<std::size_t>(one.texts->offsets[k + 1]) - from));
    }
    return all;
}

}  // namespace

std::unique_ptr<Frame> frontier_frame(const Case& conflict, const settle::Frontier& frontier) {
    auto frame = std::make_unique<Frame>();
    const std::vector<settle::Point>& items = frontier.items;
    const std::size_t rows = items.size();
    const std::size_t parties = conflict.parties.size();
    frame->rows = rows;
    auto block = std::make_shared<Block>(rows * parties);
    std::vector<std::shared_ptr<Codes>> codes;
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i)
        codes.push_back(std::make_shared<Codes>(rows, -1));
    auto ties = std::make_shared<Texts>();
    ties->offsets.reserve(rows + 1);
    for (std::size_t k = 0; k < rows; ++k) {
        for (std::size_t p = 0; p < parties; ++p) (*block)[p * rows + k] = items[k].utilities[p];
        for (std::size_t i = 0; i < items[k].outcome.options.size(); ++i)
            (*codes[i])[k] = static_cast<std::int32_t>(items[k].outcome.options[i].index());
        ties->add(items[k].ties);
    }
    std::vector<std::string> names;
    for (const Party& party : conflict.parties) names.push_back("utility_" + party.id);
    add_block(*frame, std::move(block), names);
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const Issue& issue = conflict.space.issues[i];
        frame->columns.push_back({.name = "outcome_" + issue.id,
                                  .kind = Column::Kind::label,
                                  .rows = rows,
                                  .owner = codes[i],
                                  .values = codes[i]->data(),
                                  .texts = labels_of(issue),
                                  .present = {}});
    }
    frame->columns.push_back({.name = "ties",
                              .kind = Column::Kind::text,
                              .rows = rows,
                              .owner = {},
                              .texts = std::move(ties),
                              .present = {}});
    return frame;
}

void bind_tables(nb::module_& module) {
    using nb::literals::operator""_a;
    nb::class_<Frame>(module, "Frame", "Columns of equal length, shared with their readers.")
        .def_static("of", frame_of, "columns"_a,
                    nb::sig("def of(columns: list[tuple[str, list[object]]]) -> Frame"))
        .def_prop_ro("rows", [](const Frame& frame) { return frame.rows; })
        .def_prop_ro("names",
                     [](const Frame& frame) {
                         std::vector<std::string> names;
                         for (const Column& one : frame.columns) names.push_back(one.name);
                         return names;
                     })
        .def("matrix", matrix)
        .def("column", column, "name"_a)
        .def("labels", labels, "name"_a)
        .def(
            "__arrow_c_stream__", [](const Frame& frame, const nb::object&) { return arrow_stream(frame); },
            "requested_schema"_a = nb::none());
    module.def("draws", draws, "case"_a, "run"_a, "count"_a, "first"_a);
}

}  // namespace entente::python
