// SPDX-License-Identifier: MIT
// Nouns, first names and two-word nouns.
#include <algorithm>
#include <array>

#include "data/lexicon.hpp"

namespace mha::data {
namespace {

using enum Gender;
using namespace kind;

constexpr auto kNouns = std::to_array<Noun>({
    {"girl"_w, "girls"_w, person, feminine},
    {"woman"_w, "women"_w, person | adult, feminine},
    {"mother"_w, "mothers"_w, person | family | adult, feminine},
    {"sister"_w, "sisters"_w, person | family, feminine},
    {"mum"_w, 0, person | family | adult, feminine},
    {"boy"_w, "boys"_w, person, masculine},
    {"man"_w, "men"_w, person | adult, masculine},
    {"father"_w, "fathers"_w, person | family | adult, masculine},
    {"brother"_w, "brothers"_w, person | family, masculine},
    {"dad"_w, 0, person | family | adult, masculine},
    {"child"_w, "children"_w, person, common},
    {"teacher"_w, "teachers"_w, person | adult | acquaintance, common},
    {"student"_w, "students"_w, person, common},
    {"friend"_w, "friends"_w, person | adult | acquaintance, common},
    {"doctor"_w, "doctors"_w, person | adult | acquaintance, common},
    {"farmer"_w, "farmers"_w, person | adult, common},
    {"cat"_w, "cats"_w, animal | pet},
    {"dog"_w, "dogs"_w, animal | pet | dog | sound | swimmer},
    {"bird"_w, "birds"_w, animal | pet | flyer | sound},
    {"horse"_w, "horses"_w, animal | pet},
    {"cow"_w, "cows"_w, animal},
    {"rabbit"_w, "rabbits"_w, animal | pet},
    {"mouse"_w, "mice"_w, animal | pet},
    {"lion"_w, "lions"_w, animal | sound},
    {"bear"_w, "bears"_w, animal | swimmer},
    {"duck"_w, "ducks"_w, animal | flyer | swimmer},
    {"monkey"_w, "monkeys"_w, animal},
    {"apple"_w, "apples"_w, food | piece | fodder},
    {"banana"_w, "bananas"_w, food | piece | fodder},
    {"egg"_w, "eggs"_w, food | piece | cooked},
    {"cake"_w, "cakes"_w, food | piece | cooked},
    {"sandwich"_w, "sandwiches"_w, food | piece},
    {"carrot"_w, "carrots"_w, food | piece | fodder},
    {"pizza"_w, "pizzas"_w, food | piece | cooked},
    {"bread"_w, 0, food | fodder | cooked, neuter, 0, false},
    {"cheese"_w, 0, food | fodder, neuter, 0, false},
    {"rice"_w, 0, food | cooked, neuter, 0, false},
    {"soup"_w, 0, food | cooked, neuter, 0, false},
    {"fish"_w, 0, food | fodder | cooked, neuter, 0, false},
    {"fruit"_w, 0, food | fodder, neuter, 0, false},
    {"chocolate"_w, 0, food, neuter, 0, false},
    {"water"_w, 0, drink | water, neuter, 0, false},
    {"milk"_w, 0, drink | water, neuter, 0, false},
    {"tea"_w, 0, drink, neuter, 0, false},
    {"coffee"_w, 0, drink, neuter, 0, false},
    {"juice"_w, 0, drink, neuter, 0, false},
    {"book"_w, "books"_w, reading | openable},
    {"letter"_w, "letters"_w, reading | openable},
    {"story"_w, "stories"_w, reading | sound},
    {"message"_w, "messages"_w, reading},
    {"song"_w, "songs"_w, sound},
    {"ball"_w, "balls"_w, thing | ball},
    {"key"_w, "keys"_w, thing},
    {"cup"_w, "cups"_w, thing},
    {"pen"_w, "pens"_w, thing | tool},
    {"toy"_w, "toys"_w, thing | ball},
    {"picture"_w, "pictures"_w, thing},
    {"phone"_w, "phones"_w, thing | tool},
    {"bag"_w, "bags"_w, thing | container | openable, neuter, "in"_w},
    {"box"_w, "boxes"_w, thing | container | openable, neuter, "in"_w},
    {"table"_w, "tables"_w, furniture, neuter, "on"_w},
    {"chair"_w, "chairs"_w, furniture, neuter, "on"_w},
    {"bed"_w, "beds"_w, furniture, neuter, "on"_w},
    {"door"_w, "doors"_w, openable},
    {"window"_w, "windows"_w, openable},
    {"hat"_w, "hats"_w, clothing},
    {"coat"_w, "coats"_w, clothing},
    {"shoe"_w, "shoes"_w, clothing},
    {"tree"_w, "trees"_w, plant},
    {"flower"_w, "flowers"_w, plant},
    {"car"_w, "cars"_w, vehicle},
    {"bus"_w, "buses"_w, vehicle},
    {"train"_w, "trains"_w, vehicle | sound},
    {"bike"_w, "bikes"_w, vehicle},
    {"plane"_w, "planes"_w, vehicle | flyer | sound},
    {"house"_w, "houses"_w, place | indoors, neuter, "in"_w},
    {"room"_w, "rooms"_w, inside | indoors, neuter, "in"_w},
    {"garden"_w, "gardens"_w, place, neuter, "in"_w},
    {"park"_w, "parks"_w, place, neuter, "in"_w},
    {"school"_w, "schools"_w, place | indoors, neuter, "at"_w},
    {"shop"_w, "shops"_w, place | indoors, neuter, "in"_w},
    {"city"_w, "cities"_w, place, neuter, "in"_w},
    {"street"_w, "streets"_w, place, neuter, "in"_w},
    {"farm"_w, "farms"_w, place, neuter, "on"_w},
    {"river"_w, "rivers"_w, place, neuter, "by"_w},
    {"forest"_w, 0, place, neuter, "in"_w},
    {"kitchen"_w, 0, inside | indoors, neuter, "in"_w},
    {"library"_w, 0, place, neuter, "at"_w},
    {"beach"_w, 0, place, neuter, "on"_w},
    {"maths"_w, 0, study, neuter, 0, false},
    {"science"_w, 0, study, neuter, 0, false},
    {"history"_w, 0, study, neuter, 0, false},
    {"art"_w, 0, study, neuter, 0, false},
    {"learning"_w, 0, study, neuter, 0, false},
    {"music"_w, 0, study | game | sound, neuter, 0, false},
    {"football"_w, 0, game, neuter, 0, false},
    {"chess"_w, 0, game, neuter, 0, false},
    {"game"_w, "games"_w, game},
    {"model"_w, "models"_w, agent | trainable},
    {"network"_w, "networks"_w, agent | trainable | means},
    {"computer"_w, "computers"_w, agent | tool},
    {"machine"_w, "machines"_w, agent | tool},
    {"robot"_w, "robots"_w, agent},
    {"program"_w, "programs"_w, agent | tool},
    {"head"_w, "heads"_w, agent | part | means},
    {"layer"_w, "layers"_w, agent | part | means},
    {"token"_w, "tokens"_w, data},
    {"word"_w, "words"_w, data | text},
    {"sentence"_w, "sentences"_w, data | text},
    {"number"_w, "numbers"_w, data | size | means},
    {"vector"_w, "vectors"_w, data | means},
    {"image"_w, "images"_w, data | size},
    {"pattern"_w, "patterns"_w, data | size},
    {"language"_w, "languages"_w, data},
    {"weight"_w, "weights"_w, data | size | means},
    {"question"_w, "questions"_w, data | text | question},
});

constexpr auto kNames = std::to_array<Name>({
    {"anna"_w, feminine},
    {"emma"_w, feminine},
    {"mia"_w, feminine},
    {"tom"_w, masculine},
    {"ben"_w, masculine},
    {"leo"_w, masculine},
});

constexpr auto kCompounds = std::to_array<Compound>({
    {"transformer"_w, "model"_w},
    {"language"_w, "model"_w},
    {"neural"_w, "network"_w},
    {"attention"_w, "head"_w},
    {"hidden"_w, "layer"_w},
    {"computer"_w, "program"_w},
    {"machine"_w, "learning"_w},
    {"masked"_w, "word"_w},
    {"next"_w, "word"_w},
    {"previous"_w, "word"_w},
    {"next"_w, "token"_w},
    {"attention"_w, "weight"_w},
});

}  // namespace

std::span<const Noun> nouns() {
    return kNouns;
}
std::span<const Name> names() {
    return kNames;
}
bool is_name(int word) {
    return std::ranges::any_of(kNames, [word](const Name& name) { return name.word == word; });
}
std::span<const Compound> compounds() {
    return kCompounds;
}

}  // namespace mha::data
