// SPDX-License-Identifier: MIT
#include "sim/url.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <set>
#include <string>

#include "checkpoint/utf8.hpp"
#include "random_state.hpp"
#include "sim/fields.hpp"
#include "sim/plain_text.hpp"

using namespace mha::sim;

TEST_CASE("every row of the fields table is complete and reads back what it writes") {
    std::set<std::string_view> keys;
    for (const Field& field : fields()) {
        CAPTURE(field.key);
        CHECK(keys.insert(field.key).second);
        CHECK_FALSE(field.label.empty());
        CHECK(field.doc.ends_with('.'));
        State state;
        CHECK(field.set(state, field.get(State{})));
        CHECK(state == State{});
        CHECK(find_field(field.key) == &field);
    }
    CHECK(fields().size() <= 58);  // bits of State::hidden
    CHECK(find_field("Heads") == nullptr);
}

TEST_CASE("an author's link sets the state") {
    const Link link =
        parse_link("?lesson=heads&heads=8&concat=1&text=I+like%20cats&theme=dark&off=2,3,2.1&hide=mask,compare");
    CHECK(link.notices.empty());
    CHECK(link.state.heads == 8);
    CHECK(link.state.concat);
    CHECK(link.state.text == "I like cats");
    CHECK(link.state.theme == ThemeChoice::dark);
    CHECK(link.state.off == (off_bit(1, 2) | off_bit(1, 3) | off_bit(2, 1)));
    CHECK(is_hidden(link.state, "mask"));
    CHECK(is_hidden(link.state, "compare"));
    CHECK_FALSE(is_hidden(link.state, "heads"));
}

TEST_CASE("what a link cannot have is said") {
    CHECK(parse_link("heads=12").notices == std::vector<std::string>{"The link asked for 12 heads; showing 8."});
    CHECK(parse_link("heads=four").notices ==
          std::vector<std::string>{"The link asks for heads ‘four’, which does not exist; showing 4."});
    CHECK(parse_link("head=4").notices ==
          std::vector<std::string>{"The link asks for ‘head’, which this sim does not know."});
    CHECK(parse_link("open=3&heads=2").notices ==
          std::vector<std::string>{"The link asked for open head 3; showing 2."});
    CHECK(parse_link("open=3&compare=1").notices ==
          std::vector<std::string>{"The link asked for open head 3; showing 0."});
    CHECK(parse_link("theme=pink").state.theme == ThemeChoice::automatic);
    CHECK(parse_link("theme=pink").notices.size() == 1);
    CHECK(parse_link("off=9").state.off == 0);
    CHECK(parse_link("off=2.1,mlp2").state.off == (off_bit(2, 1) | mlp_off_bit(2)));
    CHECK(write_link(parse_link("off=mlp3,2.1").state) == "off=2.1,mlp3");
    CHECK(parse_link("off=mlp4").state.off == 0);
    CHECK(parse_link("off=mlp4").notices.size() == 1);
    CHECK(parse_link("x=333.25").state.map_x == 333.25F);
    CHECK(write_link(parse_link("x=333.254").state) == "x=333.25");
    CHECK(parse_link("x=333.254").notices.empty());
    CHECK(parse_link("x=nan&y=1e9").state.map_y == 1000);
    CHECK(parse_link("x=nan&y=1e9").notices.size() == 2);
    CHECK(parse_link("hide=everything").notices.size() == 1);
    CHECK(parse_link("text=" + std::string(500, 'a')).notices ==
          std::vector<std::string>{"The link’s sentence is too long; only its beginning is used."});
    CHECK(parse_link("").notices.empty());
    CHECK(parse_link("&&&").notices.empty());
}

TEST_CASE("the key for the language is reserved: English without a word, others with a notice") {
    CHECK(parse_link("lang=en").notices.empty());
    CHECK(parse_link("lang=en-GB").notices.empty());
    CHECK(parse_link("lang=de").notices ==
          std::vector<std::string>{"The link asks for language ‘de’, which does not exist; showing en."});
    CHECK(write_link(parse_link("lang=de&heads=8").state) == "heads=8");
}

