// SPDX-License-Identifier: MIT
// A million seeded link fragments, from nearly right to garbage: the state is always valid, and what could not be
// followed is said.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "engine/random.hpp"
#include "sim/action.hpp"
#include "sim/fields.hpp"
#include "sim/url.hpp"

using namespace mha;

namespace {

std::string garbage(engine::Random& random) {
    std::string out;
    for (std::uint32_t left = random.below(12); left > 0; --left) out += static_cast<char>(random.below(256));
    return out;
}

std::string value(engine::Random& random) {
    constexpr std::array kValues{"1",    "0",      "8",     "-1",           "2147483648", "99999999999999999999",
                                 "1e9",  "nan",    "2,3",   "2.1",          "mlp2",       "mlp9",
                                 ",,,",  "true",   "dark",  "words",        "%41%20",     "%",
                                 "%zz",  "%FF%FE", "+",     "a b",          "500.5",      "-0",
                                 "0x10", "1.5",    "steps", "\xED\xA0\x80", "%00",        "mask",
                                 "hide", "lesson", "=",     "==",           "&"};
    return random.below(4) == 0 ? garbage(random) : kValues[random.below(kValues.size())];
}

std::string fragment(engine::Random& random) {
    std::string out = random.below(8) == 0 ? "#" : "";
    for (std::uint32_t left = random.below(5); left > 0; --left) {
        const auto fields = sim::fields();
        const std::string key = random.below(6) == 0
                                    ? garbage(random)
                                    : std::string(fields[random.below(static_cast<std::uint32_t>(fields.size()))].key);
        out += key + (random.below(12) == 0 ? "" : "=") + value(random) + (random.below(12) == 0 ? "&&" : "&");
    }
    return out;
}

}  // namespace

TEST_CASE("a million link fragments leave the state valid") {
    engine::Random random(20261121);
    int noticed = 0, broken = 0;
    for (int i = 0; i < 1'000'000; ++i) {
        const std::string text = fragment(random);
        const sim::Link link = sim::parse_link(text);
        noticed += link.notices.empty() ? 0 : 1;
        const bool valid = link.state == sim::clamp(link.state) && link.notices.size() <= sim::kMaxNotices;
        // The link of what was made of it says the same again, and nothing to complain about.
        const bool again = i % 16 != 0 || sim::parse_link(sim::write_link(link.state)).state == link.state;
        if (valid && again) continue;
        ++broken;
        INFO(text);
        CHECK(valid);
        CHECK(again);
        if (broken > 5) break;
    }
    CHECK(broken == 0);
    CHECK(noticed > 100'000);
}
