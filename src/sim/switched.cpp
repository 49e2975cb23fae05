// SPDX-License-Identifier: MIT
#include "sim/switched.hpp"

#include "sim/state.hpp"

namespace mha::sim {

engine::ForwardOptions without_heads(const engine::ModelConfig& config, std::uint32_t off) {
    engine::ForwardOptions options;
    options.known_finite = true;  // of every model in the store
    for (std::size_t layer = 0; layer < config.layers; ++layer) {
        engine::HeadSet on = engine::kAllHeads;
        for (std::size_t head = 0; head < config.heads; ++head) {
            if ((off & off_bit(static_cast<int>(layer) + 1, static_cast<int>(head) + 1)) != 0)
                on &= ~(engine::HeadSet{1} << head);
        }
        options.knockout.heads_on.push_back(on);
    }
    return options;
}

}  // namespace mha::sim
