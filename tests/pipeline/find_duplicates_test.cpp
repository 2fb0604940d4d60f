// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "galley/dedup.h"
#include "tests/support/dump_maker.h"

namespace galley {
namespace {

std::vector<std::string> paragraphs_of(std::uint64_t seed, std::size_t count) {
  DumpMaker maker(seed);
  std::vector<std::string> paragraphs;
  for (std::size_t i = 0; i < count; ++i) paragraphs.push_back(maker.paragraph());
  return paragraphs;
}

Result<std::vector<Removal>> found(const std::vector<std::string>& paragraphs, int threads,
                                   const DedupOptions& options = {}) {
  const std::vector<std::string_view> views(paragraphs.begin(), paragraphs.end());
  return find_duplicates(views, options, threads);
}

TEST(FindDuplicates, NamesEachCopyAndItsKeeper) {
  const std::vector<std::string> paragraphs = {
      "The harbor board has promised to repair the bridge below the mill before August, at the "
      "request of the council.",
      "Captain Ellery brought home two hundred barrels of apples in spite of the weather, and was "
      "asked to speak at length about them.",
      "The harbor board has promised to repair the bridge be-\nlow the mill before AUGUST, at the "
      "request of the coun cil!",
      "Short.", "Short."};
  const Result<std::vector<Removal>> removals = found(paragraphs, 1);
  ASSERT_TRUE(removals);
  ASSERT_EQ(removals->size(), 1u);
  EXPECT_EQ((*removals)[0], (Removal{2, 0, 1'000'000, RemovalReason::kExact}));
}

TEST(FindDuplicates, DoesNotDependOnThreads) {
  const auto paragraphs = paragraphs_of(3, 9000);
  const Result<std::vector<Removal>> first = found(paragraphs, 1);
  ASSERT_TRUE(first);
  EXPECT_GT(first->size(), 1000u);
  for (const int threads : {2, 7}) EXPECT_EQ(*found(paragraphs, threads), *first);
}

TEST(FindDuplicates, OfAPrefixIsThePrefix) {
  const auto paragraphs = paragraphs_of(4, 3000);
  const std::vector<Removal> whole = *found(paragraphs, 2);
  for (const std::size_t size : {0u, 1u, 700u, 2500u}) {
    const std::vector<std::string> prefix(paragraphs.begin(),
                                          paragraphs.begin() + static_cast<std::ptrdiff_t>(size));
    std::vector<Removal> expected;
    for (const Removal& removal : whole) {
      if (removal.ord < size) expected.push_back(removal);
    }
    EXPECT_EQ(*found(prefix, 2), expected) << size;
  }
}

TEST(FindDuplicates, RefusesOptionsThatCannotBe) {
  DedupOptions options;
  options.similarity_ppm = 1'500'000;
  EXPECT_FALSE(found({"x"}, 1, options));
}

}  // namespace
}  // namespace galley
