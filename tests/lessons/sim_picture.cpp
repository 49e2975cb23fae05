// SPDX-License-Identifier: MIT
// Draws the whole program on the shipped models into a PNG, without a browser:
//   sim_picture OUT.png "heads=8&mask=1" [width=700] [ratio=2] [theme=light|dark|contrast] [hover=x,y]
//   [press=next,next]
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "app/app.hpp"
#include "imgui.h"
#include "support/draw_png.hpp"

namespace {

bool give_model(mha::app::App& app) {
    const std::string name = app.wanted_model();
    if (name.empty()) return true;
    std::ifstream file("web/models/" + name + ".safetensors", std::ios::binary);
    if (!file) return false;
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    app.model_arrived(name, std::as_bytes(std::span(bytes)));
    return true;
}

}  // namespace

int main(int count, char** values) {
    if (count < 3) return 2;
    std::map<std::string, std::string> options = {{"width", "700"}, {"ratio", "2"}, {"theme", "light"},
                                                  {"hover", ""},    {"print", ""},  {"press", ""}};
    for (int i = 3; i < count; ++i) {
        const std::string word = values[i];
        const std::size_t equals = word.find('=');
        if (equals != std::string::npos) options[word.substr(0, equals)] = word.substr(equals + 1);
    }
    ImGuiContext* context = ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    int code = 0;
    {
        mha::app::App app;
        app.set_page_theme(options["theme"], true);
        app.open_link("", values[2]);
        const mha::app::FrameInput input{std::strtof(options["width"].c_str(), nullptr), 520,
                                         std::strtof(options["ratio"].c_str(), nullptr), 0.02};
        for (int i = 0; i < 4 && code == 0; ++i) {
            if (!give_model(app)) code = 1;
            float x = 0, y = 0;
            if (std::sscanf(options["hover"].c_str(), "%f,%f", &x, &y) == 2) app.pointer(x, y, false, false);
            app.frame(input);
        }
        for (std::string ids = options["press"]; !ids.empty() && code == 0;) {  // controls, one after the other
            const std::size_t comma = ids.find(',');
            app.activate(ids.substr(0, comma));
            app.frame(input);
            app.frame(input);
            ids = comma == std::string::npos ? std::string{} : ids.substr(comma + 1);
        }
        if (!options["print"].empty()) std::printf("%s\n", app.transcript().c_str());
        if (code == 0 && !mha::tests::write_png(mha::tests::rasterise(*ImGui::GetDrawData()), values[1])) code = 1;
    }
    ImGui::DestroyContext(context);
    return code;
}
