// SPDX-License-Identifier: MIT
#include "cli/lesson_commands.hpp"

#include <memory>

#include "cli/train_lessons.hpp"

namespace mha::cli {

void add_run(CLI::App& app, RunOptions& o, const std::string& command) {
    o.command = command;
    app.add_option("--seed", o.seed, "seed of start values and examples")->capture_default_str();
    app.add_option("--steps", o.steps, "training steps")->capture_default_str();
    app.add_option("--batch", o.batch, "examples per step")->capture_default_str();
    app.add_option("--rate", o.rate, "peak learning rate")->capture_default_str();
    app.add_option("--warmup", o.warmup, "steps of warm-up")->capture_default_str();
    app.add_option("--weight-decay", o.weight_decay, "AdamW's decay")->capture_default_str();
    app.add_option("--weight-deviation", o.init.weight_deviation, "start values of the matrices")
        ->capture_default_str();
    app.add_option("--token-deviation", o.init.token_deviation,
                   "start values of the token table; for the recipe heads 0 is 1/sqrt(d_model)")
        ->capture_default_str();
    add_stored_numbers(app, o.stored);
    app.add_option("--out", o.out, "model file to write");
    app.add_option("--report", o.report, "JSON file (default: standard output)");
}

namespace {

void add_names(CLI::App& train, Command& chosen, const std::string& command) {
    CLI::App& app = *train.add_subcommand("names", "first names letter by letter, as microGPT");
    const auto options = std::make_shared<NamesOptions>();
    options->run = names_defaults();
    add_run(app, options->run, command);
    app.add_option("--heads", options->heads, "attention heads")->capture_default_str();
    app.add_option("--data", options->data, "a list of your own, one name a line");
    app.callback([options, &chosen] { chosen = [options] { return train_names(*options); }; });
}

void add_sort(CLI::App& train, Command& chosen, const std::string& command) {
    CLI::App& app = *train.add_subcommand("sort", "sorting six letters out of A, B, C, as minGPT's demo");
    const auto options = std::make_shared<RunOptions>(sort_defaults());
    add_run(app, *options, command);
    app.callback([options, &chosen] { chosen = [options] { return train_sort(*options); }; });
}

void add_steps(CLI::App& train, Command& chosen, const std::string& command) {
    CLI::App& app = *train.add_subcommand("steps", "masked words with eight numbers a word and no norm");
    const auto options = std::make_shared<StepsOptions>();
    options->run = steps_defaults();
    add_run(app, options->run, command);
    app.add_option("--heads", options->heads, "attention heads")->capture_default_str();
    app.add_option("--d-mlp", options->d_mlp, "MLP width, 0 for none")->capture_default_str();
    app.add_option("--held-out", options->held_out, "sentences measured at the end")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.callback([options, &chosen] { chosen = [options] { return train_steps(*options); }; });
}

}  // namespace

void add_lesson_recipes(CLI::App& train, Command& chosen, const std::string& command) {
    add_names(train, chosen, command);
    add_sort(train, chosen, command);
    add_steps(train, chosen, command);
}

}  // namespace mha::cli
