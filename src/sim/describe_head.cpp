// SPDX-License-Identifier: MIT
// Sentences about one head: its label, a cell, a row, and what it does on this sentence.
#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "data/vocabulary.hpp"
#include "engine/order.hpp"
#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "sim/word_class.hpp"

namespace mha::sim {
namespace {

struct Cell {
    int query = 0, key = 0;  // from 0
    float weight = 0;
};

const HeadReading* head_at(const Readings& readings, int head) {
    if (!readings.ready || head < 1 || head > static_cast<int>(readings.heads.size())) return nullptr;
    return &readings.heads[static_cast<std::size_t>(head - 1)];
}

std::string word_at(const Readings& readings, int index) {
    return in_quotes(readings.words[static_cast<std::size_t>(index)].text);
}

float weight_at(const MatrixView& weights, int query, int key) {
    return weights.at(static_cast<std::size_t>(query), static_cast<std::size_t>(key));
}

// The heaviest of the cells that `wanted` names.
template <class Wanted>
std::optional<Cell> strongest(const Readings& readings, const MatrixView& weights, Wanted wanted) {
    std::optional<Cell> best;
    for (int query = 0; query < readings.word_count(); ++query) {
        for (int key = 0; key < readings.word_count(); ++key) {
            const float weight = weight_at(weights, query, key);
            if (wanted(query, key) && (!best || weight > best->weight)) best = Cell{query, key, weight};
        }
    }
    return best;
}

bool is_masked(const HeadReading& head, int query, int key) { return std::isinf(weight_at(head.scores, query, key)); }

std::string puts(const Readings& readings, const Cell& cell, const std::string& after = {}) {
    const std::string target = cell.query == cell.key ? std::string("itself") : word_at(readings, cell.key);
    return word_at(readings, cell.query) + " puts " + places(static_cast<double>(cell.weight)) +
           " of its attention on " + target + after + ".";
}

// The strongest cell between two different words, whatever the label promises.
std::string strongest_pair(const Readings& readings, const HeadReading& head) {
    const auto cell = strongest(readings, head.weights, [](int query, int key) { return query != key; });
    return cell ? "Here " + puts(readings, *cell) : std::string{};
}

// A link role says something only where the sentence has words it could concern; no relation is claimed of them.
std::string linked(const Readings& readings, const HeadReading& head) {
    std::vector<int> ids;
    for (const Word& word : readings.words) ids.push_back(data::word_id(word.text));
    const auto id_at = [&ids](int index) { return ids[static_cast<std::size_t>(index)]; };
    const auto cell = strongest(readings, head.weights, [&](int query, int key) {
        return query != key && !is_masked(head, query, key) && concerns(head.role.slug, id_at(query), id_at(key));
    });
    if (!cell) return "No two such words are in sight. " + strongest_pair(readings, head);
    return "Here " + puts(readings, *cell, head.role.slug == "repeated-word" ? ", the same word again" : "");
}

std::string diffuse(const Readings& readings, const HeadReading& head) {
    const auto cell = strongest(readings, head.weights, [](int query, int key) { return query != key; });
    if (!cell) return {};
    return "Here the most that one word gives to another is " + places(static_cast<double>(cell->weight)) + ": " +
           word_at(readings, cell->query) + " to " + word_at(readings, cell->key) + ".";
}

// Roles that are a place in the sentence: true on every sentence by its own arithmetic.
std::optional<std::string> positional(const Readings& readings, const HeadReading& head) {
    const std::string& slug = head.role.slug;
    if (slug == "previous-word") {
        const auto cell = strongest(readings, head.weights, [](int query, int key) { return key == query - 1; });
        return "Here " + puts(readings, *cell, ", the word before it");
    }
    if (slug == "next-word") {
        const auto cell = strongest(readings, head.weights, [](int query, int key) { return key == query + 1; });
        if (is_masked(head, cell->query, cell->key))
            return "Here the causal mask hides every later word, so this head cannot look at the next one.";
        return "Here " + puts(readings, *cell, ", the word after it");
    }
    if (slug == "itself") {
        const auto cell = strongest(readings, head.weights, [](int query, int key) { return key == query; });
        return "Here " + puts(readings, *cell);
    }
    if (slug == "first-word") {
        const auto cell = strongest(readings, head.weights, [](int query, int key) { return query > 0 && key == 0; });
        return "Here " + puts(readings, *cell, ", the first word");
    }
    return std::nullopt;
}

}  // namespace

std::string describe_here(const Readings& readings, int head) {
    const HeadReading* reading = head_at(readings, head);
    if (reading == nullptr) return {};
    if (!reading->on) return "This head is switched off: its output counts as zero.";
    if (readings.word_count() == 1) return "With a single word, all attention stays on it.";
    if (const auto sentence = positional(readings, *reading)) return *sentence;
    return reading->role.slug == "diffuse" ? diffuse(readings, *reading) : linked(readings, *reading);
}

std::string describe_role(const Readings& readings, int head) {
    const HeadReading* reading = head_at(readings, head);
    if (reading == nullptr) return {};
    const RoleReading& role = reading->role;
    const std::string score = places(static_cast<double>(role.score));
    if (role.slug == "diffuse") {
        if (reading->others.empty()) return "No measured role stands clearly above chance.";
        return "No measured role stands clearly above chance; nearest is " + reading->others.front().label + ", " +
               score + " where chance gives " + places(static_cast<double>(role.chance)) + ".";
    }
    std::string out = "Score " + score + " where chance gives " + places(static_cast<double>(role.chance)) + ".";
    if (role.is_link)
        out += " Uniform attention would give " + places(static_cast<double>(role.uniform_chance)) +
               ", this head at the same distance elsewhere " + places(static_cast<double>(role.distance_chance)) + ".";
    return out;
}

std::string describe_head(const Readings& readings, int head) {
    const HeadReading* reading = head_at(readings, head);
    if (reading == nullptr) return {};
    const RoleReading& role = reading->role;
    std::string out = "Head " + std::to_string(head) + ", " + role.label;
    if (role.slug != "diffuse")
        out += ": score " + places(static_cast<double>(role.score)) + " where chance gives " +
               places(static_cast<double>(role.chance));
    out += ".";
    const std::string here = describe_here(readings, head);
    return here.empty() ? out : out + " " + here;
}

std::string describe_cell(const Readings& readings, int head, int query, int key) {
    const HeadReading* reading = head_at(readings, head);
    const int count = readings.word_count();
    if (reading == nullptr || query < 1 || key < 1 || query > count || key > count) return {};
    const std::string start = "Head " + std::to_string(head) + ": ";
    if (is_masked(*reading, query - 1, key - 1))
        return start + word_at(readings, query - 1) + " cannot see " + word_at(readings, key - 1) +
               ", which comes later.";
    return start + puts(readings, {query - 1, key - 1, weight_at(reading->weights, query - 1, key - 1)});
}

std::string describe_row(const Readings& readings, int head, int query) {
    const HeadReading* reading = head_at(readings, head);
    if (reading == nullptr || query < 1 || query > readings.word_count()) return {};
    std::vector<Cell> cells;
    double sum = 0;
    for (int key = 0; key < readings.word_count(); ++key) {
        cells.push_back({query - 1, key, weight_at(reading->weights, query - 1, key)});
        sum += static_cast<double>(cells.back().weight);
    }
    engine::sort_by(cells, [](const Cell& a, const Cell& b) { return a.weight > b.weight; });
    const auto part = [&readings](const Cell& cell) {
        return (cell.key == cell.query ? std::string("itself") : word_at(readings, cell.key)) + " (" +
               places(static_cast<double>(cell.weight)) + ")";
    };
    std::string out = word_at(readings, query - 1) + " looks most at " + part(cells[0]);
    if (cells.size() > 1 && cells[1].weight > 0) out += ", then at " + part(cells[1]);
    return out + ". The row adds up to " + places(sum) + ".";
}

}  // namespace mha::sim
