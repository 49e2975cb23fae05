// SPDX-License-Identifier: MIT
// The open head's selector, its role with both chance lines, and its knock-out.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "lessons/heads_open.hpp"
#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/marks.hpp"
#include "view/motion.hpp"

namespace mha::lessons::heads {
namespace {

using sim::places;

/// Where there is no room for both, the head is shown as a matrix or as links between words.
void draw_view_choice(Stage& stage, const OpenLayout& o) {
    std::vector<view::Segment> segments;
    for (const bool links : {false, true}) {
        view::Segment segment;
        segment.control.id = links ? "view-links" : "view-matrix";
        segment.control.role = sim::ControlRole::toggle;
        segment.control.label = links ? "Links" : "Matrix";
        segment.control.help = links ? "Lines from each word to the words it looks at." : "Every weight in a cell.";
        segment.control.checked = links == stage.state().links;
        segment.control.activate = [links](sim::Actions& actions) { actions.push_back(sim::SetLinks{links}); };
        segment.text = segment.control.label;
        segment.width = o.choice.w / 2;
        segments.push_back(std::move(segment));
    }
    view::segmented(stage.frame, o.choice.x, o.choice.y, std::move(segments), o.choice.h);
}

std::string chance_line(const sim::HeadReading& head, bool brief) {
    return (brief ? "" : "chance: ") + chance_words(head.role) + " · entropy " +
           sim::percent(static_cast<double>(head.entropy)) + (brief ? "" : " of uniform");
}

struct Loss {
    const char *name, *brief;
    std::string with, without;
};

std::vector<Loss> losses_of(const Stage& stage, int head) {
    const sim::ModelReading& model = stage.readings().model;
    const sim::KnockoutReading& knockout = stage.head(head).knockout;
    const auto loss = [](float value) { return places(static_cast<double>(value)); };
    const auto share = [](float value) { return sim::percent(static_cast<double>(value)); };
    std::vector<Loss> losses = {
        {"Without it: held-out loss", "held-out", loss(model.heldout_loss), loss(knockout.heldout_loss)},
        {"agreement past an attractor", "agreement", share(model.heldout_agreement),
         share(knockout.heldout_agreement)}};
    const sim::LossReading& here = stage.readings().loss;
    if (here.asked > 0)
        losses.push_back({"loss on this sentence", "sentence", loss(here.whole()), loss(here.without(head))});
    return losses;
}

/// The switch; returns where it ends.
float draw_head_switch(Stage& stage, const Rect& r, int head) {
    const sim::HeadReading& reading = stage.head(head);
    const bool phone = stage.layout.phone;
    sim::Control control;
    control.id = "switch-head";
    control.role = sim::ControlRole::switcher;
    control.label = "Head " + std::to_string(head) + " on";
    control.help = sim::describe_knockout(stage.readings(), head);
    control.checked = reading.on;
    const std::string label = phone ? "" : reading.on ? "Head on" : "Head off";
    const float width = 44 + (phone ? 0 : Canvas(stage.frame).width(Type::body, "Head off"));
    control.rect = {r.x, r.y + 7, width, 34};
    control.activate = [head, on = reading.on](sim::Actions& actions) {
        actions.push_back(sim::SwitchHead{head, !on});
    };
    view::switcher(stage.frame, std::move(control), r.x, r.y + 24, label, Type::body);
    return r.x + width;
}

}  // namespace

float draw_open_selector(Stage& stage, const OpenLayout& o, int head) {
    view::Frame& frame = stage.frame;
    const float x = o.body.x;
    const bool choice_below = o.choice.y > o.row_y;
    if (o.choice.w > 0 && !choice_below) draw_view_choice(stage, o);
    if (stage.head_count() < 2) {
        if (o.choice.w > 0 && choice_below) draw_view_choice(stage, o);
        return x;
    }
    sim::Control back;
    back.id = "all-heads";
    back.label = "All heads";
    // With many heads the selector is long, and the role beside it needs the room.
    const bool icon_only = stage.layout.phone || (stage.head_count() > 5 && stage.layout.width < 900);
    const float width = icon_only ? 32.0F : 108.0F;
    back.rect = {x, o.row_y, width, 32};
    back.activate = [](sim::Actions& actions) { actions.push_back(sim::OpenHead{0}); };
    const Rect face = back.rect;
    view::button(frame, std::move(back), face,
                 {.text = icon_only ? "" : "All heads", .has_icon = true, .icon = view::Icon::chevron_left});
    std::vector<view::Segment> segments;
    const float gap = stage.layout.phone ? 8.0F : 12.0F;
    const float room =
        (stage.layout.width - stage.layout.margin - x - width - gap) / static_cast<float>(stage.head_count());
    for (int i = 1; i <= stage.head_count(); ++i) {
        view::Segment segment;
        segment.control = head_control(stage, i, {});
        segment.control.role = sim::ControlRole::toggle;
        segment.control.checked = i == head;
        segment.head = i;
        segment.width = std::min(34.0F, std::floor(room));
        segments.push_back(std::move(segment));
    }
    const Rect selector = view::segmented(frame, x + width + gap, o.row_y, std::move(segments));
    if (o.choice.w > 0 && choice_below) draw_view_choice(stage, o);
    return selector.x + selector.w;
}

void draw_open_role(Stage& stage, const OpenLayout& o, int head, float x) {
    const Canvas canvas(stage.frame);
    const sim::HeadReading& reading = stage.head(head);
    const view::Theme& theme = stage.theme();
    const bool under = o.here_y > 0, from_left = under || x == o.body.x;  // under the selector
    const float left = from_left ? o.body.x : x + 20, right = stage.layout.width - stage.layout.margin,
                middle = o.role_y;
    const float scores = canvas.runs(right, middle,
                                     {{places(static_cast<double>(reading.role.score)), Type::number_bold, theme.ink},
                                      {"  chance ", Type::body, theme.ink2},
                                      {places(static_cast<double>(reading.role.chance)), Type::number, theme.ink}},
                                     Align::right);
    const float room = right - scores - 14 - left;
    const std::string role = role_text(canvas, Type::heading, reading.role, room);
    const float role_w = std::min(canvas.width(Type::heading, role), room), rest = room - role_w - 14;
    const float bar = rest >= 40 ? std::min(rest, 160.0F) : -14.0F;
    if (bar > 0) {
        const float score = view::eased(stage.frame, "score-open", reading.role.score);
        view::bullet(canvas, theme, {right - scores - 14 - bar, middle - 4, bar, 8}, score, reading.role.chance,
                     bar_colour(stage, head), theme.bg);
    }
    canvas.text_in(Type::heading, from_left ? left : right - scores - 28 - bar - role_w, middle, room, role,
                   role_colour(stage, head));
    const float line_room = right - left;
    const bool brief = under || canvas.width(Type::caption, chance_line(reading, false)) > line_room;
    canvas.text_in(Type::caption, under ? left : right, middle + (under ? 17.0F : 19.0F), line_room,
                   chance_line(reading, brief), theme.ink2, under ? Align::left : Align::right);
    if (o.here_y > 0) {
        canvas.paragraph(Type::caption, o.body.x, o.here_y, o.here_room, 3, 15, stage.head(head).here, theme.ink);
    }
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph,
                                           "role",
                                           sim::describe_head(stage.readings(), head) + " " +
                                               sim::describe_role(stage.readings(), head) + " " +
                                               chance_line(reading, false) + ".",
                                           {left, o.row_y, right - left, 32}});
}

