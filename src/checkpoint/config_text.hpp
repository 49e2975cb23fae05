// SPDX-License-Identifier: MIT
// A configuration that a file's metadata holds as one JSON text under the key "config".
#pragma once

#include "checkpoint/header_json.hpp"
#include "engine/error.hpp"

namespace mha::checkpoint {

/// The metadata, and the text, number, true, false and null entries of the JSON object under
/// "config", if it is one; a key of the metadata itself wins. Entries that are lists or objects are
/// passed over. Errors: bad_value where the text begins with '{' and is no JSON object.
[[nodiscard]] engine::Result<Metadata> with_config_text(const Metadata& metadata);

}  // namespace mha::checkpoint
