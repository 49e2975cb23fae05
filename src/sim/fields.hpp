// SPDX-License-Identifier: MIT
// THE table of everything a link can set: key, type, default, range, label, one sentence for the docs, and how to
// read and write it in a State. Links, clamping, reset, hide=, the embed API and the docs' table follow from it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sim/state.hpp"

namespace mha::sim {

enum class FieldType : std::uint8_t {
    text,     // free text
    choice,   // one of `choices`, separated by spaces
    number,   // whole number, low..high
    decimal,  // number with up to two decimals, low..high
    flag,     // 0 or 1
    heads,    // set of heads: "2,3", heads of a further layer as "2.1" (layer.head)
    words,    // set of words: "4,6"
    keys,     // set of names that hide= takes
};

struct Field {
    std::string_view key;  // in links, lower case
    FieldType type;
    std::string_view label;                       // in notices and the docs
    int low, high;                                // numbers only
    std::string_view choices;                     // choice only
    std::string_view doc;                         // one sentence
    std::string (*get)(const State&);             // as it stands in a link, not percent-coded
    bool (*set)(State&, std::string_view value);  // false, and nothing changed, when the value does not read;
                                                  // numbers outside low..high are taken to the nearer end
};

[[nodiscard]] std::span<const Field> fields();
/// Null when no field has this key.
[[nodiscard]] const Field* find_field(std::string_view key);
/// Position in fields(), -1 when unknown.
[[nodiscard]] int field_index(std::string_view key);

/// Names that hide= takes besides the keys of the table: controls that set nothing in a link.
[[nodiscard]] std::span<const std::string_view> more_hide_names();
/// The bit of State::hidden for a name that hide= takes; 0 when it takes none such.
[[nodiscard]] std::uint64_t hide_bit(std::string_view name);
[[nodiscard]] std::uint64_t all_hide_bits();
/// An author asked with hide=NAME that the controls of this name are not shown.
[[nodiscard]] bool is_hidden(const State& state, std::string_view name);
/// The name that hides a control of the registry: "mask" for "mask", "word" for "cell-open-2-1". Empty for what cannot
/// be hidden because the learner would be stuck without it (closing a notice, trying again).
[[nodiscard]] std::string_view hide_name(std::string_view control_id);

/// Whole number with an optional sign, all of the text, saturating at int's ends.
[[nodiscard]] bool parse_whole(std::string_view text, int& value);

}  // namespace mha::sim
