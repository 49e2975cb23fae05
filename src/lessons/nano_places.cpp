// SPDX-License-Identifier: MIT
// Where every matrix stands on the map, in cells: all to one scale. No drawing.
#include <algorithm>

#include "lessons/nano_parts.hpp"

namespace mha::lessons::nano {
namespace {

using sim::NetKind;

constexpr float kFirstBlock = 136, kBlockPitch = 384;
constexpr float kHeadsTop = 114, kHeadPitch = 70, kMlpTop = 344;

struct Corner {
    float x, y;
};

/// Inside a block: from its left edge.
Corner in_block(NetKind kind, int head) {
    const float y = kHeadsTop + kHeadPitch * static_cast<float>(head - 1);
    switch (kind) {
        case NetKind::ln1:
            return {4, 74};
        case NetKind::ln1_parameters:
            return {4, 89};
        case NetKind::w_q:
            return {4, y};
        case NetKind::w_k:
            return {28, y};
        case NetKind::w_v:
            return {52, y};
        case NetKind::b_q:
            return {4, y + 50};
        case NetKind::b_k:
            return {28, y + 50};
        case NetKind::b_v:
            return {52, y + 50};
        case NetKind::q:
            return {82, y};
        case NetKind::k:
            return {82, y + 19};
        case NetKind::v:
            return {82, y + 38};
        case NetKind::scores:
            return {112, y + 9};
        case NetKind::weights:
            return {134, y + 9};
        case NetKind::head_out:
            return {158, y + 27};
        case NetKind::w_o:
            return {196, 162};
        case NetKind::b_o:
            return {196, 213};
        case NetKind::projected:
            return {196, 126};
        case NetKind::stream_mid:
            return {232, kBandTop};
        case NetKind::ln2_parameters:
            return {4, kMlpTop + 15};
        case NetKind::ln2:
            return {4, kMlpTop};
        case NetKind::w_fc:
            return {68, kMlpTop};
        case NetKind::b_fc:
            return {68, kMlpTop + 50};
        case NetKind::fc:
            return {68, kMlpTop + 66};
        case NetKind::act:
            return {68, kMlpTop + 94};
        case NetKind::w_proj:
            return {280, 257};
        case NetKind::b_proj:
            return {280, 451};
        case NetKind::proj:
            return {280, 222};
        default:
            return {322, kBandTop};  // stream_out
    }
}

Corner outside(NetKind kind, float behind) {
    switch (kind) {
        case NetKind::token_table:
            return {8, 92};
        case NetKind::position_table:
            return {8, 116};
        case NetKind::stream_in:
            return {70, kBandTop};
        case NetKind::ln_f_parameters:
            return {behind + 4, 89};
        case NetKind::ln_f:
            return {behind + 4, 74};
        case NetKind::head:
            return {behind + 16, 114};
        case NetKind::logits:
            return {behind + 16, 184};
        default:
            return {behind + 16, 216};  // probabilities
    }
}

}  // namespace

float block_left(int block) { return kFirstBlock + kBlockPitch * static_cast<float>(block - 1); }

std::vector<Rect> map_places(const sim::SortReading& reading) {
    std::vector<Rect> places;
    const float behind = block_left(reading.layers() + 1);
    for (const sim::NetMatrix& m : reading.matrices) {
        Corner corner = m.block > 0 ? in_block(m.kind, std::max(m.head, 1)) : outside(m.kind, behind);
        if (m.block > 0) corner.x += block_left(m.block);
        places.push_back({corner.x, corner.y, static_cast<float>(m.columns), static_cast<float>(m.rows)});
    }
    return places;
}

}  // namespace mha::lessons::nano
