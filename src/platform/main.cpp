// SPDX-License-Identifier: MIT
// The web program: made once by the page, then one frame whenever the page asks. There is no main loop.
#include <emscripten/emscripten.h>

#include <utility>

#include "platform/page.hpp"
#include "view/draw_lists.hpp"

using mha::platform::Program;

namespace {

// Keeps what the page was told last; true when the text is new.
bool tell(std::string& told, std::string now) {
    if (told == now) return false;
    told = std::move(now);
    return true;
}

std::uint32_t news(Program& program, bool another, bool read) {
    using namespace mha::platform;
    std::uint32_t bits = another ? kAnotherFrame : 0;
    if (read && !program.registry.since_last(program.app.registry()).empty()) bits |= kNewRegistry;
    // The rest follows from the state and what came from outside, not from the pointer.
    if (program.told == program.app.revision()) return bits;
    if (tell(program.wanted_model, program.app.wanted_model())) bits |= kModelWanted;
    if (!read) return bits;
    program.told = program.app.revision();
    if (tell(program.fragment, program.app.fragment())) bits |= kNewFragment;
    if (tell(program.announcement, program.app.announcement())) bits |= kNewAnnouncement;
    return bits;
}

}  // namespace

extern "C" {

/// The program. It lives as long as the page.
EMSCRIPTEN_KEEPALIVE Program* sim_open() {
    mha::view::make_drawing_context();
    auto* const program = new Program;
    program->window.open();
    return program;
}

EMSCRIPTEN_KEEPALIVE int sim_has_picture(const Program* program) { return program->window.has_picture() ? 1 : 0; }

/// One frame of `pixel_width` x `pixel_height` device pixels (neither 0); answers FrameNews bits. With `read` 0 the
/// registry is not looked at, and what is new in it, in the link and to be said waits for the next frame that is read.
EMSCRIPTEN_KEEPALIVE std::uint32_t sim_frame(Program* program, int pixel_width, int pixel_height, float ratio,
                                             double seconds, int read) {
    const mha::app::FrameInput input{.width = mha::platform::css_extent(pixel_width, ratio),
                                     .height = mha::platform::css_extent(pixel_height, ratio),
                                     .ratio = ratio,
                                     .seconds = seconds,
                                     .read = read != 0};
    const bool another = program->app.frame(input);
    program->window.draw(program->app.texels(), pixel_width, pixel_height);
    return news(*program, another, read != 0);
}

}  // extern "C"
