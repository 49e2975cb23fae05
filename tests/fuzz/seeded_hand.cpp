// SPDX-License-Identifier: MIT
// The seeded hand on the whole program, for as long as asked, under the sanitizers: seeded_hand SECONDS [SEED].
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "support/random_hand.hpp"

namespace {

constexpr int kStepsEach = 500;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

}  // namespace

int main(int count, char** arguments) {
    const double seconds = count > 1 ? std::atof(arguments[1]) : 120;
    std::uint64_t seed = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1;
    const Clock::time_point start = Clock::now();
    long done = 0;
    for (; seconds_since(start) < seconds; ++seed) {
        // A new program each time, so that its end is under the sanitizers too; by turns with fixtures and shipped
        // models.
        mha::test::HeadlessUi ui;
        mha::test::bring_models(ui, seed % 2 == 0);
        const std::string broken = mha::test::run_hand(ui, seed, kStepsEach);
        if (!broken.empty()) {
            std::fprintf(stderr, "hand: %s\n", broken.c_str());
            return 1;
        }
        done += kStepsEach;
    }
    std::printf("hand: %ld things done in %.0f s, nothing broken\n", done, seconds_since(start));
}
