// SPDX-License-Identifier: MIT
#include "sim/network_tour.hpp"

#include <algorithm>

#include "sim/network_arithmetic.hpp"
#include "sim/numerals.hpp"
#include "sim/sort_reading.hpp"

namespace mha::sim {
namespace {

struct Guide {
    const SortReading& r;
    int block, head, row, strongest = 0;

    [[nodiscard]] NetPlace at(NetKind kind, int place_row, int column = 0) const {
        const bool of_head = kind == NetKind::q || kind == NetKind::k || kind == NetKind::v ||
                             kind == NetKind::scores || kind == NetKind::weights || kind == NetKind::head_out;
        const bool outside = kind == NetKind::token_table || kind == NetKind::stream_in || kind == NetKind::ln_f ||
                             kind == NetKind::logits || kind == NetKind::probabilities;
        return {r.find(kind, outside ? 0 : block, of_head ? head : 0), place_row, column};
    }
    [[nodiscard]] std::string n(const NetPlace& p, int count = 3) const {
        return places(static_cast<double>(r.matrix(p.matrix).at(p.row, p.column)), count);
    }
    [[nodiscard]] std::string letter(int index) const {
        return "letter " + std::to_string(index + 1) + " (" + letter_name(r.letters[static_cast<std::size_t>(index)]) +
               ")";
    }
    [[nodiscard]] std::string width() const { return std::to_string(r.stored->model.config.head_width()); }
    [[nodiscard]] std::string model_width() const { return std::to_string(r.stored->model.config.d_model); }
    [[nodiscard]] std::string mlp_width() const { return std::to_string(r.stored->model.config.d_mlp); }
    [[nodiscard]] std::string before() const {
        const int m = block == 1 ? r.find(NetKind::stream_in) : r.find(NetKind::stream_out, block - 1);
        return n({m, row, 0});
    }
    /// "a + b = c" of a step of the stream.
    [[nodiscard]] std::string addition(const std::string& first, const NetPlace& second, const NetPlace& sum) const {
        const std::string added = n(second);
        const bool minus = added.starts_with("\u2212");
        return first + (minus ? " \u2212 " + added.substr(3) : " + " + added) + " = " + n(sum);
    }
    [[nodiscard]] std::string three(NetKind kind, int count) const {
        std::string out;
        for (int i = 0; i < 3; ++i)
            out += (i > 0 ? ", " : "") + std::string(1, letter_name(i)) + " " + n(at(kind, row, i), count);
        return out;
    }

