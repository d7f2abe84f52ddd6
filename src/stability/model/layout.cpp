#include "stability/model/layout.hpp"

#include <numeric>

#include "entente/core/parallel.hpp"

namespace entente::stability {
namespace {

enum class Role : std::uint8_t { foreign, free, up, down };

/// What each lever is to a decider: somebody else's, its own both ways, or one way.
std::vector<Role> roles_of(const Model& model, std::size_t decider) {
    std::vector<Role> roles(model.radix.size(), Role::foreign);
    for (const Move& move : model.moves[decider]) {
        Role& role = roles[move.lever];
        const Role added = move.direction == Direction::both ? Role::free
                           : move.direction == Direction::up ? Role::up
                                                             : Role::down;
        role = role == Role::foreign || role == added ? added : Role::free;
    }
    return roles;
}

/// What option `digit` of each lever adds to the key class * depth + height.
struct Keys {
    std::vector<Role> roles;
    std::vector<std::uint64_t> step;  ///< per lever
    std::uint64_t range = 1;          ///< keys are below it

    [[nodiscard]] std::uint64_t part(std::size_t lever, std::uint32_t digit, std::uint32_t radix) const {
        switch (roles[lever]) {
            case Role::free:
                return 0;
            case Role::down:
                return step[lever] * (radix - 1 - digit);
            default:
                return step[lever] * digit;
        }
    }
};

Keys make_keys(const Model& model, std::size_t decider, Layout& layout) {
    Keys keys{roles_of(model, decider), std::vector<std::uint64_t>(model.radix.size(), 0), 1};
    std::uint64_t depth = 1;
    for (std::size_t l = 0; l < model.radix.size(); ++l) {
        if (keys.roles[l] != Role::up && keys.roles[l] != Role::down) continue;
        if (model.radix[l] < 2) continue;
        keys.step[l] = depth;
        layout.axis_radix.push_back(model.radix[l]);
        depth *= model.radix[l];
    }
    keys.range = depth;
    for (std::size_t l = 0; l < model.radix.size(); ++l) {
        if (keys.roles[l] != Role::foreign) continue;
        keys.step[l] = keys.range;
        keys.range *= model.radix[l];
    }
    std::uint64_t stride = 1;
    for (const std::uint32_t radix : layout.axis_radix) {
        // Strides that pass 32 bits belong to a sparse layout, which does not use them.
        layout.axis_stride.push_back(static_cast<std::uint32_t>(stride));
        stride *= radix;
    }
    layout.depth = depth > 0xffffffffu ? 0 : static_cast<std::uint32_t>(depth);
    return keys;
}

/// Every combination is feasible: build the keys by repeating what the lower levers gave.
void fill_dense(const Model& model, const Keys& keys, std::vector<std::uint32_t>& group) {
    group.resize(model.states);
    group[0] = 0;
    std::size_t size = 1;
    for (std::size_t l = 0; l < model.radix.size(); ++l) {
        for (std::uint32_t digit = model.radix[l]; digit-- > 0;) {
            const auto add = static_cast<std::uint32_t>(keys.part(l, digit, model.radix[l]));
            const std::size_t base = size * digit;
            for (std::size_t s = 0; s < size; ++s) group[base + s] = group[s] + add;
        }
        size *= model.radix[l];
    }
}

std::vector<std::uint64_t> sparse_keys(const Model& model, const Keys& keys) {
    std::vector<std::uint64_t> result(model.states, 0);
    for (std::size_t s = 0; s < model.states; ++s) {
        std::uint64_t code = model.code(static_cast<State>(s));
        for (std::size_t l = 0; l < model.radix.size(); ++l) {
            const std::uint32_t radix = model.radix[l];
            std::uint64_t digit = 0;
            if (radix == 2) {
                digit = code & 1u;
                code >>= 1;
            } else {
                digit = code % radix;
                code /= radix;
            }
            result[s] += keys.part(l, static_cast<std::uint32_t>(digit), radix);
        }
    }
    return result;
}

/// Keys far apart: number the classes without gaps, or, where most groups would still be empty, the
/// groups. \return the number of groups
std::size_t number_groups(const std::vector<std::uint64_t>& keys, std::uint64_t depth, Layout& layout) {
    const std::size_t states = keys.size();
    std::vector<State> by_key(states);
    std::iota(by_key.begin(), by_key.end(), State{0});
    std::sort(by_key.begin(), by_key.end(),
              [&](State a, State b) { return std::pair(keys[a], a) < std::pair(keys[b], b); });
    std::uint64_t classes = 0;
    for (std::size_t k = 0; k < states; ++k)
        classes += k == 0 || keys[by_key[k]] / depth != keys[by_key[k - 1]] / depth;
    layout.sparse = depth > 1 && (layout.depth == 0 || classes > (8 * states + 65536) / depth);
    layout.group.resize(states);
    std::uint32_t group = 0;
    std::uint32_t class_ = 0;
    for (std::size_t k = 0; k < states; ++k) {
        const std::uint64_t key = keys[by_key[k]];
        const bool new_group = k == 0 || key != keys[by_key[k - 1]];
        const bool new_class = k == 0 || key / depth != keys[by_key[k - 1]] / depth;
        if (k > 0 && new_class) ++class_;
        if (k > 0 && new_group) ++group;
        if (!layout.sparse) {
            layout.group[by_key[k]] = static_cast<std::uint32_t>(class_ * depth + key % depth);
            continue;
        }
        layout.group[by_key[k]] = group;
        if (new_class) layout.class_begin.push_back(group);
        if (new_group) {
            layout.class_of.push_back(class_);
            layout.height.push_back(key % depth);
        }
    }
    if (layout.sparse) layout.class_begin.push_back(group + 1);
    return layout.sparse ? group + 1u : static_cast<std::size_t>(classes * depth);
}

/// Orders the states by group and, within a group, by falling rank (then by number).
void order_states(const std::vector<std::uint32_t>& rank, std::size_t groups, Layout& layout) {
    const std::size_t states = rank.size();
    std::vector<State> by_rank;
    sort_by_value(rank, by_rank);
    layout.begin.assign(groups + 1, 0);
    for (const std::uint32_t g : layout.group) ++layout.begin[g + 1];
    std::partial_sum(layout.begin.begin(), layout.begin.end(), layout.begin.begin());
    // Filled from the back of each group with the lowest ranks first.
    std::vector<std::uint32_t> end(layout.begin.begin() + 1, layout.begin.end());
    layout.order.resize(states);
    layout.ranks.resize(states);
    for (const State s : by_rank) {
        const std::uint32_t at = --end[layout.group[s]];
        layout.order[at] = s;
        layout.ranks[at] = rank[s];
    }
}

}  // namespace

void sort_by_value(const std::vector<std::uint32_t>& value, std::vector<State>& sorted) {
    const std::size_t states = value.size();
    const std::uint32_t top = states == 0 ? 0 : *std::max_element(value.begin(), value.end());
    std::vector<std::uint32_t> place(static_cast<std::size_t>(top) + 2, 0);
    for (const std::uint32_t v : value) ++place[v + 1];
    std::partial_sum(place.begin(), place.end(), place.begin());
    sorted.resize(states);
    for (std::size_t s = 0; s < states; ++s) sorted[place[value[s]]++] = static_cast<State>(s);
}

Layout make_layout(const Model& model, std::size_t decider) {
    Layout layout;
    const Keys keys = make_keys(model, decider, layout);
    std::uint64_t depth = 1;
    for (const std::uint32_t radix : layout.axis_radix) depth *= radix;
    std::size_t groups = 0;
    if (model.codes.empty()) {
        fill_dense(model, keys, layout.group);
        groups = keys.range;
    } else {
        const std::vector<std::uint64_t> values = sparse_keys(model, keys);
        if (keys.range <= 4 * model.states + 65536) {
            layout.group.assign(values.begin(), values.end());
            groups = keys.range;
        } else {
            groups = number_groups(values, depth, layout);
        }
    }
    order_states(model.rank[decider], groups, layout);
    return layout;
}

std::vector<Layout> make_layouts(const Model& model, const RunOptions& run) {
    std::vector<Layout> layouts(model.deciders.size());
    RunOptions whole = run.to_its_end();
    if (model.states < (1u << 12)) whole.threads = 1;
    for_each_block(layouts.size(), whole, [&](std::size_t i) { layouts[i] = make_layout(model, i); });
    return layouts;
}

void reach_max(const Layout& layout, const std::vector<std::uint32_t>& value,
               std::vector<std::uint32_t>& out) {
    const std::size_t groups = layout.groups();
    std::vector<std::uint32_t> best(groups, 0);
    for (std::size_t s = 0; s < value.size(); ++s)
        best[layout.group[s]] = std::max(best[layout.group[s]], value[s]);
    if (layout.one_way() && layout.sparse) {
        const std::vector<std::uint32_t> own = best;
        for (std::uint32_t g = 0; g < groups; ++g) {
            const std::uint32_t c = layout.class_of[g];
            for (std::uint32_t h = layout.class_begin[c]; h < layout.class_begin[c + 1]; ++h)
                if (own[h] > best[g] && layout.at_or_above(layout.height[h], layout.height[g]))
                    best[g] = own[h];
        }
    } else {
        for (std::size_t a = 0; a < layout.axis_radix.size(); ++a) {
            const std::size_t stride = layout.axis_stride[a];
            const std::size_t block = stride * layout.axis_radix[a];
            for (std::size_t base = 0; base < groups; base += block) {
                for (std::size_t g = base + block - stride; g-- > base;)
                    best[g] = std::max(best[g], best[g + stride]);
            }
        }
    }
    out.resize(value.size());
    for (std::size_t s = 0; s < value.size(); ++s) out[s] = best[layout.group[s]];
}

}  // namespace entente::stability
