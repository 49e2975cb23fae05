// SPDX-License-Identifier: MIT
// The registry as a list, and as lines of text.
#include "sim/registry.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/numerals.hpp"

namespace mha::sim {
namespace {

std::string cut(std::string_view text) {
    std::string line;
    for (const char c : text) line += c == '\n' ? ' ' : c;
    return line;
}

std::string control_line(const Control& control) {
    std::string out;
    switch (control.role) {
        case ControlRole::slider:
            out = "{ " + places(control.value, control.step < 1 ? 2 : 0) + " } ";
            break;
        case ControlRole::checkbox:
        case ControlRole::switcher:
        case ControlRole::toggle:
            out = control.checked ? "[x] " : "[ ] ";
            break;
        case ControlRole::text_field:
            out = "[_ " + cut(control.value_text) + " _] ";
            break;
        case ControlRole::menu_button:
            out = control.checked ? "[v] " : "[>] ";
            break;
        case ControlRole::button:
        case ControlRole::file:
            out = "[ ";
            break;
        case ControlRole::menu_item:
            out = control.checked ? "(*) " : "( ) ";
            break;
        case ControlRole::cell:
            out = "# ";
            break;
    }
    out += cut(control.label);
    if (control.role == ControlRole::button || control.role == ControlRole::file) out += " ]";
    if (!control.value_text.empty() && control.role != ControlRole::text_field) out += " = " + cut(control.value_text);
    if (!control.enabled) out += " (disabled)";
    return out + "  <" + control.id + ">\n";
}

std::string text_line(const TextNode& text) {
    switch (text.kind) {
        case TextNode::Kind::heading:
            return "== " + cut(text.text) + " ==\n";
        case TextNode::Kind::status:
            return "~ " + cut(text.text) + "\n";
        case TextNode::Kind::alert:
            return "! " + cut(text.text) + "\n";
        case TextNode::Kind::paragraph:
            break;
    }
    return cut(text.text) + "\n";
}

std::string table_lines(const TableNode& table) {
    std::string out = "table: " + cut(table.caption) + "\n";
    if (!table.summary.empty()) out += "  " + cut(table.summary) + "\n";
    std::string header;
    for (const std::string& column : table.columns) header += " | " + cut(column);
    out += "  " + header + "\n";
    for (std::size_t row = 0; row < table.cells.size(); ++row) {
        out += "  ";
        if (row < table.row_headers.size()) out += cut(table.row_headers[row]);
        for (const std::string& cell : table.cells[row]) out += " | " + cut(cell);
        out += "\n";
    }
    return out;
}

}  // namespace

Control press(std::string id, std::string label, std::string help, Rect rect, Actions wishes) {
    Control control;
    control.id = std::move(id);
    control.label = std::move(label);
    control.help = std::move(help);
    control.rect = rect;
    if (wishes.empty()) return control;
    control.activate = [wishes = std::move(wishes)](Actions& actions) {
        actions.insert(actions.end(), wishes.begin(), wishes.end());
    };
    return control;
}

void Registry::clear(bool read) {
    read_ = read;
    controls_.clear();
    texts_.clear();
    tables_before_.clear();
    std::swap(tables_, tables_before_);
    order_.clear();
}

void Registry::add(Control control) {
    order_.push_back({Kind::control, controls_.size()});
    controls_.push_back(std::move(control));
}

void Registry::add(TextNode text) {
    order_.push_back({Kind::text, texts_.size()});
    texts_.push_back(std::move(text));
}

void Registry::add(TableNode table) {
    order_.push_back({Kind::table, tables_.size()});
    tables_.push_back(std::move(table));
}

bool Registry::add_again(std::string_view id, std::uint64_t generation, Rect rect) {
    if (generation == 0) return false;
    for (TableNode& table : tables_before_) {
        if (table.id != id || (table.generation != generation && read_)) continue;
        add(std::move(table));
        tables_.back().rect = rect;
        return true;
    }
    return false;
}

void Registry::order_by_sight(std::size_t count) {
    const auto top = [this](const Entry& entry) {
        const Rect& rect = entry.kind == Kind::control ? controls_[entry.index].rect
                           : entry.kind == Kind::text  ? texts_[entry.index].rect
                                                       : tables_[entry.index].rect;
        return rect.y;
    };
    const auto moved = order_.end() - static_cast<std::ptrdiff_t>(count);
    if (moved == order_.end()) return;
    const auto place =
        std::find_if(order_.begin(), moved, [&](const Entry& entry) { return top(entry) >= top(order_.back()); });
    std::rotate(place, moved, order_.end());
}

const std::string& Registry::id(const Entry& entry) const {
    switch (entry.kind) {
        case Kind::text:
            return texts_[entry.index].id;
        case Kind::table:
            return tables_[entry.index].id;
        case Kind::control:
            break;
    }
    return controls_[entry.index].id;
}

const Control* Registry::find(std::string_view id) const {
    for (const Control& control : controls_) {
        if (control.id == id) return &control;
    }
    return nullptr;
}

std::string Registry::transcript() const {
    std::string out;
    for (const Entry& entry : order_) {
        switch (entry.kind) {
            case Kind::control:
                out += control_line(controls_[entry.index]);
                break;
            case Kind::text:
                out += text_line(texts_[entry.index]);
                break;
            case Kind::table:
                out += table_lines(tables_[entry.index]);
                break;
        }
    }
    return out;
}

}  // namespace mha::sim
