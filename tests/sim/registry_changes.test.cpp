// SPDX-License-Identifier: MIT
// What a page is told of a registry, put back together as a page does it, against the whole of it.
#include "sim/registry_changes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace mha::sim;

namespace {

TextNode text(std::string id, std::string words) {
    return {TextNode::Kind::paragraph, std::move(id), std::move(words), {}};
}

TableNode table(std::string cell, std::uint64_t generation) {
    TableNode made{"table", "", "", {}, {}, {{std::move(cell)}}, {}, 0};
    made.generation = generation;
    return made;
}

constexpr const char* kA = R"({"id":"a","role":"paragraph","text":"one","rect":[0,0,0,0]})";
constexpr const char* kB = R"({"id":"b","role":"paragraph","text":"two","rect":[0,0,0,0]})";

std::string list(const std::string& nodes) { return "{\"nodes\":[" + nodes + "]}"; }

}  // namespace

TEST_CASE("a page is told a node once, and again when it has changed") {
    Registry registry;
    RegistryChanges changes;
    registry.add(text("a", "one"));
    registry.add(text("b", "two"));
    CHECK(changes.since_last(registry) == list(std::string(kA) + "," + kB));
    CHECK(changes.since_last(registry).empty());
    CHECK(changes.last().empty());

    registry.clear();
    registry.add(text("a", "one"));
    registry.add(text("b", "three"));
    CHECK(changes.since_last(registry) == list(R"("a",{"id":"b","role":"paragraph","text":"three","rect":[0,0,0,0]})"));
    CHECK(changes.last() == list(R"("a",{"id":"b","role":"paragraph","text":"three","rect":[0,0,0,0]})"));
}

TEST_CASE("a page is told of nodes that come, go and change places") {
    Registry both, first, turned;
    both.add(text("a", "one"));
    both.add(text("b", "two"));
    first.add(text("a", "one"));
    turned.add(text("b", "two"));
    turned.add(text("a", "one"));
    RegistryChanges changes;
    CHECK_FALSE(changes.since_last(both).empty());
    CHECK(changes.since_last(first) == list(R"("a")"));
    CHECK(changes.since_last(both) == list(std::string(R"("a",)") + kB));
    CHECK(changes.since_last(turned) == list(std::string(R"("b",)") + kA));
    CHECK(changes.since_last(Registry{}) == list(""));
    CHECK(changes.since_last(Registry{}).empty());
    CHECK(changes.since_last(first) == list(kA));
}

TEST_CASE("a table is told anew with a new generation or place") {
    Registry registry;
    RegistryChanges changes;
    registry.add(table("0.25", 7));
    CHECK(changes.since_last(registry).contains("0.25"));
    CHECK(changes.since_last(registry).empty());

    registry.clear();
    CHECK_FALSE(registry.add_again("table", 8, {}));
    CHECK_FALSE(registry.add_again("other", 7, {}));
    REQUIRE(registry.add_again("table", 7, {1, 2, 3, 4}));
    REQUIRE(registry.tables().size() == 1);
    CHECK(registry.tables()[0].cells[0][0] == "0.25");
    CHECK(changes.since_last(registry).contains("\"rect\":[1,2,3,4]"));

    registry.clear();
    registry.add(table("0.75", 8));
    CHECK(changes.since_last(registry).contains("0.75"));
}

TEST_CASE("a frame that nobody reads keeps the tables of an older generation, the next one that is read does not") {
    Registry registry;
    registry.add(table("0.25", 7));
    registry.clear(false);
    CHECK_FALSE(registry.add_again("other", 8, {}));
    REQUIRE(registry.add_again("table", 8, {1, 2, 3, 4}));
    CHECK(registry.tables()[0].cells[0][0] == "0.25");
    registry.clear(false);
    REQUIRE(registry.add_again("table", 9, {}));
    registry.clear();
    CHECK_FALSE(registry.add_again("table", 8, {}));
    CHECK_FALSE(registry.add_again("table", 9, {}));
}

TEST_CASE("a table that follows from more than the readings is made in every frame") {
    Registry registry;
    registry.add(table("0.25", 0));
    registry.clear();
    CHECK_FALSE(registry.add_again("table", 0, {}));
}
