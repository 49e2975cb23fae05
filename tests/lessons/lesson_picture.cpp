// SPDX-License-Identifier: MIT
// Draws one screen of the lesson from made-up readings into a PNG, to be looked at while working on the look.
//   lesson_picture OUT.png [key=value...]   keys: width ratio theme heads text view word hover=x,y focus menu mask off
//   layers
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "support/fake_readings.hpp"
#include "support/screen.hpp"

namespace {

using Options = std::map<std::string, std::string>;

std::string get(const Options& options, const std::string& key, const std::string& otherwise) {
    const auto found = options.find(key);
    return found == options.end() ? otherwise : found->second;
}

mha::view::ThemeKind theme_of(const std::string& name) {
    using mha::view::ThemeKind;
    return name == "dark"             ? ThemeKind::dark
           : name == "contrast"       ? ThemeKind::contrast
           : name == "contrast_light" ? ThemeKind::contrast_light
                                      : ThemeKind::light;
}

void apply_view(mha::sim::State& state, const std::string& view) {
    if (view.starts_with("open")) state.open = std::atoi(view.c_str() + 4);
    if (view == "compare") state.compare = true, state.left = 1, state.right = state.heads;
    if (view == "concat") state.concat = true;
}

}  // namespace

int main(int count, char** values) {
    if (count < 2) return 2;
    Options options;
    for (int i = 2; i < count; ++i) {
        const std::string word = values[i];
        const std::size_t equals = word.find('=');
        if (equals != std::string::npos) options[word.substr(0, equals)] = word.substr(equals + 1);
    }
    mha::sim::State state;
    state.heads = std::atoi(get(options, "heads", "4").c_str());
    state.text = get(options, "text", state.text);
    state.word = std::atoi(get(options, "word", "3").c_str());
    state.dimension = std::atoi(get(options, "dim", "18").c_str());
    state.mask = get(options, "mask", "") == "1";
    apply_view(state, get(options, "view", "grid"));
    mha::sim::Readings readings =
        mha::tests::fake_readings(state.text, state.heads, std::atoi(get(options, "layers", "1").c_str()));
    readings.text_notice = get(options, "notice", "");
    readings.ready = get(options, "ready", "1") == "1";
    const int off = std::atoi(get(options, "off", "0").c_str());
    if (off > 0 && off <= state.heads) {
        readings.heads[static_cast<std::size_t>(off - 1)].on = false;
        readings.loss.off = mha::sim::off_bit(1, off);
    }
    mha::tests::Screen screen(std::strtof(get(options, "width", "700").c_str(), nullptr),
                              std::strtof(get(options, "ratio", "2").c_str(), nullptr),
                              theme_of(get(options, "theme", "light")));
    float x = -1, y = -1;
    if (std::sscanf(get(options, "hover", "").c_str(), "%f,%f", &x, &y) == 2) screen.point(x, y);
    screen.glance.menu = get(options, "menu", "");
    screen.glance.focus = get(options, "focus", "");
    screen.glance.focus_visible = !screen.glance.focus.empty();
    screen.draw(state, readings);
    screen.draw(state, readings);
    std::string why;
    if (!screen.sound(why)) std::fprintf(stderr, "%s\n", why.c_str());
    return mha::tests::write_png(screen.picture(), values[1]) ? 0 : 1;
}
