// SPDX-License-Identifier: MIT
// Whatever somebody does, what is drawn over the picture before makes the picture that would be drawn on an empty
// canvas, pixel by pixel.
#include "view/redraw.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>

#include "support/draw_png.hpp"
#include "support/random_hand.hpp"
#include "view/texels.hpp"

using namespace mha;

namespace {

/// A canvas that keeps its picture.
class Kept {
  public:
    explicit Kept(test::HeadlessUi& ui) : ui_(&ui) {
        ui.on_frame = [this] { next(); };
    }
    void next() {
        const ImDrawData& data = *ImGui::GetDrawData();
        const int width = static_cast<int>(data.DisplaySize.x), height = static_cast<int>(data.DisplaySize.y);
        const void* const atlas = ImGui::GetIO().Fonts->Fonts[0];
        if (width != picture_.width || height != picture_.height) {
            picture_ = {width, height, {}};
            picture_.rgba.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 77);
        }
        if (atlas != atlas_) redraw_.forget();
        atlas_ = atlas;
        redraw_.plan(data, ui_->app.texels());
        tests::paint(picture_, redraw_, ui_->app.texels());
        ++frames;
        parts += redraw_.steps().empty() || redraw_.steps()[0].box.area() < static_cast<long>(width) * height;
    }
    [[nodiscard]] bool as_on_an_empty_canvas() const {
        return tests::rasterise(*ImGui::GetDrawData(), &ui_->app.texels()).rgba == picture_.rgba;
    }

    int frames = 0, parts = 0;  // and how many of them were not drawn as a whole

  private:
    test::HeadlessUi* ui_;
    view::Redraw redraw_;
    tests::Picture picture_;
    const void* atlas_ = nullptr;
};

}  // namespace

TEST_CASE("the pictures of a seeded hand are those that an empty canvas would get") {
    test::HeadlessUi ui(360);
    test::bring_models(ui, false);
    Kept kept(ui);
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        REQUIRE(test::run_hand(ui, seed, 8) == "");
        INFO("seed " << seed);
        REQUIRE(kept.as_on_an_empty_canvas());
    }
    CHECK(kept.parts > kept.frames / 2);
}

TEST_CASE("a walk of the pointer over eight heads draws little of the picture") {
    test::HeadlessUi ui(700);
    test::bring_models(ui, true);
    ui.app.open_link("heads=4&text=The+small+dog+that+chased+the+cats+sees+the+old+bird", "");
    REQUIRE(ui.rest());
    Kept kept(ui);
    REQUIRE(ui.rest());
    kept.frames = kept.parts = 0;
    for (int step = 0; step < 40; ++step) {
        ui.app.pointer(60 + 14 * static_cast<float>(step), 160 + 6 * static_cast<float>(step), false, false);
        ui.frame();
        if (step % 4 == 0) REQUIRE(kept.as_on_an_empty_canvas());
    }
    CHECK(kept.parts == kept.frames);
}
