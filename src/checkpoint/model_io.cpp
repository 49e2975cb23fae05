// SPDX-License-Identifier: MIT
// Moves numbers between the tensors of a file and those of a model (see model_io.hpp).
#include "checkpoint/model_io.hpp"

#include <array>
#include <cmath>
#include <expected>
#include <utility>

#include "checkpoint/utf8.hpp"

namespace mha::checkpoint {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;
using Floats = std::span<float>;

/// Where one tensor of the file lives in a model: as many rows of `count` equal pieces side by side
/// (three for q | k | v), each piece row-major on its own.
struct Pieces {
    std::array<Floats, 3> piece;
    std::size_t count = 1;
    std::size_t rows = 1;
    std::size_t columns = 0;  // of one piece
};

Pieces vector_of(engine::Vector<float>& values) {
    return {{Floats(values.data(), values.size())}, 1, 1, values.size()};
}

Pieces matrix_of(engine::Matrix<float>& values) {
    return {{Floats(values.data(), values.size())}, 1, values.shape(0), values.shape(1)};
}

template <class T>
Pieces side_by_side(T& q, T& k, T& v, std::size_t rows, std::size_t columns) {
    return {{Floats(q.data(), q.size()), Floats(k.data(), k.size()), Floats(v.data(), v.size())}, 3, rows, columns};
}

Pieces pieces_of(engine::Model<float>& model, const ExpectedTensor& tensor) {
    if (tensor.part == Part::token_table) return matrix_of(model.token_table);
    if (tensor.part == Part::position_table) return matrix_of(model.position_table);
    if (tensor.part == Part::lnf_gain) return vector_of(model.ln_f.gain);
    if (tensor.part == Part::lnf_bias) return vector_of(model.ln_f.bias);
    if (tensor.part == Part::head) return matrix_of(model.head);
    if (tensor.part == Part::head_bias) return vector_of(model.head_bias);
    engine::BlockParameters<float>& block = model.blocks[tensor.block];
    engine::AttentionParameters<float>& a = block.attention;
    switch (tensor.part) {
        case Part::ln1_gain:
            return vector_of(block.ln1.gain);
        case Part::ln1_bias:
            return vector_of(block.ln1.bias);
        case Part::qkv:
            return side_by_side(a.wq, a.wk, a.wv, a.wq.shape(0), a.wq.shape(1));
        case Part::qkv_bias:
            return side_by_side(a.bq, a.bk, a.bv, 1, a.bq.size());
        case Part::attention_out:
            return matrix_of(a.wo);
        case Part::attention_out_bias:
            return vector_of(a.bo);
        case Part::ln2_gain:
            return vector_of(block.ln2.gain);
        case Part::ln2_bias:
            return vector_of(block.ln2.bias);
        case Part::mlp_in:
            return matrix_of(block.w_fc);
        case Part::mlp_in_bias:
            return vector_of(block.b_fc);
        case Part::mlp_out:
            return matrix_of(block.w_proj);
        default:
            return vector_of(block.b_proj);
    }
}

/// Calls visit(index in the file's tensor, value in the model) for every number of the tensor.
template <class Visit>
void for_each_value(engine::Model<float>& model, const ExpectedTensor& tensor, const Visit& visit) {
    const Pieces p = pieces_of(model, tensor);
    const std::size_t width = p.count * p.columns;
    for (std::size_t row = 0; row < p.rows; ++row) {
        for (std::size_t column = 0; column < width; ++column) {
            float& value = p.piece[column / p.columns][row * p.columns + column % p.columns];
            visit(tensor.transposed ? column * p.rows + row : row * width + column, value);
        }
    }
}

/// "3, 4" for the fifth number of row 3: a place a reader can find in the tensor.
std::string index_text(std::size_t index, const std::vector<std::uint64_t>& shape) {
    if (shape.size() != 2) return std::to_string(index);
    const auto columns = static_cast<std::size_t>(shape[1]);
    return std::to_string(index / columns) + ", " + std::to_string(index % columns);
}

Result<void> load_tensor(const SafeTensors& file, const ExpectedTensor& tensor, engine::Model<float>& model) {
    const auto values = decode_floats(*file.find(tensor.name));
    if (!values) return std::unexpected(values.error());
    for (std::size_t i = 0; i < values->size(); ++i) {
        if (std::isfinite((*values)[i])) continue;
        const char* what = std::isnan((*values)[i]) ? "NaN" : "infinite";
        return std::unexpected(Error{ErrorCode::not_finite,
                                     "tensor " + in_quotes(tensor.name) + " at [" + index_text(i, tensor.shape) + "]",
                                     what, "a finite number"});
    }
    for_each_value(model, tensor, [&](std::size_t index, float& value) { value = (*values)[index]; });
    return {};
}

}  // namespace

Result<LoadedModel> read_model(std::span<const std::byte> file, const StatedConfig& given) {
    auto tensors = read_safetensors(file);
    if (!tensors) return std::unexpected(tensors.error());
    auto plan = plan_model(*tensors, given);
    if (!plan) return std::unexpected(plan.error());
    LoadedModel out{
        engine::zero_model<float>(plan->config), {}, plan->layout, std::move(plan->skipped), std::move(plan->assumed)};
    for (const ExpectedTensor& tensor : expected_tensors(*plan)) {
        if (const auto done = load_tensor(*tensors, tensor, out.model); !done) {
            return std::unexpected(done.error());
        }
    }
    out.metadata = std::move(tensors->metadata);
    return out;
}

Result<std::vector<std::byte>> write_model(const engine::Model<float>& model, const Metadata& extra, StoredType type,
                                           unsigned mantissa_bits) {
    for (const auto& checked : {engine::check_shapes(model), engine::check_finite(model)}) {
        if (!checked) return std::unexpected(checked.error());
    }
    ModelPlan plan;
    plan.config = model.config;
    const std::vector<ExpectedTensor> tensors = expected_tensors(plan);
    engine::Model<float> source = model;  // the walk hands out references that could be written to
    std::vector<std::vector<float>> storage;
    std::vector<TensorToWrite> to_write;
    storage.reserve(tensors.size());
    to_write.reserve(tensors.size());
    for (const ExpectedTensor& tensor : tensors) {
        std::uint64_t size = 1;
        for (const std::uint64_t extent : tensor.shape) size *= extent;
        std::vector<float>& values = storage.emplace_back(static_cast<std::size_t>(size));
        for_each_value(source, tensor, [&](std::size_t index, float& value) { values[index] = value; });
        to_write.push_back({tensor.name, tensor.shape, values});
    }
    Metadata metadata = config_metadata(model.config, plan.layout);
    metadata.insert(extra.begin(), extra.end());
    // `extra` may say the same under another name: refuse here what read_model would refuse.
    if (const auto stated = stated_config(metadata); !stated) return std::unexpected(stated.error());
    return write_safetensors(to_write, metadata, type, mantissa_bits);
}

}  // namespace mha::checkpoint
