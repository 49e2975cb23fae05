// SPDX-License-Identifier: MIT
// The registry as JSON for the semantic page:
//   {"nodes":[NODE, ...]} in reading order (= tab order). A NODE is one of
//   control {"id","role","label","rect":[x,y,w,h]} with role button | toggle | slider | checkbox | switcher |
//           text_field | menu_button | menu_item | cell | file, and, where they say something: "value_text",
//           "value","min","max","step" (slider), "checked" (toggle, checkbox, switcher, menu_button, menu_item),
//           "enabled":false, "help", "suggestions":[...]
//   text    {"id","role":"heading|paragraph|status|alert","text","rect"}
//   table   {"id","role":"table","caption","summary","columns":[...],"row_headers":[...],"cells":[[...]],"rect"};
//           columns leave out the corner above the row headers
#include <array>

#include "sim/plain_text.hpp"
#include "sim/registry.hpp"

namespace mha::sim {
namespace {

// Writes {"name":value,...} without a comma in front of the first member.
class Object {
  public:
    explicit Object(std::string& out) : out_(out) { out_ += '{'; }
    ~Object() { out_ += '}'; }
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;

    std::string& name(std::string_view key) {
        if (!first_) out_ += ',';
        first_ = false;
        append_json(out_, key);
        out_ += ':';
        return out_;
    }
    void text(std::string_view key, std::string_view value) { append_json(name(key), value); }
    void text_unless_empty(std::string_view key, std::string_view value) {
        if (!value.empty()) text(key, value);
    }
    void number(std::string_view key, double value) { append_json(name(key), value); }
    void flag(std::string_view key, bool value) { name(key) += value ? "true" : "false"; }
    void list(std::string_view key, const std::vector<std::string>& values);
    void rect(const Rect& rect);

  private:
    std::string& out_;
    bool first_ = true;
};

void append_list(std::string& out, const std::vector<std::string>& values) {
    out += '[';
    for (std::size_t index = 0; index < values.size(); ++index) {
        if (index > 0) out += ',';
        append_json(out, values[index]);
    }
    out += ']';
}

void Object::list(std::string_view key, const std::vector<std::string>& values) { append_list(name(key), values); }

void Object::rect(const Rect& rect) {
    std::string& out = name("rect");
    out += '[';
    append_json(out, static_cast<double>(rect.x));
    for (const float value : {rect.y, rect.w, rect.h}) {
        out += ',';
        append_json(out, static_cast<double>(value));
    }
    out += ']';
}

constexpr std::array<std::string_view, 10> kRoles{"button",     "toggle",      "slider",    "checkbox", "switcher",
                                                  "text_field", "menu_button", "menu_item", "cell",     "file"};
constexpr std::array<std::string_view, 4> kTexts{"heading", "paragraph", "status", "alert"};

bool has_state(ControlRole role) {
    return role == ControlRole::toggle || role == ControlRole::checkbox || role == ControlRole::switcher ||
           role == ControlRole::menu_button || role == ControlRole::menu_item || role == ControlRole::cell;
}

void append(std::string& out, const Control& control) {
    Object node(out);
    node.text("id", control.id);
    node.text("role", kRoles[static_cast<std::size_t>(control.role)]);
    node.text("label", control.label);
    node.text_unless_empty("value_text", control.value_text);
    if (control.role == ControlRole::slider) {
        node.number("value", control.value);
        node.number("min", control.min);
        node.number("max", control.max);
        node.number("step", control.step);
    }
    if (has_state(control.role)) node.flag("checked", control.checked);
    if (!control.enabled) node.flag("enabled", false);
    if (control.takes_gestures) node.flag("gestures", true);
    node.text_unless_empty("help", control.help);
    if (!control.suggestions.empty()) node.list("suggestions", control.suggestions);
    node.rect(control.rect);
}

void append(std::string& out, const TextNode& text) {
    Object node(out);
    node.text("id", text.id);
    node.text("role", kTexts[static_cast<std::size_t>(text.kind)]);
    node.text("text", text.text);
    node.rect(text.rect);
}

void append(std::string& out, const TableNode& table) {
    Object node(out);
    node.text("id", table.id);
    node.text("role", "table");
    node.text("caption", table.caption);
    node.text("summary", table.summary);
    node.list("columns", table.columns);
    node.list("row_headers", table.row_headers);
    std::string& cells = node.name("cells");
    cells += '[';
    for (std::size_t row = 0; row < table.cells.size(); ++row) {
        if (row > 0) cells += ',';
        append_list(cells, table.cells[row]);
    }
    cells += ']';
    node.rect(table.rect);
}

}  // namespace

void Registry::append_json(std::string& out, const Entry& entry) const {
    switch (entry.kind) {
        case Kind::control:
            append(out, controls_[entry.index]);
            break;
        case Kind::text:
            append(out, texts_[entry.index]);
            break;
        case Kind::table:
            append(out, tables_[entry.index]);
            break;
    }
}

std::string Registry::to_json() const {
    std::string out = "{\"nodes\":[";
    for (const Entry& entry : order_) {
        if (!has_element(entry)) continue;
        if (out.back() != '[') out += ',';
        append_json(out, entry);
    }
    return out + "]}";
}

}  // namespace mha::sim
