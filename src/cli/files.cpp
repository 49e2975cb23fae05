// SPDX-License-Identifier: MIT
#include "cli/files.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace mha::cli {

engine::Result<void> write_text(const std::string& path, std::string_view text) {
    const std::string line = std::string(text) + "\n";
    if (!path.empty()) {
        return checkpoint::write_file(path, std::as_bytes(std::span(line)));
    }
    const bool written = std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
    if (!written || std::fflush(stdout) != 0) {
        return std::unexpected(engine::Error{engine::ErrorCode::io, "standard output", std::strerror(errno),
                                             "a place that can be written"});
    }
    return {};
}

namespace {

/// The options in the words a file's metadata would use.
engine::Result<checkpoint::StatedConfig> given_by(const ModelOptions& options) {
    struct Word {
        const char* option;
        const char* key;
        const std::optional<std::string>& text;
    };
    checkpoint::StatedConfig given{.heads = options.heads};
    for (const Word& word :
         {Word{"--activation", "activation", options.activation}, Word{"--norm", "norm", options.norm},
          Word{"--norm-eps", "norm_eps", options.norm_epsilon}, Word{"--causal", "causal", options.causal}}) {
        if (!word.text) {
            continue;
        }
        const auto stated = checkpoint::stated_config({{word.key, *word.text}});
        if (!stated) {
            engine::Error error = stated.error();
            error.argument = word.option;
            return std::unexpected(error);
        }
        given = *checkpoint::joined(given, *stated);  // four different fields: none contradicts
    }
    return given;
}

}  // namespace

engine::Result<checkpoint::LoadedModel> load_model(const ModelOptions& options) {
    const auto given = given_by(options);
    if (!given) {
        return std::unexpected(given.error());
    }
    const auto content = checkpoint::read_file(options.model);
    if (!content) {
        return std::unexpected(content.error());
    }
    return checkpoint::read_model(*content, *given);
}

}  // namespace mha::cli
