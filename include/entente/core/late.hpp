// Parts of shared libraries that few runs need, loaded by their first use: what the loader does not have to
// bring in before main() costs the other runs nothing.
#pragma once

namespace entente {

/// A function of a shared library; null where the library or the function is not there.
/// \param library its name for the loader, "libzip.so.4" \threads any
[[nodiscard]] void* late_function(const char* library, const char* name);

}  // namespace entente
