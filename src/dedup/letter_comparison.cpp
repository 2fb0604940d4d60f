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
#include "base/numerals.h"
#include "dedup/square_root.h"

namespace galley {

namespace {

// In ppm, for e = 1/6, where (1 - e)^2 is kUsualMatch; learnt from reprints of 1916 by how often
// texts taken for prints of one story lay more than ten days apart (see bench/results).
constexpr std::uint64_t kPpm = 1'000'000;
constexpr std::uint64_t kUsualMatch = 694'444;
constexpr std::uint64_t kLeast = 360'000;
constexpr std::uint64_t kAboveChance = 50'000;
constexpr std::uint64_t kOfOneLetter = 30 * kPpm;  // divided by the weight in quarter letters
constexpr std::uint64_t kRootShare = 940'000;      // of the root that chance agrees in

// Records of one template (statements of banks, markets, votes) are not much less alike than bad
// prints, but have hardly a number in common: of reprints of 1916 below kSurelyPrints with so many
// numbers and so few in common two of three were other records. Above it they are prints whose
// digits were misread. Recognition makes numbers of one or two digits of anything.
constexpr std::size_t kLeastNumbers = 4;
constexpr unsigned kLeastNumerals = 3;
constexpr std::size_t kFewInCommon = 25;  // in a hundred
constexpr std::uint32_t kSurelyPrints = 700'000;

// A part of the other text must be more alike, for it is held against the best of many places.
constexpr std::uint32_t kLeastOfPart = 600'000;
constexpr std::uint32_t kPartAbove = 50'000;

bool may_be_part(const PreparedText& part, const PreparedText& whole) {
  return part.letters.size() < whole.letters.size();
}

bool are_other_numbers(const PreparedText& a, const PreparedText& b) {
  const std::size_t fewer = std::min(a.numbers.size(), b.numbers.size());
  if (fewer < kLeastNumbers) return false;
  return overlap(a.numbers, b.numbers).common * 100 < fewer * kFewInCommon;
}

// Prints of one text have their digits misread about twice as often as their letters; where far
// more differ than that, the text is a form (the weather of another day, other lots) that was
// filled in anew.
constexpr std::uint64_t kFewestNumerals = 3;
constexpr std::uint64_t kNumeralErrors = 30'000;  // in ppm, of prints without any error in letters
constexpr std::uint64_t kMostNumeralErrors = 500'000;

// Whether so many of `numerals` differ that this happens less than once in a thousand where each is
// misread with a chance of `errors_ppm`: three standard deviations, and one, above the mean.
bool is_unlikely(std::uint64_t differing, std::uint64_t numerals, std::uint64_t errors_ppm) {
  const std::uint64_t mean = numerals * errors_ppm;
  if (differing * kPpm <= mean + kPpm) return false;
  const std::uint64_t above = (differing * kPpm - mean - kPpm) / 1000;
  return above * above > 9 * (mean / 1000) * ((kPpm - errors_ppm) / 1000);
}

void append_numerals(std::span<const char32_t> letters, std::vector<char32_t>& out) {
  out.clear();
  for (const char32_t letter : letters) {
    if (numeral_kind(letter) != NumeralKind::kNone) out.push_back(letter);
  }
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
  const std::uint64_t by_chance = square_root(chance_ppm * kPpm) * kRootShare / kPpm;
  const std::uint64_t usual = std::max(
      kLeast, by_chance + kAboveChance + kOfOneLetter / std::max<std::uint64_t>(weight, 1));
  const std::uint64_t right = kPpm - max_letter_errors_ppm;
  const std::uint64_t match = right * right / kPpm;
  return static_cast<std::uint32_t>(std::min(kPpm, usual * match / kUsualMatch));
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
  return may_be_part(a, b) || may_be_whole(a, b, shorter_weight(a.letters, b.letters));
}

bool LetterComparison::may_be_whole(const PreparedText& a, const PreparedText& b,
                                    std::uint64_t weight) const {
  // What the most alike letters would do for must be reached in any case.
  const auto& [shorter, longer] = std::minmax(a.letters, b.letters, is_shorter);
  return shorter.size() * kPpm >= least_for(Extent::kWhole, weight, 0) * longer.size();
}

std::uint64_t LetterComparison::least_for(Extent extent, std::uint64_t weight,
                                          std::uint64_t chance_ppm) const {
  const std::uint32_t least = least_match_ppm(weight, chance_ppm, options_.max_letter_errors_ppm);
  return extent == Extent::kWhole ? least : std::max(kLeastOfPart, least + kPartAbove);
}

void LetterComparison::set_text(const PreparedText& text) {
  alignment_.set_text(text.letters);
  text_ = &text;
}

std::uint32_t LetterComparison::compare_with(const PreparedText& other) {
  const std::uint64_t weight = shorter_weight(text_->letters, other.letters);
  if (may_be_whole(*text_, other, weight)) {
    const std::uint64_t longer = std::max(text_->letters.size(), other.letters.size());
    const std::uint64_t errors = alignment_.distance_to(other.letters, Alignment::Ends::kCounted);
    const std::uint32_t similarity = judge(other, {errors, longer}, Extent::kWhole, weight);
    if (similarity > 0) return similarity;
  }
  if (!may_be_part(*text_, other)) return 0;
  const std::uint64_t errors = alignment_.distance_to(other.letters, Alignment::Ends::kFree);
  return judge(other, {errors, text_->letters.size()}, Extent::kPart, weight);
}

std::uint32_t LetterComparison::judge(const PreparedText& other, const Distance& at, Extent extent,
                                      std::uint64_t weight) {
  const auto similarity = static_cast<std::uint32_t>((at.letters - at.errors) * kPpm / at.letters);
  // Most are done with before their letters are counted.
  if (similarity < least_for(extent, weight, 0)) return 0;
  if (similarity < least_for(extent, weight, alignment_.chance_ppm(other.letters))) return 0;
  if (options_.numbers == Numbers::kIgnore) return similarity;
  const bool is_other =
      similarity < kSurelyPrints ? are_other_numbers(*text_, other) : is_filled_in_anew(other, at);
  return is_other ? 0 : similarity;
}

bool LetterComparison::is_filled_in_anew(const PreparedText& other, const Distance& at) {
  append_numerals(text_->letters, numerals_);
  append_numerals(other.letters, other_numerals_);
  if (numerals_.size() > other_numerals_.size()) numerals_.swap(other_numerals_);
  const std::uint64_t numerals = numerals_.size();
  if (numerals < kFewestNumerals) return false;
  numeral_alignment_.set_text(numerals_);
  // Of as many as each other neither is a part: so it does not matter which is asked about.
  const auto ends =
      numerals == other_numerals_.size() ? Alignment::Ends::kCounted : Alignment::Ends::kFree;
  const std::uint64_t differing = numeral_alignment_.distance_to(other_numerals_, ends);
  if (differing < kFewestNumerals) return false;
  const std::uint64_t others = at.letters - std::min<std::uint64_t>(numerals, at.letters - 1);
  const std::uint64_t errors = (at.errors - std::min(at.errors, differing)) * kPpm / others;
  return is_unlikely(differing, numerals,
                     std::min(kMostNumeralErrors, kNumeralErrors + 2 * errors));
}

}  // namespace galley
