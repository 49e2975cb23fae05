// SPDX-License-Identifier: MIT
// Verbs with the subjects and objects they go with.
#include <array>

#include "data/lexicon.hpp"

namespace mha::data {
namespace {

using namespace kind;
using namespace manner;
using namespace trait;

constexpr Kinds kLikeable = food | drink | study | game | animal | place | reading;
constexpr Kinds kVisible = living | thing | vehicle | place | plant | furniture;

constexpr auto kVerbs = std::to_array<Verb>({
    // intransitive
    {"sleep"_w, "sleeps"_w, "slept"_w, "sleeping"_w, living, 0, noise | quality, somewhere},
    {"run"_w, "runs"_w, "ran"_w, "running"_w, living, 0, speed, moves},
    {"walk"_w, "walks"_w, "walked"_w, "walking"_w, living, 0, speed | noise, moves},
    {"sit"_w, "sits"_w, "sat"_w, "sitting"_w, living, 0, noise, settles},
    {"smile"_w, "smiles"_w, "smiled"_w, "smiling"_w, person, 0, mood},
    {"laugh"_w, "laughs"_w, "laughed"_w, "laughing"_w, person, 0, noise | mood},
    {"sing"_w, "sings"_w, "sang"_w, "singing"_w, person, 0, noise | mood | quality, somewhere},
    {"dance"_w, "dances"_w, "danced"_w, "dancing"_w, person, 0, mood | quality, somewhere},
    {"swim"_w, "swims"_w, "swam"_w, "swimming"_w, person | swimmer, 0, speed | quality},
    {"jump"_w, "jumps"_w, "jumped"_w, 0, living, 0, mood, somewhere},
    {"go"_w, "goes"_w, "went"_w, "going"_w, living, 0, 0, moves},
    {"fly"_w, "flies"_w, "flew"_w, "flying"_w, flyer, 0, speed, moves},
    {"bark"_w, "barks"_w, "barked"_w, "barking"_w, dog, 0, noise, somewhere},
    {"wait"_w, "waits"_w, "waited"_w, "waiting"_w, living, 0, noise, somewhere},
    {"work"_w, "works"_w, "worked"_w, "working"_w, person, 0, speed | care | quality, somewhere},
    {"play"_w, "plays"_w, "played"_w, "playing"_w, living, 0, noise | mood, somewhere},
    // transitive
    {"play"_w, "plays"_w, "played"_w, "playing"_w, person, game, mood | quality, somewhere},
    {"eat"_w, "eats"_w, "ate"_w, "eating"_w, person, food, speed, somewhere},
    {"eat"_w, "eats"_w, "ate"_w, "eating"_w, animal, fodder, speed, somewhere},
    {"drink"_w, "drinks"_w, "drank"_w, "drinking"_w, person, drink, speed, somewhere},
    {"drink"_w, "drinks"_w, "drank"_w, "drinking"_w, animal, kind::water, speed},
    {"cook"_w, "cooks"_w, "cooked"_w, "cooking"_w, person, cooked, care, somewhere},
    {"make"_w, "makes"_w, "made"_w, "making"_w, person, cooked | clothing, care},
    {"see"_w, "sees"_w, "saw"_w, 0, living, kVisible, 0, reflexive | somewhere},
    {"like"_w, "likes"_w, "liked"_w, 0, person, kLikeable | clothing | vehicle},
    {"love"_w, "loves"_w, "loved"_w, 0, person, kLikeable | person},
    {"like"_w, "likes"_w, "liked"_w, 0, animal, fodder | person},
    {"have"_w, "has"_w, "had"_w, 0, person, pet | thing | clothing | vehicle | furniture},
    {"want"_w, "wants"_w, "wanted"_w, 0, person, food | drink | thing | clothing},
    {"need"_w, "needs"_w, "needed"_w, 0, person, thing | clothing | vehicle | tool},
    {"chase"_w, "chases"_w, "chased"_w, "chasing"_w, animal, animal | kind::ball, speed, somewhere},
    {"follow"_w, "follows"_w, "followed"_w, "following"_w, living, living, noise, somewhere},
    {"watch"_w, "watches"_w, "watched"_w, "watching"_w, living, living, noise, reflexive},
    {"find"_w, "finds"_w, "found"_w, 0, person, thing | clothing | reading, speed, somewhere},
    {"hear"_w, "hears"_w, "heard"_w, 0, living, sound},
    {"read"_w, "reads"_w, 0, "reading"_w, person, reading, noise | care, somewhere},
    {"write"_w, "writes"_w, "wrote"_w, "writing"_w, person, reading, care, somewhere},
    {"draw"_w, "draws"_w, "drew"_w, "drawing"_w, person, living | plant | vehicle, care, reflexive},
    {"buy"_w, "buys"_w, "bought"_w, "buying"_w, person, food | thing | clothing | vehicle | drink},
    {"carry"_w, "carries"_w, "carried"_w, "carrying"_w, person, thing | furniture, care},
    {"open"_w, "opens"_w, "opened"_w, 0, person, openable, care | speed},
    {"wear"_w, "wears"_w, "wore"_w, "wearing"_w, person, clothing},
    {"visit"_w, "visits"_w, "visited"_w, "visiting"_w, person, place | person},
    {"help"_w, "helps"_w, "helped"_w, "helping"_w, person, person, 0, reflexive},
    {"teach"_w, "teaches"_w, "taught"_w, "teaching"_w, person, study, quality, somewhere},
    {"learn"_w, "learns"_w, "learned"_w, "learning"_w, person, study, speed, somewhere},
    {"clean"_w, "cleans"_w, "cleaned"_w, "cleaning"_w, person, indoors | furniture | vehicle, care},
    {"feed"_w, "feeds"_w, "fed"_w, "feeding"_w, person, animal, 0, somewhere},
    {"give"_w, "gives"_w, "gave"_w, 0, person, thing | reading | food, 0, gives},
    {"answer"_w, "answers"_w, "answered"_w, 0, person | tool, question, speed | care | quality},
    {"use"_w, "uses"_w, "used"_w, "using"_w, person, tool, care, somewhere},
    // machines
    {"process"_w, "processes"_w, "processed"_w, 0, agent, data, speed, technical},
    {"predict"_w, "predicts"_w, "predicted"_w, 0, agent, data, quality, technical},
    {"compute"_w, "computes"_w, "computed"_w, 0, agent, data, speed, technical},
    {"compare"_w, "compares"_w, "compared"_w, 0, agent, data, speed, technical},
    {"translate"_w, "translates"_w, "translated"_w, 0, agent, data, quality, technical},
    {"learn"_w, "learns"_w, "learned"_w, 0, agent, data, speed, technical},
    {"read"_w, "reads"_w, 0, 0, agent, data, speed, technical},
    {"use"_w, "uses"_w, "used"_w, 0, agent, data, quality, technical},
    {"look"_w, "looks"_w, "looked"_w, 0, agent, data, 0, technical | looks},
    {"train"_w, "trains"_w, "trained"_w, 0, person, trainable, care},
});

}  // namespace

std::span<const Verb> verbs() { return kVerbs; }

}  // namespace mha::data
