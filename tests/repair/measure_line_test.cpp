// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>
#include <tuple>

#include "base/cpu.h"
#include "base/utf8.h"
#include "repair/line.h"
#include "repair/measure_ascii.h"
#include "tests/reference/slow_measure.h"

namespace galley {
namespace {

Line measured(std::string_view text) {
  Line line;
  EXPECT_TRUE(measure_line(text, 0, line));
  return line;
}

TEST(MeasureLine, CountsCellsAndWords) {
  const Line line = measured("  The lamp burns, at 12.  ");
  EXPECT_EQ(line.begin, 2u);
  EXPECT_EQ(line.end, 24u);
  EXPECT_EQ(line.cells, 22u);
  EXPECT_EQ(line.words, 5u);
  EXPECT_EQ(line.upper, 1u);
  EXPECT_EQ(line.digits, 2u);
  EXPECT_EQ(line.indent, 2u);
  EXPECT_EQ(line.first_cells, 3u);
}

TEST(MeasureLine, SeesWhatStandsAtBothEnds) {
  const Line line = measured("“潮水退了。”");
  EXPECT_EQ(line.first_class, CharacterClass::kOpenQuote);
  EXPECT_EQ(line.last_class, CharacterClass::kCloseQuote);
  EXPECT_EQ(line.end_class, CharacterClass::kWideStop);
  EXPECT_EQ(line.brackets, 0);
}

// One language opens with what another closes with.
TEST(MeasureLine, TellsQuotationMarksByTheirNeighbours) {
  const Line german = measured("„Die Lampe brennt.“");
  EXPECT_EQ(german.first_class, CharacterClass::kOpenQuote);
  EXPECT_EQ(german.last_class, CharacterClass::kCloseQuote);
  EXPECT_EQ(german.end_class, CharacterClass::kStop);
  EXPECT_EQ(german.brackets, 0);
  const Line pointed = measured("»Die Lampe brennt«, sagte er.");
  EXPECT_EQ(pointed.first_class, CharacterClass::kOpenQuote);
  EXPECT_EQ(pointed.brackets, 0);
  EXPECT_EQ(measured("« La lampe brûle »").last_class, CharacterClass::kCloseQuote);
  EXPECT_EQ(measured("» dit le gardien").first_class, CharacterClass::kCloseQuote);
  EXPECT_EQ(measured("”Lampan brinner” sa").first_class, CharacterClass::kOpenQuote);
  EXPECT_EQ(measured("the keeper said “").last_class, CharacterClass::kOpenQuote);
  EXPECT_EQ(measured("守望者說：“").last_class, CharacterClass::kOpenQuote);
  EXPECT_EQ(measured("la luce dell’“antico” faro non c’è").brackets, 0);
}

TEST(MeasureLine, LooksBehindTheSpaceOfASign) {
  EXPECT_EQ(measured("— Die Lampe brennt").second_class, CharacterClass::kUpper);
  EXPECT_EQ(measured("— sagte er").second_class, CharacterClass::kLower);
  EXPECT_EQ(measured("- the lamp").second_class, CharacterClass::kLower);
  EXPECT_EQ(measured("« La lampe").second_class, CharacterClass::kUpper);
  EXPECT_EQ(measured("A lamp").second_class, CharacterClass::kSpace);
}

TEST(MeasureLine, TakesTheEqualsSignOfBlackLetterForAHyphen) {
  EXPECT_EQ(measured("Das Licht auf dem Ha=").last_class, CharacterClass::kHyphen);
  EXPECT_EQ(measured("LANG=").last_class, CharacterClass::kSymbol);
  EXPECT_EQ(measured("a = b and so c=").last_class, CharacterClass::kSymbol);
}

TEST(MeasureLine, TellsSpacedFromSolidIdeographs) {
  const Line line = measured("燈 塔 守 望者 Alpha站");
  EXPECT_EQ(line.spaced_gaps, 3u);
  EXPECT_EQ(line.solid_gaps, 1u);
  EXPECT_EQ(line.mixed_spaced, 1u);
  EXPECT_EQ(line.mixed_solid, 1u);
}

TEST(MeasureLine, TakesTheLastWordWithoutSigns) {
  const Line line = measured("to Mr. Keeper,\"");
  EXPECT_EQ(line.last_cells, 6u);
  EXPECT_TRUE(line.last_capital);
}

TEST(MeasureLine, NothingButSpaceIsNoLine) {
  for (const std::string_view text : {"", "  ", "\t", "\u3000", "\u200B", " \u3000 "}) {
    Line line;
    EXPECT_FALSE(measure_line(text, 0, line));
  }
}

#if defined(__x86_64__)
// All that measure_ascii.h fills.
auto counted(const Line& line) {
  return std::tuple(line.cells, line.units, line.first, line.last, line.first_cells,
                    line.first_units, line.last_cells, line.words, line.upper, line.lower,
                    line.digits, line.colon_cells, line.wide_gaps, line.brackets, line.quotes,
                    line.first_class, line.second_class, line.last_class, line.end_class,
                    line.last_capital, line.unclean);
}

TEST(MeasureLine, VectorsAgreeWithTheCharacterWalk) {
  std::mt19937 random(7);
  const std::string_view alphabet = "abcmwXYZ019      ,.()[]\"'`:;-\t\x7F\xC3";
  for (int round = 0; round < 20000; ++round) {
    // Rarely a sign that the vectors leave to the walk.
    const std::size_t signs = alphabet.size() - (round % 8 == 0 ? 0 : 3);
    std::string text(1 + random() % (round % 10 == 0 ? 400 : 70), 'a');
    for (char& c : text) c = alphabet[random() % signs];
    if (text.front() == ' ' || text.back() == ' ') continue;
    const char* const end = text.data() + text.size();
    for (const MeasureAscii measure : {measure_ascii_v3, measure_ascii_v4}) {
      const VectorLevel least = measure == measure_ascii_v3 ? VectorLevel::kV3 : VectorLevel::kV4;
      if (vector_level() < least) continue;
      Line fast, slow;
      const bool plain = text.find_first_of("\t\x7F\xC3") == std::string::npos;
      ASSERT_EQ(measure(text.data(), end, fast), plain) << text;
      if (!plain) continue;
      measure_by_character(text.data(), end, slow);
      ASSERT_EQ(counted(fast), counted(slow)) << text;
    }
  }
}
#endif

TEST(MeasureLine, AgreesWithTheSlowTwin) {
  std::mt19937 random(5);
  const std::u32string alphabet = U"abcXYZ019  ,.()\"潮水燈。，ー한Жéﬁ\u200B—";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::size_t size = 1 + random() % (round % 50 == 0 ? 900 : 40);
    for (std::size_t i = 0; i < size; ++i) append_utf8(text, alphabet[random() % alphabet.size()]);
    Line fast;
    const bool is_line = measure_line(text, 7, fast);
    const SlowLine slow = slow_measure(text);
    ASSERT_EQ(is_line, slow.is_line) << text;
    if (!is_line) continue;
    ASSERT_EQ(text.substr(fast.begin - 7, fast.end - fast.begin), slow.content) << text;
    ASSERT_EQ(fast.cells, slow.cells) << text;
    ASSERT_EQ(fast.words, slow.words) << text;
    ASSERT_EQ(fast.upper, slow.upper) << text;
    ASSERT_EQ(fast.lower, slow.lower) << text;
    ASSERT_EQ(fast.digits, slow.digits) << text;
    ASSERT_EQ(fast.ideographs, slow.ideographs) << text;
    ASSERT_EQ(fast.unclean, slow.unclean) << text;
  }
}

}  // namespace
}  // namespace galley
