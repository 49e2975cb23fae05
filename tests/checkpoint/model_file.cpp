// SPDX-License-Identifier: MIT
// Builds the files of model_file.hpp.
#include "model_file.hpp"

#include <algorithm>
#include <deque>

namespace mha::checkpoint::tests {
namespace {

class FileBuilder {
  public:
    explicit FileBuilder(const ModelFile& file) : file_(file) {}

    void matrix(const std::string& name, std::size_t number, std::uint64_t in, std::uint64_t out, bool in_out) {
        std::vector<float> values;
        for (std::uint64_t row = 0; row < (in_out ? in : out); ++row) {
            for (std::uint64_t column = 0; column < (in_out ? out : in); ++column) {
                values.push_back(in_out ? coded(number, row, column) : coded(number, column, row));
            }
        }
        add(name, in_out ? std::vector{in, out} : std::vector{out, in}, std::move(values));
    }

    void vector(const std::string& name, std::size_t number, std::uint64_t size) {
        std::vector<float> values;
        for (std::uint64_t i = 0; i < size; ++i) values.push_back(coded(number, 0, i));
        add(name, {size}, std::move(values));
    }

    void linear(const std::string& name, std::size_t number, std::uint64_t in, std::uint64_t out) {
        matrix(name + ".weight", number, in, out, file_.in_out);
        if (file_.biases) vector(name + ".bias", number + 1, out);
    }

    void norm(const std::string& name, std::size_t number) {
        vector(name + ".weight", number, file_.width);
        if (file_.norm_biases) vector(name + ".bias", number + 1, file_.width);
    }

    void block(std::size_t index) {
        const std::string name = file_.prefix + "h." + std::to_string(index) + ".";
        const std::size_t base = kPerBlock * index;
        norm(name + "ln_1", base + kLn1);
        linear(name + "attn.c_attn", base + kQkv, file_.width, 3 * file_.concat);
        linear(name + "attn.c_proj", base + kOut, file_.concat, file_.width);
        if (file_.masks) {
            add(name + "attn.bias", {1, 1, 7, 7}, std::vector<float>(49, 1.0F));
            add(name + "attn.masked_bias", {}, {-10000.0F});
        }
        norm(name + "ln_2", base + kLn2);
        linear(name + "mlp.c_fc", base + kFc, file_.width, file_.mlp);
        linear(name + "mlp.c_proj", base + kProj, file_.mlp, file_.width);
    }

    void add(const std::string& name, std::vector<std::uint64_t> shape, std::vector<float> values) {
        if (std::ranges::find(file_.leave_out, name) != file_.leave_out.end()) return;
        storage_.push_back(std::move(values));
        tensors_.push_back({name, std::move(shape), storage_.back()});
    }

    [[nodiscard]] Bytes write(StoredType type) {
        tensors_.insert(tensors_.end(), file_.extra.begin(), file_.extra.end());
        return write_safetensors(tensors_, file_.metadata, type).value();
    }

  private:
    const ModelFile& file_;
    std::deque<std::vector<float>> storage_;
    std::vector<TensorToWrite> tensors_;
};

}  // namespace

Bytes ModelFile::bytes(StoredType type) const {
    FileBuilder builder(*this);
    builder.matrix(prefix + "wte.weight", kTokens, 5, width, true);
    builder.matrix(prefix + "wpe.weight", kPositions, 7, width, true);
    builder.block(0);
    builder.block(1);
    builder.norm(prefix + "ln_f", kFinalGain);
    if (head) builder.matrix(head_prefix + "lm_head.weight", kHead, width, 5, false);
    if (head_bias) builder.vector(head_prefix + "lm_head.bias", kHeadBias, 5);
    return builder.write(type);
}

}  // namespace mha::checkpoint::tests