TEST_CASE("odd forms of links read as browsers write them") {
    CHECK(parse_link("heads=2&heads=3").state.heads == 3);  // the last one counts
    CHECK(parse_link("concat").state.concat);
    CHECK(parse_link("%68eads=5").state.heads == 5);
    CHECK(parse_link("text=100%25").state.text == "100%");
    CHECK(parse_link("text=100%").state.text == "100%");
    CHECK(parse_link("text=a%zzb").state.text == "a%zzb");
    CHECK(parse_link("text=").state.text.empty());
    CHECK(parse_link("text=a=b").state.text == "a=b");
    CHECK(parse_link("heads=99999999999999999999").state.heads == 8);
    CHECK(parse_link("heads=8", "#heads=2&mask=1").state.heads == 2);
    CHECK(parse_link("heads=8.").state.heads == 8);  // with what stood behind the link in a text
    CHECK(parse_link("heads=8.").notices.empty());
    CHECK(parse_link("open=2&theme=dark)").state.theme == ThemeChoice::dark);
    CHECK(parse_link("text=The+cat.").state.text == "The cat.");
    CHECK(asked_lesson("lesson=words).") == "words");
}

TEST_CASE("a link of more than 64 KB is cut with a notice") {
    std::string query = "heads=3&text=a&";
    query.append(kMaxLinkBytes, 'x');
    const Link link = parse_link(query);
    CHECK(link.state.heads == 3);
    CHECK_FALSE(link.notices.empty());
}

TEST_CASE("an equal state writes nothing, and every state survives its link") {
    CHECK(write_link(State{}).empty());
    mha::engine::Random random(5);
    for (int round = 0; round < 3000; ++round) {
        const State state = mha::test::random_state(random);
        const State base = round % 2 == 0 ? State{} : mha::test::random_state(random);
        const std::string text = write_link(state, base);
        CAPTURE(text);
        const Link link = parse_link(text, base);
        REQUIRE(link.state == state);
        REQUIRE(link.notices.empty());
        REQUIRE(text.find_first_of(" #\"<>") == std::string::npos);
    }
}

TEST_CASE("100,000 random fragments give valid states and readable notices") {
    mha::engine::Random random(23);
    const std::string letters = "heads=concat&mask%openlyft0123456789-+,.#?/ \xC3\xA9\xFF";
    for (int round = 0; round < 100000; ++round) {
        std::string fragment;
        for (std::uint32_t left = random.below(24); left > 0; --left) {
            if (random.below(4) == 0) {
                fragment += fields()[random.below(static_cast<std::uint32_t>(fields().size()))].key;
                fragment += '=';
            } else {
                fragment += letters[random.below(static_cast<std::uint32_t>(letters.size()))];
            }
        }
        const Link link = parse_link({}, fragment);
        REQUIRE(link.state == clamp(link.state));
        REQUIRE(link.notices.size() <= kMaxNotices);
        for (const std::string& notice : link.notices) {
            REQUIRE(notice.ends_with('.'));
            REQUIRE(mha::checkpoint::utf8_valid_prefix(notice) == notice.size());
        }
    }
}

// Every line that was ever published keeps its meaning: "LINK | state as the fields that differ from the default".
TEST_CASE("old links keep working") {
    std::ifstream file(MHA_PROJECT_DIR "/tests/sim/links.txt");
    REQUIRE(file);
    std::string line;
    int links = 0;
    while (std::getline(file, line)) {
        if (line.empty() || line.starts_with("# ")) continue;  // a link may begin with '#'
        const std::size_t bar = line.find(" | ");
        REQUIRE(bar != std::string::npos);
        CAPTURE(line);
        CHECK(write_link(parse_link(line.substr(0, bar)).state) == line.substr(bar + 3));
        ++links;
    }
    CHECK(links >= 150);
}
