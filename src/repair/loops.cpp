// SPDX-License-Identifier: Apache-2.0
// A table remembers where four bytes were seen last. Inside a loop every position was last
// seen one period ago, so a distance that stays the same for long betrays one, whatever its period;
// then the run is measured by comparing bytes. Positions that were compared are not looked at
// again, so the time is linear.
#include "repair/loops.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/characters.h"
#include "base/utf8.h"

namespace galley {

namespace {

constexpr unsigned kTableBits = 11;
constexpr std::uint32_t kMostUnit = 4096;
constexpr std::uint32_t kStride = 4;    // only every fourth position is looked at
constexpr std::uint32_t kBetrays = 14;  // positions with one distance, less those with another

// How many copies make a loop: the shorter the unit, the likelier it is honest.
std::uint32_t least_copies(std::uint32_t unit) {
  if (unit < 3) return 400;  // a rule that was read as letters
  if (unit == 3) return 40;
  if (unit < 12) return 12;
  return unit < 60 ? 8 : 4;
}

bool is_border(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

// Other letters than numerals, which are honest in any number ("第一、二、二、二、").
bool has_letters(std::string_view unit) {
  constexpr std::string_view kNumerals = "〇零一二三四五六七八九十";
  for (const char *at = unit.data(), *end = at + unit.size(); at != end;) {
    const char* const from = at;
    const CharacterClass kind = character_class(next_code_point(at));
    if (kNumerals.contains(std::string_view(from, at))) continue;
    if (is_in(kind, kSpacedLetterClasses | kIdeographicClasses) ||
        kind == CharacterClass::kUnspaced)
      return true;
  }
  return false;
}

// The run of period `unit` around `at`, not beginning before `least`.
Loop measure(std::string_view text, std::size_t at, std::uint32_t unit, std::size_t least) {
  std::size_t begin = at - unit;
  while (begin > least && text[begin - 1] == text[begin - 1 + unit]) --begin;
  std::size_t end = at;
  while (end < text.size() && text[end] == text[end - unit]) ++end;
  while (!is_border(text, begin)) ++begin;
  while (!is_border(text, end)) --end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), unit};
}

// Places a stride apart repeat after a multiple of the period: the period itself is that over a
// divisor of the stride.
std::uint32_t least_unit(std::string_view text, const Loop& loop) {
  std::uint32_t unit = loop.unit;
  while (unit % 2 == 0) {
    const std::uint32_t half = unit / 2;
    const std::string_view run = text.substr(loop.begin, loop.end - loop.begin);
    if (run.substr(half) != run.substr(0, run.size() - half)) break;
    unit = half;
  }
  return unit;
}

// Places where bytes were seen, for one text after another: what earlier texts left is told from
// what this one wrote by its being less, so the table, often larger than the text, is not cleared.
class SeenPlaces {
 public:
  void begin(std::size_t text_bytes) {
    before_ = last_;
    if (text_bytes >= UINT32_MAX - before_) {
      places_.fill(0);
      before_ = 0;
    }
    last_ = before_ + static_cast<std::uint32_t>(text_bytes);
  }
  // How far before `place` (counted from 1) the slot was last met; `place` if it never was. From
  // now on it is met there.
  std::uint32_t exchange(std::size_t slot, std::uint32_t place) {
    const std::uint32_t held = std::exchange(places_[slot], before_ + place);
    return before_ + place - std::max(held, before_);
  }

 private:
  std::array<std::uint32_t, std::size_t{1} << kTableBits> places_{};
  std::uint32_t before_ = 0;
  std::uint32_t last_ = 0;
};

// Not inlined: where the table is a variable of the thread its address would be asked for at every
// place.
[[gnu::noinline]] void search(std::string_view text, SeenPlaces& seen, std::vector<Loop>& loops) {
  std::uint32_t distance = 0, steady = 0;
  std::size_t least = 0;
  for (std::uint32_t at = 0; at + 4 <= text.size(); at += kStride) {
    std::uint32_t bytes;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    const std::uint32_t now = seen.exchange(bytes * 0x9E3779B1u >> (32 - kTableBits), at + 1);
    // What stands twice in the unit has another distance; a vote bears that (Boyer and Moore 1981).
    // A slot never met is further back than any distance that was.
    if (now == distance) {
      ++steady;
    } else if (steady > 0) {
      --steady;
    } else {
      distance = now;
    }
    if (steady < kBetrays || distance > kMostUnit || at < least + distance) continue;
    const Loop loop = measure(text, at, distance, least);
    steady = 0;
    least = loop.end;
    at = std::max(at, (loop.end - 1) / kStride * kStride);
    const std::uint32_t unit = least_unit(text, loop);
    const std::uint32_t copies = (loop.end - loop.begin) / unit;
    if (copies < least_copies(unit) || !is_border(text, loop.begin + unit)) continue;
    if (!has_letters(text.substr(loop.begin, unit))) continue;
    // A copy that was cut short stays: nothing is taken that does not stand elsewhere whole.
    loops.push_back({loop.begin, loop.begin + copies * unit, unit});
  }
}

}  // namespace

void find_loops(std::string_view text, std::vector<Loop>& loops) {
  loops.clear();
  if (text.size() < kLeastLoopText) return;
  thread_local SeenPlaces seen;
  seen.begin(text.size());
  search(text, seen, loops);
}

bool has_loops(std::string_view text) {
  std::vector<Loop> loops;  // takes memory only where there is one
  find_loops(text, loops);
  return !loops.empty();
}

}  // namespace galley
