// SPDX-License-Identifier: MIT
// The program without a platform: state, readings, one frame. The web page, the headless tests and the
// fuzzer drive it through these calls.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace mha::app {

struct FrameInput {
    float width = 700, height = 520, ratio = 1;  // CSS px, device pixels per CSS px
    double seconds = 0;                          // since the last frame; capped inside
};

class App {
public:
    App();
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    /// Start state from a query ("lesson=heads&heads=4") and a fragment (the fragment wins). Unknown keys and bad
    /// values give defaults and a notice.
    void open_link(std::string_view query, std::string_view fragment);
    /// The live state as a fragment without '#'; empty at the lesson's default.
    [[nodiscard]] std::string fragment() const;

    /// Name of a model file that is needed and not here ("heads-4"), else empty.
    [[nodiscard]] std::string wanted_model() const;
    void model_arrived(std::string_view name, std::span<const std::byte> bytes);
    void model_failed(std::string_view name, std::string_view why);

    void pointer(float x, float y, bool down, bool touch);  // CSS px
    void pointer_left();
    void focus(std::string_view control_id, bool visible);
    bool activate(std::string_view control_id);                       // the semantic page's events
    bool set_value(std::string_view control_id, double value);
    bool set_text(std::string_view control_id, std::string_view text);
    bool key(std::string_view key);                                   // "Escape", arrows inside a grid
    void set_page_theme(std::string_view theme, bool reduced_motion); // "light" "dark" "contrast"

    /// Draws one frame into ImGui (a context must exist). Returns true when another frame is needed.
    bool frame(const FrameInput& input);

    [[nodiscard]] std::string registry_json() const;   // what the semantic page mirrors
    [[nodiscard]] std::string announcement() const;    // what changed, in words; empty when nothing did
    [[nodiscard]] std::string snapshot_json() const;   // state, readings counter, controls: ground truth for tests
    [[nodiscard]] std::string transcript() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mha::app
