// SPDX-License-Identifier: MIT
// Drawing of the controls.
#include "view/controls.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "view/motion.hpp"
#include "view/number_text.hpp"

namespace mha::view {
namespace {

constexpr float kDisabled = 0.45F;

Rect grown(Rect r, float by) { return {r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by}; }

}  // namespace

void focus_ring(const Canvas& canvas, const Theme& theme, Rect rect, float radius) {
    canvas.outline_round(grown(rect, 4), radius + 4, 2, theme.accent);
}

void badge(const Canvas& canvas, const Theme& theme, int head, Point centre, float size) {
    const float half = size / 2;
    canvas.fill_round({canvas.snap(centre.x - half), canvas.snap(centre.y - half), size, size},
                      size >= 20 ? 5.0F : 4.0F, head_colours(theme, head).text);
    canvas.text(size >= 18 ? Type::body_bold : Type::caption_bold, canvas.snap(centre.x - half) + half, centre.y,
                whole(head), theme.on_badge, Align::centre);
}

Touch button(Frame& frame, sim::Control control, Rect face, const ButtonLook& look) {
    if (hidden(frame, control)) return {};
    const Canvas canvas(frame);
    const Theme& theme = frame.theme;
    const bool on = control.checked, enabled = control.enabled;
    const Touch touch = interact(frame, std::move(control));
    const bool primary = look.primary && enabled;
    if (primary) {
        canvas.fill_round(face, 6, touch.hot ? mix(theme.accent, theme.ink, 0.15F) : theme.accent);
    } else if (look.framed) {
        canvas.fill_round(face, 6, !enabled ? theme.bg : on || touch.hot ? theme.soft : theme.ctl);
        canvas.outline_round(face, 6, on ? 2.0F : theme.border, !enabled ? theme.hair : on ? theme.accent : theme.edge);
    } else if (touch.hot) {
        canvas.fill_round(face, 6, theme.soft);
    }
    const Colour ink = !enabled      ? theme.ink3
                       : primary     ? theme.on_accent
                       : on          ? theme.accent
                       : look.framed ? theme.ink
                                     : theme.ink2;
    const Type type = look.bold ? Type::body_bold : Type::body;
    const float text_w = look.text.empty() ? 0 : canvas.width(type, look.text);
    const float icon_w = look.has_icon ? 20.0F : 0, gap = text_w > 0 && icon_w > 0 ? 8.0F : 0;
    const float middle = face.y + face.h / 2;
    float x = face.x + (face.w - text_w - gap - icon_w) / 2;
    if (look.has_icon && !look.icon_right) {
        draw_icon(canvas, look.icon, {x + 10, middle}, look.framed ? ink : theme.ink2);
        x += icon_w + gap;
    }
    if (text_w > 0) canvas.text(type, x, middle, look.text, ink);
    if (look.has_icon && look.icon_right) draw_icon(canvas, look.icon, {x + text_w + gap + 10, middle}, ink);
    if (touch.focused) focus_ring(canvas, theme, face, 6);
    return touch;
}

Touch slider(Frame& frame, sim::Control control, float label_x, std::string_view label, Type label_type, Rect track) {
    if (hidden(frame, control)) return {};
    const Canvas canvas(frame);
    const Theme& theme = frame.theme;
    const float x0 = track.x + 10, x1 = track.x + track.w - 10, y = canvas.snap(track.y + track.h / 2);
    const double value = control.value, min = control.min, max = control.max;
    const double pointed = slider_value(control, x0, x1, frame.glance.pointer_x);
    const auto set_value = control.set_value;
    const Touch touch = interact(frame, std::move(control));
    const bool presses =
        touch.held || (frame.glance.released && frame.glance.active == frame.registry.controls().back().id);
    if (presses && pointed != value && set_value) set_value(frame.actions, pointed);
    canvas.text(label_type, label_x, y, label, theme.ink);
    const auto place = [&](double v) {
        return x0 + static_cast<float>((v - min) / std::max(max - min, 1.0)) * (x1 - x0);
    };
    const std::string own = frame.registry.controls().back().id;
    const float thumb = touch.held ? placed(frame, own, place(value)) : eased(frame, own, place(value));
    canvas.fill_round({track.x, y - 2, track.w, 4}, 2, theme.track);
    canvas.fill_round({track.x, y - 2, thumb - track.x, 4}, 2, theme.accent);
    for (int stop = static_cast<int>(min); stop <= static_cast<int>(max) && max - min <= 16; ++stop) {
        canvas.disc({place(stop), y}, 2.4F, stop < value ? theme.ctl : theme.edge);
    }
    canvas.disc({thumb, y}, 10, theme.accent);
    canvas.disc({thumb, y}, 4, theme.ctl);
    if (touch.focused) canvas.ring({thumb, y}, 13, 2, theme.accent);
    return touch;
}

Touch checkbox(Frame& frame, sim::Control control, float x, float middle, std::string_view label, Type type) {
    if (hidden(frame, control)) return {};
    const Canvas canvas(frame);
    const Theme& theme = frame.theme;
    const bool on = control.checked;
    const float alpha = control.enabled ? 1 : kDisabled;
    const Touch touch = interact(frame, std::move(control));
    const Rect box = {x, canvas.snap(middle) - 10, 20, 20};
    if (on) {
        canvas.fill_round(box, 4, fade(theme.accent, alpha));
        draw_icon(canvas, Icon::check, {box.x + 10, box.y + 10}, theme.on_accent);
    } else {
        canvas.fill_round(box, 4, touch.hot ? theme.soft : theme.ctl);
        canvas.outline_round(box, 4, std::max(1.5F, theme.border), fade(theme.edge, alpha));
    }
    canvas.text(type, x + 28, middle, label, fade(theme.ink, alpha));
    if (touch.focused) focus_ring(canvas, theme, box, 4);
    return touch;
}

Touch switcher(Frame& frame, sim::Control control, float x, float middle, std::string_view label, Type type) {
    if (hidden(frame, control)) return {};
    const Canvas canvas(frame);
    const Theme& theme = frame.theme;
    const bool on = control.checked;
    const float alpha = control.enabled ? 1 : kDisabled;
    const Touch touch = interact(frame, std::move(control));
    const float y = canvas.snap(middle);
    const Rect body = {x, y - 10, 36, 20};
    const float thumb = eased(frame, frame.registry.controls().back().id, on ? 26.0F : 10.0F);
    if (on) {
        canvas.fill_round(body, 10, fade(theme.accent, alpha));
        canvas.disc({x + thumb, y}, 7, theme.on_accent);
    } else {
        canvas.fill_round(body, 10, touch.hot ? theme.soft : theme.ctl);
        canvas.outline_round(body, 10, std::max(1.5F, theme.border), fade(theme.edge, alpha));
        canvas.disc({x + thumb, y}, 5.5F, fade(theme.edge, alpha));
    }
    canvas.text(type, x + 44, middle, label, fade(theme.ink, alpha));
    if (touch.focused) focus_ring(canvas, theme, body, 10);
    return touch;
}

Segment choice(std::string id, std::string text, std::string label, bool chosen, float width, sim::Action wish) {
    Segment out;
    out.control = sim::press(std::move(id), std::move(label), {}, {}, {std::move(wish)});
    out.control.role = sim::ControlRole::toggle;
    out.control.checked = chosen;
    out.text = std::move(text);
    out.width = width;
    return out;
}

Rect segmented(Frame& frame, float x, float y, std::vector<Segment> segments, float height) {
    if (segments.empty() || hidden(frame, segments.front().control)) return {x, y, 0, height};
    const Canvas canvas(frame);
    const Theme& theme = frame.theme;
    Rect whole_rect = {x, y, 0, height};
    for (const Segment& segment : segments) whole_rect.w += segment.width;
    canvas.fill_round(whole_rect, 6, theme.ctl);
    canvas.outline_round(whole_rect, 6, theme.border, theme.edge);
    float left = x;
    bool after_chosen = true;
    for (Segment& segment : segments) {
        const Rect rect = {left, y, segment.width, height};
        const bool chosen = segment.control.checked;
        segment.control.rect = rect;
        const Touch touch = interact(frame, std::move(segment.control));
        const Colour head = segment.head > 0 ? head_colours(theme, segment.head).text : theme.accent;
        if (chosen) {
            const Colour tint = mix(theme.ctl, head_colours(theme, segment.head).base, 0.16F);
            canvas.fill_round(rect, 6, segment.head > 0 ? tint : theme.soft);
            canvas.outline_round(rect, 6, 2, head);
        } else {
            if (touch.hot) canvas.fill_round({left + 2, y + 2, segment.width - 4, height - 4}, 4, theme.soft);
            if (!after_chosen) canvas.vline(left, y + 7, y + height - 7, theme.hair);
        }
        if (segment.head > 0) {
            badge(canvas, theme, segment.head, {left + segment.width / 2, y + height / 2}, 18);
        } else {
            canvas.text_in(chosen ? Type::body_bold : Type::body, left + segment.width / 2, y + height / 2,
                           segment.width - 8, segment.text, chosen ? theme.accent : theme.ink, Align::centre);
        }
        if (touch.focused) focus_ring(canvas, theme, rect, 6);
        after_chosen = chosen;
        left += segment.width;
    }
    return whole_rect;
}

Touch text_field(Frame& frame, sim::Control control, Rect field, bool wrong) {
    const Canvas canvas(frame);
    const Theme& theme = frame.theme;
    const Rect inner = control.rect;
    const std::string text = control.value_text;
    const bool typing = frame.glance.focus == control.id;
    control.role = sim::ControlRole::text_field;
    const Touch touch = interact(frame, std::move(control));
    canvas.fill_round(field, 6, theme.paper);
    canvas.outline_round(field, 6, wrong || typing ? 2.0F : theme.border,
                         wrong       ? theme.bad
                         : typing    ? theme.accent
                         : touch.hot ? theme.ink3
                                     : theme.edge);
    if (!typing) canvas.text_in(Type::main, inner.x, field.y + field.h / 2, inner.w, text, theme.ink);
    return touch;
}

}  // namespace mha::view
