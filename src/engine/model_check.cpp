// SPDX-License-Identifier: MIT
// Is this configuration possible, and does this model have the shapes it asks for? Models come from
// files, so nothing is computed with one before these questions are answered.
#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "engine/decimal.hpp"
#include "engine/model.hpp"

namespace mha::engine {

namespace {

Error out_of_range(const char* field, std::size_t value, std::string expected) {
    return {ErrorCode::bad_value, field, std::to_string(value), std::move(expected)};
}

std::string shape_text(const std::size_t* extents, std::size_t rank) {
    std::string text = "[";
    for (std::size_t i = 0; i < rank; ++i) {
        text += (i == 0 ? "" : ", ") + std::to_string(extents[i]);
    }
    return text + "]";
}

/// Remembers the first tensor whose shape is wrong.
class ShapeCheck {
  public:
    /// `present` false means that the tensor must be empty.
    template <class AnyTensor>
    void expect(const std::string& name, const AnyTensor& tensor, bool present,
                std::initializer_list<std::size_t> wanted) {
        const auto& shape = tensor.shape();
        const bool right =
            present ? std::equal(shape.begin(), shape.end(), wanted.begin(), wanted.end()) : tensor.size() == 0;
        if (!right && result_.has_value()) {
            const std::string expected = present ? shape_text(wanted.begin(), wanted.size()) : "empty";
            result_ =
                std::unexpected(Error{ErrorCode::bad_shape, name, shape_text(shape.data(), shape.size()), expected});
        }
    }

    template <class T>
    void expect_norm(const std::string& name, const NormParameters<T>& norm, const ModelConfig& c, bool present) {
        const bool gain = present && c.norm_parameters && c.norm != NormKind::none;
        expect(name + ".weight", norm.gain, gain, {c.d_model});
        expect(name + ".bias", norm.bias, gain && c.norm == NormKind::layer_norm, {c.d_model});
    }

    template <class T>
    void expect_block(const std::string& name, const BlockParameters<T>& block, const ModelConfig& c) {
        const std::size_t wide = c.concat_width();
        const bool mlp = c.d_mlp > 0;
        const AttentionParameters<T>& a = block.attention;
        expect_norm(name + ".ln_1", block.ln1, c, true);
        expect(name + ".attn.wq", a.wq, true, {c.d_model, wide});
        expect(name + ".attn.wk", a.wk, true, {c.d_model, wide});
        expect(name + ".attn.wv", a.wv, true, {c.d_model, wide});
        expect(name + ".attn.c_proj.weight", a.wo, true, {wide, c.d_model});
        expect(name + ".attn.bq", a.bq, c.biases, {wide});
        expect(name + ".attn.bk", a.bk, c.biases, {wide});
        expect(name + ".attn.bv", a.bv, c.biases, {wide});
        expect(name + ".attn.c_proj.bias", a.bo, c.biases, {c.d_model});
        expect_norm(name + ".ln_2", block.ln2, c, mlp);
        expect(name + ".mlp.c_fc.weight", block.w_fc, mlp, {c.d_model, c.d_mlp});
        expect(name + ".mlp.c_fc.bias", block.b_fc, mlp && c.biases, {c.d_mlp});
        expect(name + ".mlp.c_proj.weight", block.w_proj, mlp, {c.d_mlp, c.d_model});
        expect(name + ".mlp.c_proj.bias", block.b_proj, mlp && c.biases, {c.d_model});
    }

    [[nodiscard]] const Result<void>& result() const { return result_; }

  private:
    Result<void> result_;
};

}  // namespace

Result<void> check(const ModelConfig& c) {
    constexpr std::size_t kLargest = std::size_t{1} << 24U;
    constexpr std::size_t kMostHeads = 64;  // a HeadSet has one bit per head
    constexpr std::size_t kMostLayers = 1024;
    const auto bad = [](const char* field, std::size_t value, std::string expected) {
        return std::unexpected(out_of_range(field, value, std::move(expected)));
    };
    const std::string size_range = "1 to " + std::to_string(kLargest);
    if (c.vocabulary == 0 || c.vocabulary > kLargest) {
        return bad("vocabulary", c.vocabulary, size_range);
    }
    if (c.context == 0 || c.context > kLargest) {
        return bad("context", c.context, size_range);
    }
    if (c.d_model == 0 || c.d_model > kLargest) {
        return bad("d_model", c.d_model, size_range);
    }
    if (c.layers == 0 || c.layers > kMostLayers) {
        return bad("layers", c.layers, "1 to " + std::to_string(kMostLayers));
    }
    if (c.heads == 0 || c.heads > std::min(c.d_model, kMostHeads)) {
        return bad(
            "heads", c.heads,
            "1 to " + std::to_string(std::min(c.d_model, kMostHeads)) + " for d_model = " + std::to_string(c.d_model));
    }
    if (c.d_mlp > kLargest) {
        return bad("d_mlp", c.d_mlp, "0 to " + std::to_string(kLargest));
    }
    if (!(c.norm_epsilon > 0.0F) || !std::isfinite(c.norm_epsilon)) {
        return std::unexpected(Error{ErrorCode::bad_value, "norm_epsilon",
                                     fixed_text(static_cast<double>(c.norm_epsilon), 6), "a finite number above 0"});
    }
    return {};
}

template <class T>
Result<void> check_shapes(const Model<T>& model) {
    const ModelConfig& c = model.config;
    if (Result<void> possible = check(c); !possible) {
        return possible;
    }
    if (model.blocks.size() != c.layers) {
        return std::unexpected(
            Error{ErrorCode::bad_shape, "blocks", std::to_string(model.blocks.size()), std::to_string(c.layers)});
    }
    ShapeCheck shapes;
    shapes.expect("transformer.wte.weight", model.token_table, true, {c.vocabulary, c.d_model});
    shapes.expect("transformer.wpe.weight", model.position_table, true, {c.context, c.d_model});
    for (std::size_t layer = 0; layer < c.layers; ++layer) {
        shapes.expect_block("transformer.h." + std::to_string(layer), model.blocks[layer], c);
    }
    shapes.expect_norm("transformer.ln_f", model.ln_f, c, c.final_norm);
    shapes.expect("lm_head.weight", model.head, !c.tied_head, {c.d_model, c.vocabulary});
    shapes.expect("lm_head.bias", model.head_bias, c.head_bias, {c.vocabulary});
    return shapes.result();
}

template Result<void> check_shapes<float>(const Model<float>&);
template Result<void> check_shapes<double>(const Model<double>&);

}  // namespace mha::engine
