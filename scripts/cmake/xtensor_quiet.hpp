// SPDX-License-Identifier: MIT
// Included before everything else in the web program: without exceptions a failed check of xtensor ends the program
// without printing a line. Printing brings C++ streams and locales into the download, and our own checks come first.
#pragma once

#include <cstdlib>
#include <xtensor/xtensor_config.hpp>
#include <xtl/xtl_config.hpp>

#undef XTENSOR_THROW
#define XTENSOR_THROW(exception, message) std::abort()
#undef XTL_THROW
#define XTL_THROW(exception, message) std::abort()
