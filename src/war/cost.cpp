#include "entente/war/cost.hpp"

#include "war/records/record.hpp"

namespace entente::war {

bool stepwise(const Case& conflict) {
    const ModelRecord& record = record_of(conflict);
    return record.stepwise != nullptr && record.stepwise(conflict);
}

}  // namespace entente::war
