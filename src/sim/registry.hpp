// SPDX-License-Identifier: MIT
// Every interactive thing of a frame, and every text and table it shows, declared once. The canvas draws it,
// the semantic page of native elements mirrors it, tests read it. No ImGui here.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/action.hpp"

namespace mha::sim {

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;  // CSS px from the canvas's top left
    friend bool operator==(const Rect&, const Rect&) = default;
    [[nodiscard]] bool contains(float px, float py) const { return px >= x && py >= y && px < x + w && py < y + h; }
};

enum class ControlRole : std::uint8_t {
    button,
    toggle,
    slider,
    checkbox,
    switcher,
    text_field,
    menu_button,
    menu_item,
    cell,
    file
};

struct Control {
    std::string id;  // stable across frames and unique: "heads", "head-3", "cell-2-1-0"
    ControlRole role = ControlRole::button;
    std::string label;                             // accessible name; contains the visible text
    std::string value_text;                        // in words, for sliders and fields ("4 heads")
    double value = 0, min = 0, max = 1, step = 1;  // slider
    bool checked = false;                          // checkbox, switcher, toggle (pressed), menu_button (expanded)
    bool enabled = true;
    std::string help;                                          // one sentence
    Rect rect;                                                 // hit rectangle, whole
    std::vector<std::string> suggestions;                      // text_field: completions
    bool takes_gestures = false;                               // dragging moves it, two fingers zoom it
    bool pointer_only = false;                                 // no native element: a table says the same
    std::function<void(Actions&)> activate;                    // press, toggle
    std::function<void(Actions&, double)> set_value;           // slider
    std::function<void(Actions&, std::string_view)> set_text;  // text field; file: its text
};

/// A button that makes these wishes; without any it does nothing yet.
[[nodiscard]] Control press(std::string id, std::string label, std::string help, Rect rect, Actions wishes);

/// Text a reader needs that is not a control, in reading order with the controls.
struct TextNode {
    enum class Kind : std::uint8_t { heading, paragraph, status, alert } kind = Kind::paragraph;
    std::string id, text;
    Rect rect;
};
struct TableNode {
    std::string id, caption, summary;
    std::vector<std::string> columns, row_headers;
    std::vector<std::vector<std::string>> cells;
    Rect rect;
    std::uint64_t generation = 0;  // of the readings, when it follows from them and its id alone; else 0
};

/// One frame's worth, in visual (= tab) order. `order` interleaves the three lists.
class Registry {
  public:
    /// Begins a frame. One that nobody reads may have tables of an older generation.
    void clear(bool read = true);
    void add(Control control);
    void add(TextNode text);
    void add(TableNode table);
    /// Adds the table that the frame before had under this id, if it followed from the same generation or nobody reads
    /// the frame. False when it must be made: a lesson has a thousand cells, which change with the sentence and not
    /// with the pointer.
    bool add_again(std::string_view id, std::uint64_t generation, Rect rect);
    /// Puts the last `count` entries, which lie over others, before the first one that begins no higher than the
    /// last of them.
    void order_by_sight(std::size_t count);
    [[nodiscard]] const Control* find(std::string_view id) const;
    [[nodiscard]] const std::vector<Control>& controls() const { return controls_; }
    [[nodiscard]] const std::vector<TextNode>& texts() const { return texts_; }
    [[nodiscard]] const std::vector<TableNode>& tables() const { return tables_; }
    enum class Kind : std::uint8_t { control, text, table };
    struct Entry {
        Kind kind;
        std::size_t index;
    };
    [[nodiscard]] const std::vector<Entry>& order() const { return order_; }
    [[nodiscard]] const std::string& id(const Entry& entry) const;
    /// Whether the page has a native element for it.
    [[nodiscard]] bool has_element(const Entry& entry) const {
        return entry.kind != Kind::control || !controls_[entry.index].pointer_only;
    }
    /// The frame as JSON for the page (see registry_json.cpp for the form).
    [[nodiscard]] std::string to_json() const;
    /// One entry of it.
    void append_json(std::string& out, const Entry& entry) const;
    /// The frame as lines of text, for golden tests.
    [[nodiscard]] std::string transcript() const;

  private:
    std::vector<Control> controls_;
    std::vector<TextNode> texts_;
    std::vector<TableNode> tables_, tables_before_;
    std::vector<Entry> order_;
    bool read_ = true;
};

}  // namespace mha::sim
