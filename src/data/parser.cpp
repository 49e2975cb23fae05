// SPDX-License-Identifier: MIT
// Runs every pattern of the grammar under a guide.
#include "data/parser.hpp"

#include <algorithm>

#include "data/sentences.hpp"

namespace mha::data {
namespace {

bool all_words(std::span<const int> tokens) {
    return tokens.size() <= static_cast<std::size_t>(kMaxTokens) &&
           std::ranges::all_of(tokens, [](int token) { return token > kMask; });
}

}  // namespace

std::optional<Sentence> Parser::next() {
    if (!all_words(tokens_)) {
        return std::nullopt;
    }
    for (; pattern_ < patterns().size(); ++pattern_) {
        const Pattern& pattern = patterns()[pattern_];
        while (guide_.next_run()) {
            SentenceBuilder builder(guide_);
            pattern.build(builder);
            const bool full_stop = builder.comes("."_w);
            if (builder.chance(pattern.full_stop_percent, full_stop, !full_stop)) {
                builder.add("."_w);
            }
            if (guide_.alive() && !builder.failed() && builder.size() == static_cast<int>(tokens_.size())) {
                return builder.finish();
            }
        }
        if (guide_.out_of_runs()) {
            break;
        }
    }
    return std::nullopt;
}

std::optional<Sentence> parse(std::span<const int> tokens) { return Parser(tokens).next(); }

}  // namespace mha::data
