#include "entente/core/run.hpp"

#include "entente/core/version.hpp"

namespace entente {

std::string_view to_string(Stopped stopped) {
    switch (stopped) {
        case Stopped::complete:
            return "complete";
        case Stopped::budget:
            return "budget";
        case Stopped::cancelled:
            return "cancelled";
    }
    return "complete";
}

std::string_view version() { return ENTENTE_VERSION; }

}  // namespace entente
