// SPDX-License-Identifier: Apache-2.0
// A document is found in its input by number alone, whatever stands around it.
#include "pipeline/repeated_repair.h"

#include "tests/support/runs.h"

namespace galley {
namespace {

class RepeatedRepair : public testing::Test {
 protected:
  RepeatedRepair() { EXPECT_TRUE(make_folders(folder_ / "in")); }

  [[nodiscard]] RepeatedDocument repeat(std::uint64_t document,
                                        std::uint64_t most_bytes = 1 << 20) const {
    const Manifest manifest = *read_manifest(folder_ / "out");
    const StopToken stop;
    const Result<RepeatedDocument> repeated =
        repeat_repair(manifest, place_of(document, manifest),
                      {folder_ / "out", most_bytes, std::uint64_t{64} << 20}, stop);
    if (repeated) return *repeated;
    return {{}, to_string(repeated.error()), ""};
  }
  void clean_folder() const { clean_well(run_options({folder_ / "in"}, folder_ / "out")); }

  const TempFolder folder_;
};

TEST_F(RepeatedRepair, CountsDocumentsAsTheRunDid) {
  folder_.write("in/a.txt", "of a file\n");
  // What cannot be read is no document.
  folder_.write("in/b.jsonl", "{\"text\":\"first\"}\nbroken\n\n{\"text\":\"second\"}\n");
  folder_.write("in/c.txt", "last\n");
  clean_folder();
  const std::vector<std::string> expected = {"of a file", "first", "second", "last"};
  for (std::uint64_t document = 0; document < expected.size(); ++document) {
    const RepeatedDocument repeated = repeat(document);
    EXPECT_EQ(repeated.fault, "");
    ASSERT_EQ(repeated.paragraphs.size(), 1u) << document;
    EXPECT_EQ(repeated.paragraphs.front().text, expected[document]);
  }
  const Manifest manifest = *read_manifest(folder_ / "out");
  EXPECT_EQ(place_of(4, manifest).input, nullptr);
}

TEST_F(RepeatedRepair, FindsNamesThatAreWrittenInHex) {
  folder_.write("in/\xB1\xA8\x01.txt", "a name in no encoding\n");
  clean_folder();
  const RepeatedDocument repeated = repeat(0);
  EXPECT_EQ(repeated.fault, "");
  ASSERT_EQ(repeated.paragraphs.size(), 1u);
}

TEST_F(RepeatedRepair, RefusesWhatIsTooLarge) {
  folder_.write("in/a.txt", "a document of some bytes\n");
  clean_folder();
  EXPECT_NE(repeat(0, 10).fault.find("too large"), std::string::npos);
}

TEST_F(RepeatedRepair, MissesItsProfile) {
  folder_.write("in/a.txt", "a document\n");
  clean_folder();
  ASSERT_TRUE(remove_file(folder_ / "out/profile"));
  EXPECT_NE(repeat(0).fault.find("cannot be repaired again"), std::string::npos);
}

}  // namespace
}  // namespace galley
