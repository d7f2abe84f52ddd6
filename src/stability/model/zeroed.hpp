// An array of zeros that costs what is touched of it.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

namespace entente::stability {

/// Searches from one state reach few of millions: an array that is cleared for each of them would take all
/// their time. The system hands out large arrays as pages that are zero when they are first touched.
template <class T>
class Zeroed {
    static_assert(std::is_integral_v<T>);

public:
    /// All zeros, whatever stood here before. \throws std::bad_alloc
    void reset(std::size_t size) {
        data_.reset();  // first: the two need not fit together
        data_.reset(static_cast<T*>(std::calloc(size > 0 ? size : 1, sizeof(T))));
        if (!data_) throw std::bad_alloc();
    }
    [[nodiscard]] T& operator[](std::size_t i) { return data_.get()[i]; }
    [[nodiscard]] const T& operator[](std::size_t i) const { return data_.get()[i]; }

private:
    struct Free {
        void operator()(T* data) const { std::free(data); }
    };
    std::unique_ptr<T, Free> data_;
};

}  // namespace entente::stability
