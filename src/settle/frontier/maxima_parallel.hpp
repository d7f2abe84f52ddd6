// The same filter on several threads: slabs of the first coordinate, each filtered alone, then against the
// slabs above it.
#pragma once

#include "entente/core/parallel.hpp"
#include "settle/frontier/maxima.hpp"

namespace entente::settle {

/// What one slab keeps before the slabs above it are heard.
template <class Units>
struct Slab {
    struct Kept {
        std::uint32_t run, index, ties_end;  ///< its ties are those before ties_end in `ties`
    };
    std::vector<Run<Units>> runs;
    std::vector<std::size_t> begin;  ///< per run: the rows above this slab
    std::vector<Kept> kept;
    std::vector<Units> rows;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ties;
    std::vector<std::uint8_t> beaten;
    Staircase<Units> stairs;  ///< three parties: what slabs below need to hear of this one

    void filter(std::size_t n, const std::stop_token& stop) {
        maxima_of_runs<Units>(
            n, runs,
            [&](std::size_t run, std::size_t index, const Units* row) {
                const auto ties_so_far = static_cast<std::uint32_t>(ties.size());
                kept.push_back(
                    {static_cast<std::uint32_t>(run), static_cast<std::uint32_t>(index), ties_so_far});
                rows.insert(rows.end(), row, row + n);
                return kept.size() % 4096 != 0 || !stop.stop_requested();
            },
            [&](std::size_t run, std::size_t index) {
                ties.emplace_back(static_cast<std::uint32_t>(run), static_cast<std::uint32_t>(index));
                ++kept.back().ties_end;
                return true;
            },
            &stairs);
        beaten.assign(kept.size(), 0);
    }
};

/// Rows of earlier slabs have a larger first coordinate: they dominate where the others are no smaller.
template <class Units>
void hear_above(std::size_t n, std::vector<Slab<Units>>& slabs, std::size_t slab) {
    Slab<Units>& mine = slabs[slab];
    if (n == 3) {
        Staircase<Units> above;
        for (std::size_t s = 0; s < slab; ++s)
            slabs[s].stairs.for_each([&](Units y, Units z) { above.insert(y, z); });
        for (std::size_t i = 0; i < mine.kept.size(); ++i) {
            mine.beaten[i] = above.beats(mine.rows[3 * i + 1], mine.rows[3 * i + 2]) ? 1 : 0;
        }
        return;
    }
    std::vector<Units> rows;
    for (std::size_t s = 0; s < slab; ++s)
        rows.insert(rows.end(), slabs[s].rows.begin(), slabs[s].rows.end());
    const std::size_t count = rows.size() / n;
    if (count == 0) return;
    ActivationTree<Units> above(rows.data(), count, n, 1);
    for (std::size_t i = 0; i < count; ++i) above.activate(i);
    for (std::size_t i = 0; i < mine.kept.size(); ++i) {
        mine.beaten[i] = above.dominated_row(mine.rows.data() + i * n) ? 1 : 0;
    }
}

/// As maxima_of_runs, for three parties and more, on run.threads threads. The same calls in the same order
/// for every number of threads.
template <class Units, class Keep, class Tie>
bool maxima_of_runs_parallel(std::size_t n, const std::vector<Run<Units>>& runs, std::size_t slab_count,
                             const RunOptions& run, Keep&& keep, Tie&& tie) {
    const auto first = [&](const Run<Units>& r, std::size_t i) {
        return static_cast<Units>(r.rows[i * n] + (r.shift != nullptr ? r.shift[0] : 0));
    };
    std::vector<Units> sample;
    for (const Run<Units>& r : runs) {
        const std::size_t step = std::max<std::size_t>(1, r.size / 64);
        for (std::size_t i = step / 2; i < r.size; i += step) sample.push_back(first(r, i));
    }
    std::sort(sample.begin(), sample.end(), std::greater<>());
    std::vector<Slab<Units>> slabs(slab_count);
    std::vector<std::size_t> from(runs.size(), 0);
    for (std::size_t s = 0; s < slab_count; ++s) {
        for (std::size_t r = 0; r < runs.size(); ++r) {
            std::size_t end = runs[r].size;
            if (s + 1 < slab_count && !sample.empty()) {
                const Units bound = sample[(s + 1) * sample.size() / slab_count];
                std::size_t low = from[r];
                while (low < end) {  // the first row at or below the bound
                    const std::size_t middle = (low + end) / 2;
                    if (first(runs[r], middle) > bound) {
                        low = middle + 1;
                    } else {
                        end = middle;
                    }
                }
            }
            slabs[s].runs.push_back({runs[r].rows + from[r] * n, end - from[r], runs[r].shift});
            slabs[s].begin.push_back(from[r]);
            from[r] = end;
        }
    }
    for_each_block(slab_count, run, [&](std::size_t s) { slabs[s].filter(n, run.stop); });
    if (run.stop.stop_requested()) return false;
    for_each_block(slab_count, run, [&](std::size_t s) {
        if (s > 0) hear_above(n, slabs, s);
    });
    if (run.stop.stop_requested()) return false;
    for (Slab<Units>& slab : slabs) {
        std::size_t t = 0;
        for (std::size_t i = 0; i < slab.kept.size(); ++i) {
            const auto& k = slab.kept[i];
            if (slab.beaten[i] != 0) {
                t = k.ties_end;
                continue;
            }
            if (!keep(k.run, slab.begin[k.run] + k.index, slab.rows.data() + i * n)) return false;
            for (; t < k.ties_end; ++t) {
                if (!tie(slab.ties[t].first, slab.begin[slab.ties[t].first] + slab.ties[t].second))
                    return false;
            }
        }
    }
    return true;
}

}  // namespace entente::settle
