#include "entente/core/late.hpp"

#include <dlfcn.h>

namespace entente {

void* late_function(const char* library, const char* name) {
    // Never closed: it is there until the process ends, as if it had been linked.
    void* const handle = ::dlopen(library, RTLD_NOW | RTLD_LOCAL);
    return handle == nullptr ? nullptr : ::dlsym(handle, name);
}

}  // namespace entente
