// SPDX-License-Identifier: MIT
// Floating panels are drawn on the foreground list.
#include "view/overlay.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/marks.hpp"
#include "view/text_flow.hpp"

namespace mha::view {
namespace {

constexpr float kTipWidth = 264, kTipPad = 16;

bool overlaps(Rect a, Rect b) { return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h; }

void draw_row(Frame& frame, const Canvas& canvas, MenuRow row, Rect rect) {
    const Theme& theme = frame.theme;
    const bool heading = row.control.id.empty();
    row.control.rect = rect;
    Touch touch;
    if (!heading) touch = interact(frame, std::move(row.control));
    if (touch.hot) canvas.fill_round({rect.x + 4, rect.y + 2, rect.w - 8, rect.h - 4}, 4, theme.soft);
    const float middle = rect.y + rect.h / 2;
    float x = rect.x + 12;
    if (row.head > 0) {
        badge(canvas, theme, row.head, {x + 10, middle}, 20);
        x += 28;
    }
    const float room = rect.x + rect.w - x - (row.chosen ? 32 : 12);
    canvas.text_in(heading      ? Type::caption_bold
                   : row.chosen ? Type::body_bold
                                : Type::body,
                   x, middle, room, row.text, heading ? theme.ink3 : theme.ink);
    if (row.chosen) draw_icon(canvas, Icon::check, {rect.x + rect.w - 18, middle}, theme.accent, 18);
    if (touch.focused) canvas.outline_round({rect.x + 3, rect.y + 1, rect.w - 6, rect.h - 2}, 5, 2, theme.accent);
}

}  // namespace

void panel(const Canvas& canvas, const Theme& theme, Rect rect, float radius, Colour edge) {
    constexpr std::array<float, 3> kAlpha = {0.03F, 0.045F, 0.06F};
    for (std::size_t i = 0; i < 3; ++i) {
        const float grow = 4 - static_cast<float>(i);
        canvas.fill_round({rect.x - grow, rect.y - grow + 2, rect.w + 2 * grow, rect.h + 2 * grow}, radius + grow,
                          fade(theme.dark ? rgb(0x000000) : theme.ink, kAlpha[i] * (theme.dark ? 3 : 1)));
    }
    canvas.fill_round(rect, radius, theme.paper);
    canvas.outline_round(rect, radius, theme.border, edge);
}

void menu(Frame& frame, Rect anchor, bool align_right, std::vector<MenuRow> rows, float least_width) {
    std::erase_if(rows, [&](const MenuRow& row) { return hidden(frame, row.control); });
    // A heading with nothing under it goes too.
    for (std::size_t i = rows.size(); i-- > 0;) {
        const auto heading = [&](std::size_t at) { return rows[at].control.id.empty(); };
        if (heading(i) && (i + 1 == rows.size() || heading(i + 1)))
            rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i));
    }
    // Its button may be gone: a wider row has room for the choices themselves.
    if (rows.empty() || frame.registry.find(frame.glance.menu) == nullptr) return frame.glance.menu.clear();
    const Canvas canvas(frame, Canvas::Layer::above);
    float width = least_width;
    for (const MenuRow& row : rows) {
        width = std::max(width, canvas.width(Type::body_bold, row.text) + (row.head > 0 ? 28.0F : 0) + 48);
    }
    width = std::min(width, frame.width - 16);
    const float row_height = rows.size() > 14 ? 28.0F : 32.0F;
    const float height = row_height * static_cast<float>(rows.size()) + 8;
    Rect rect = {align_right ? anchor.x + anchor.w - width : anchor.x, anchor.y + anchor.h + 4, width, height};
    rect.x = canvas.snap(std::clamp(rect.x, 8.0F, std::max(8.0F, frame.width - 8 - width)));
    rect.y = canvas.snap(std::clamp(rect.y, 8.0F, std::max(8.0F, frame.height - 8 - height)));
    const bool elsewhere = cover(frame, "menu-ground", {0, 0, frame.width, frame.height});
    cover(frame, "menu-panel", rect);
    panel(canvas, frame.theme, rect, 8, frame.theme.edge);
    Glance* glance = &frame.glance;
    float y = rect.y + 4;
    for (MenuRow& row : rows) {
        if (row.control.activate) {
            row.control.activate = [glance, choose = std::move(row.control.activate)](sim::Actions& actions) {
                choose(actions);
                glance->menu.clear();
            };
        }
        draw_row(frame, canvas, std::move(row), {rect.x, y, width, row_height});
        y += row_height;
    }
    if (elsewhere) frame.glance.menu.clear();
}

