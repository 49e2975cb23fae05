// SPDX-License-Identifier: MIT
// Writes the seed corpus of the fuzzer into a folder: every broken file of the tests, and good
// files of every layout for the mutations to start from.
#include <cstdio>
#include <string>

#include "../checkpoint/hostile_files.hpp"
#include "../checkpoint/model_file.hpp"
#include "checkpoint/file_bytes.hpp"
#include "checkpoint/model_io.hpp"

namespace {

using namespace mha::checkpoint;  // NOLINT: a program of its own, not a header
using tests::Bytes;

bool save(const std::string& folder, const std::string& name, const Bytes& bytes) {
    const auto done = write_file(folder + "/" + name + ".safetensors", bytes);
    if (!done) std::fprintf(stderr, "%s\n", mha::engine::message(done.error()).c_str());
    return done.has_value();
}

bool save_good(const std::string& folder) {
    tests::ModelFile mingpt;
    mingpt.masks = true;
    tests::ModelFile gpt2;
    gpt2.in_out = true;
    gpt2.prefix = "";
    gpt2.head = false;
    tests::ModelFile plain;
    plain.biases = false;
    plain.norm_biases = false;
    plain.width = 7;
    mha::engine::ModelConfig tiny{.vocabulary = 3, .context = 2, .heads = 2, .d_model = 3, .d_mlp = 2};
    const auto ours = write_file(folder + "/good_own.safetensors",
                                 write_model(mha::engine::zero_model<float>(tiny), {{"roles", "[]"}}).value());
    return ours && save(folder, "good_mingpt", mingpt.bytes()) && save(folder, "good_gpt2", gpt2.bytes()) &&
           save(folder, "good_half", plain.bytes(StoredType::f16)) &&
           save(folder, "good_empty", tests::raw_file("{}      ")) &&
           save(folder, "good_i16", tests::raw_file("{" + tests::entry("a", "I16", "[2]", "[0,4]") + "}", 4));
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::fputs("usage: make_corpus FOLDER\n", stderr);
        return 2;
    }
    const std::string folder = arguments[1];
    for (const tests::HostileFile& file : tests::hostile_files()) {
        if (!save(folder, file.name, file.bytes)) return 1;
    }
    return save_good(folder) ? 0 : 1;
}
