#pragma once

#include "entente/report/writer.hpp"
