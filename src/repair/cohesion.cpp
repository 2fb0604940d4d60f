// SPDX-License-Identifier: Apache-2.0
#include "repair/cohesion.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/characters.h"
#include "base/utf8.h"

namespace galley {

namespace {

constexpr std::size_t kMostBytes = 1200;

// Different pairs, sorted.
std::vector<std::uint64_t> pairs_of(std::string_view text) {
  std::vector<std::uint64_t> pairs;
  char32_t before = 0;
  for (const char *at = text.data(), *end = at + text.size(); at != end;) {
    const char32_t code_point = next_code_point(at);
    const bool ideograph = is_in(character_class(code_point), kIdeographicClasses);
    if (ideograph && before != 0) pairs.push_back(std::uint64_t{before} << 32 | code_point);
    before = ideograph ? code_point : 0;
  }
  std::ranges::sort(pairs);
  const auto rest = std::ranges::unique(pairs);
  pairs.erase(rest.begin(), rest.end());
  return pairs;
}

std::string_view first_part(std::string_view text) {
  std::size_t size = std::min(text.size(), kMostBytes);
  while (size < text.size() && is_continuation(text[size])) ++size;
  return text.substr(0, size);
}
std::string_view last_part(std::string_view text) {
  std::size_t from = text.size() - std::min(text.size(), kMostBytes);
  while (from < text.size() && is_continuation(text[from])) ++from;
  return text.substr(from);
}

}  // namespace

BracketBalance bracket_balance(std::string_view text) {
  BracketBalance balance;
  for (const char *at = text.data(), *end = at + text.size(); at != end;) {
    const char32_t c = next_code_point(at);
    const CharacterClass kind = character_class(c);
    if (kind == CharacterClass::kOpen || kind == CharacterClass::kOpenQuote) {
      ++balance.left_open;
    } else if ((kind == CharacterClass::kClose || kind == CharacterClass::kCloseQuote) &&
               c != 0x2019) {
      if (balance.left_open > 0) {
        --balance.left_open;
      } else {
        ++balance.closed_before_open;
      }
    }
  }
  return balance;
}

int shared_pairs(std::string_view before, std::string_view behind) {
  const std::vector<std::uint64_t> first = pairs_of(last_part(before));
  const std::vector<std::uint64_t> second = pairs_of(first_part(behind));
  int shared = 0;
  for (auto a = first.begin(), b = second.begin(); a != first.end() && b != second.end();) {
    if (*a == *b) {
      ++shared;
      ++a;
      ++b;
    } else if (*a < *b) {
      ++a;
    } else {
      ++b;
    }
  }
  return shared;
}

}  // namespace galley
