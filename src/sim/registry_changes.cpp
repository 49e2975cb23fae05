// SPDX-License-Identifier: MIT
#include "sim/registry_changes.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/plain_text.hpp"

namespace mha::sim {

const std::string& RegistryChanges::since_last(const Registry& registry) {
    std::size_t count = 0;
    auto next = told_.begin();
    bool same = true;
    changes_ = "{\"nodes\":[";
    for (const Registry::Entry& entry : registry.order()) {
        if (!registry.has_element(entry)) continue;
        const TableNode* const table = entry.kind == Registry::Kind::table ? &registry.tables()[entry.index] : nullptr;
        const bool dated = table != nullptr && table->generation > 0;
        node_.generation = dated ? table->generation : 0;
        node_.rect = dated ? table->rect : Rect{};
        node_.text.clear();
        if (dated)
            node_.text = table->id;
        else
            registry.append_json(node_.text, entry);

        if (count > 0) changes_ += ',';
        const auto known = std::find(next, told_.end(), node_);
        if (known != told_.end()) {
            append_json(changes_, registry.id(entry));
            next = known + 1;
        } else {
            same = false;
            if (dated)
                registry.append_json(changes_, entry);
            else
                changes_ += node_.text;
        }
        if (now_.size() == count) now_.emplace_back();
        now_[count++] = node_;
    }
    same = same && count == told_.size();
    now_.resize(count);
    std::swap(now_, told_);
    changes_ += "]}";
    if (same) changes_.clear();
    return changes_;
}

}  // namespace mha::sim