Rect place_tooltip(float w, float h, Rect head, Rect clear, Rect f) {
    const auto inside = [&](Rect r) {
        r.x = std::clamp(r.x, f.x + 8, std::max(f.x + 8, f.x + f.w - 8 - r.w));
        r.y = std::clamp(r.y, f.y + 8, std::max(f.y + 8, f.y + f.h - 8 - r.h));
        return r;
    };
    const float y = std::max(head.y + 12, clear.y - h / 2);
    const Rect right = {head.x + head.w + 12, y, w, h}, left = {head.x - 12 - w, y, w, h};
    if (right.x + w <= f.x + f.w - 8) return inside(right);
    if (left.x >= f.x + 8) return inside(left);
    const Rect below = inside({head.x, clear.y + clear.h + 12, w, h}), above = inside({head.x, clear.y - 12 - h, w, h});
    return overlaps(below, clear) ? above : below;
}

void tooltip(Frame& frame, const Tooltip& tip, Rect head_rect, Rect keep_clear) {
    const Canvas canvas(frame, Canvas::Layer::above);
    const Theme& theme = frame.theme;
    const float w = std::min(kTipWidth, frame.width - 16), room = w - 2 * kTipPad;
    const auto lines =
        wrap(tip.sentence, room, 4, [&](std::string_view part) { return canvas.width(Type::body, part); });
    const float h = 104 + 18 * static_cast<float>(lines.size());
    Rect r = place_tooltip(w, h, head_rect, keep_clear, {0, 0, frame.width, frame.height - 70});
    r.x = canvas.snap(r.x), r.y = canvas.snap(r.y);
    const Colour tone = head_colours(theme, tip.head).text, role = tip.diffuse ? theme.ink2 : tone;
    panel(canvas, theme, r, 8, tone);
    canvas.fill_round({r.x, r.y + 8, 4, r.h - 16}, 2, tone);
    const float x = r.x + kTipPad, right = r.x + w - kTipPad;
    const float heading = canvas.text(Type::body, right, r.y + 21, tip.heading, theme.ink2, Align::right);
    canvas.text_in(Type::heading, x, r.y + 21, room - heading - 12, tip.role, role);
    bullet(canvas, theme, {x, r.y + 40, room, 8}, tip.score, tip.chance, tip.diffuse ? theme.ink3 : tone, theme.paper);
    canvas.runs(x, r.y + 64,
                {{"score ", Type::body, theme.ink2},
                 {sim::places(static_cast<double>(tip.score)), Type::number_bold, theme.ink},
                 {"   chance ", Type::body, theme.ink2},
                 {sim::places(static_cast<double>(tip.chance)), Type::number, theme.ink}});
    canvas.text_in(Type::caption, x, r.y + 84, room, tip.chances, theme.ink2);
    float y = r.y + 107;
    for (const std::string& line : lines) {
        canvas.text(Type::body, x, y, line, theme.ink);
        y += 18;
    }
}

Rect notice(Frame& frame, std::string_view text, bool problem, Rect figure) {
    const Canvas canvas(frame, Canvas::Layer::above);
    const Theme& theme = frame.theme;
    const float w = std::min(figure.w, 560.0F), room = w - 56 - 44;
    const auto measure = [&](std::string_view part) { return canvas.width(Type::body, part); };
    const auto lines = wrap(text, room, 5, measure);
    const float count = static_cast<float>(lines.size());
    const Rect r = {canvas.snap(figure.x + (figure.w - w) / 2), figure.y, w, std::max(52.0F, 18 * count + 16)};
    const Colour tone = problem ? theme.bad : theme.accent;
    cover(frame, "notice-panel", r);
    panel(canvas, theme, r, 6, tone);
    canvas.fill_round({r.x, r.y, 4, r.h}, 2, tone);
    canvas.disc({r.x + 26, r.y + r.h / 2}, 10, tone);
    canvas.text(Type::body_bold, r.x + 26, r.y + r.h / 2, problem ? "!" : "i", theme.on_accent, Align::centre);
    float y = r.y + r.h / 2 - 9 * (count - 1);
    for (const std::string& line : lines) {
        canvas.text(Type::body, r.x + 48, y, line, theme.ink);
        y += 18;
    }
    const std::size_t under = frame.registry.order().size();
    frame.registry.add(sim::TextNode{sim::TextNode::Kind::alert, "notice", std::string(text), r});
    sim::Control close;
    close.id = "notice-close";
    close.label = "Close the notice";
    close.rect = {r.x + r.w - 40, r.y + r.h / 2 - 16, 32, 32};
    Glance* glance = &frame.glance;  // outlives the frame, as the registry does
    close.activate = [glance, shown = std::string(text)](sim::Actions&) {
        glance->notice_closed = true;
        glance->notice = shown;
    };
    const Rect rect = close.rect;
    const Touch touch = interact(frame, close);
    frame.registry.order_by_sight(frame.registry.order().size() - under);
    if (touch.hot) canvas.fill_round(rect, 6, theme.soft);
    draw_icon(canvas, Icon::close, {rect.x + 16, rect.y + 16}, theme.ink2, 20);
    if (touch.focused) canvas.outline_round(rect, 6, 2, theme.accent);
    return r;
}

}  // namespace mha::view
