// SPDX-License-Identifier: MIT
// Takes the place of chance when a given sentence is to be built: a depth-first search over the
// choices the grammar makes. The grammar runs again and again; each run repeats the choices of the
// last one up to the deepest that has another option left, and takes that option.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/word_list.hpp"

namespace mha::data {

class Guide {
  public:
    /// The words to be built; they must outlive the guide. At most `max_runs` runs are made.
    Guide(std::span<const int> words, int max_runs) : words_(words), max_runs_(max_runs) {}

    /// Opens the next run; false when all choices are used up (the next call then starts anew) or
    /// max_runs is reached.
    [[nodiscard]] bool next_run();
    [[nodiscard]] int runs() const { return runs_; }
    [[nodiscard]] bool out_of_runs() const { return runs_ >= max_runs_; }

    /// The run cannot lead to the words. The grammar goes on to the end of its pattern, but nothing
    /// that it chooses is recorded any more.
    void fail() { alive_ = false; }
    [[nodiscard]] bool alive() const { return alive_; }

    /// One of the indices 0 .. n-1 that are `open`, in this order over the runs; nullopt if there
    /// is none or the run has failed. `open` must depend on nothing but the choices before.
    template <class Open>
    [[nodiscard]] std::optional<std::size_t> choose(std::size_t n, Open open) {
        if (!alive_) {
            return std::nullopt;
        }
        if (depth_ == choices_.size()) {
            choices_.push_back({options_.size(), options_.size()});
            for (std::size_t index = 0; index < n; ++index) {
                if (open(index)) {
                    options_.push_back(index);
                }
            }
            if (options_.size() == choices_.back().first) {
                options_.push_back(kNone);
            }
        }
        const std::size_t option = options_[choices_[depth_++].taken];
        return option == kNone ? std::nullopt : std::optional(option);
    }

    /// True if the word stands at the position.
    [[nodiscard]] bool stands(int position, Token word) const {
        return position >= 0 && position < static_cast<int>(words_.size()) &&
               words_[static_cast<std::size_t>(position)] == static_cast<int>(word);
    }
    /// How many words stand between the position and the next such word; -1 if none comes.
    [[nodiscard]] int distance(int position, Token word) const;

  private:
    static constexpr std::size_t kNone = SIZE_MAX;
    struct Choice {
        std::size_t first;  // of its options in options_, which end where the next choice's begin
        std::size_t taken;
    };

    std::span<const int> words_;
    int max_runs_;
    int runs_ = 0;
    bool alive_ = false;
    bool started_ = false;
    std::size_t depth_ = 0;  // choices made in this run
    std::vector<Choice> choices_;
    std::vector<std::size_t> options_;
};

}  // namespace mha::data
