// SPDX-License-Identifier: MIT
// The events of the page, as exported functions. web/engine.js calls them with the Program first and each text
// as a pointer and a length.
#include <emscripten/emscripten.h>

#include <span>
#include <string_view>

#include "platform/page.hpp"
#include "view/font_data.hpp"

using mha::platform::PageText;
using mha::platform::Program;

namespace {

std::string_view view(const char* text, int size) { return {text, static_cast<std::size_t>(size)}; }

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void sim_open_link(Program* program, const char* query, int query_size, const char* fragment,
                                        int fragment_size) {
    program->app.open_link(view(query, query_size), view(fragment, fragment_size));
}

/// Sets the given keys over the live state; what could not be followed is then PageText::notice.
EMSCRIPTEN_KEEPALIVE void sim_set_state(Program* program, const char* fields, int size) {
    program->notice = program->app.set_state(view(fields, size));
}

EMSCRIPTEN_KEEPALIVE void sim_reset(Program* program) { program->app.reset(); }

/// The page has said the announcement.
EMSCRIPTEN_KEEPALIVE void sim_announced(Program* program) {
    program->app.announced();
    program->announcement.clear();
}

/// A number of sim::Taken: what the learner asked to take along, once.
EMSCRIPTEN_KEEPALIVE int sim_taken(Program* program) { return static_cast<int>(program->app.taken()); }

EMSCRIPTEN_KEEPALIVE void sim_pointer(Program* program, float x, float y, int down, int touch) {
    program->app.pointer(x, y, down != 0, touch != 0);
}

EMSCRIPTEN_KEEPALIVE void sim_pointer_left(Program* program) { program->app.pointer_left(); }

EMSCRIPTEN_KEEPALIVE int sim_two_fingers(Program* program, float from_x, float from_y, float x, float y, float factor,
                                         int ended) {
    return program->app.two_fingers(from_x, from_y, x, y, factor, ended != 0) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void sim_focus(Program* program, const char* id, int id_size, int visible) {
    program->app.focus(view(id, id_size), visible != 0);
}

EMSCRIPTEN_KEEPALIVE int sim_activate(Program* program, const char* id, int id_size) {
    return program->app.activate(view(id, id_size)) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE int sim_set_value(Program* program, const char* id, int id_size, double value) {
    return program->app.set_value(view(id, id_size), value) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE int sim_set_text(Program* program, const char* id, int id_size, const char* text, int text_size) {
    return program->app.set_text(view(id, id_size), view(text, text_size)) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE int sim_key(Program* program, const char* key, int key_size) {
    return program->app.key(view(key, key_size)) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void sim_theme(Program* program, const char* theme, int theme_size, int reduced_motion) {
    program->app.set_page_theme(view(theme, theme_size), reduced_motion != 0);
}

EMSCRIPTEN_KEEPALIVE void sim_model_arrived(Program* program, const char* name, int name_size, const char* bytes,
                                            int size) {
    program->app.model_arrived(view(name, name_size), std::as_bytes(std::span(bytes, static_cast<std::size_t>(size))));
}

EMSCRIPTEN_KEEPALIVE void sim_model_failed(Program* program, const char* name, int name_size, const char* why,
                                           int why_size) {
    program->app.model_failed(view(name, name_size), view(why, why_size));
}

EMSCRIPTEN_KEEPALIVE void sim_context(Program* program, int there) {
    if (there != 0) {
        program->window.context_there();
    } else {
        program->window.context_lost();
    }
}

/// The text asked for; valid until the next call. Its length in bytes is sim_text_size().
EMSCRIPTEN_KEEPALIVE const char* sim_text(Program* program, std::uint32_t which) {
    switch (static_cast<PageText>(which)) {
        case PageText::changes:
            return (program->answer = program->registry.last()).c_str();
        case PageText::fragment:
            return (program->answer = program->app.fragment()).c_str();
        case PageText::announcement:
            return (program->answer = program->app.announcement()).c_str();
        case PageText::wanted_model:
            return (program->answer = program->wanted_model).c_str();
        case PageText::snapshot:
            return (program->answer = program->app.snapshot_json()).c_str();
        case PageText::transcript:
            return (program->answer = program->app.transcript()).c_str();
        case PageText::description:
            return (program->answer = program->app.description()).c_str();
        case PageText::state_fields:
            return (program->answer = program->app.state_fields()).c_str();
        case PageText::svg:
            return (program->answer = program->app.svg()).c_str();
        case PageText::registry:
            return (program->answer = program->app.registry_json()).c_str();
        case PageText::notice:
            return (program->answer = program->notice).c_str();
    }
    program->answer.clear();
    return program->answer.c_str();
}

/// The typeface of words, for the page's native field.
EMSCRIPTEN_KEEPALIVE const unsigned char* sim_font(const Program*) { return mha::view::inter_regular().data(); }
EMSCRIPTEN_KEEPALIVE int sim_font_size(const Program*) { return static_cast<int>(mha::view::inter_regular().size()); }

EMSCRIPTEN_KEEPALIVE int sim_text_size(const Program* program) { return static_cast<int>(program->answer.size()); }

}  // extern "C"
