// SPDX-License-Identifier: Apache-2.0
// A line is turned back into bytes of each encoding that it may have been read in; what of them is
// UTF-8 (or, the other way round, what is GB18030 and the like) is read again. The round trip alone
// proves little for a short stretch, so the language model must also find the result far likelier.
// Where bytes were lost on the way, the rest of the line must be certain first.
#include "decode/mojibake.h"

#include <array>
#include <string>

#include "base/utf8.h"
#include "decode/language_model.h"
#include "decode/misreading.h"

namespace galley {

namespace {

constexpr std::size_t kLeastBytes = 15;
constexpr std::size_t kMostBytes = 1 << 16;  // a longer line is judged by no one
constexpr int kMostTimes = 3;
constexpr std::size_t kLeastHigh = 6;  // characters beyond ASCII, to tell a legacy encoding by
constexpr QuarterBits kLeastGain = bits(20);
constexpr QuarterBits kLeastGainAgain = bits(6);  // where the line was shown to be mojibake already
constexpr QuarterBits kLeastGainForLegacy = bits(60);

// UTF-8 was read as these.
constexpr std::array kMisreadAs = {
    Encoding::kWindows1252, Encoding::kWindows1251, Encoding::kWindows1250,
    Encoding::kWindows1254, Encoding::kWindows1257, Encoding::kGb18030,
    Encoding::kBig5,        Encoding::kShiftJis,    Encoding::kEucKr};
// These were read as Windows-1252.
constexpr std::array kMisread = {
    Encoding::kGb18030, Encoding::kBig5,        Encoding::kShiftJis,
    Encoding::kEucJp,   Encoding::kEucKr,       Encoding::kWindows1251,
    Encoding::kKoi8R,   Encoding::kWindows1250, Encoding::kWindows1253};

PlacedLine placed(std::string_view text) {
  PlacedLine line;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const auto begin = static_cast<std::uint32_t>(at - text.data());
    const char32_t c = next_code_point(at);
    line.push_back({c, begin, static_cast<std::uint32_t>(at - text.data())});
  }
  return line;
}

QuarterBits cost_of(const PlacedLine& line) {
  std::u32string text;
  for (const PlacedCharacter& c : line) text += c.code_point;
  return LanguageModel::instance().least_cost(text);
}

// What a line was before it was misread, and how likely it is as text.
struct Mended {
  PlacedLine line;
  QuarterBits cost = 0;
};

// The likeliest of the lines that `line` may have been before UTF-8 was misread, if it is likelier
// by at least `least_gain`. `cost` is that of the line, once it was asked.
std::optional<Mended> undo_utf8(const PlacedLine& line, std::optional<QuarterBits>& cost,
                                QuarterBits least_gain) {
  std::optional<Mended> best;
  Encoding misread_as = Encoding::kUnknown;
  for (const Encoding encoding : kMisreadAs) {
    std::optional<PlacedLine> candidate = reread_as_utf8(line, encoding, Losses::kNone);
    if (!candidate) continue;
    if (!cost) cost = cost_of(line);
    const QuarterBits candidate_cost = cost_of(*candidate);
    if (*cost - candidate_cost < least_gain || (best && best->cost <= candidate_cost)) continue;
    best = Mended{*std::move(candidate), candidate_cost};
    misread_as = encoding;
  }
  if (!best) return std::nullopt;
  if (std::optional<PlacedLine> whole = reread_as_utf8(line, misread_as, Losses::kUsual)) {
    const QuarterBits whole_cost = cost_of(*whole);
    if (whole_cost < best->cost) best = Mended{*std::move(whole), whole_cost};
  }
  return best;
}

// Whether so much of the line is beyond ASCII that a legacy encoding may have been read as
// Windows-1252.
bool is_dense(const PlacedLine& line) {
  std::size_t high = 0;
  std::size_t letters = 0;
  for (const PlacedCharacter& c : line) {
    if (c.code_point >= 0x80) ++high;
    if ((c.code_point | 0x20) >= 'a' && (c.code_point | 0x20) <= 'z') ++letters;
  }
  return high >= kLeastHigh && high * 3 >= letters;
}

}  // namespace

std::optional<std::vector<PlacedCharacter>> undo_mojibake(std::string_view text) {
  if (text.size() < kLeastBytes || text.size() > kMostBytes) return std::nullopt;
  const PlacedLine line = placed(text);
  std::optional<QuarterBits> cost;
  std::optional<Mended> best = undo_utf8(line, cost, kLeastGain);
  for (int times = 1; best && times < kMostTimes; ++times) {
    std::optional<QuarterBits> best_cost = best->cost;
    std::optional<Mended> next = undo_utf8(best->line, best_cost, kLeastGainAgain);
    if (!next) break;
    best = std::move(next);
  }
  if (is_dense(line)) {
    for (const Encoding encoding : kMisread) {
      std::optional<PlacedLine> candidate = reread_as_legacy(line, encoding);
      if (!candidate) continue;
      if (!cost) cost = cost_of(line);
      const QuarterBits candidate_cost = cost_of(*candidate);
      if (*cost - candidate_cost < kLeastGainForLegacy || (best && best->cost <= candidate_cost)) {
        continue;
      }
      best = Mended{*std::move(candidate), candidate_cost};
    }
  }
  if (!best) return std::nullopt;
  return std::move(best->line);
}

}  // namespace galley
