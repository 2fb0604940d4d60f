// SPDX-License-Identifier: Apache-2.0
// Two prints of one text, each with a share e of its letters misread, have (1 - e)^2 of them in
// common. What is asked for is less, since prints also lose lines, heads and tails; but it must be
// more than unrelated texts have in common by chance. That is about the square root of the chance
// that a letter of one is a letter of the other: 0.24 for English, 0.09 for Chinese, 0.4 where
// recognition has made a picture into strokes. By how much more depends on the length: of a hundred
// letters ten more than usual agree now and then, of a thousand a hundred never.
#include "dedup/letter_comparison.h"

#include <algorithm>

#include "base/letter_weight.h"
#include "base/numbers.h"

namespace galley {

namespace {

// In ppm, for e = 1/6, where (1 - e)^2 is kUsualMatch; learnt from reprints of 1916 by how often
// texts taken for prints of one story lay more than ten days apart (see bench/results).
constexpr std::uint64_t kOne = 1'000'000;
constexpr std::uint64_t kUsualMatch = 694'444;
constexpr std::uint64_t kLeast = 360'000;
constexpr std::uint64_t kAboveChance = 50'000;
constexpr std::uint64_t kOfOneLetter = 30 * kOne;  // divided by the weight in quarter letters
constexpr std::uint64_t kRootShare = 940'000;      // of the root that chance agrees in

// Records of one template (statements of banks, markets, votes) are not much less alike than bad
// prints, but have hardly a number in common: of reprints of 1916 below kSurelyPrints with so many
// numbers and so few in common two of three were other records. Above it they are prints whose
// digits were misread. Recognition makes numbers of one or two digits of anything.
constexpr std::size_t kLeastNumbers = 4;
constexpr unsigned kLeastNumerals = 3;
constexpr std::size_t kFewInCommon = 25;  // in a hundred
constexpr std::uint32_t kSurelyPrints = 700'000;

bool are_other_numbers(const PreparedText& a, const PreparedText& b) {
  const std::size_t fewer = std::min(a.numbers.size(), b.numbers.size());
  if (fewer < kLeastNumbers) return false;
  return overlap(a.numbers, b.numbers).common * 100 < fewer * kFewInCommon;
}

std::uint64_t square_root(std::uint64_t value) {
  std::uint64_t root = 0;
  for (std::uint64_t bit = std::uint64_t{1} << 31; bit > 0; bit >>= 1) {
    if ((root + bit) * (root + bit) <= value) root += bit;
  }
  return root;
}

bool is_shorter(const std::vector<char32_t>& a, const std::vector<char32_t>& b) {
  return a.size() < b.size();
}

// The weight of the shorter text. Of two as long as each other it is that of the lighter, so that
// it does not matter which of them is asked about the other.
std::uint64_t shorter_weight(const std::vector<char32_t>& a, const std::vector<char32_t>& b) {
  if (a.size() == b.size()) return std::min(weight_of(a), weight_of(b));
  return weight_of(std::min(a, b, is_shorter));
}

}  // namespace

std::uint32_t least_match_ppm(std::uint64_t weight, std::uint64_t chance_ppm,
                              std::uint32_t max_letter_errors_ppm) {
  const std::uint64_t by_chance = square_root(chance_ppm * kOne) * kRootShare / kOne;
  const std::uint64_t usual = std::max(
      kLeast, by_chance + kAboveChance + kOfOneLetter / std::max<std::uint64_t>(weight, 1));
  const std::uint64_t right = kOne - max_letter_errors_ppm;
  const std::uint64_t match = right * right / kOne;
  return static_cast<std::uint32_t>(std::min(kOne, usual * match / kUsualMatch));
}

void LetterComparison::read(std::string_view text, PreparedText& out) {
  letters_.clear();
  append_letters(text, letters_);
  out.letters.assign(letters_.letters().begin(), letters_.letters().end());
  out.numbers.clear();
  if (options_.numbers == Numbers::kDistinguish) {
    read_numbers(text, out.numbers, kLeastNumerals);
    std::ranges::sort(out.numbers);
  }
  out.is_complete = false;
}

bool LetterComparison::may_match(const PreparedText& a, const PreparedText& b) const {
  // What the most alike letters would do for must be reached in any case.
  const auto& [shorter, longer] = std::minmax(a.letters, b.letters, is_shorter);
  const std::uint64_t least =
      least_match_ppm(shorter_weight(a.letters, b.letters), 0, options_.max_letter_errors_ppm);
  return shorter.size() * kOne >= least * longer.size();
}

void LetterComparison::set_text(const PreparedText& text) {
  alignment_.set_text(text.letters);
  text_ = &text;
}

std::uint32_t LetterComparison::compare_with(const PreparedText& other) {
  const std::uint64_t longer = std::max(text_->letters.size(), other.letters.size());
  const std::uint64_t weight = shorter_weight(text_->letters, other.letters);
  const std::uint64_t distance = alignment_.distance_to(other.letters, Alignment::Ends::kCounted);
  const auto similarity = static_cast<std::uint32_t>((longer - distance) * kOne / longer);
  if (similarity < least_match_ppm(weight, 0, options_.max_letter_errors_ppm)) return 0;
  if (similarity < kSurelyPrints && are_other_numbers(*text_, other)) return 0;
  const std::uint64_t chance = alignment_.chance_ppm(other.letters);
  return similarity >= least_match_ppm(weight, chance, options_.max_letter_errors_ppm) ? similarity
                                                                                       : 0;
}

}  // namespace galley
