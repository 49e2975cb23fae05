// SPDX-License-Identifier: MIT
#include "cli/training_source.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "analysis/knockout.hpp"
#include "checkpoint/file_bytes.hpp"
#include "checkpoint/utf8.hpp"
#include "data/corpus.hpp"
#include "data/text_corpus.hpp"
#include "data/vocabulary.hpp"

namespace mha::cli {

namespace {

TrainingSource grammar(const TrainOptions& o) {
    TrainingSource source;
    source.vocabulary = static_cast<std::size_t>(data::vocabulary_size());
    // Every position is trained; a longer sentence is cut by the sim.
    source.context = data::kMaxTokens;
    source.next = [batch_size = o.run.batch, masking = o.masking](engine::Batch& batch, engine::Random& random) {
        data::next_training_batch(batch, batch_size, random, masking);
    };
    // The questions `roles` asks too, so that the two losses differ by the rounding of the stored
    // file only.
    source.held_out = analysis::held_out_set(o.held_out).masked;
    source.held_out_sentences = o.held_out;
    return source;
}

TrainingSource of_text(data::TextCorpus text, const TrainOptions& o) {
    constexpr std::uint64_t kQuestions = 12;  // stream of engine::Random; the same for every seed
    TrainingSource source;
    source.vocabulary = text.words.size();
    source.context = text.longest;
    source.sentences = text.training.size();
    source.held_out_sentences = std::min(o.held_out, text.held_out.size());
    engine::Random random(1, kQuestions);
    for (std::size_t i = 0; i < source.held_out_sentences; ++i) {
        data::append_masked(source.held_out, text.held_out[i], source.vocabulary, random, data::kMeasuring);
    }
    source.metadata = {{"data", o.data}, {kWordsKey, data::joined_words(text.words)}};
    source.next = [lines = std::make_shared<const std::vector<std::vector<int>>>(std::move(text.training)),
                   words = source.vocabulary, batch_size = o.run.batch,
                   masking = o.masking](engine::Batch& batch, engine::Random& draws) {
        batch = {};
        for (std::size_t i = 0; i < batch_size; ++i) {
            const std::vector<int>& line = (*lines)[draws.below(static_cast<std::uint32_t>(lines->size()))];
            data::append_masked(batch, line, words, draws, masking);
        }
    };
    return source;
}

}  // namespace

engine::Result<TrainingSource> training_source(const TrainOptions& options) {
    if (options.data.empty()) {
        return grammar(options);
    }
    const auto bytes = checkpoint::read_file(options.data);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    const std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    if (const std::size_t at = checkpoint::utf8_valid_prefix(text); at != text.size()) {
        return std::unexpected(engine::Error{engine::ErrorCode::bad_format,
                                             "byte " + std::to_string(at) + " of " + options.data, "not UTF-8",
                                             "a text file, one sentence a line"});
    }
    auto corpus = data::read_text(text);
    if (!corpus) {
        engine::Error error = corpus.error();
        error.argument += " of " + options.data;
        return std::unexpected(error);
    }
    return of_text(std::move(*corpus), options);
}

}  // namespace mha::cli
