#include "entente/model/ids.hpp"

entente::PartyId first() {
#ifdef MISTAKE
    return 0;
#else
    return entente::PartyId(0);
#endif
}
