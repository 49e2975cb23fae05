// SPDX-License-Identifier: MIT
#include "lessons/stage.hpp"

#include <algorithm>

#include "sim/describe.hpp"
#include "sim/numerals.hpp"

namespace mha::lessons {

using sim::places;

Stage make_stage(view::Frame& frame) {
    Stage stage{frame, view::frame_layout(frame.width, frame.height), {}, 0};
    for (const sim::Word& word : frame.readings.words) {
        if (!word.known && stage.words.size() < 32) stage.unknown |= 1U << stage.words.size();
        stage.words.push_back(word.text);
    }
    return stage;
}

float Stage::longest_word(float most) const {
    const Canvas canvas(frame);
    float longest = 8;
    for (const std::string& word : words) longest = std::max(longest, canvas.width(Type::caption, word));
    return std::min(longest, most);
}

bool is_diffuse(const sim::RoleReading& role) { return role.slug == "diffuse"; }

Colour role_colour(const Stage& stage, int head) {
    return is_diffuse(stage.head(head).role) ? stage.theme().ink2 : view::head_colours(stage.theme(), head).text;
}

Colour bar_colour(const Stage& stage, int head) {
    return is_diffuse(stage.head(head).role) ? stage.theme().ink3 : view::head_colours(stage.theme(), head).text;
}

std::string role_text(const Canvas& canvas, Type type, const sim::RoleReading& role, float room) {
    return canvas.width(type, role.label) <= room || role.short_label.empty() ? role.label : role.short_label;
}

std::string chance_words(const sim::RoleReading& role) {
    const std::string uniform = "uniform " + places(static_cast<double>(role.uniform_chance));
    return role.is_link ? uniform + ", same distance " + places(static_cast<double>(role.distance_chance)) : uniform;
}

sim::Control head_control(const Stage& stage, int head, Rect rect) {
    const sim::HeadReading& reading = stage.head(head);
    sim::Control control;
    control.id = "head-" + std::to_string(head);
    control.label = "Head " + std::to_string(head) + ": " + reading.role.label +
                    (is_diffuse(reading.role) ? ", nearest score " : ", score ") +
                    places(static_cast<double>(reading.role.score)) + ", chance " +
                    places(static_cast<double>(reading.role.chance)) +
                    (reading.on ? ". Open." : ". Switched off. Open.");
    control.help = reading.here;
    control.rect = rect;
    control.activate = [head](sim::Actions& actions) { actions.push_back(sim::OpenHead{head}); };
    return control;
}

}  // namespace mha::lessons
