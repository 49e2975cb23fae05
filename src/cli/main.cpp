// SPDX-License-Identifier: MIT
// The tool `attention`: reads the command line, runs one subcommand. Errors are one line on stderr,
// exit code 2.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <functional>

#include "cli/commands.hpp"
#include "cli/lesson_commands.hpp"

namespace {

using mha::engine::Result;
using Command = std::function<Result<void>()>;

constexpr int kFailure = 2;

void add_model(CLI::App& app, mha::cli::ModelOptions& options) {
    app.add_option("--model,model", options.model, "model file (safetensors)")->required();
    const std::string unsaid = ", for a file that does not say";
    app.add_option("--heads", options.heads, "head count" + unsaid);
    app.add_option("--activation", options.activation, "gelu_tanh, gelu_erf or relu" + unsaid);
    app.add_option("--norm", options.norm, "layernorm, rmsnorm or none" + unsaid);
    app.add_option("--norm-eps", options.norm_epsilon, "epsilon of the norms" + unsaid);
    app.add_option("--causal", options.causal, "true or false" + unsaid);
    app.add_option("--out", options.out, "JSON file (default: standard output)");
}

void add_trace(CLI::App& app, Command& chosen) {
    CLI::App& sub = *app.add_subcommand("trace", "every intermediate of one forward pass, as JSON");
    const auto options = std::make_shared<mha::cli::TraceOptions>();
    add_model(sub, options->from);
    CLI::Option* text = sub.add_option("--text", options->text, "a sentence");
    CLI::Option* tokens = sub.add_option("--tokens", options->tokens, "token numbers, e.g. 0,2,1")
                              ->delimiter(',')
                              ->allow_extra_args(false);  // what follows may be the model file
    text->excludes(tokens);
    sub.add_flag("--as-engine", options->as_engine,
                 "compute in 32-bit floats, bit for bit what the pages show (default: in 64-bit)");
    sub.callback([options, text, tokens, &chosen] {
        if (text->empty() && tokens->empty()) {
            throw CLI::ValidationError("trace needs --text or --tokens");
        }
        chosen = [options] { return mha::cli::trace(*options); };
    });
}

void add_info(CLI::App& app, Command& chosen) {
    CLI::App& sub = *app.add_subcommand("info", "configuration, tensors and metadata of a model file, as JSON");
    const auto options = std::make_shared<mha::cli::ModelOptions>();
    add_model(sub, *options);
    sub.callback([options, &chosen] { chosen = [options] { return mha::cli::info(*options); }; });
}

void add_shape_options(CLI::App& app, mha::cli::TrainOptions& o) {
    app.add_option("--heads", o.heads, "attention heads")->capture_default_str();
    app.add_option("--layers", o.layers, "blocks")->capture_default_str();
    app.add_option("--d-model", o.d_model, "model width")->capture_default_str();
    app.add_option("--d-mlp", o.d_mlp, "MLP width, 0 for none")->capture_default_str();
    app.add_flag("--untied", o.untied, "a head of its own instead of the token table");
    app.add_option("--position-deviation", o.run.init.position_deviation, "start values of the positions")
        ->capture_default_str();
}

void add_task_options(CLI::App& app, mha::cli::TrainOptions& o) {
    const CLI::Range share(0.0, 1.0);
    app.add_flag_callback(
        "--linear", [&o] { o.run.schedule = mha::engine::ScheduleKind::linear; },
        "learning rate down in a line instead of a cosine");
    app.add_option("--mask-fraction", o.masking.fraction, "share of words asked")->check(share)->capture_default_str();
    app.add_option("--agreement-fraction", o.masking.agreement_fraction,
                   "share asked of verbs that show number (default: as --mask-fraction)")
        ->check(share);
    app.add_option("--mask", o.masking.mask, "share of asked words that show the mask")
        ->check(share)
        ->capture_default_str();
    app.add_option("--random", o.masking.random, "share of asked words that show a random word; the rest stay")
        ->check(share)
        ->capture_default_str();
}

void add_train(CLI::App& app, Command& chosen, const std::string& command) {
    CLI::App& sub = *app.add_subcommand("train", "train a model; a loss curve as JSON");
    sub.require_subcommand(1);
    mha::cli::add_lesson_recipes(sub, chosen, command);
    CLI::App& heads = *sub.add_subcommand("heads", "masked words of the sentence grammar, bidirectional");
    const auto options = std::make_shared<mha::cli::TrainOptions>();
    options->run = mha::cli::heads_defaults();
    add_shape_options(heads, *options);
    mha::cli::add_run(heads, options->run, command);
    add_task_options(heads, *options);
    CLI::Option* text =
        heads.add_option("--data", options->data,
                         "text to learn from, one sentence a line; its words are the vocabulary (default: the "
                         "sentence grammar)");
    heads.get_option("--agreement-fraction")->excludes(text);  // only the grammar knows such verbs
    heads.add_option("--held-out", options->held_out, "sentences measured at the end")->capture_default_str();
    heads.callback([options, &heads, &chosen] {
        if (heads.count("--agreement-fraction") == 0) {
            options->masking.agreement_fraction = options->masking.fraction;
        }
        chosen = [options] { return mha::cli::train_heads(*options); };
    });
}

void add_measures(CLI::App& app, Command& chosen) {
    CLI::App& ablate = *app.add_subcommand("ablate", "loss and agreement without each head, as JSON");
    const auto options = std::make_shared<mha::cli::RolesOptions>();
    add_model(ablate, options->from);
    ablate.add_option("--sentences", options->sentences, "held-out sentences")->capture_default_str();
    ablate.callback(
        [options, &chosen] { chosen = [options] { return mha::cli::ablate(options->from, options->sentences); }; });
    CLI::App& roles = *app.add_subcommand("roles", "what each head looks at, with chance lines, as JSON");
    add_model(roles, options->from);
    roles.add_option("--sentences", options->sentences, "held-out sentences")->capture_default_str();
    roles.add_option("--store", options->store, "write the model to this file with the report in it");
    mha::cli::add_stored_numbers(roles, options->stored);
    roles.callback([options, &chosen] { chosen = [options] { return mha::cli::roles(*options); }; });
}

void add_baselines(CLI::App& app, Command& chosen) {
    CLI::App& sub = *app.add_subcommand("baselines", "losses a model has to beat, as JSON");
    const auto options = std::make_shared<mha::cli::BaselineOptions>();
    sub.add_option("--training", options->training, "training sentences counted")->capture_default_str();
    sub.add_option("--sentences", options->sentences, "held-out sentences")->capture_default_str();
    sub.add_option("--out", options->out, "JSON file (default: standard output)");
    sub.callback([options, &chosen] { chosen = [options] { return mha::cli::baselines(*options); }; });
}

/// The command line as it can be typed again, without the folder of the program.
std::string command_of(int count, char** arguments) {
    std::string command = "attention";
    for (int i = 1; i < count; ++i) {
        command += std::string(" ") + arguments[i];
    }
    return command;
}

int fail(std::string text) {
    for (char& c : text) {
        c = c == '\n' ? ' ' : c;
    }
    std::fprintf(stderr, "attention: %s\n", text.c_str());
    return kFailure;
}

/// Where the command line has a word in a subcommand's place that is none: what to say of it. CLI11
/// itself only says that a subcommand is required.
std::string unknown_subcommand(const CLI::App& app, int count, char** arguments) {
    const CLI::App* at = &app;
    for (int i = 1; i < count && at->get_require_subcommand_min() > 0; ++i) {
        const std::string word = arguments[i];
        const auto named = at->get_subcommands([&](const CLI::App* sub) { return sub->get_name() == word; });
        const CLI::App* const next = named.empty() ? nullptr : named.front();
        if (next == nullptr && (word.empty() || word.front() != '-')) {
            std::string known;
            for (const CLI::App* sub : at->get_subcommands(nullptr)) {
                known += (known.empty() ? "" : ", ") + sub->get_name();
            }
            return "subcommand of " + at->get_name() + " is \"" + word + "\"; expected one of: " + known + ".";
        }
        at = next != nullptr ? next : at;
    }
    return {};
}

int run(int count, char** arguments) {
    CLI::App app("Multi-head attention: train, trace and measure small transformers.", "attention");
    app.require_subcommand(1);
    Command chosen;
    add_trace(app, chosen);
    add_info(app, chosen);
    add_train(app, chosen, command_of(count, arguments));
    add_measures(app, chosen);
    add_baselines(app, chosen);
    if (std::string unknown = unknown_subcommand(app, count, arguments); !unknown.empty()) {
        return fail(std::move(unknown));
    }
    try {
        app.parse(count, arguments);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        return fail(error.what());
    }
    const Result<void> done = chosen();
    return done ? 0 : fail(message(done.error()));
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return run(count, arguments);
    } catch (const std::exception& error) {
        return fail(error.what());
    }
}
