// SPDX-License-Identifier: Apache-2.0
#include "dedup/index_check.h"

#include <gtest/gtest.h>

#include "tests/dedup/index_harness.h"
#include "tests/dedup/noisy_copies.h"
#include "tests/support/corpus.h"
#include "tests/support/effort.h"

namespace galley {
namespace {

class IndexDamage : public testing::TestWithParam<DedupPreset> {
 protected:
  IndexDamage() {
    options_.preset = GetParam();
    NoisyCopies maker(6);
    paragraphs_ = maker.paragraphs(24);
    const std::span<const std::string> all(paragraphs_);
    search_with_index(folder_ / "index", "a", all.subspan(0, 8), 0, options_);
    search_with_index(folder_ / "index", "b", all.subspan(8, 8), 8, options_);
    names_ = *list_folder(folder_ / "index");
  }

  // What verify would say: a fault, or a failure to open.
  [[nodiscard]] std::string faults() {
    const Result<DuplicateIndex> index = DuplicateIndex::open_as_it_is(folder_ / "index");
    if (!index) return to_string(index.error());
    const Result<IndexCheck> check = check_index(*index, spilling_.place);
    if (!check) return to_string(check.error());
    return check->faults.empty() ? "" : check->faults.front();
  }
  // A search must come to an end, whatever it says.
  void search() const {
    const std::span<const std::string> all(paragraphs_);
    search_with_index(folder_ / "index", "c", all.subspan(16), 16, options_);
  }

  // Damages every file in all ways of `damage`, which are `ways(size)` many.
  template <class Ways, class Damage>
  void for_each_damage(Ways ways, Damage damage) {
    for (const std::string& name : names_) {
      const std::string whole = folder_.read("index/" + name);
      const std::size_t many = ways(whole.size());
      // Anchors are many, and all kinds of files have been damaged everywhere by then.
      const std::size_t every = GetParam() == DedupPreset::kOcr ? 11 : 1;
      const std::size_t step = every * by_effort<std::size_t>(7, 1);
      for (std::size_t way = 0; way < many; way += step) {
        folder_.write("index/" + name, damage(whole, way));
        EXPECT_NE(faults(), "") << name << ' ' << way;
      }
      // Few, since each writes an index.
      for (std::size_t way = 0; way < many; way += 1 + many / 6) {
        const Contents before = contents_of(folder_ / "index");
        folder_.write("index/" + name, damage(whole, way));
        search();
        ASSERT_TRUE(remove_tree(folder_ / "index"));
        ASSERT_TRUE(make_folders(folder_ / "index"));
        for (const auto& [each, bytes] : before) folder_.write("index/" + each, bytes);
      }
      folder_.write("index/" + name, whole);
    }
    EXPECT_EQ(faults(), "");
  }

  TempFolder folder_;
  Spilling spilling_{1 << 20};
  DedupOptions options_;
  std::vector<std::string> paragraphs_;
  std::vector<std::string> names_;
};

TEST_P(IndexDamage, CutAnywhereIsReported) {
  ASSERT_GE(names_.size(), 5u);
  ASSERT_EQ(faults(), "");
  for_each_damage([](std::size_t size) { return size; },
                  [](const std::string& whole, std::size_t size) { return whole.substr(0, size); });
}

TEST_P(IndexDamage, AFlippedBitIsReported) {
  for_each_damage([](std::size_t size) { return size; },
                  [](std::string bytes, std::size_t at) {
                    bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 8));
                    return bytes;
                  });
}

TEST_P(IndexDamage, AMissingFileIsReported) {
  for (const std::string& name : names_) {
    const std::string whole = folder_.read("index/" + name);
    ASSERT_TRUE(remove_file(folder_ / ("index/" + name)));
    EXPECT_NE(faults(), "") << name;
    folder_.write("index/" + name, whole);
  }
}

INSTANTIATE_TEST_SUITE_P(OfEach, IndexDamage,
                         testing::Values(DedupPreset::kDefault, DedupPreset::kOcr),
                         [](const auto& test) {
                           return test.param == DedupPreset::kOcr ? "ocr" : "default";
                         });

}  // namespace
}  // namespace galley
