// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/slow_duplicates.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/letter_weight.h"
#include "base/letters.h"
#include "base/numbers.h"

namespace galley {

std::u32string letters_of(std::string_view text) {
  LetterBuffer buffer;
  append_letters(text, buffer);
  return {buffer.letters().begin(), buffer.letters().end()};
}

std::set<std::u32string> slow_shingles(std::u32string_view letters) {
  std::set<std::u32string> shingles;
  if (letters.size() < 5) shingles.emplace(letters);
  for (std::size_t i = 0; i + 5 <= letters.size(); ++i) shingles.emplace(letters.substr(i, 5));
  return shingles;
}

namespace {

std::uint32_t jaccard_ppm(const std::set<std::u32string>& a, const std::set<std::u32string>& b) {
  std::vector<std::u32string> common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  return static_cast<std::uint32_t>(common.size() * 1'000'000 /
                                    (a.size() + b.size() - common.size()));
}

}  // namespace

std::uint32_t slow_similarity_ppm(std::u32string_view a, std::u32string_view b) {
  return jaccard_ppm(slow_shingles(a), slow_shingles(b));
}

std::uint64_t slow_distance(std::u32string_view text, std::u32string_view other, bool free_ends) {
  std::vector<std::uint64_t> column(text.size() + 1);
  for (std::size_t i = 0; i <= text.size(); ++i) column[i] = i;
  std::uint64_t least = column.back();
  for (std::size_t j = 0; j < other.size(); ++j) {
    std::vector<std::uint64_t> next(text.size() + 1);
    next[0] = free_ends ? 0 : j + 1;
    for (std::size_t i = 1; i <= text.size(); ++i) {
      next[i] = std::min(
          {next[i - 1] + 1, column[i] + 1, column[i - 1] + (text[i - 1] == other[j] ? 0u : 1u)});
    }
    column = next;
    least = std::min(least, column.back());
  }
  return free_ends ? least : column.back();
}

namespace {

struct SlowText {
  std::uint64_t ord = 0;
  std::uint32_t score = 0;
  std::uint64_t document = 0;
  std::u32string letters;
  std::set<std::u32string> shingles;
  std::vector<std::uint64_t> numbers;
  const SlowText* keeper = nullptr;  // null: it stays
  std::uint32_t similarity_ppm = 0;
};

std::uint32_t similarity_of(const SlowText& a, const SlowText& b, const DedupOptions& options) {
  if (a.document != b.document) return 0;
  const std::uint32_t similarity = jaccard_ppm(a.shingles, b.shingles);
  if (similarity < options.similarity_ppm) return 0;
  if (options.numbers == Numbers::kDistinguish && !numbers_agree(a.numbers, b.numbers)) return 0;
  return similarity;
}

}  // namespace

std::vector<Removal> slow_duplicates(std::span<const std::string> paragraphs,
                                     const DedupOptions& options,
                                     std::span<const std::uint32_t> doubtful_letters,
                                     std::span<const std::uint64_t> documents) {
  std::vector<SlowText> texts;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    SlowText text;
    text.ord = i;
    text.letters = letters_of(paragraphs[i]);
    if (text.letters.empty() || weight_of(text.letters) < options.min_letters * 4) continue;
    text.shingles = slow_shingles(text.letters);
    if (options.keep == Keep::kLongest) {
      text.score = ~static_cast<std::uint32_t>(text.letters.size());
    }
    if (options.keep == Keep::kCleanest) text.score = doubtful_letters[i];
    if (!documents.empty()) text.document = documents[i];
    read_numbers(paragraphs[i], text.numbers);
    texts.push_back(text);
  }
  std::sort(texts.begin(), texts.end(), [](const SlowText& a, const SlowText& b) {
    return std::tie(a.score, a.ord) < std::tie(b.score, b.ord);
  });
  std::vector<Removal> removals;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    SlowText& text = texts[i];
    const auto copy = std::find_if(
        texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(i), [&](const SlowText& other) {
          return other.letters == text.letters && other.document == text.document;
        });
    if (copy != texts.begin() + static_cast<std::ptrdiff_t>(i)) {
      const bool stays = copy->keeper == nullptr;
      text.keeper = stays ? &*copy : copy->keeper;
      removals.push_back({text.ord, text.keeper->ord, stays ? 1'000'000 : copy->similarity_ppm,
                          stays ? RemovalReason::kExact : RemovalReason::kNear});
      text.similarity_ppm = removals.back().similarity_ppm;
      continue;
    }
    for (std::size_t better = 0; better < i; ++better) {
      if (texts[better].keeper != nullptr) continue;
      const std::uint32_t similarity = similarity_of(texts[better], text, options);
      if (similarity <= text.similarity_ppm) continue;
      text.similarity_ppm = similarity;
      text.keeper = &texts[better];
    }
    if (text.keeper == nullptr) continue;
    removals.push_back({text.ord, text.keeper->ord, text.similarity_ppm, RemovalReason::kNear});
  }
  std::sort(removals.begin(), removals.end(),
            [](const Removal& a, const Removal& b) { return a.ord < b.ord; });
  return removals;
}

}  // namespace galley
