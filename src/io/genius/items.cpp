#include "io/genius/items.hpp"

#include <algorithm>

namespace entente::io::genius {
namespace {

// More items of one value than this are not told apart: keeps the search below short in rude files.
constexpr std::size_t kMaxSameValue = 100;

}  // namespace

void ItemTable::add(Entry entry) {
    std::vector<std::size_t>& same = by_value_[entry.value];
    for (const std::size_t old : same) {
        if (entries_[old].index == entry.index || same.size() >= kMaxSameValue) {
            if (entry.evaluation) entries_[old].evaluation = entry.evaluation;
            return;
        }
    }
    same.push_back(entries_.size());
    if (entry.index) by_index_.insert_or_assign(*entry.index, entries_.size());
    entries_.push_back(std::move(entry));
}

const ItemTable::Entry* ItemTable::named(const std::string& value) const {
    const auto found = by_value_.find(value);
    return found == by_value_.end() ? nullptr : &entries_[found->second.back()];
}

const ItemTable::Entry* ItemTable::named(const std::string& value,
                                         const std::optional<std::int64_t>& index) const {
    const auto found = by_value_.find(value);
    if (found == by_value_.end()) return nullptr;
    for (const std::size_t at : found->second) {
        if (entries_[at].index == index) return &entries_[at];
    }
    return &entries_[found->second.back()];
}

const ItemTable::Entry* ItemTable::at(const std::optional<std::int64_t>& index) const {
    if (!index.has_value()) return nullptr;
    const auto found = by_index_.find(index.value());
    return found == by_index_.end() ? nullptr : &entries_[found->second];
}

Rational ItemTable::largest() const {
    Rational result(0);
    for (const Entry& entry : entries_) {
        if (entry.evaluation) result = std::max(result, *entry.evaluation);
    }
    return result;
}

}  // namespace entente::io::genius
