// SPDX-License-Identifier: MIT
// Cross-entropy of a packed batch, alone or with its gradient.
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/batch.hpp"
#include "engine/math.hpp"

namespace mha::engine {

namespace {

template <class T>
Result<void> check_all(const Model<T>& model, const Batch& batch, const Knockout& knockout) {
    if (Result<void> shapes = check_shapes(model); !shapes) {
        return shapes;
    }
    if (Result<void> means = check(model.config, knockout); !means) {
        return means;
    }
    return check(model.config, batch);
}

/// A loss that is not a number comes from a parameter that is none; the search is made only then.
template <class T>
Result<double> finite(const Model<T>& model, double value) {
    if (std::isfinite(value)) {
        return value;
    }
    if (Result<void> parameters_finite = check_finite(model); !parameters_finite) {
        return std::unexpected(parameters_finite.error());
    }
    return std::unexpected(Error{ErrorCode::not_finite, "loss", "not a number", "a finite number"});
}

}  // namespace

Result<void> check(const ModelConfig& config, const Batch& batch) {
    const auto fail = [](ErrorCode code, const char* argument, std::string value, std::string expected) {
        return std::unexpected(Error{code, argument, std::move(value), std::move(expected)});
    };
    if (batch.tokens.empty()) {
        return fail(ErrorCode::empty, "tokens", "empty", "at least one token");
    }
    if (batch.targets.size() != batch.tokens.size()) {
        return fail(ErrorCode::bad_shape, "targets", std::to_string(batch.targets.size()) + " long",
                    std::to_string(batch.tokens.size()) + ", one for each token");
    }
    std::size_t total = 0;
    for (const std::size_t length : batch.lengths) {
        if (length == 0 || length > config.context) {
            return fail(ErrorCode::bad_value, "lengths", std::to_string(length),
                        "1 to context = " + std::to_string(config.context));
        }
        total += length;
        if (total > batch.tokens.size()) {  // at once, so that the sum cannot wrap
            break;
        }
    }
    if (total != batch.tokens.size()) {
        return fail(ErrorCode::bad_shape, "lengths", "a sum of " + std::to_string(total),
                    std::to_string(batch.tokens.size()) + ", the number of tokens");
    }
    const auto known = [&](int id, int lowest) {
        return id >= lowest && (id < 0 || static_cast<std::size_t>(id) < config.vocabulary);
    };
    const std::string largest = std::to_string(config.vocabulary - 1);
    for (std::size_t row = 0; row < total; ++row) {
        if (!known(batch.tokens[row], 0)) {
            return fail(ErrorCode::bad_value, "token", std::to_string(batch.tokens[row]), "0 to " + largest);
        }
        if (!known(batch.targets[row], -1)) {
            return fail(ErrorCode::bad_value, "target", std::to_string(batch.targets[row]),
                        "-1 (not asked) to " + largest);
        }
    }
    if (std::all_of(batch.targets.begin(), batch.targets.end(), [](int target) { return target < 0; })) {
        return fail(ErrorCode::empty, "targets", "-1 everywhere", "at least one asked row");
    }
    return {};
}

Result<void> check(const ModelConfig& config, const Knockout& knockout) {
    for (const std::vector<float>& mean : knockout.head_mean) {
        if (!mean.empty() && mean.size() != config.concat_width()) {
            return std::unexpected(Error{ErrorCode::bad_shape, "head_mean", std::to_string(mean.size()) + " long",
                                         std::to_string(config.concat_width()) + " = heads * head width"});
        }
    }
    return {};
}

template <class T>
double batch_loss(const Model<T>& model, const Batch& batch, const BatchBuffers<T>& b, std::vector<double>* per_row) {
    const std::size_t width = model.config.vocabulary;
    double sum = 0.0;
    for (std::size_t i = 0; i < b.asked; ++i) {
        const T* logits = b.logits.data() + i * width;
        const T* probabilities = b.probabilities.data() + i * width;
        const auto target = static_cast<std::size_t>(batch.targets[b.asked_rows[i]]);
        const auto top = static_cast<std::size_t>(std::max_element(logits, logits + width) - logits);
        // -ln p(target) by way of the largest probability, which never underflows.
        const double behind = static_cast<double>(logits[top]) - static_cast<double>(logits[target]);
        const double row_loss = behind - math::log(static_cast<double>(probabilities[top]));
        sum += row_loss;
        if (per_row != nullptr) {
            per_row->push_back(row_loss);
        }
    }
    return sum / static_cast<double>(b.asked);
}

template <class T>
Result<double> loss(const Model<T>& model, const Batch& batch, const ForwardOptions& options,
                    std::vector<double>* per_row) {
    if (Result<void> checked = check_all(model, batch, options.knockout); !checked) {
        return std::unexpected(checked.error());
    }
    if (per_row != nullptr) {
        per_row->clear();
    }
    BatchBuffers<T> buffers;
    batch_forward(model, batch, options, buffers);
    return finite(model, batch_loss(model, batch, buffers, per_row));
}

template <class T>
Result<double> loss_and_gradient(const Model<T>& model, const Batch& batch, Model<T>& gradient) {
    if (Result<void> checked = check_all(model, batch, Knockout{}); !checked) {
        return std::unexpected(checked.error());
    }
    if (gradient.config != model.config || !check_shapes(gradient)) {
        gradient = zero_model<T>(model.config);
    }
    BatchBuffers<T> buffers;
    GradientBuffers<T> work;
    batch_forward(model, batch, ForwardOptions{}, buffers);
    batch_backward(model, batch, buffers, work, gradient);
    return finite(model, batch_loss<T>(model, batch, buffers, nullptr));
}

template double batch_loss<float>(const Model<float>&, const Batch&, const BatchBuffers<float>&, std::vector<double>*);
template double batch_loss<double>(const Model<double>&, const Batch&, const BatchBuffers<double>&,
                                   std::vector<double>*);
template Result<double> loss<float>(const Model<float>&, const Batch&, const ForwardOptions&, std::vector<double>*);
template Result<double> loss<double>(const Model<double>&, const Batch&, const ForwardOptions&, std::vector<double>*);
template Result<double> loss_and_gradient<float>(const Model<float>&, const Batch&, Model<float>&);
template Result<double> loss_and_gradient<double>(const Model<double>&, const Batch&, Model<double>&);

}  // namespace mha::engine
