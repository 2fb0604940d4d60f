// SPDX-License-Identifier: Apache-2.0
#include "repair/break_scorer.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "base/cpu.h"
#include "repair/breaks.h"
#include "repair/look.h"

namespace galley {
namespace {

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {
      "the ",  "keeper ", "harbor", "HAR",     "bor. ",  "Light: ", ", ",    "-",
      "\n",    "\n",      "\n",     "\n\n",    "\f",     "潮水",    "燈塔",  "守望者。",
      "“",     "”",       "  ",     "1916 ",   "\u3000", "# ",      "| a |", "• ",
      "한국 ", "(",       ")",      "本報訊 ", "\n  ",   "\"",      "\n▲"};
  std::string text;
  for (std::size_t i = 0, size = random() % 900; i < size; ++i)
    text += kPieces[random() % kPieces.size()];
  if (random() % 8 == 0) text += std::string(random() % 9000, 'w');
  return text;
}

// The slow twin: feature by feature, tree by tree.
std::int32_t slow_score(const PageView& page, std::size_t index, const ParagraphSigns& signs) {
  const bool ideographic = is_ideographic_break(page.lines[index], page.lines[index + 1]);
  const Forest& forest = ideographic ? kIdeographicForest : kSpacedForest;
  FeatureBlock block;
  fill_features(page, index, signs, FeatureLane(block, 0));
  std::int32_t sum = forest.bias;
  for (unsigned tree = 0, stage = 0; tree < forest.count; ++tree) {
    if (tree == trees_of_stages(stage + 1)) {
      if (std::abs(sum) > forest.sure[stage]) break;
      ++stage;
    }
    unsigned leaf = 0;
    for (unsigned depth = 0; depth < kForestDepth; ++depth) {
      const ForestTree& asked = forest.trees[tree];
      if (block.features[asked.features[depth]][0] > asked.thresholds[depth]) leaf |= 1u << depth;
    }
    sum += forest.trees[tree].leaves[leaf];
  }
  return sum;
}

TEST(BreakScorer, ScoresWhatItsFeaturesSay) {
  static const Vocabulary vocabulary;
  std::mt19937 random(31);
  for (int round = 0; round < 60; ++round) {
    const std::string text = random_text(random);
    Look look;
    (void)read_lines(text, 0, look.lines);
    look_at(text, vocabulary, look);
    const PageView page = look.page(text, vocabulary);
    // Some of the breaks, here and there.
    std::vector<std::int32_t> scores(look.scores.size(), 1);
    BreakScorer scorer(page, look.signs, scores);
    const unsigned density = 1 + static_cast<unsigned>(random() % 9);
    std::vector<bool> taken(scores.size());
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (look.signs[i].settled || random() % density != 0) continue;
      taken[i] = true;
      scorer.take(i);
    }
    scorer.finish();
    for (std::size_t i = 0; i < scores.size(); ++i) {
      ASSERT_EQ(scores[i], taken[i] ? slow_score(page, i, look.signs[i]) : 1) << i << '\n' << text;
    }
  }
}

TEST(BreakScorer, EveryInstructionSetFillsTheSame) {
#if defined(__x86_64__)
  if (vector_level() < VectorLevel::kV3) GTEST_SKIP() << "no AVX2 here";
  std::mt19937 random(37);
  for (int round = 0; round < 200; ++round) {
    FeatureSlots slots{};
    for (auto& bytes : slots.bytes) {
      for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
    }
    for (std::size_t i = 0; i < FeatureSlots::kRoom; ++i) {
      slots.byte(LineByte::kNoSpaceBehind, i) &= 1;
      slots.byte(LineByte::kNoSpaceBefore, i) &= 1;
      slots.cells[i] = static_cast<std::int16_t>(random() % (FeatureSlots::kMostCells + 1));
      slots.first_cells[i] = static_cast<std::int16_t>(random() % 60);
      slots.units[i] = static_cast<std::int16_t>(random() % (FeatureSlots::kMostUnits + 1));
      slots.first_units[i] = static_cast<std::int16_t>(random() % 600);
      slots.indent[i] = static_cast<std::uint16_t>(random());
    }
    for (std::size_t i = 0; i < kForestLanes; ++i) {
      slots.edge_cells[i] = static_cast<std::int16_t>(random() % 256);
      slots.brim_cells[i] = static_cast<std::int16_t>(random() % 256);
      slots.far_brim_cells[i] = static_cast<std::int16_t>(random() % 256);
      slots.edge_units[i] = static_cast<std::int16_t>(random() % 256 * 10);
      slots.brim_units[i] = static_cast<std::int16_t>(random() % 256 * 10);
      slots.least_indent[i] = static_cast<std::uint16_t>(random());
    }
    FeatureBlock plain{}, wide{};
    fill_from_slots_plain(slots, plain);
    fill_from_slots_v3(slots, wide);
    for (std::size_t feature = 0; feature < kFeatures; ++feature) {
      for (std::size_t lane = 0; lane < kForestLanes; ++lane) {
        ASSERT_EQ(plain.features[feature][lane], wide.features[feature][lane]) << feature;
      }
    }
  }
#endif
}

}  // namespace
}  // namespace galley
