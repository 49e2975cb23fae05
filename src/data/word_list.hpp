// SPDX-License-Identifier: MIT
// All words of the vocabulary. A word's place in this list is its number in every checkpoint, so
// the list may change only together with retrained models. Sorted after [MASK], ignoring case.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mha::data {

/// A vocabulary id as the grammar's tables store it.
using Token = std::int16_t;

inline constexpr auto kWords = std::to_array<std::string_view>({
    "[MASK]",      ",",           ".",          "?",          "a",          "about",     "again",     "all",
    "also",        "always",      "am",         "an",         "and",        "anna",      "another",   "answer",
    "answered",    "answers",     "apple",      "apples",     "are",        "aren't",    "art",       "at",
    "ate",         "attention",   "away",       "bag",        "bags",       "ball",      "balls",     "banana",
    "bananas",     "bark",        "barked",     "barking",    "barks",      "beach",     "bear",      "bears",
    "beautiful",   "because",     "bed",        "beds",       "behind",     "ben",       "better",    "big",
    "bigger",      "bike",        "bikes",      "bird",       "birds",      "black",     "blue",      "book",
    "books",       "both",        "bought",     "box",        "boxes",      "boy",       "boys",      "bread",
    "brother",     "brothers",    "brown",      "bus",        "buses",      "busy",      "but",       "buy",
    "buying",      "buys",        "by",         "cake",       "cakes",      "can",       "car",       "carefully",
    "carried",     "carries",     "carrot",     "carrots",    "carry",      "carrying",  "cars",      "cat",
    "cats",        "chair",       "chairs",     "chase",      "chased",     "chases",    "chasing",   "cheese",
    "chess",       "child",       "children",   "chocolate",  "cities",     "city",      "clean",     "cleaned",
    "cleaning",    "cleans",      "clever",     "coat",       "coats",      "coffee",    "cold",      "compare",
    "compared",    "compares",    "compute",    "computed",   "computer",   "computers", "computes",  "cook",
    "cooked",      "cooking",     "cooks",      "cow",        "cows",       "cup",       "cups",      "dad",
    "dance",       "danced",      "dances",     "dancing",    "day",        "did",       "didn't",    "difficult",
    "do",          "doctor",      "doctors",    "does",       "doesn't",    "dog",       "dogs",      "don't",
    "door",        "doors",       "down",       "drank",      "draw",       "drawing",   "draws",     "drew",
    "drink",       "drinking",    "drinks",     "duck",       "ducks",      "each",      "eat",       "eating",
    "eats",        "egg",         "eggs",       "either",     "emma",       "evening",   "every",     "farm",
    "farmer",      "farmers",     "farms",      "fast",       "faster",     "father",    "fathers",   "fed",
    "feed",        "feeding",     "feeds",      "find",       "finds",      "fish",      "flew",      "flies",
    "flower",      "flowers",     "fly",        "flying",     "follow",     "followed",  "following", "follows",
    "football",    "forest",      "found",      "fresh",      "friend",     "friendly",  "friends",   "from",
    "fruit",       "funny",       "game",       "games",      "garden",     "gardens",   "gave",      "girl",
    "girls",       "give",        "gives",      "go",         "goes",       "going",     "good",      "green",
    "had",         "happily",     "happy",      "has",        "hat",        "hats",      "have",      "he",
    "head",        "heads",       "hear",       "heard",      "hears",      "heavy",     "help",      "helped",
    "helping",     "helps",       "her",        "here",       "herself",    "hidden",    "him",       "himself",
    "his",         "history",     "home",       "horse",      "horses",     "hot",       "house",     "houses",
    "how",         "hungry",      "I",          "if",         "image",      "images",    "important", "in",
    "interesting", "is",          "isn't",      "it",         "its",        "itself",    "juice",     "jump",
    "jumped",      "jumps",       "key",        "keys",       "kind",       "kitchen",   "know",      "knows",
    "language",    "languages",   "large",      "laugh",      "laughed",    "laughing",  "laughs",    "layer",
    "layers",      "learn",       "learned",    "learning",   "learns",     "leo",       "letter",    "letters",
    "library",     "like",        "liked",      "likes",      "lion",       "lions",     "little",    "long",
    "look",        "looked",      "looks",      "loudly",     "love",       "loved",     "loves",     "machine",
    "machines",    "made",        "make",       "makes",      "making",     "man",       "many",      "masked",
    "maths",       "me",          "men",        "message",    "messages",   "mia",       "mice",      "milk",
    "model",       "models",      "monkey",     "monkeys",    "morning",    "mother",    "mothers",   "mouse",
    "much",        "multi-head",  "mum",        "music",      "must",       "my",        "myself",    "near",
    "need",        "needed",      "needs",      "neither",    "network",    "networks",  "neural",    "never",
    "new",         "next",        "nice",       "nor",        "not",        "now",       "number",    "numbers",
    "of",          "often",       "old",        "older",      "on",         "one",       "open",      "opened",
    "opens",       "or",          "our",        "ourselves",  "parallel",   "park",      "parks",     "pattern",
    "patterns",    "pen",         "pens",       "phone",      "phones",     "picture",   "pictures",  "pizza",
    "pizzas",      "plane",       "planes",     "play",       "played",     "playing",   "plays",     "predict",
    "predicted",   "predicts",    "previous",   "process",    "processed",  "processes", "program",   "programs",
    "question",    "questions",   "quickly",    "quiet",      "quietly",    "rabbit",    "rabbits",   "ran",
    "read",        "reading",     "reads",      "really",     "red",        "rice",      "river",     "rivers",
    "robot",       "robots",      "room",       "rooms",      "run",        "running",   "runs",      "sad",
    "said",        "sandwich",    "sandwiches", "sang",       "sat",        "saw",       "say",       "says",
    "school",      "schools",     "science",    "see",        "sees",       "sentence",  "sentences", "she",
    "shoe",        "shoes",       "shop",       "shops",      "short",      "simple",    "sing",      "singing",
    "sings",       "sister",      "sisters",    "sit",        "sits",       "sitting",   "sleep",     "sleeping",
    "sleeps",      "slept",       "slow",       "slowly",     "small",      "smaller",   "smile",     "smiled",
    "smiles",      "smiling",     "some",       "sometimes",  "song",       "songs",     "soup",      "still",
    "stories",     "story",       "street",     "streets",    "student",    "students",  "swam",      "sweet",
    "swim",        "swimming",    "swims",      "table",      "tables",     "tall",      "taught",    "tea",
    "teach",       "teacher",     "teachers",   "teaches",    "teaching",   "than",      "that",      "the",
    "their",       "them",        "themselves", "then",       "there",      "these",     "they",      "think",
    "thinks",      "this",        "those",      "three",      "tired",      "to",        "today",     "together",
    "token",       "tokens",      "tom",        "too",        "toy",        "toys",      "train",     "trained",
    "trains",      "transformer", "translate",  "translated", "translates", "tree",      "trees",     "two",
    "under",       "us",          "use",        "used",       "uses",       "using",     "usually",   "vector",
    "vectors",     "very",        "visit",      "visited",    "visiting",   "visits",    "wait",      "waited",
    "waiting",     "waits",       "walk",       "walked",     "walking",    "walks",     "want",      "wanted",
    "wants",       "was",         "wasn't",     "watch",      "watched",    "watches",   "watching",  "water",
    "we",          "wear",        "wearing",    "wears",      "weight",     "weights",   "well",      "went",
    "were",        "weren't",     "what",       "when",       "where",      "which",     "while",     "white",
    "who",         "why",         "will",       "window",     "windows",    "with",      "woman",     "women",
    "word",        "words",       "wore",       "work",       "worked",     "working",   "works",     "write",
    "writes",      "writing",     "wrote",      "yellow",     "yesterday",  "you",       "young",     "your",
    "yourself",
});

/// Stands for a hidden word. It never occurs in a generated sentence.
inline constexpr int kMask = 0;

/// Id of a lower-case word, or -1. "I" is the one word spelled with a capital.
[[nodiscard]] constexpr int find_word(std::string_view lower_case) {
    std::size_t low = 1;
    std::size_t high = kWords.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        const std::string_view word = kWords[middle] == "I" ? "i" : kWords[middle];
        if (word == lower_case) {
            return static_cast<int>(middle);
        }
        if (word < lower_case) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return -1;
}

/// Never defined: the compiler names it when a word literal is not in the list.
void word_is_not_in_the_list();

/// "cat"_w is the id of a word; a word that is not in the list does not compile.
[[nodiscard]] consteval Token operator""_w(const char* text, std::size_t length) {
    const std::string_view word(text, length);
    const int id = find_word(word == "I" ? "i" : word);
    if (id < 0) {
        word_is_not_in_the_list();
    }
    return static_cast<Token>(id);
}

}  // namespace mha::data
