// SPDX-License-Identifier: MIT
// Made-up numbers with the right shapes and identities (rows add to 1, shares add to the sum).
#include "support/fake_readings.hpp"

#include <cmath>
#include <cstddef>
#include <memory>
#include <sstream>
#include <vector>

namespace mha::tests {
namespace {

struct MadeLosses final : sim::LossSource {
    [[nodiscard]] float loss(bool mask, std::uint32_t off) const override { return mask || off != 0 ? 0.90F : 0.52F; }
};

struct Store {
    std::vector<std::vector<float>> buffers;
};

struct Dice {
    unsigned state = 12345;
    float next() {  // -1..1
        state = state * 1664525U + 1013904223U;
        return static_cast<float>(state >> 8) / 8388608.0F - 1;
    }
};

sim::MatrixView matrix(Store& store, std::size_t rows, std::size_t columns) {
    store.buffers.emplace_back(rows * columns);
    return {store.buffers.back().data(), rows, columns};
}

float& entry(Store& store, std::size_t buffer, std::size_t index) { return store.buffers[buffer][index]; }

constexpr std::size_t kWidth = 48;

const char* const kRoles[8][4] = {{"previous-word", "previous word", "previous", "looks at the word just before"},
                                  {"modifier-noun", "modifier → noun", "noun", "the adjective finds its noun"},
                                  {"diffuse", "diffuse", "diffuse", "spreads over the whole sentence"},
                                  {"verb-subject", "verb → subject", "subject", "the verb finds its subject"},
                                  {"next-word", "next word", "next", "looks at the word just after"},
                                  {"first-word", "first word", "first", "looks at the first word"},
                                  {"itself", "itself", "itself", "looks at the word itself"},
                                  {"diffuse", "diffuse", "diffuse", "spreads over the whole sentence"}};

float wish(int head, std::size_t q, std::size_t k, std::size_t words) {
    switch (head) {
        case 0:
            return k + 1 == q ? 3.0F : 0;
        case 1:
            return q < k && k == words / 2 ? 2.6F : 0;
        case 3:
            return q == (words * 3) / 5 && k + 1 == q ? 3.0F : 0.3F;
        case 4:
            return k == q + 1 ? 3.0F : 0;
        case 5:
            return k == 0 ? 2.8F : 0;
        case 6:
            return k == q ? 2.9F : 0;
        default:
            return 0;
    }
}

void fill_weights(Store& store, Dice& dice, std::size_t buffer, std::size_t scores, int head, std::size_t words) {
    for (std::size_t q = 0; q < words; ++q) {
        float sum = 0;
        for (std::size_t k = 0; k < words; ++k) {
            const float score = wish(head, q, k, words) + 0.4F * dice.next();
            entry(store, scores, q * words + k) = score;
            sum += entry(store, buffer, q * words + k) = std::exp(score);
        }
        for (std::size_t k = 0; k < words; ++k) entry(store, buffer, q * words + k) /= sum;
    }
}

sim::HeadReading fake_head(Store& store, Dice& dice, int head, std::size_t words, std::size_t width) {
    sim::HeadReading reading;
    const auto& names = kRoles[head];
    reading.role = {names[0], names[1], names[2], names[3], 0, 0, 0, 0, 0, 0, false};
    const bool diffuse = reading.role.slug == "diffuse";
    reading.role.score = diffuse ? 0.23F : 0.7F + 0.02F * static_cast<float>(head);
    reading.role.uniform_chance = 0.13F;
    reading.role.is_link = head == 1 || head == 3;
    reading.role.distance_chance = reading.role.is_link ? 0.20F : 0;
    reading.role.chance = diffuse ? 0.20F : reading.role.is_link ? 0.20F : 0.13F;
    reading.role.low = reading.role.score - 0.02F, reading.role.high = reading.role.score + 0.02F;
    reading.others = {reading.role};
    reading.entropy = diffuse ? 0.92F : 0.41F;
    reading.knockout = {1.56F, 0.61F};
    reading.scores = matrix(store, words, words);
    reading.weights = matrix(store, words, words);
    fill_weights(store, dice, store.buffers.size() - 1, store.buffers.size() - 2, head, words);
    reading.output = matrix(store, words, width);
    for (float& v : store.buffers.back()) v = dice.next() * (diffuse ? 0.4F : 1.0F);
    reading.share = matrix(store, words, kWidth);
    for (float& v : store.buffers.back()) v = dice.next() * 0.5F;
    return reading;
}

void fill_sum(Store& store, sim::Readings& r, Dice& dice, std::size_t words) {
    r.before = matrix(store, words, kWidth);
    for (float& v : store.buffers.back()) v = dice.next();
    r.b_o = matrix(store, 1, kWidth);
    for (float& v : store.buffers.back()) v = dice.next() * 0.05F;
    r.projected = matrix(store, words, kWidth);
    std::vector<float>& sum = store.buffers.back();
    for (std::size_t i = 0; i < sum.size(); ++i) {
        sum[i] = r.b_o.data[i % kWidth];
        for (const sim::HeadReading& head : r.heads) sum[i] += head.share.data[i];
    }
}

}  // namespace

sim::Readings fake_readings(const std::string& text, int heads, int layers) {
    sim::Readings r;
    auto store = std::make_shared<Store>();
    store->buffers.reserve(128);  // views point into the buffers, which must not move
    Dice dice;
    std::istringstream in(text);
    for (std::string word; in >> word && r.words.size() < 16;) r.words.push_back({word, true, {}});
    if (r.words.empty()) r.words.push_back({"cat", true, {}});
    const std::size_t words = r.words.size(), width = kWidth / static_cast<std::size_t>(heads);
    r.ready = true;
    r.generation = 1;
    r.model = {heads, layers, 48, static_cast<int>(width), heads * static_cast<int>(width), 412, 50000, 1, 1000, 1.34F,
               0.94F, 500,    200};
    r.loss = {.asked = static_cast<int>(words), .source = std::make_shared<MadeLosses>()};
    for (int head = 0; head < heads; ++head) r.heads.push_back(fake_head(*store, dice, head, words, width));
    r.concat = matrix(*store, words, width * static_cast<std::size_t>(heads));
    std::vector<float>& concat = store->buffers.back();
    for (std::size_t t = 0; t < words; ++t) {
        for (std::size_t h = 0; h < r.heads.size(); ++h) {
            for (std::size_t k = 0; k < width; ++k)
                concat[t * r.concat.columns + h * width + k] = r.heads[h].output.at(t, k);
        }
    }
    r.w_o = matrix(*store, r.concat.columns, kWidth);
    for (float& v : store->buffers.back()) v = dice.next() * 0.3F;
    fill_sum(*store, r, dice, words);
    r.storage = store;
    return r;
}

}  // namespace mha::tests
