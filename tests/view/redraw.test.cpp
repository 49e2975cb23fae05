// SPDX-License-Identifier: MIT
// What is drawn again when a picture changes: nothing, what changed, or all of it.
#include "view/redraw.hpp"

#include <catch2/catch_test_macros.hpp>
#include <memory>

#include "imgui.h"
#include "view/draw_lists.hpp"
#include "view/fonts.hpp"
#include "view/texels.hpp"

using namespace mha::view;

namespace {

constexpr float kWidth = 640, kHeight = 480;

/// Pictures of a ground and small squares.
class Easel {
  public:
    Easel() : context_(make_drawing_context()) {
        ImGui::SetCurrentContext(context_);
        fonts_ = bake(1, fonts_);
    }
    ~Easel() { ImGui::DestroyContext(context_); }
    Easel(const Easel&) = delete;
    Easel& operator=(const Easel&) = delete;

    /// Squares of ten pixels, whose upper left corners are given.
    void picture(const std::vector<ImVec2>& squares, float width = kWidth) {
        begin_drawing(width, kHeight);
        ImDrawList& list = *ImGui::GetBackgroundDrawList();
        list.AddRectFilled({0, 0}, {width, kHeight}, IM_COL32(1, 2, 3, 255));
        for (const ImVec2 at : squares) list.AddRectFilled(at, {at.x + 10, at.y + 10}, IM_COL32(200, 0, 0, 255));
        if (!cells->empty()) {
            list.PushTextureID(cells.get());
            list.PrimReserve(6, 4);
            list.PrimRectUV({300, 300}, {316, 316}, {0, 0}, {0.03125F, 0.25F}, IM_COL32(0, 0, 255, 255));
            list.PopTextureID();
        }
        end_drawing();
        redraw.plan(*ImGui::GetDrawData(), *cells);
    }

    /// Pixels of the boxes that are cleared.
    [[nodiscard]] long cleared() const {
        long sum = 0;
        for (const RedrawStep& step : redraw.steps()) sum += step.indices == 0 ? step.box.area() : 0;
        return sum;
    }
    /// Whether a square's place is in what is drawn again.
    [[nodiscard]] bool touched(ImVec2 at) const {
        const PixelBox square{static_cast<int>(at.x), static_cast<int>(at.y), static_cast<int>(at.x) + 10,
                              static_cast<int>(at.y) + 10};
        for (const RedrawStep& step : redraw.steps()) {
            if (step.box.contains(square)) return true;
        }
        return false;
    }
    [[nodiscard]] bool whole() const { return cleared() == static_cast<long>(kWidth * kHeight); }

    Redraw redraw;
    std::unique_ptr<Texels> cells = std::make_unique<Texels>();

  private:
    ImGuiContext* context_;
    Fonts fonts_;
};

}  // namespace

TEST_CASE("the first picture is drawn as a whole, the same one again not at all") {
    Easel easel;
    easel.picture({{10, 10}, {100, 100}});
    CHECK(easel.whole());
    REQUIRE(easel.redraw.steps().size() == 2);
    CHECK(easel.redraw.steps()[0].colour == IM_COL32(1, 2, 3, 255));
    CHECK(easel.redraw.steps()[1].indices == 12);
    easel.picture({{10, 10}, {100, 100}});
    CHECK(easel.redraw.steps().empty());
}

TEST_CASE("a shape that moved is drawn again where it was and where it is") {
    Easel easel;
    easel.picture({{10, 10}, {100, 100}, {500, 400}});
    easel.picture({{10, 10}, {200, 300}, {500, 400}});
    CHECK(easel.touched({100, 100}));
    CHECK(easel.touched({200, 300}));
    CHECK_FALSE(easel.touched({10, 10}));
    CHECK_FALSE(easel.touched({500, 400}));
    CHECK(easel.cleared() < 8192);
    CHECK(easel.redraw.vertices().size() == 4);
}

