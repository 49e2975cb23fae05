// SPDX-License-Identifier: MIT
// What the page's JavaScript and the program say to each other. The page calls, the program answers: C++ never
// calls JavaScript. Text goes in as (bytes, length) in UTF-8 and comes out of sim_text().
#pragma once

#include <cstdint>
#include <string>

#include "app/app.hpp"
#include "platform/window.hpp"
#include "sim/registry_changes.hpp"

namespace mha::platform {

/// What sim_frame() answers: bits, so that the page fetches only the texts that changed.
enum FrameNews : std::uint32_t {
    kAnotherFrame = 1,  // an animation runs: call again at the next display refresh
    kNewRegistry = 2,
    kNewFragment = 4,
    kNewAnnouncement = 8,
    kModelWanted = 16,
};

/// The texts the page may ask for.
enum class PageText : std::uint32_t {
    changes,  // of the registry, in the last frame that was read; valid until the next
    fragment,
    announcement,
    wanted_model,
    snapshot,
    transcript,
    description,
    state_fields,
    notice,
    svg,
    registry
};

/// The running program and what the page was told last. Made by sim_open(), lives as long as the page.
struct Program {
    app::App app;
    Window window;
    sim::RegistryChanges registry;
    std::uint64_t told = 0;  // App::revision() that the next three are of, or older than the third
    std::string fragment, announcement, wanted_model;
    std::string notice;  // what the last sim_set_state() could not follow
    std::string answer;  // what sim_text() points into
};

}  // namespace mha::platform
