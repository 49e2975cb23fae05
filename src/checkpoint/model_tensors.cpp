// SPDX-License-Identifier: MIT
// Holds the tensors of a file against its plan (check_tensors in model_layout.hpp).
#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "checkpoint/model_layout.hpp"
#include "checkpoint/plan_errors.hpp"
#include "engine/order.hpp"

namespace mha::checkpoint {

using engine::ErrorCode;
using engine::Result;

namespace {

bool is_mask(const ModelPlan& plan, std::string_view name) {
    const std::string start = plan.prefix + "h.";
    return name.starts_with(start) && (name.ends_with(".attn.bias") || name.ends_with(".attn.masked_bias"));
}

}  // namespace

Result<void> check_tensors(const SafeTensors& file, ModelPlan& plan) {
    std::vector<std::string> known;
    for (const ExpectedTensor& wanted : expected_tensors(plan)) {
        const TensorView* view = file.find(wanted.name);
        if (view == nullptr) return missing(wanted.name);
        if (view->record.shape != wanted.shape) return wrong_shape(*view, shape_text(wanted.shape));
        known.push_back(wanted.name);
    }
    if (plan.config.tied_head) known.push_back(plan.head_prefix + "lm_head.weight");
    engine::sort_by(known, std::less<>{});
    for (const TensorView& view : file.tensors) {
        const std::string& name = view.record.name;
        if (std::ranges::binary_search(known, name)) continue;
        if (!is_mask(plan, name)) {
            return refuse(ErrorCode::unsupported, "tensor " + in_quotes(name), "in the file",
                          "only the tensors of a GPT-2 of " + std::to_string(plan.config.layers) +
                              " blocks as the configuration describes it");
        }
        plan.skipped.push_back(name);
    }
    return {};
}

}  // namespace mha::checkpoint
