// SPDX-License-Identifier: MIT
// The engine module's trainer, as plain functions for web/engine/trainer.js. Where a function answers null or NaN,
// engine_error() says why.
#include <emscripten/emscripten.h>

#include <cstdint>
#include <limits>
#include <memory>

#include "engine/sizes.hpp"
#include "engine/trainer.hpp"
#include "platform/engine_answer.hpp"
#include "platform/engine_error.hpp"
#include "platform/engine_model.hpp"

namespace {

using mha::engine::Model;
using mha::engine::Result;
using mha::platform::EngineModel;

/// What the page sets, in the order of the table in web/engine/trainer.js.
struct Settings {
    double seed;
    double token_deviation, position_deviation, weight_deviation, scale_residual;
    double beta1, beta2, epsilon, weight_decay, clip_norm;
    double cosine, rate, warmup, steps, floor;
};

/// A stream of its own for start values, as in the recipes of `attention train`: a seed gives the same model there.
constexpr std::uint64_t kStartValueStream = 10;

struct EngineTrainer {
    EngineTrainer(Model<float> model, const Settings& s)
        : trainer(std::move(model),
                  {.beta1 = static_cast<float>(s.beta1),
                   .beta2 = static_cast<float>(s.beta2),
                   .epsilon = static_cast<float>(s.epsilon),
                   .weight_decay = static_cast<float>(s.weight_decay),
                   .clip_norm = static_cast<float>(s.clip_norm)},
                  {.kind = s.cosine != 0 ? mha::engine::ScheduleKind::cosine : mha::engine::ScheduleKind::linear,
                   .peak = static_cast<float>(s.rate),
                   .warmup = static_cast<std::uint64_t>(s.warmup),
                   .steps = static_cast<std::uint64_t>(s.steps),
                   .floor = static_cast<float>(s.floor)}) {}

    mha::engine::Trainer trainer;
    mha::engine::Batch batch;
    std::vector<int> handed_over;  // tokens, targets and lengths one after the other, as the page writes them
};

Result<Model<float>> start_model(const char* config, std::size_t size, const Settings& s) {
    const auto stated = mha::platform::stated(config, size);
    if (!stated) return std::unexpected(stated.error());
    const auto complete = mha::checkpoint::complete(*stated);
    if (!complete) return std::unexpected(complete.error());
    if (const auto fits = mha::engine::check_model_size(*complete); !fits) return std::unexpected(fits.error());
    mha::engine::Random random(static_cast<std::uint64_t>(s.seed), kStartValueStream);
    const mha::engine::InitOptions init{.token_deviation = static_cast<float>(s.token_deviation),
                                        .position_deviation = static_cast<float>(s.position_deviation),
                                        .weight_deviation = static_cast<float>(s.weight_deviation),
                                        .scale_residual = s.scale_residual != 0};
    return mha::engine::initial_model<float>(*complete, init, random);
}

}  // namespace

extern "C" {

/// Writes what a recipe has unless the page says otherwise.
EMSCRIPTEN_KEEPALIVE void trainer_defaults(Settings* out) {
    const mha::engine::InitOptions init;
    const mha::engine::AdamOptions adam;
    const mha::engine::Schedule schedule;
    *out = {1.0,
            init.token_deviation,
            init.position_deviation,
            init.weight_deviation,
            init.scale_residual ? 1.0 : 0.0,
            adam.beta1,
            adam.beta2,
            adam.epsilon,
            adam.weight_decay,
            adam.clip_norm,
            schedule.kind == mha::engine::ScheduleKind::cosine ? 1.0 : 0.0,
            schedule.peak,
            static_cast<double>(schedule.warmup),
            static_cast<double>(schedule.steps),
            schedule.floor};
}

EMSCRIPTEN_KEEPALIVE EngineTrainer* trainer_make(const char* config, std::size_t size, const Settings* settings) {
    auto model = start_model(config, size, *settings);
    if (!model) {
        mha::platform::tell(model.error());
        return nullptr;
    }
    return std::make_unique<EngineTrainer>(std::move(*model), *settings).release();
}

/// Goes on from a copy of the model's parameters.
EMSCRIPTEN_KEEPALIVE EngineTrainer* trainer_of(const EngineModel* model, const Settings* settings) {
    return std::make_unique<EngineTrainer>(model->model(), *settings).release();
}

/// Where the page writes the tokens, targets and lengths of a step: room for `count` of them.
EMSCRIPTEN_KEEPALIVE int* trainer_room(EngineTrainer* trainer, std::size_t count) {
    return mha::engine::room(trainer->handed_over, count);
}

/// The loss of the batch that was handed over: `tokens` tokens, as many targets, `sequences` lengths. NaN: an error.
EMSCRIPTEN_KEEPALIVE double trainer_step(EngineTrainer* t, std::size_t tokens, std::size_t sequences) {
    const int* from = t->handed_over.data();
    t->batch.tokens.assign(from, from + tokens);
    t->batch.targets.assign(from + tokens, from + 2 * tokens);
    t->batch.lengths.assign(from + 2 * tokens, from + 2 * tokens + sequences);
    Result<double> loss = std::numeric_limits<double>::quiet_NaN();
    if (auto fits = mha::engine::check_pass_size(t->trainer.model().config, t->batch.lengths); !fits)
        loss = std::unexpected(fits.error());
    else
        loss = t->trainer.step(t->batch);
    if (loss) return *loss;
    mha::platform::tell(loss.error());
    return std::numeric_limits<double>::quiet_NaN();
}

EMSCRIPTEN_KEEPALIVE double trainer_steps(const EngineTrainer* t) { return static_cast<double>(t->trainer.steps()); }

/// The length of the last step's gradient before it was clipped.
EMSCRIPTEN_KEEPALIVE double trainer_gradient_length(const EngineTrainer* t) { return t->trainer.gradient_length(); }

/// {"fingerprint"}.
EMSCRIPTEN_KEEPALIVE const char* trainer_fingerprint(const EngineTrainer* trainer) {
    return mha::platform::answer(mha::platform::fingerprint_json(trainer->trainer.model()));
}

/// A copy of the model as it is now.
EMSCRIPTEN_KEEPALIVE EngineModel* trainer_model(const EngineTrainer* trainer) {
    mha::checkpoint::LoadedModel copy{trainer->trainer.model(), {}, mha::checkpoint::Layout::out_in, {}, {}};
    return std::make_unique<EngineModel>(std::move(copy)).release();
}

EMSCRIPTEN_KEEPALIVE void trainer_dispose(EngineTrainer* trainer) { std::unique_ptr<EngineTrainer>{trainer}.reset(); }

}  // extern "C"
