// SPDX-License-Identifier: MIT
// xtensor's own configuration, but without exceptions a failed check ends the program without a printed line: printing
// brings C++ streams and locales into the download, and every input is checked before xtensor sees it.
#pragma once

#include_next <xtensor/xtensor_config.hpp>

#include <cstdlib>

#undef XTENSOR_THROW
#define XTENSOR_THROW(exception, message) std::abort()