void draw_knockout(Stage& stage, const OpenLayout& o, int head) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const bool phone = stage.layout.phone;
    const Rect r = o.knockout;
    canvas.hline(r.x, r.x + r.w, r.y, theme.hair);
    float x = draw_head_switch(stage, r, head) + (phone ? 4.0F : 28.0F);
    const std::vector<Loss> losses = losses_of(stage, head);
    const float step = std::min((r.x + r.w - x) / static_cast<float>(losses.size()), 240.0F);
    const Type number = phone ? Type::number_small : Type::number;
    for (const Loss& loss : losses) {
        const bool brief = phone || canvas.width(Type::caption, loss.name) > step - 6;
        canvas.text_in(Type::caption, x, r.y + 13, step - 6, brief ? loss.brief : loss.name, theme.ink2);
        canvas.runs(x, r.y + 33,
                    {{loss.with, number, theme.ink2},
                     {phone ? "→" : " → ", phone ? Type::caption : Type::body, theme.ink2},
                     {loss.without, phone ? number : Type::number_bold, theme.ink}});
        x += step;
    }
    stage.frame.registry.add(
        sim::TextNode{sim::TextNode::Kind::paragraph, "knockout", sim::describe_knockout(stage.readings(), head), r});
}

}  // namespace mha::lessons::heads
