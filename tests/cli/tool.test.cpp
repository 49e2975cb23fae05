// SPDX-License-Identifier: MIT
// The tool from outside: files, JSON, exit codes, and one readable line for every mistake.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <charconv>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include "checkpoint/file_bytes.hpp"
#include "checkpoint/model_io.hpp"
#include "engine/transformer.hpp"
#include "support/model_fixtures.hpp"
#include "tool_run.hpp"

namespace mha::test {

namespace {

const engine::ModelConfig kNano{
    .vocabulary = 3, .context = 11, .layers = 2, .heads = 3, .d_model = 12, .d_mlp = 20, .causal = true};

engine::Model<float> write_nano(const std::string& path) {
    auto model = lively_model<float>(kNano, 5);
    const auto bytes = checkpoint::write_model(model, {});
    REQUIRE(bytes.has_value());
    REQUIRE(checkpoint::write_file(path, *bytes).has_value());
    return model;
}

/// The numbers of "name":{"shape":[...],"data":[...]}; "-inf" entries are left out.
std::vector<float> numbers_of(const std::string& json, const std::string& name) {
    const std::size_t tensor = json.find("\"" + name + "\":{");
    REQUIRE(tensor != std::string::npos);
    std::size_t at = json.find("\"data\":[", tensor) + 8;
    std::vector<float> values;
    while (json[at] != ']') {
        if (json[at] == ',' || json[at] == '"') {
            ++at;
        } else if (json.compare(at, 4, "-inf") == 0) {
            at += 4;
        } else {
            float value = 0.0F;
            const auto read = std::from_chars(json.data() + at, json.data() + json.size(), value);
            REQUIRE(read.ec == std::errc{});
            values.push_back(value);
            at = static_cast<std::size_t>(read.ptr - json.data());
        }
    }
    return values;
}

template <class AnyTensor>
bool same(const std::vector<float>& found, const AnyTensor& tensor) {
    return std::equal(found.begin(), found.end(), tensor.begin(), tensor.end());
}

/// The losses of a training curve.
std::vector<float> losses_of(const std::string& json) {
    constexpr std::string_view kKey = "\"loss\":";
    std::vector<float> losses;
    for (std::size_t at = json.find(kKey); at != std::string::npos; at = json.find(kKey, at)) {
        at += kKey.size();
        losses.push_back(std::strtof(json.c_str() + at, nullptr));
    }
    return losses;
}

void check_mistake(const std::string& arguments, const std::string& part) {
    INFO(arguments);
    const ToolRun run = run_tool(arguments);
    INFO(run.error);
    CHECK(run.exit_code == 2);
    CHECK(run.out.empty());
    CHECK(run.error.starts_with("attention: "));
    CHECK(run.error.find(part) != std::string::npos);
    CHECK(std::count(run.error.begin(), run.error.end(), '\n') == 1);
}

}  // namespace

TEST_CASE("trace writes every stage in order and in full precision") {
    const TemporaryFolder folder;
    const std::string file = folder.file("nano.safetensors");
    const auto model = write_nano(file);
    const ToolRun run = run_tool("trace --as-engine --model " + file + " --tokens 0,2,1,1");
    REQUIRE(run.exit_code == 0);
    CHECK(run.error.empty());
    std::vector<std::string> names{"tok_emb", "pos_emb", "x"};
    for (const std::string block : {"block.0.", "block.1."}) {
        for (const char* stage : {"ln1", "q", "k", "v", "scores", "weights", "head_out", "concat", "projected",
                                  "attn_residual", "ln2", "mlp_fc", "mlp_act", "mlp_proj", "out"}) {
            names.push_back(block + stage);
        }
    }
    names.insert(names.end(), {"ln_f", "logits", "probabilities"});
    std::size_t at = run.out.find("\"tokens\":[0,2,1,1],\"tensors\":{");
    for (const std::string& name : names) {
        INFO(name);
        const std::size_t found = run.out.find("\"" + name + "\":{\"shape\":[");
        REQUIRE(found != std::string::npos);
        CHECK(found > at);
        at = found;
    }
    const auto trace = engine::forward(model, std::vector<int>{0, 2, 1, 1});
    REQUIRE(trace.has_value());
    CHECK(same(numbers_of(run.out, "logits"), trace->logits));
    CHECK(same(numbers_of(run.out, "block.1.weights"), trace->blocks[1].attention.weights));
    CHECK(same(numbers_of(run.out, "block.0.mlp_act"), trace->blocks[0].mlp_act));
    CHECK(numbers_of(run.out, "block.0.scores").size() == 3 * 10);  // 10 of 16 cells a head are not masked
    CHECK(run.out.find("\"block.0.q\":{\"shape\":[3,4,4]") != std::string::npos);
    CHECK(run.out.find("\"block.0.scores\":{\"shape\":[3,4,4]") != std::string::npos);
}

TEST_CASE("--out writes the same bytes as standard output") {
    const TemporaryFolder folder;
    const std::string file = folder.file("nano.safetensors");
    write_nano(file);
    const std::string trace = "trace --model " + file + " --tokens 1,0";
    const ToolRun to_file = run_tool(trace + " --out " + folder.file("trace.json"));
    CHECK((to_file.exit_code == 0 && to_file.out.empty()));
    const auto bytes = checkpoint::read_file(folder.file("trace.json"));
    REQUIRE(bytes.has_value());
    const std::string text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    CHECK(text == run_tool(trace).out);
}

TEST_CASE("a model can be trained, described, traced and measured") {
    const TemporaryFolder folder;
    const std::string file = folder.file("tiny.safetensors");
    const std::string train =
        "train heads --heads 3 --layers 2 --d-model 8 --d-mlp 8 --steps 3 --batch 4 --held-out 20 "
        "--out " +
        file;
    const ToolRun trained = run_tool(train);
    INFO(trained.error);
    REQUIRE(trained.exit_code == 0);
    CHECK(trained.out.find("\"curve\":[{\"step\":1,\"loss\":") != std::string::npos);
    CHECK(trained.out == run_tool(train).out);  // the same seed, the same run
    const ToolRun info = run_tool("info " + file);
    CHECK(info.out.find("\"heads\":3,\"d_model\":8,\"head_width\":2") != std::string::npos);
    CHECK(info.out.find("\"recipe\":\"heads\"") != std::string::npos);
    const ToolRun trace = run_tool("trace --model " + file + " --text 'The cat sat down.'");
    CHECK(trace.exit_code == 0);
    CHECK(trace.out.find("\"block.1.concat\":{\"shape\":[5,6]") != std::string::npos);
    const ToolRun roles = run_tool("roles " + file + " --sentences 20 --store " + folder.file("measured.safetensors"));
    CHECK(roles.exit_code == 0);
    CHECK(roles.out.find("\"role\":\"previous-word\"") != std::string::npos);
    CHECK(run_tool("info " + folder.file("measured.safetensors")).out.find("\"report\":\"") != std::string::npos);
    const std::string rough = folder.file("rough.safetensors");
    const ToolRun rounded = run_tool("roles " + file + " --sentences 20 --half --mantissa-bits 2 --store " + rough);
    CHECK(rounded.exit_code == 0);
    CHECK(rounded.out != roles.out);  // measured on the rounded numbers
    CHECK(rounded.out == run_tool("roles " + rough + " --sentences 20").out);
    const ToolRun ablate = run_tool("ablate --model " + file + " --sentences 20");
    CHECK(ablate.out.find("\"layer\":2,\"head\":3,") != std::string::npos);
    check_mistake("trace --model " + file + " --text 'the florb sat'", "\"florb\"");
}

TEST_CASE("a model can be trained on a text of one's own") {
    const TemporaryFolder folder;
    const std::string text = folder.file("rhyme.txt");
    std::string lines;
    for (const char* animal : {"lamb", "goat", "duck", "hen", "colt", "newt", "toad", "mole"}) {
        for (const char* colour : {"white", "black", "grey", "brown", "red", "green"}) {
            lines += std::string("Mary had a ") + colour + " " + animal + ".\n";
        }
    }
    REQUIRE(checkpoint::write_file(text, std::as_bytes(std::span(lines))).has_value());
    const std::string file = folder.file("rhyme.safetensors");
    const std::string train = "train heads --heads 2 --d-model 12 --d-mlp 12 --steps 200 --batch 8 --data " + text;
    const ToolRun trained = run_tool(train + " --out " + file);
    INFO(trained.error);
    REQUIRE(trained.exit_code == 0);
    CHECK(trained.out.find("\"vocabulary\":19,\"context\":6,") != std::string::npos);
    CHECK(trained.out.find("\"data\":\"" + text + "\",\"training_sentences\":") != std::string::npos);
    CHECK(trained.out.find("\"held_out_loss\":") != std::string::npos);
    const std::vector<float> before = losses_of(trained.out);
    CHECK(before.back() < 0.8F * before.front());
    const ToolRun trace = run_tool("trace --model " + file + " --text 'mary had a GREEN goat'");
    INFO(trace.error);
    REQUIRE(trace.exit_code == 0);
    CHECK(trace.out.find("\"logits\":{\"shape\":[5,19]") != std::string::npos);
    check_mistake("trace --model " + file + " --text 'mary had a green cat'", "\"cat\"");
    check_mistake("roles " + file, "one of another text's words");
    check_mistake(train + ".not", "No such file");
    check_mistake(train + " --agreement-fraction 0.5", "--data");
    check_mistake("train heads --steps 1 --data " + file, "not UTF-8");
    REQUIRE(checkpoint::write_file(text, {}).has_value());
    check_mistake(train, "the text of " + text + " is without a word");
    lines = "a single line\n";
    REQUIRE(checkpoint::write_file(text, std::as_bytes(std::span(lines))).has_value());
    const ToolRun short_text = run_tool(train);
    CHECK(short_text.exit_code == 0);
    CHECK(short_text.out.find("\"held_out_sentences\":0}") != std::string::npos);
}

TEST_CASE("every mistake is one line on stderr and exit code 2") {
    const TemporaryFolder folder;
    const std::string file = folder.file("nano.safetensors");
    write_nano(file);
    check_mistake("", "subcommand");
    check_mistake("dance", "subcommand of attention is \"dance\"; expected one of: trace, info");
    check_mistake("trace --tokens 1", "--model");
    check_mistake("trace --model " + file, "--text or --tokens");
    check_mistake("trace --model " + file + " --tokens 1 --text a", "--text");
    check_mistake("trace --model " + file + " --tokens 1,x", "x");
    check_mistake("trace --model " + file + " --tokens 1,3", "token is 3; expected 0 to 2.");
    check_mistake("trace --model " + file + " --tokens 0,0,0,0,0,0,0,0,0,0,0,0", "12 long");
    check_mistake("trace --model " + file + " --text 'the cat'", "--text");
    check_mistake("trace --model " + file + " --heads 5 --tokens 1", "heads");
    check_mistake("trace --model " + folder.file("none") + " --tokens 1", "No such file");
    check_mistake("info /", "directory");
    check_mistake("info " + std::string(MHA_TOOL), "byte");
    check_mistake("roles " + file, "sentence");
    check_mistake("train heads --steps 0", "--steps is 0");
    check_mistake("train heads --heads 49", "heads is 49");
    check_mistake("train heads --steps 1 --batch 1 --held-out 1 --out " + folder.file("no/such/file"), "No such file");
    check_mistake("roles " + file + " --mantissa-bits 6", "--half");
    check_mistake("train heads --half --mantissa-bits 0", "--mantissa-bits");
    check_mistake("train sort --half --mantissa-bits 11", "--mantissa-bits");
    check_mistake("train nothing", "subcommand of train is \"nothing\"; expected one of: ");
    check_mistake("train", "subcommand");
    check_mistake("train heads --wings 2", "--wings");
    check_mistake("train heads --steps many", "many");
    check_mistake("train heads --steps -1", "-1");
    check_mistake("train heads --mask-fraction 1.5", "1.5");
    check_mistake("train heads --d-model 0", "d_model is 0");
    check_mistake("train heads --data " + folder.file("none"), "No such file");
    for (const char* command : {"info ", "ablate ", "roles ", "trace --tokens 1 "}) {
        check_mistake(command + folder.file("none"), "No such file");
        check_mistake(std::string(command) + file + " --wings 2", "--wings");
    }
    check_mistake("ablate " + file + " --sentences 0", "--sentences is 0");
    check_mistake("roles " + file + " --sentences x", "x");
    check_mistake("baselines --training 0", "0");
    check_mistake("trace --model " + file + " --tokens 1 --out " + folder.file("no/such/file"), "No such file");
    check_mistake("trace --model " + file + " --tokens ''", "tokens is empty");
    check_mistake("trace --model " + file + " --tokens -1", "-1");
    check_mistake("trace --model " + file + " --tokens 99999999999", "99999999999");
}

TEST_CASE("help is not a mistake") {
    const ToolRun run = run_tool("--help");
    CHECK(run.exit_code == 0);
    CHECK(run.out.find("trace") != std::string::npos);
}

}  // namespace mha::test
