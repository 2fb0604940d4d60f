// SPDX-License-Identifier: Apache-2.0
// A document's splits, whatever is empty around them.
#include "pipeline/split_files.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/zstd_codec.h"
#include "tests/support/temp_folder.h"
#include "write/records.h"

namespace galley {
namespace {

// A folder with one split for each list of numbers; odd documents are in the removed map alone.
class Made {
 public:
  explicit Made(const std::vector<std::vector<std::uint64_t>>& splits) {
    for (const auto& documents : splits) {
      std::string corpus, removed;
      for (const std::uint64_t document : documents) {
        const std::string id = fmt::format("id \"{}\"", document);
        const std::string_view text[] = {"text"};
        if (document % 2 == 0) {
          append_corpus_record(corpus, {id, document, text, "source", {}, {}, {}});
        } else {
          RemovedRecord row;
          row.id = id;
          row.document = document;
          row.text = "text";
          row.reason = RowReason::kFurniture;
          append_removed_record(removed, row);
        }
      }
      put("corpus", corpus);
      put("removed", removed);
    }
  }
  [[nodiscard]] SplitFiles files() const { return *SplitFiles::of(folder_.path(), manifest_); }
  Manifest& manifest() { return manifest_; }
  [[nodiscard]] const std::string& folder() const { return folder_.path(); }

 private:
  void put(std::string_view stem, const std::string& content) {
    const std::string name = fmt::format("{}-{:05}.jsonl.zst", stem, manifest_.outputs.size() / 2);
    const std::string stored = *zstd_compress(content, 1);
    folder_.write(name, stored);
    manifest_.outputs.push_back(
        {name, stored.size(), content.size(), hash128(content.data(), content.size())});
  }

  TempFolder folder_;
  Manifest manifest_;
};

TEST(SplitFiles, RangesHoldAllSplitsOfADocument) {
  // 5 is cut into three pieces, with nothing left of the second.
  const std::vector<std::vector<std::uint64_t>> splits = {{},  {0, 1}, {},  {3, 4, 5}, {},
                                                          {5}, {6},    {9}, {}};
  const Made made(splits);
  SplitFiles files = made.files();
  ASSERT_EQ(files.size(), splits.size());
  for (std::uint64_t document = 0; document < 12; ++document) {
    const SplitFiles::Range range = *files.splits_of(document);
    for (std::size_t i = 0; i < splits.size(); ++i) {
      const bool holds = std::find(splits[i].begin(), splits[i].end(), document) != splits[i].end();
      if (holds) {
        EXPECT_LE(range.first, i) << document;
        EXPECT_GT(range.last, i) << document;
      }
    }
    EXPECT_LE(range.last - range.first, document == 5 ? 4u : 3u) << document;
  }
}

TEST(SplitFiles, FindsIdsWithEscapes) {
  const Made made({{0, 1}, {2, 3}});
  const SplitFiles files = made.files();
  const StopToken stop;
  for (std::uint64_t document = 0; document < 4; ++document) {
    const FoundId found = *files.find(fmt::format("id \"{}\"", document), stop, nullptr);
    EXPECT_EQ(found.documents, std::vector<std::uint64_t>{document});
  }
  const FoundId none = *files.find("id \"44\"", stop, nullptr);
  EXPECT_TRUE(none.documents.empty());
  EXPECT_EQ(none.nearest, "id \"0\"");
  EXPECT_EQ(files.find("nothing like it", stop, nullptr)->nearest, "");
}

TEST(SplitFiles, RefusesAManifestWithoutPairs) {
  Made made({{0, 1}, {2}});
  made.manifest().outputs.erase(made.manifest().outputs.begin());
  EXPECT_FALSE(SplitFiles::of(made.folder(), made.manifest()));
}

}  // namespace
}  // namespace galley