    [[nodiscard]] TourStop early(int step) const;
    [[nodiscard]] TourStop attention(int step) const;
    [[nodiscard]] TourStop late(int step) const;
    [[nodiscard]] TourStop written() const;
};

TourStop Guide::early(int step) const {
    if (step == 1) {
        const int token = r.letters[static_cast<std::size_t>(row)];
        const NetPlace place = at(NetKind::token_table, token);
        return {"Letters become numbers",
                "Letter " + std::to_string(row + 1) + " is " + letter_name(token) + ", so the model takes row " +
                    letter_name(token) + " of its letter table: " + model_width() + " learned numbers that begin " +
                    n(place) + ", " + n(at(NetKind::token_table, token, 1)) + ", " +
                    n(at(NetKind::token_table, token, 2)) + ".",
                place};
    }
    if (step == 2) {
        const NetPlace place = at(NetKind::stream_in, row);
        const NetPlace position{r.find(NetKind::position_table), row, 0};
        return {"Embedding",
                "The row of position " + std::to_string(row + 1) + " is added, and these " + model_width() +
                    " numbers enter the residual stream; the first is " +
                    addition(n(at(NetKind::token_table, r.letters[static_cast<std::size_t>(row)])), position, place) +
                    ".",
                place};
    }
    const NetPlace place = at(NetKind::ln1, row);
    const Arithmetic work = arithmetic_of(r, place);
    return {"LayerNorm",
            "LayerNorm takes away the mean of the " + model_width() + " numbers, " + work.terms[1].value +
                ", divides by their standard deviation, " + work.terms[2].value +
                ", and applies gain and bias: " + before() + " becomes " + n(place) + ".",
            place};
}

TourStop Guide::attention(int step) const {
    const std::string me = letter(row), other = letter(strongest), mine = "Head " + std::to_string(head);
    switch (step) {
        case 4:
            return {"Queries",
                    mine + " multiplies the " + model_width() + " numbers of each letter by its W_Q, " + model_width() +
                        " × " + width() + ", and adds a bias: the query of " + me + " begins with " +
                        n(at(NetKind::q, row)) + ".",
                    at(NetKind::q, row)};
        case 5:
            return {"Keys",
                    "W_K gives every letter a key of " + width() + " numbers in the same way; that of " + other +
                        " begins with " + n(at(NetKind::k, strongest)) + ".",
                    at(NetKind::k, strongest)};
        case 6:
            return {"Values",
                    "W_V gives every letter a value, the " + width() +
                        " numbers it hands over when it is looked at; that of " + other + " begins with " +
                        n(at(NetKind::v, strongest)) + ".",
                    at(NetKind::v, strongest)};
        case 7: {
            const NetPlace place = at(NetKind::scores, row, strongest);
            return {"Scores",
                    "The query of " + me + " times the key of " + other + " gives " +
                        arithmetic_of(r, place).terms.front().value + "; divided by √" + width() + " the score is " +
                        n(place) + ".",
                    place};
        }
        case 8: {
            const NetPlace place = at(NetKind::weights, row, strongest);
            return {"Softmax",
                    "Softmax turns the " + count_of(row + 1, "score") + " of " + me +
                        " into weights that add up to 1; the largest, " + n(place) + ", goes to " + other + ".",
                    place};
        }
        case 9: {
            const NetPlace place = at(NetKind::head_out, row);
            if (r.is_off(block, head))
                return {"Head output", mine + " is switched off: its output is 0 for every letter.", place};
            return {"Head output",
                    "The values, each times its weight, are added up: the output of head " + std::to_string(head) +
                        " for " + me + " is " + width() + " numbers that begin with " + n(place) + ".",
                    place};
        }
        default:
            break;
    }
    const NetPlace place = at(NetKind::projected, row);
    return {"Projection",
            "The outputs of the " + std::to_string(r.heads_per_layer()) + " heads side by side are " +
                std::to_string(r.heads_per_layer()) + " × " + width() + " = " +
                std::to_string(r.stored->model.config.concat_width()) + " numbers; times W_O, plus b_O, they give " +
                model_width() + " new ones, the first " + n(place) + ".",
            place};
}

TourStop Guide::late(int step) const {
    switch (step) {
        case 11:
            return {"Residual stream",
                    "The stream keeps what it has and adds what attention found: " +
                        addition(before(), at(NetKind::projected, row), at(NetKind::stream_mid, row)) +
                        " for the first number of " + letter(row) + ".",
                    at(NetKind::stream_mid, row)};
        case 12:
            return {"Second LayerNorm",
                    "Before the MLP the stream is normalised again: " + n(at(NetKind::stream_mid, row)) + " becomes " +
                        n(at(NetKind::ln2, row)) + ".",
                    at(NetKind::ln2, row)};
        case 13:
            return {"MLP, widening",
                    "W_fc turns the " + model_width() + " numbers of each letter into " + mlp_width() +
                        "; the first for " + letter(row) + " is " + n(at(NetKind::fc, row)) + ".",
                    at(NetKind::fc, row)};
        case 14: {
            const NetMatrix& fc = r.matrix(r.find(NetKind::fc, block));
            int negative = 0;
            for (int i = 0; i < fc.columns; ++i) negative += fc.at(row, i) < 0 ? 1 : 0;
            return {"GELU",
                    "GELU keeps large positive numbers and brings negative ones, here " + std::to_string(negative) +
                        " of " + mlp_width() + ", close to 0; the first, " + n(at(NetKind::fc, row)) + ", becomes " +
                        n(at(NetKind::act, row)) + ".",
                    at(NetKind::act, row)};
        }
        case 15:
            return {"MLP, narrowing",
                    r.mlp_is_off(block) ? "The MLP is switched off: it adds 0."
                                        : "W_proj brings the " + mlp_width() + " numbers back to " + model_width() +
                                              "; the first is " + n(at(NetKind::proj, row)) + ".",
                    at(NetKind::proj, row)};
        case 16: {
            const bool last = block == r.layers();
            return {
                "Out of the block",
                "They are added to the stream, " +
                    addition(n(at(NetKind::stream_mid, row)), at(NetKind::proj, row), at(NetKind::stream_out, row)) +
                    (last ? ", and the last block is done."
                          : ", and block " + std::to_string(block + 1) + " begins with parameters of its own."),
                at(NetKind::stream_out, row)};
        }
        default:
            break;
    }
    const NetMatrix& logits = r.matrix(r.find(NetKind::logits));
    int best = 0;
    for (int i = 1; i < logits.columns; ++i) best = logits.at(row, i) > logits.at(row, best) ? i : best;
    if (step == 17)
        return {"Logits",
                "After block " + std::to_string(r.layers()) + " a last LayerNorm and W_head, " + model_width() +
                    " × 3, give " + letter(row) + " three logits: " + three(NetKind::logits, 2) + ".",
                at(NetKind::logits, row, best)};
    return written();
}

TourStop Guide::written() const {
    const NetMatrix& p = r.matrix(r.find(NetKind::probabilities));
    int best = 0;
    for (int i = 1; i < p.columns; ++i) best = p.at(row, i) > p.at(row, best) ? i : best;
    const int place = row + 1 - kSortLetters;
    const bool right = r.answer[static_cast<std::size_t>(place)] == best;
    return {"The next letter",
            "Softmax makes probabilities of them: " + three(NetKind::probabilities, 3) + "; the model writes " +
                letter_name(best) +
                (right ? ", which is right."
                       : ", where " + std::string(1, letter_name(r.answer[static_cast<std::size_t>(place)])) +
                             " would be right."),
            at(NetKind::probabilities, row, best)};
}

}  // namespace

int shown_block(const SortReading& reading, const State& state) { return std::clamp(state.layer, 1, reading.layers()); }
int shown_head_of(const SortReading& reading, const State& state) {
    return std::clamp(state.open, 1, reading.heads_per_layer());
}

TourStop tour_stop(const SortReading& reading, const State& state, int step) {
    Guide guide{reading, shown_block(reading, state), shown_head_of(reading, state), reading.read - 1};
    const NetMatrix& weights = reading.matrix(reading.find(NetKind::weights, guide.block, guide.head));
    for (int i = 1; i <= guide.row; ++i) {
        if (weights.at(guide.row, i) > weights.at(guide.row, guide.strongest)) guide.strongest = i;
    }
    step = std::clamp(step, 1, kTourStops);
    return step <= 3 ? guide.early(step) : step <= 10 ? guide.attention(step) : guide.late(step);
}

}  // namespace mha::sim
