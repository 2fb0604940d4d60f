// SPDX-License-Identifier: Apache-2.0
// Two sentences of one paragraph hardly begin with the same four or five words, both at the
// beginning of a line; two entries of a list of notices do. Lines that are the same to their end
// are left alone: a model that repeats itself writes those.
#include "repair/forms.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/characters.h"
#include "base/utf8.h"

namespace galley {

namespace {

constexpr std::size_t kLinesBack = 16;
constexpr std::size_t kLeastBytes = 20;

std::string_view content(const PageView& page, std::size_t index) {
  const Line& line = page.lines[index];
  return page.text.substr(line.begin, line.end - line.begin);
}

std::uint64_t eight_bytes(std::string_view text) {
  std::uint64_t bytes;
  std::memcpy(&bytes, text.data(), sizeof bytes);
  return bytes;
}

constexpr std::string_view kNumerals = "一二三四五六七八九十壹貳贰參叁肆伍陸陆柒捌玖拾甲乙丙丁";
constexpr std::size_t kIdeograph = 3;

// How many bytes of Han numerals the text begins with.
std::size_t numerals_at(std::string_view text) {
  std::size_t size = 0;
  while (text.size() >= size + kIdeograph) {
    const std::size_t found = kNumerals.find(text.substr(size, kIdeograph));
    if (found == std::string_view::npos || found % kIdeograph != 0) break;
    size += kIdeograph;
  }
  return size;
}

}  // namespace

bool is_row_of_names(const PageView& page, const Line& line) {
  constexpr unsigned kMostLetters = 6;
  if (line.wide_gaps < 2) return false;
  std::string_view text = page.text.substr(line.begin, line.end - line.begin);
  constexpr std::string_view kLabelEnd = "：";
  constexpr std::size_t kMostLabelBytes = 24;
  const std::size_t label = text.substr(0, kMostLabelBytes).find(kLabelEnd);
  if (label != std::string_view::npos) text.remove_prefix(label + kLabelEnd.size());
  unsigned letters = 0;
  for (const char *at = text.data(), *const end = at + text.size(); at != end;) {
    const char32_t c = next_code_point(at);
    if (c == U'\u3000') {
      letters = 0;
      continue;
    }
    const bool is_point = c == U'‧' || c == U'·' || c == U'・';  // parts of a foreign name
    if (!is_point && character_class(c) != CharacterClass::kHan) return false;
    if (++letters > kMostLetters) return false;
  }
  return true;
}

bool begins_as_entry(const PageView& page, const Line& line) {
  constexpr std::string_view kMark = "、", kOpen = "（", kClose = "）", kOrdinal = "第";
  std::string_view text = page.text.substr(line.begin, line.end - line.begin);
  if (text.starts_with(kOpen)) {
    text.remove_prefix(kOpen.size());
    const std::size_t size = numerals_at(text);
    return size > 0 && text.substr(size).starts_with(kClose);
  }
  if (text.starts_with(kOrdinal)) {
    text.remove_prefix(kOrdinal.size());
    const std::size_t size = numerals_at(text);
    constexpr auto kUnits = std::to_array<std::string_view>({"項", "项", "款", "條", "条", "目"});
    return size > 0 && std::ranges::any_of(kUnits, [&](std::string_view unit) {
             return text.substr(size).starts_with(unit);
           });
  }
  const std::size_t size = numerals_at(text);
  return size > 0 && text.substr(size).starts_with(kMark);
}

bool begins_alike(const PageView& page, std::size_t index, std::span<const Break> breaks) {
  if (end_rank(page.lines[index].end_class) < kSentenceEndRank) return false;
  const std::string_view next = content(page, index + 1);
  if (next.size() < kLeastBytes) return false;
  const std::string_view form = next.substr(0, kLeastBytes);
  const std::uint64_t first_bytes = eight_bytes(form);
  const std::size_t last = index - std::min(index, kLinesBack);
  for (std::size_t at = index + 1; at-- > last;) {
    if (at > 0 && breaks[at - 1].joiner != Joiner::kParagraph) continue;
    const std::string_view line = content(page, at);
    if (line.size() < kLeastBytes || eight_bytes(line) != first_bytes) continue;
    if (line.starts_with(form) && line != next) return true;
  }
  return false;
}

}  // namespace galley