TEST_CASE("a shape that came or went between others leaves them alone") {
    Easel easel;
    easel.picture({{10, 10}, {100, 100}, {200, 200}, {400, 10}});
    easel.picture({{10, 10}, {100, 100}, {300, 400}, {200, 200}, {400, 10}});
    CHECK(easel.touched({300, 400}));
    CHECK(easel.redraw.vertices().size() == 4);
    easel.picture({{10, 10}, {200, 200}, {400, 10}});
    CHECK(easel.touched({300, 400}));
    CHECK(easel.touched({100, 100}));
    CHECK_FALSE(easel.touched({200, 200}));
    CHECK(easel.redraw.vertices().empty());
}

TEST_CASE("another order is another picture, though the shapes are the same") {
    Easel easel;
    easel.picture({{100, 100}, {104, 104}, {400, 10}});
    easel.picture({{104, 104}, {100, 100}, {400, 10}});
    CHECK((easel.touched({100, 100}) || easel.touched({104, 104})));
    CHECK(easel.redraw.vertices().size() == 8);
    CHECK_FALSE(easel.touched({400, 10}));
}

TEST_CASE("equal shapes one over another count one by one") {
    Easel easel;
    easel.picture({{100, 100}, {100, 100}, {400, 10}});
    easel.picture({{100, 100}, {400, 10}});
    CHECK(easel.touched({100, 100}));
    CHECK_FALSE(easel.touched({400, 10}));
    easel.picture({{100, 100}, {400, 10}});
    CHECK(easel.redraw.steps().empty());
}

TEST_CASE("another size, or nothing left of the picture before: all is drawn") {
    Easel easel;
    easel.picture({{10, 10}});
    easel.picture({{10, 10}}, kWidth / 2);
    CHECK(easel.cleared() == static_cast<long>(kWidth / 2 * kHeight));
    easel.picture({{10, 10}});
    CHECK(easel.whole());
    easel.redraw.forget();
    easel.picture({{10, 10}});
    CHECK(easel.whole());
}

TEST_CASE("changes all over the picture are drawn as a whole, in one step") {
    Easel easel;
    std::vector<ImVec2> before, after;
    for (int i = 0; i < 300; ++i) {
        const float x = static_cast<float>(i % 20) * 32, y = static_cast<float>(i / 20) * 32;
        before.push_back({x, y});
        after.push_back({x + 1, y});
    }
    easel.picture(before);
    easel.picture(after);
    CHECK(easel.whole());
    CHECK(easel.redraw.steps().size() == 2);
}

TEST_CASE("a heat map is drawn again when its colours change") {
    Easel easel;
    const Texels::Place place = easel.cells->take();
    easel.cells->at(place)[3] = 5;
    easel.picture({{10, 10}});
    CHECK(easel.redraw.new_cells());
    easel.picture({{10, 10}});
    CHECK(easel.redraw.steps().empty());
    CHECK_FALSE(easel.redraw.new_cells());
    easel.cells->at(place)[3] = 6;
    easel.picture({{10, 10}});
    CHECK(easel.redraw.new_cells());
    CHECK(easel.touched({302, 302}));
    CHECK_FALSE(easel.touched({10, 10}));
    REQUIRE_FALSE(easel.redraw.steps().empty());
    CHECK(easel.redraw.steps().back().texture == easel.cells.get());
}

TEST_CASE("nothing is drawn outside a clip") {
    Easel easel;
    easel.picture({});
    begin_drawing(kWidth, kHeight);
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    list.AddRectFilled({0, 0}, {kWidth, kHeight}, IM_COL32(1, 2, 3, 255));
    list.PushClipRect({40, 40}, {50, 50});
    list.AddRectFilled({0, 0}, {70, 70}, IM_COL32_WHITE);
    list.AddRectFilled({200, 200}, {210, 210}, IM_COL32_WHITE);
    list.PopClipRect();
    end_drawing();
    easel.redraw.plan(*ImGui::GetDrawData(), *easel.cells);
    REQUIRE(easel.redraw.steps().size() == 2);
    CHECK(easel.redraw.steps()[1].box == PixelBox{40, 40, 50, 50});
    CHECK(easel.redraw.steps()[1].indices == 6);
}
