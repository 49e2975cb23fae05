// SPDX-License-Identifier: MIT
#include "analysis/letter_roles.hpp"

#include <array>

#include "analysis/role_tally.hpp"
#include "data/names.hpp"
#include "data/sorting.hpp"

namespace mha::analysis {
namespace {

constexpr std::array<LetterRole, 7> kNameRoles{{
    {"previous-letter", "previous letter", "previous", "looks at the letter just before"},
    {"two-back", "two letters back", "two back", "looks at the letter before the previous one"},
    {"itself", "itself", "itself", "looks at the letter itself"},
    {"start-mark", "start mark", "start", "looks at the mark that begins the name"},
    {"vowel", "vowels", "vowels", "looks at vowels", true},
    {"consonant", "consonants", "consonants", "looks at consonants", true},
    {"same-letter", "same letter before", "same", "finds the same letter earlier in the name", true},
}};

constexpr std::array<LetterRole, 9> kSortRoles{{
    {"previous-letter", "previous letter", "previous", "looks at the letter just before"},
    {"itself", "itself", "itself", "looks at the letter it stands on"},
    {"first-letter", "first letter", "first", "looks at the first letter of the input"},
    {"same-place", "same place", "place", "looks at the input letter at the place that is being filled"},
    {"same-letter", "same letter", "same", "looks at input letters equal to the one it stands on", true},
    {"answer-letter", "the letter asked for", "answer", "looks at input letters equal to the one that comes next",
     true},
    {"smaller-letter", "smaller letters", "smaller", "looks at input letters before this one in the alphabet", true},
    {"greater-letter", "greater letters", "greater", "looks at input letters after this one in the alphabet", true},
    {"sorted-half", "letters written", "written", "looks at the letters written so far", true},
}};

constexpr LetterRole kNoRole{"diffuse", "diffuse", "diffuse",
                             "spreads its attention; no measured role stands clearly above chance"};

constexpr int kSortInputLength = static_cast<int>(data::kSortLength);

bool is_vowel(int token) {
    return std::string_view("aeiou").find(static_cast<char>('a' + token)) != std::string_view::npos;
}

/// Keys of 0..query, the query's own place left out, that `counts` names; a case only if there is also another such
/// key it could have looked at.
template <class Counts>
void add_choice(RoleCases& cases, int query, int last_key, Counts counts) {
    RoleCase found{query, {}};
    int others = 0;
    for (int key = 0; key <= last_key; ++key) {
        if (key == query) continue;
        if (counts(key)) {
            found.keys.push_back(key);
        } else {
            ++others;
        }
    }
    if (!found.keys.empty() && others > 0) cases.push_back(std::move(found));
}

std::vector<RoleCases> name_cases(std::span<const int> tokens) {
    std::vector<RoleCases> cases(kNameRoles.size());
    const auto letter = [&](int at) { return tokens[static_cast<std::size_t>(at)]; };
    for (int q = 0; q < static_cast<int>(tokens.size()); ++q) {
        if (q > 1) cases[0].push_back({q, {q - 1}});
        if (q > 2) cases[1].push_back({q, {q - 2}});
        if (q > 0) cases[2].push_back({q, {q}});
        if (q > 1) cases[3].push_back({q, {0}});
        add_choice(cases[4], q, q, [&](int k) { return k > 0 && is_vowel(letter(k)); });
        add_choice(cases[5], q, q, [&](int k) { return k > 0 && !is_vowel(letter(k)); });
        add_choice(cases[6], q, q, [&](int k) { return k > 0 && letter(k) == letter(q); });
    }
    return cases;
}

/// tokens: the 11 the model reads; answer: the six sorted letters.
std::vector<RoleCases> sort_cases(std::span<const int> tokens, const data::SortInput& answer) {
    std::vector<RoleCases> cases(kSortRoles.size());
    const auto letter = [&](int at) { return tokens[static_cast<std::size_t>(at)]; };
    for (int q = kSortInputLength - 1; q < static_cast<int>(tokens.size()); ++q) {
        const int place = q + 1 - kSortInputLength;  // 0..5, of the letter asked for
        const int asked = answer[static_cast<std::size_t>(place)];
        const int last = kSortInputLength - 1;
        cases[0].push_back({q, {q - 1}});
        cases[1].push_back({q, {q}});
        cases[2].push_back({q, {0}});
        cases[3].push_back({q, {place}});
        add_choice(cases[4], q, last, [&](int k) { return letter(k) == letter(q); });
        add_choice(cases[5], q, last, [&](int k) { return letter(k) == asked; });
        add_choice(cases[6], q, last, [&](int k) { return letter(k) < letter(q); });
        add_choice(cases[7], q, last, [&](int k) { return letter(k) > letter(q); });
        add_choice(cases[8], q, q, [&](int k) { return k > last; });
    }
    return cases;
}

RoleTally tally_for(const engine::Model<float>& model, std::span<const LetterRole> roles) {
    std::vector<RoleTally::Kind> kinds;
    for (const LetterRole& role : roles) kinds.push_back({role.slug, role.is_link});
    return {model.config, std::move(kinds)};
}

}  // namespace

std::span<const LetterRole> name_roles() { return kNameRoles; }
std::span<const LetterRole> sort_roles() { return kSortRoles; }

const LetterRole& find_letter_role(std::span<const LetterRole> roles, std::string_view slug) {
    for (const LetterRole& role : roles)
        if (role.slug == slug) return role;
    return kNoRole;
}

engine::Result<std::vector<HeadReport>> measure_name_roles(const engine::Model<float>& model,
                                                           std::span<const std::string> names) {
    if (names.empty())
        return std::unexpected(engine::Error{engine::ErrorCode::empty, "names", "empty", "at least one"});
    RoleTally tally = tally_for(model, kNameRoles);
    for (const std::string& name : names) {
        const auto tokens = data::name_tokens(name);
        if (!tokens) return std::unexpected(tokens.error());
        const auto trace = engine::forward(model, *tokens);
        if (!trace) return std::unexpected(trace.error());
        tally.add(*trace, name_cases(*tokens));
    }
    return tally.reports();
}

engine::Result<std::vector<HeadReport>> measure_sort_roles(const engine::Model<float>& model) {
    RoleTally tally = tally_for(model, kSortRoles);
    for (std::size_t i = 0; i < data::kSortInputs; ++i) {
        const data::SortInput input = data::sort_input(i);
        engine::Batch one;
        data::append_sort(one, input);
        const auto trace = engine::forward(model, one.tokens);
        if (!trace) return std::unexpected(trace.error());
        tally.add(*trace, sort_cases(one.tokens, data::sorted(input)));
    }
    return tally.reports();
}

}  // namespace mha::analysis
