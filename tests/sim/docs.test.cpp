// SPDX-License-Identifier: MIT
// The table of parameters in docs/embed.md is made from the fields table. MHA_APPROVE=1 writes it.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "sim/fields.hpp"

using namespace mha::sim;

namespace {

std::string allowed(const Field& field) {
    switch (field.type) {
        case FieldType::text:
            return "text";
        case FieldType::number:
            return std::to_string(field.low) + " to " + std::to_string(field.high);
        case FieldType::decimal:
            return std::to_string(field.low) + " to " + std::to_string(field.high) + ", two decimals";
        case FieldType::flag:
            return "`0` or `1`";
        case FieldType::heads:
            return "heads, with commas";
        case FieldType::words:
            return "words, with commas";
        case FieldType::keys:
            return "keys, with commas";
        case FieldType::choice:
            break;
    }
    std::string out = "`";
    for (const char c : field.choices) out += c == ' ' ? std::string("`, `") : std::string(1, c);
    return out + "`";
}

std::string parameter_table() {
    std::string out = "| key | value | default | meaning |\n|---|---|---|---|\n";
    for (const Field& field : fields()) {
        const std::string start = field.get(State{});
        out += "| `" + std::string(field.key) + "` | " + allowed(field) + " | " +
               (start.empty() ? "none" : "`" + start + "`") + " | " + std::string(field.doc) + " |\n";
    }
    return out;
}

}  // namespace

TEST_CASE("the docs list exactly the keys that links have") {
    const std::string path = MHA_PROJECT_DIR "/docs/embed.md";
    std::ifstream file(path);
    REQUIRE(file);
    const std::string page{std::istreambuf_iterator<char>(file), {}};
    const std::string begin = "<!-- begin: parameters -->\n";
    const std::size_t from = page.find(begin);
    const std::size_t to = page.find("<!-- end: parameters -->");
    REQUIRE((from != std::string::npos && to != std::string::npos && from < to));
    const std::size_t start = from + begin.size();
    const std::string wanted = "\n" + parameter_table() + "\n";
    if (std::getenv("MHA_APPROVE") != nullptr) {
        std::ofstream(path) << page.substr(0, start) + wanted + page.substr(to);
        return;
    }
    CHECK(page.substr(start, to - start) == wanted);
}
