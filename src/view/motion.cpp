// SPDX-License-Identifier: MIT
#include "view/motion.hpp"

#include <algorithm>
#include <string>

namespace mha::view {
namespace {

float position(const Ease& ease, double time) {
    const double left = 1 - std::clamp((time - ease.start) / ease.seconds, 0.0, 1.0);
    return ease.to + (ease.from - ease.to) * static_cast<float>(left * left * left);
}

}  // namespace

float placed(Frame& frame, std::string_view id, float target) {
    Glance& glance = frame.glance;
    glance.eases.insert_or_assign(std::string(id), Ease{target, target, glance.time, kShortMotion, glance.frames});
    return target;
}

float eased(Frame& frame, std::string_view id, float target, double seconds) {
    Glance& glance = frame.glance;
    const auto found = glance.eases.find(id);
    const bool here = found != glance.eases.end() && glance.frames - found->second.frame <= 1;
    if (!here || glance.still || seconds <= 0) return placed(frame, id, target);
    Ease& ease = found->second;
    ease.frame = glance.frames;
    if (ease.to != target) ease = {position(ease, glance.time), target, glance.time, seconds, glance.frames};
    const float now = position(ease, glance.time);
    if (glance.time - ease.start < ease.seconds && now != target)
        frame.animating = true;
    else
        return target;
    return now;
}

}  // namespace mha::view
