// SPDX-License-Identifier: MIT
// The program without a platform: state, readings, one frame. The web page, the headless tests and the
// fuzzer drive it through these calls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace mha::sim {
struct State;
struct Readings;
class Registry;
enum class Taken : std::uint8_t;
}  // namespace mha::sim
namespace mha::view {
class Texels;
}

namespace mha::app {

struct FrameInput {
    float width = 700, height = 520, ratio = 1;  // CSS px, device pixels per CSS px
    double seconds = 0;                          // since the last frame; capped inside
    bool read = true;  // false: nobody reads the registry, so its tables may stay as they were, and losses may wait
};

class App {
  public:
    App();
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    /// Start state from a query ("lesson=heads&heads=4") and a fragment (the fragment wins). Unknown keys and bad
    /// values give defaults and a notice on the screen.
    void open_link(std::string_view query, std::string_view fragment);
    /// What the live state adds to the query of open_link, as a fragment without '#'; empty when it adds nothing.
    [[nodiscard]] std::string fragment() const;

    /// For an embedding page: the live state as query text, every key that is not at its default.
    [[nodiscard]] std::string state_fields() const;
    /// Sets the given keys over the live state, in the syntax of a link. Returns what could not be followed, in
    /// sentences; empty when all was.
    std::string set_state(std::string_view fields);
    /// Back to the state of open_link.
    void reset();

    /// Name of a model file that is needed and not here ("heads-4"), else empty.
    [[nodiscard]] std::string wanted_model() const;
    void model_arrived(std::string_view name, std::span<const std::byte> bytes);
    void model_failed(std::string_view name, std::string_view why);

    void pointer(float x, float y, bool down, bool touch);  // CSS px
    void pointer_left();
    /// Two fingers on the canvas: where the middle between them was and is, and by how much they have spread since.
    /// False when nothing there takes them.
    bool two_fingers(float from_x, float from_y, float x, float y, float factor, bool ended);
    void focus(std::string_view control_id, bool visible);
    bool activate(std::string_view control_id);  // the semantic page's events
    bool set_value(std::string_view control_id, double value);
    bool set_text(std::string_view control_id, std::string_view text);
    bool key(std::string_view key);  // "Escape"; true = used
    /// "light", "dark", "contrast" (light on black) or "contrast-light"; what the automatic theme follows.
    void set_page_theme(std::string_view theme, bool reduced_motion);

    /// Draws one frame into ImGui (a context must exist); ImGui::GetDrawData() then has it. The font atlas is baked
    /// again when the ratio has changed: its texture must then be uploaded. Returns true when another frame is needed.
    bool frame(const FrameInput& input);

    /// The texture of the last frame's heat maps.
    [[nodiscard]] const view::Texels& texels() const;

    /// The picture of the last frame as an SVG document, drawn again; empty before the first.
    std::string svg();

    /// What the learner asked to take along, once.
    [[nodiscard]] sim::Taken taken();

    /// Another number when the state, the readings or the models changed, or an announcement was made: only then can
    /// fragment(), announcement() and wanted_model() be new.
    [[nodiscard]] std::uint64_t revision() const;
    [[nodiscard]] std::string registry_json() const;  // what the semantic page mirrors
    /// What changed since announced() was last called, in words; empty when nothing did.
    [[nodiscard]] std::string announcement() const;
    void announced();
    /// One paragraph on what the lesson shows, for screen readers.
    [[nodiscard]] std::string description() const;
    [[nodiscard]] std::string snapshot_json() const;  // state, readings, controls: ground truth for tests
    [[nodiscard]] std::string transcript() const;

    [[nodiscard]] const sim::State& state() const;
    [[nodiscard]] const sim::Readings& readings() const;
    [[nodiscard]] const sim::Registry& registry() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mha::app
