// SPDX-License-Identifier: Apache-2.0
#include "dedup/index_list.h"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace galley {
namespace {

IndexList made_list() {
  IndexList list;
  list.settings = index_settings(DedupOptions());
  list.next_part = 9;
  list.parts = {{3, 0, 500}, {8, 500, 512}};
  list.runs = {{"a corpus with spaces", {1, 2}, 0, 500},
               {"b", {3, 4}, 500, 500},
               {"c", {5, UINT64_MAX}, 500, 512}};
  return list;
}

TEST(IndexList, ComesBackAsItWas) {
  for (const IndexList& list : {made_list(), IndexList()}) {
    const Result<IndexList> back = parse_index_list(to_text(list), "index");
    ASSERT_TRUE(back) << to_string(back.error());
    EXPECT_TRUE(*back == list);
  }
}

TEST(IndexList, TellsAnyDamage) {
  const std::string text = to_text(made_list());
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_FALSE(parse_index_list(text.substr(0, size), "index")) << size;
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const unsigned bit : {1u, 16u}) {
      std::string damaged = text;
      damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ bit);
      EXPECT_FALSE(parse_index_list(damaged, "index")) << at;
    }
  }
  EXPECT_FALSE(parse_index_list(text + "x", "index"));
}

// Sound by its checksum, but not by what it says: who wrote it is not known.
TEST(IndexList, RefusesWhatDoesNotFitTogether) {
  const std::vector<std::function<void(IndexList&)>> wrongs = {
      [](IndexList& list) { list.parts[1].first = 501; },
      [](IndexList& list) { list.parts[1].end = 511; },
      [](IndexList& list) { list.parts.pop_back(); },
      [](IndexList& list) { list.parts[0].number = 9; },
      [](IndexList& list) { list.runs[0].end = 499; },
      [](IndexList& list) { list.runs[1] = {"b", {3, 4}, 500, 400}; },
  };
  for (const auto& wrong : wrongs) {
    IndexList list = made_list();
    wrong(list);
    EXPECT_FALSE(parse_index_list(to_text(list), "index"));
  }
}

TEST(IndexList, TellsAnotherVersion) {
  const Result<IndexList> list = parse_index_list("galley index 1\n", "index");
  ASSERT_FALSE(list);
  EXPECT_EQ(list.error().code, ErrorCode::kUnsupported);
}

TEST(IndexList, StateTellsTheRunsBefore) {
  const IndexList list = made_list();
  IndexList other = made_list();
  other.runs[2].key.low = 1;
  EXPECT_EQ(list.state(2), other.state(2));
  EXPECT_NE(list.state(3), other.state(3));
  other.settings[0].second = "ocr";
  EXPECT_NE(list.state(0), other.state(0));
}

TEST(IndexSettings, NameWhatMakesTextsComparable) {
  const auto usual = index_settings(DedupOptions());
  const std::vector<std::function<void(DedupOptions&)>> changes = {
      [](DedupOptions& o) { o.preset = DedupPreset::kOcr; },
      [](DedupOptions& o) { o.numbers = Numbers::kIgnore; },
      [](DedupOptions& o) { o.unit = DedupUnit::kDocument; },
      [](DedupOptions& o) { o.similarity_ppm = 850'000; },
      [](DedupOptions& o) { o.min_letters = 30; },
      [](DedupOptions& o) { o.bands = 16, o.rows = 8; },
  };
  for (const auto& change : changes) {
    DedupOptions options;
    change(options);
    EXPECT_NE(index_settings(options), usual);
  }
  DedupOptions same;
  same.keep = Keep::kLongest;
  same.min_letters = 20;
  EXPECT_EQ(index_settings(same), usual) << "the default, written out";
}

}  // namespace
}  // namespace galley
