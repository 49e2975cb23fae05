// SPDX-License-Identifier: MIT
// Numbers as strips: what went into the shown number, at the foot of the map's window.
#include <algorithm>
#include <string>

#include "lessons/nano_parts.hpp"
#include "sim/numerals.hpp"
#include "view/interact.hpp"

namespace mha::lessons::nano {
namespace {

constexpr float kStripHeight = 38, kLeastWindow = 300, kLeastAbove = 200;
constexpr std::size_t kMostStrips = 3;

bool in_window(const NanoStage& stage, const sim::Operand& o, float foot) {
    const Rect p = stage.places[static_cast<std::size_t>(o.matrix)], w = stage.map.window;
    const Rect r = stage.map.on_screen({p.x + static_cast<float>(o.column), p.y + static_cast<float>(o.row),
                                        static_cast<float>(o.columns), static_cast<float>(o.rows)});
    return r.x >= w.x - 1 && r.y >= w.y - 1 && r.x + r.w <= w.x + w.w + 1 && r.y + r.h <= w.y + w.h - foot + 1;
}

std::string strip_title(const NanoStage& stage, const sim::Operand& o) {
    const sim::NetMatrix& m = stage.reading.matrix(o.matrix);
    std::string out = m.name;
    if (m.head > 0 && m.parameter) out += " of head " + std::to_string(m.head);
    if (m.kind == sim::NetKind::head_out) out += " of head " + std::to_string(m.head);
    if (o.rows == 1) return out + ", " + sim::row_name(stage.reading, m, o.row);
    return out + ", " + sim::column_name(stage.reading, m, o.column);
}

void draw_strip(const NanoStage& stage, const sim::Operand& o, Rect room) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::NetMatrix& m = stage.reading.matrix(o.matrix);
    const int count = o.rows == 1 ? o.columns : o.rows;
    const float cell = std::min(canvas.snap(room.w / static_cast<float>(count)), 30.0F);
    const std::string words = strip_title(stage, o);
    canvas.text_in(Type::caption, room.x, room.y + 8, room.w, words,
                   m.head > 0 ? view::head_colours(theme, m.head).text : theme.ink2);
    const float y = room.y + 17, h = 18;
    const float pitch = cell >= 2 ? cell : room.w / static_cast<float>(count);
    for (int i = 0; i < count; ++i) {
        const float v = o.rows == 1 ? m.at(o.row, o.column + i) : m.at(o.row + i, o.column);
        const float x0 = canvas.snap(room.x + pitch * static_cast<float>(i)),
                    x1 = canvas.snap(room.x + pitch * static_cast<float>(i + 1));
        const Colour ground = number_colour(theme, m, v);
        canvas.fill({x0, y, x1 - x0, h}, ground);
        if (pitch >= 22)
            canvas.text(Type::number_small, (x0 + x1) / 2, y + h / 2, short_number(m, v, x1 - x0 - 1),
                        view::number_on(ground), Align::centre);
    }
    canvas.outline({room.x - 1, y - 1, pitch * static_cast<float>(count) + 2, h + 2}, 2, theme.accent);
}

}  // namespace

std::string short_number(const sim::NetMatrix& m, float v, float room) {
    const double value = static_cast<double>(v);
    if (m.kind == sim::NetKind::weights || m.kind == sim::NetKind::probabilities) {
        std::string text = sim::places(value, 2);
        if (static_cast<float>(text.size()) * 7.2F > room && text.starts_with("0.")) text.erase(0, 1);
        return static_cast<float>(text.size()) * 7.2F <= room ? text : sim::places(value, 1);
    }
    const auto fits = [room](const std::string& text) {
        const float signs = text.starts_with("\u2212") ? 2.0F : 0.0F;  // three bytes, one sign
        return (static_cast<float>(text.size()) - signs) * 7.2F <= room;
    };
    for (int count = 2; count >= 0; --count) {
        std::string text = sim::places(value, count);
        if (fits(text)) return text;
        const std::size_t zero = text.starts_with("\u2212") ? 3 : 0;
        if (count > 0 && text.substr(zero, 2) == "0." && fits(text.erase(zero, 1))) return text;
    }
    return {};
}

Colour number_colour(const view::Theme& theme, const sim::NetMatrix& m, float v) {
    if (m.kind == sim::NetKind::weights) return view::ramp(theme, m.head, v);
    if (m.kind == sim::NetKind::probabilities) return view::grey_ramp(theme, v);
    return view::signed_ramp(theme, v, m.most);
}

float operands_height(Rect window, std::size_t operands) {
    const float height = kStripHeight * static_cast<float>(std::min(operands, kMostStrips)) + 8;
    return window.h < kLeastWindow || operands == 0 || window.h - height < kLeastAbove ? 0 : height;
}

void draw_caption(const NanoStage& stage, int matrix) {
    if (matrix < 0 || stage.map.scale < kNumberCell) return;
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::NetMatrix& m = stage.reading.matrix(matrix);
    const Rect window = stage.map.window, bar = {window.x, window.y, window.w, kCaptionBar};
    view::cover(stage.frame, "caption", bar);
    canvas.fill(bar, theme.paper);
    canvas.hline(bar.x, bar.x + bar.w, bar.y + bar.h, theme.hair);
    const std::string title = m.place.empty() ? m.name : m.place + ": " + m.name;
    const std::string shape = std::to_string(m.values.rows) + " × " + std::to_string(m.values.columns);
    const bool phone = stage.layout.frame.phone;  // a button stands in the corner
    const float w = phone ? 24 : canvas.width(Type::number_small, shape);
    canvas.text_in(Type::body_bold, bar.x + 8, bar.y + bar.h / 2, bar.w - w - 24, title,
                   m.head > 0 ? view::head_colours(theme, m.head).text : theme.ink);
    if (!phone) canvas.text(Type::number_small, bar.x + bar.w - 8, bar.y + bar.h / 2, shape, theme.ink2, Align::right);
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::heading, "in-view", title + ", " + shape, bar});
}

void draw_operands(const NanoStage& stage, const std::vector<sim::Operand>& operands) {
    if (stage.map.scale < kNumberCell) return;
    std::vector<sim::Operand> hidden;
    const float foot = operands_height(stage.map.window, operands.size());
    for (const sim::Operand& o : operands) {
        if (!in_window(stage, o, foot) && hidden.size() < kMostStrips) hidden.push_back(o);
    }
    const float height = operands_height(stage.map.window, hidden.size());
    if (height <= 0) return;
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect window = stage.map.window, box = {window.x, window.y + window.h - height, window.w, height};
    view::cover(stage.frame, "operands", box);
    canvas.fill(box, theme.paper);
    canvas.hline(box.x, box.x + box.w, box.y, theme.edge);
    for (std::size_t i = 0; i < hidden.size(); ++i)
        draw_strip(stage, hidden[i],
                   {box.x + 8, box.y + 4 + kStripHeight * static_cast<float>(i), box.w - 16, kStripHeight});
}

}  // namespace mha::lessons::nano
