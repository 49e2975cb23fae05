// SPDX-License-Identifier: MIT
// How the engine module tells the page what went wrong: the last error, as one JSON text.
#pragma once

#include "engine/error.hpp"

namespace mha::platform {

/// Kept until the next one; engine_error() answers it as {"code","argument","value","expected","message"}.
void tell(const engine::Error& error);

}  // namespace mha::platform
