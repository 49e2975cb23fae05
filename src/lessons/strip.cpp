// SPDX-License-Identifier: MIT
#include "lessons/strip.hpp"

#include <utility>

#include "sim/describe.hpp"
#include "view/marks.hpp"
#include "view/number_text.hpp"

namespace mha::lessons {
namespace {

std::vector<Run> dimension_runs(const Stage& stage, bool brief) {
    const view::Theme& theme = stage.theme();
    const sim::ModelReading& model = stage.readings().model;
    const auto number = [&](int value) { return Run{view::whole(value), Type::number_bold, theme.ink}; };
    const auto word = [&](std::string text) { return Run{std::move(text), Type::body, theme.ink2}; };
    std::vector<Run> runs;
    if (model.concat_width == model.d_model) {
        if (!brief) runs.push_back({"d_model", Type::number, theme.ink2});
        if (!brief) runs.push_back(word(" "));
        runs.insert(runs.end(), {number(model.d_model), word(" = ")});
    }
    runs.insert(runs.end(),
                {number(model.heads), word(model.heads == 1 ? " head × " : " heads × "), number(model.head_width)});
    if (model.concat_width != model.d_model) {
        runs.insert(runs.end(), {word(" = "), number(model.concat_width), word(" of "), number(model.d_model)});
    }
    return runs;
}

float scale_end(const view::FrameLayout& l) { return l.margin + (l.phone ? 86.0F : 123.0F); }

}  // namespace

float strip_room(const Stage& stage) {
    const view::FrameLayout& l = stage.layout;
    return l.width - l.margin - Canvas(stage.frame).width(dimension_runs(stage, false)) - 16 - scale_end(l);
}

void draw_strip(Stage& stage, const Strip& strip) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const view::FrameLayout& l = stage.layout;
    const float left = l.margin, right = l.width - l.margin, y = l.strip_y;
    canvas.hline(left, right, l.rule_y, theme.hair);
    if (strip.scale) view::scale(canvas, theme, left, y, strip.scale_head, l.phone ? 48.0F : 72.0F);
    const float start = strip.scale ? scale_end(l) : left;
    const std::string& problem = stage.readings().text_notice;
    if (!problem.empty() && !l.phone && strip.plain_middle.empty()) {
        const Rect place = {start, y - 14, right - start, 28};
        const Type type = canvas.width(Type::body, problem) <= place.w ? Type::body : Type::caption;
        canvas.text_in(type, place.x, y, place.w, problem, theme.bad);
        stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::alert, "text-notice", problem, place});
        stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "dimensions",
                                               sim::describe_dimensions(stage.readings().model), place});
        return;
    }
    const std::string plain = sim::describe_dimensions(stage.readings().model);
    float limit = right;
    const bool readout = !strip.middle.empty() && l.phone;  // on a phone what is pointed at takes the place
    if (strip.dimensions && !readout) {
        std::vector<Run> runs = dimension_runs(stage, false);
        if (canvas.width(runs) > right - start) runs = dimension_runs(stage, true);
        if (strip.centred)
            canvas.runs(l.width / 2, y, runs, Align::centre);
        else
            limit -= canvas.runs(right, y, runs, Align::right) + 16;
    }
    // A hint that does not fit is left out, and so is the end of a readout that does not.
    std::vector<Run> middle = strip.middle;
    while (!strip.plain_middle.empty() && middle.size() > 1 && canvas.width(middle) > limit - start) middle.pop_back();
    const bool fits = canvas.width(middle) <= limit - start;
    if (!middle.empty() && !strip.centred && fits)
        canvas.runs(start, y, middle);
    else if (!middle.empty() && strip.centred)
        canvas.runs(l.width / 2, y, middle, Align::centre);
    const Rect rect = {left, y - 14, right - left, 28};
    if (!strip.plain_middle.empty()) {
        stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::status, "readout", strip.plain_middle, rect});
    }
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "dimensions", plain, rect});
}

}  // namespace mha::lessons
