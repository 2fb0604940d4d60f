// SPDX-License-Identifier: Apache-2.0
// The greedy algorithm of Myers over words: for each number of changes, how far one gets on each
// diagonal; then the way back. All rounds are kept for the way back, so the rounds are bounded:
// texts that share next to nothing are told as one change from where the search had got to.
#include "galley/difference.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "base/utf8.h"

namespace galley {

namespace {

using In = DifferencePart::In;
using Words = std::vector<std::string_view>;

// Whether the characters of a script stand for themselves: no spaces tell its words.
bool stands_alone(char32_t c) {
  return (c >= 0x0E00 && c < 0x0F00) || (c >= 0x1000 && c < 0x10A0) ||
         (c >= 0x1780 && c < 0x1800) || (c >= 0x2E80 && c < 0xAC00) ||
         (c >= 0xF900 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFE50) ||
         (c >= 0xFF00 && c < 0xFFF0) || (c >= 0x20000 && c < 0x40000);
}

enum class Kind : std::uint8_t { kWord, kSpace, kSingle };

// ASCII punctuation stands alone; that of other scripts goes with the word it touches.
Kind kind_of(char32_t c) {
  if (c == ' ' || c == '\n' || c == '\t') return Kind::kSpace;
  if (c < 0x80) {
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return word ? Kind::kWord : Kind::kSingle;
  }
  return stands_alone(c) ? Kind::kSingle : Kind::kWord;
}

Words words_of(std::string_view text) {
  Words words;
  Kind before = Kind::kSingle;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const char* const begin = at;
    const Kind kind = kind_of(next_code_point(at));
    const auto bytes = static_cast<std::size_t>(at - begin);
    if (kind != Kind::kSingle && kind == before) {
      words.back() = {words.back().data(), words.back().size() + bytes};
    } else {
      words.emplace_back(begin, bytes);
    }
    before = kind;
  }
  return words;
}

// What became of each word between the equal ends of two texts.
class Search {
 public:
  Search(std::span<const std::string_view> first, std::span<const std::string_view> second)
      : first_(first), second_(second) {}

  // The words that both have, in pairs of indexes, in order.
  std::vector<std::pair<std::size_t, std::size_t>> common_words() {
    find_way();
    std::vector<std::pair<std::size_t, std::size_t>> common;
    Index x = end_x_, y = end_x_ - end_diagonal_;
    for (auto round = static_cast<Index>(rounds_.size()) - 1; round >= 0; --round) {
      // Where this round began on the diagonal, before it followed equal words.
      Index from_x = 0, from_y = 0;
      if (round > 0) {
        const Index diagonal = x - y;
        const bool down = goes_down(round - 1, diagonal, round);
        from_x = reached(round - 1, down ? diagonal + 1 : diagonal - 1);
        from_y = from_x - (down ? diagonal + 1 : diagonal - 1);
        const Index start_x = down ? from_x : from_x + 1;
        while (x > start_x) common.emplace_back(--x, --y);
      } else {
        while (x > 0) common.emplace_back(--x, --y);
      }
      x = from_x;
      y = from_y;
    }
    std::reverse(common.begin(), common.end());
    return common;
  }

 private:
  using Index = std::ptrdiff_t;

  // How far round `round` got on a diagonal. Diagonals of a round: -round, -round + 2, ... round.
  [[nodiscard]] Index reached(Index round, Index diagonal) const {
    return rounds_[static_cast<std::size_t>(round)]
                  [static_cast<std::size_t>((diagonal + round) / 2)];
  }

  // Whether round `next` comes to `diagonal` by a word of the second text.
  [[nodiscard]] bool goes_down(Index before, Index diagonal, Index next) const {
    return diagonal == -next ||
           (diagonal != next && reached(before, diagonal - 1) < reached(before, diagonal + 1));
  }

  void find_way() {
    const auto rows = static_cast<Index>(first_.size());
    const auto columns = static_cast<Index>(second_.size());
    for (Index round = 0; round <= kMostChangedWords; ++round) {
      std::vector<std::int32_t>& reaches = rounds_.emplace_back();
      reaches.reserve(static_cast<std::size_t>(round) + 1);
      Index furthest = -1;
      for (Index diagonal = -round; diagonal <= round; diagonal += 2) {
        Index x = 0;
        if (round > 0) {
          const bool down = goes_down(round - 1, diagonal, round);
          x = down ? reached(round - 1, diagonal + 1) : reached(round - 1, diagonal - 1) + 1;
        }
        Index y = x - diagonal;
        const bool inside = x <= rows && y <= columns;
        while (inside && x < rows && y < columns &&
               first_[static_cast<std::size_t>(x)] == second_[static_cast<std::size_t>(y)]) {
          ++x;
          ++y;
        }
        reaches.push_back(static_cast<std::int32_t>(x));
        if (inside && x + y > furthest) {
          furthest = x + y;
          end_x_ = x;
          end_diagonal_ = diagonal;
        }
        if (x == rows && y == columns) return;
      }
    }
  }

  std::span<const std::string_view> first_;
  std::span<const std::string_view> second_;
  std::vector<std::vector<std::int32_t>> rounds_;
  Index end_x_ = 0;  // where the way back begins
  Index end_diagonal_ = 0;
};

// Puts words together to parts.
class Parts {
 public:
  void add(In in, std::string_view word) {
    if (in == In::kBoth) {
      flush();
      append(out_, in, word);
    } else {
      append(in == In::kFirst ? first_ : second_, in, word);
    }
  }
  std::vector<DifferencePart> finish() {
    flush();
    return std::move(out_);
  }

 private:
  // Words that follow one another in a text lie side by side in memory.
  static void append(std::vector<DifferencePart>& parts, In in, std::string_view word) {
    if (!parts.empty() && parts.back().in == in) {
      std::string_view& text = parts.back().text;
      text = {text.data(), text.size() + word.size()};
    } else {
      parts.push_back({in, word});
    }
  }
  void flush() {
    out_.insert(out_.end(), first_.begin(), first_.end());
    out_.insert(out_.end(), second_.begin(), second_.end());
    first_.clear();
    second_.clear();
  }

  std::vector<DifferencePart> out_, first_, second_;
};

}  // namespace

std::vector<DifferencePart> difference_of(std::string_view first, std::string_view second) {
  const Words a = words_of(first), b = words_of(second);
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t head = 0, tail = 0;
  while (head < shorter && a[head] == b[head]) ++head;
  while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;

  Parts parts;
  for (std::size_t i = 0; i < head; ++i) parts.add(In::kBoth, a[i]);
  std::size_t x = head, y = head;
  const auto change_up_to = [&](std::size_t end_x, std::size_t end_y) {
    for (; x < end_x; ++x) parts.add(In::kFirst, a[x]);
    for (; y < end_y; ++y) parts.add(In::kSecond, b[y]);
  };
  Search search(std::span<const std::string_view>(a).subspan(head, a.size() - head - tail),
                std::span<const std::string_view>(b).subspan(head, b.size() - head - tail));
  for (const auto& [in_first, in_second] : search.common_words()) {
    change_up_to(head + in_first, head + in_second);
    parts.add(In::kBoth, a[x]);
    ++x;
    ++y;
  }
  change_up_to(a.size() - tail, b.size() - tail);
  for (; x < a.size(); ++x) parts.add(In::kBoth, a[x]);
  return parts.finish();
}

}  // namespace galley
