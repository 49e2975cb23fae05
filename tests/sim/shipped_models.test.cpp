// SPDX-License-Identifier: MIT
// The models that ship: each is accepted, carries its own report, and every sentence about it can be made.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <string>

#include "checkpoint/file_bytes.hpp"
#include "sim/action.hpp"
#include "sim/derive.hpp"
#include "sim/describe.hpp"
#include "sim/models.hpp"

using namespace mha;
using namespace mha::sim;

TEST_CASE("the eight shipped models answer the default sentence") {
    ModelStore store;
    Deriver deriver;
    for (int heads = 1; heads <= kMaxHeads; ++heads) {
        const std::string name = model_name(heads);
        CAPTURE(name);
        const auto file = checkpoint::read_file(MHA_PROJECT_DIR "/web/models/" + name + ".safetensors");
        REQUIRE(file);
        REQUIRE(store.add(name, *file));
        for (int layer = 1; layer <= 2; ++layer) {
            State state = update({}, SetHeads{heads});
            state = update(state, SetLayer{layer});
            const Readings& readings = deriver.derive(state, store);
            REQUIRE(readings.ready);
            CHECK(readings.text_notice.empty());  // every word of the default sentence is known
            CHECK(readings.model.heads == heads);
            CHECK(readings.model.heldout_sentences > 0);
            CHECK(readings.loss.whole() > 0);
            CHECK(fit(state, readings) == state);
            if (std::getenv("MHA_SHOW") != nullptr)
                WARN(describe_heads(state, readings) + " || " + describe_knockout(readings, heads) +
                     describe_sum(state, readings));
            for (int head = 1; head <= heads; ++head) {
                CHECK_FALSE(describe_head(readings, head).empty());
                CHECK_FALSE(describe_knockout(readings, head).empty());
                const RoleReading& role = readings.heads[static_cast<std::size_t>(head - 1)].role;
                CHECK((role.slug == "diffuse" || role.low > role.chance));
            }
        }
    }
}
