// SPDX-License-Identifier: MIT
// Times one prepared attention layer natively:
//   attention_bench TOKENS WIDTH HEADS SECONDS
// prints the median of one call in milliseconds, of batches of about 2.5 ms as in lib/rounds.mjs. Its digits are held
// against the web's by tests/module.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "engine/prepared_attention.hpp"
#include "engine/random.hpp"

namespace {

using namespace mha::engine;

std::vector<float> numbers(std::size_t count, float scale, Random& random) {
    std::vector<float> made(count);
    for (float& value : made) value = scale * (2.0F * random.uniform() - 1.0F);
    return made;
}

double milliseconds() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double, std::milli>(now).count();
}

/// Milliseconds of one of `calls` calls: input and output are copied in each, as the web's are.
double batch(PreparedAttention& layer, const std::vector<float>& x, std::vector<float>& y, int calls) {
    const double start = milliseconds();
    for (int i = 0; i < calls; ++i) {
        std::memcpy(layer.input(), x.data(), x.size() * sizeof(float));
        if (!layer.forward()) std::abort();
        std::memcpy(y.data(), layer.output(), y.size() * sizeof(float));
    }
    return (milliseconds() - start) / calls;
}

}  // namespace

int main(int count, char** values) {
    if (count != 5) return 2;
    const AttentionShape shape{.tokens = std::strtoul(values[1], nullptr, 10),
                               .d_model = std::strtoul(values[2], nullptr, 10),
                               .heads = std::strtoul(values[3], nullptr, 10)};
    const double seconds = std::strtod(values[4], nullptr);
    Random random(1);
    const auto square = [&] {
        return numbers(shape.d_model * shape.d_model, std::sqrt(3.0F / static_cast<float>(shape.d_model)), random);
    };
    const std::vector<float> wq = square(), wk = square(), wv = square(), wo = square();
    const std::vector<float> x = numbers(shape.tokens * shape.d_model, std::sqrt(3.0F), random);
    std::vector<float> y(x.size());
    auto layer =
        PreparedAttention::make(shape, {.wq = wq.data(), .wk = wk.data(), .wv = wv.data(), .wo = wo.data()});
    if (!layer) return 1;
    const int calls = std::max(1, static_cast<int>(2.5 / batch(*layer, x, y, 3)));
    std::vector<double> times;
    for (const double end = milliseconds() + 1000 * seconds; milliseconds() < end || times.size() < 5;)
        times.push_back(batch(*layer, x, y, calls));
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
    std::printf("%.6f\n", times[times.size() / 2]);
    return 0;
}
