#include "entente/model/ids.hpp"

bool owns(entente::PartyId, entente::IssueId) { return true; }

bool ask() {
#ifdef MISTAKE
    return owns(entente::IssueId(0), entente::PartyId(0));
#else
    return owns(entente::PartyId(0), entente::IssueId(0));
#endif
}
