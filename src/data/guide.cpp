// SPDX-License-Identifier: MIT
// Backtracking, and looking ahead in the words to be built.
#include "data/guide.hpp"

namespace mha::data {

bool Guide::next_run() {
    if (out_of_runs()) {
        return false;
    }
    if (started_) {
        while (!choices_.empty() && choices_.back().taken + 1 == options_.size()) {
            options_.resize(choices_.back().first);
            choices_.pop_back();
        }
        if (choices_.empty()) {
            started_ = false;
            return false;
        }
        ++choices_.back().taken;
    }
    started_ = true;
    alive_ = true;
    depth_ = 0;
    ++runs_;
    return true;
}

int Guide::distance(int position, Token word) const {
    for (int at = position; at < static_cast<int>(words_.size()); ++at) {
        if (stands(at, word)) {
            return at - position;
        }
    }
    return -1;
}

}  // namespace mha::data
