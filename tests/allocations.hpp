// How often a piece of work asks for memory: for tests of loops that must not.
#pragma once

#include <cstddef>

namespace entente::testing {

/// Calls of operator new by this thread since it began; 0 for ever where a sanitizer owns the allocator.
std::size_t allocations();

/// False where nothing is counted.
bool counts_allocations();

template <class Work>
std::size_t allocations_of(Work&& work) {
    const std::size_t before = allocations();
    work();
    return allocations() - before;
}

}  // namespace entente::testing
