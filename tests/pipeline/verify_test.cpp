// SPDX-License-Identifier: Apache-2.0
// Every kind of damage that a corpus can take is reported, and none is read past.
#include <sys/stat.h>

#include <algorithm>
#include <random>

#include "base/zstd_codec.h"
#include "tests/support/runs.h"
#include "write/manifest.h"
#include "write/record_parser.h"

namespace galley {
namespace {

class Verify : public testing::Test {
 protected:
  Verify() {
    DumpMaker(11).write(folder_ / "dump", 8);
    RunOptions options = run_options({folder_ / "dump"}, folder_ / "out");
    options.split_bytes = 4000;
    clean_well(options);
    EXPECT_TRUE(path_exists(folder_ / "out/corpus-00001.jsonl.zst"));
  }
  [[nodiscard]] std::vector<std::string> faults() const { return faults_in(folder_ / "out"); }
  [[nodiscard]] std::string read(const std::string& name) const {
    return folder_.read("out/" + name);
  }
  void write(const std::string& name, std::string_view bytes) const {
    folder_.write("out/" + name, bytes);
  }
  // Replaces an output file and what the manifest says of it: damage that no checksum shows.
  void replace(const std::string& name, const std::string& content) const {
    const std::string stored = *zstd_compress(content, 3);
    write(name, stored);
    Manifest manifest = *read_manifest(folder_ / "out");
    for (OutputFile& output : manifest.outputs) {
      if (output.name != name) continue;
      output.bytes = stored.size();
      output.uncompressed_bytes = content.size();
      output.xxh3_128 = hash128(content.data(), content.size());
    }
    write("manifest.json", to_json(manifest));
  }
  [[nodiscard]] std::string content(const std::string& name) const {
    return *zstd_decompress(read(name), std::uint64_t{1} << 30, name);
  }
  void expect_fault(std::string_view told) const {
    const std::vector<std::string> found = faults();
    const bool is_told = std::any_of(found.begin(), found.end(), [&](const std::string& fault) {
      return fault.find(told) != std::string::npos;
    });
    EXPECT_TRUE(is_told) << told << " in " << testing::PrintToString(found);
  }

  const TempFolder folder_;
};

TEST_F(Verify, CountsWhatItRead) {
  const Result<Verification> verification = verify(run_options({folder_ / "out"}, ""), {});
  ASSERT_TRUE(verification);
  EXPECT_EQ(verification->faults, std::vector<std::string>());
  std::uint64_t bytes = 0, files = 0;
  const Json manifest = read_json(folder_ / "out/manifest.json");
  for (const Json& output : manifest.at("outputs")) {
    ++files;
    bytes += output.at("uncompressed_bytes").get<std::uint64_t>();
  }
  EXPECT_EQ(verification->files, files);
  EXPECT_EQ(verification->bytes, bytes);
}

TEST_F(Verify, FindsEveryCut) {
  for (const std::string name : {"corpus-00000.jsonl.zst", "removed-00000.jsonl.zst", "profile"}) {
    const std::string whole = read(name);
    // Every length of small files; of larger ones all near the ends and some between.
    for (std::size_t size = 0; size < whole.size(); size += 1 + size / 64 * 7) {
      write(name, whole.substr(0, size));
      ASSERT_FALSE(faults().empty()) << name << " cut at " << size;
    }
    write(name, whole + 'x');
    EXPECT_FALSE(faults().empty()) << name << " with a byte more";
    write(name, whole + whole);
    EXPECT_FALSE(faults().empty()) << name << " twice";
    write(name, whole);
  }
}

TEST_F(Verify, FindsFlips) {
  std::mt19937_64 random(5);
  for (const std::string name : {"corpus-00000.jsonl.zst", "removed-00000.jsonl.zst", "profile"}) {
    const std::string whole = read(name);
    for (int flip = 0; flip < 60; ++flip) {
      std::string flipped = whole;
      const std::size_t at = random() % whole.size();
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << random() % 8));
      write(name, flipped);
      // zstd has bits that nothing hangs on: then the content is what it was.
      const auto content = [&](const std::string& bytes) {
        return zstd_decompress(bytes, 1 << 30, name);
      };
      const bool is_same =
          name.ends_with(".zst") && content(flipped).value_or("") == content(whole).value();
      ASSERT_TRUE(is_same || !faults().empty()) << name << " flipped at " << at;
    }
    write(name, whole);
  }
}

TEST_F(Verify, FindsWhatIsMissing) {
  for (const std::string name :
       {"corpus-00001.jsonl.zst", "removed-00000.jsonl.zst", "profile", "manifest.json"}) {
    const std::string whole = read(name);
    ASSERT_TRUE(remove_file(folder_ / ("out/" + name)));
    expect_fault(name);
    write(name, whole);
  }
  EXPECT_TRUE(faults().empty());
}

TEST_F(Verify, FindsSwappedFiles) {
  const std::string first = read("corpus-00000.jsonl.zst"), second = read("corpus-00001.jsonl.zst");
  write("corpus-00000.jsonl.zst", second);
  write("corpus-00001.jsonl.zst", first);
  // What it says of each depends on which is longer.
  expect_fault("corpus-00000.jsonl.zst: ");
  expect_fault("corpus-00001.jsonl.zst: ");
}

TEST_F(Verify, FindsFilesThatAreNotOfTheCorpus) {
  write("corpus-00099.jsonl.zst", read("corpus-00000.jsonl.zst"));
  expect_fault("corpus-00099.jsonl.zst: is not in the manifest");
  ASSERT_TRUE(remove_file(folder_ / "out/corpus-00099.jsonl.zst"));
  write("notes.txt", "mine");
  write("report.html", "<p>");
  EXPECT_TRUE(faults().empty()) << "other files are nobody's business";
}

TEST_F(Verify, FindsWrongCounts) {
  Manifest manifest = *read_manifest(folder_ / "out");
  const RunCounts right = manifest.counts;
  for (const auto& [member, told] : {std::pair{&RunCounts::kept, "kept paragraphs"},
                                     std::pair{&RunCounts::removed_exact, "exact copies"},
                                     std::pair{&RunCounts::removed_near, "near-duplicates"},
                                     std::pair{&RunCounts::furniture, "lines of furniture"}}) {
    manifest.counts = right;
    ++(manifest.counts.*member);
    write("manifest.json", to_json(manifest));
    expect_fault(told);
  }
}

TEST_F(Verify, FindsAKeeperThatIsNotThere) {
  for (const std::string name : {"removed-00000.jsonl.zst", "removed-00001.jsonl.zst"}) {
    const std::string before = content(name);
    RecordParser parser;
    ParsedRemovedRecord record;
    std::string changed;
    for (std::size_t begin = 0; begin < before.size();) {
      const std::size_t end = before.find('\n', begin) + 1;
      std::string line = before.substr(begin, end - begin);
      ASSERT_TRUE(parser.parse(line, name, record));
      // Where it stands there are 6 digits behind: no document has so many paragraphs.
      const std::size_t at = line.find("\"kept_paragraph\":");
      if (record.reason != RowReason::kFurniture) line.insert(at + 17, "999");
      changed += line;
      begin = end;
    }
    if (changed == before) continue;
    replace(name, changed);
    expect_fault("is named as a keeper but is not in the corpus");
    return;
  }
  FAIL() << "the dump should hold duplicates";
}

TEST_F(Verify, FindsBrokenRecords) {
  const std::string before = content("corpus-00000.jsonl.zst");
  for (const std::string& broken :
       {"{}\n" + before, before.substr(1), before.substr(0, before.size() - 1), before + "x",
        std::string("\xFF\xFE\n"), std::string(5, '\0')}) {
    replace("corpus-00000.jsonl.zst", broken);
    EXPECT_FALSE(faults().empty());
  }
}

// A manifest from anywhere must not lead anywhere.
TEST_F(Verify, FollowsNoNameOutOfTheFolder) {
  folder_.write("secret", "x");
  ASSERT_EQ(mkfifo((folder_ / "out/fifo").c_str(), 0600), 0);
  for (const std::string name :
       {"../secret", "/etc/passwd", "fifo", "", ".", "corpus-0/../../secret", "manifest.json",
        "notes.txt", "corpus-00000.jsonl.zst.galley-part"}) {
    Manifest manifest = *read_manifest(folder_ / "out");
    manifest.outputs.push_back({name, 1, 1, {}});
    const std::string right = read("manifest.json");
    write("manifest.json", to_json(manifest));
    expect_fault("which no run writes");
    write("manifest.json", right);
  }
}

TEST_F(Verify, IsNotDrownedByABomb) {
  const std::string line(std::size_t{1} << 22, 'x');
  std::string content;
  for (int i = 0; i < 64; ++i) content += line;
  write("corpus-00000.jsonl.zst", *zstd_compress(content, 1));
  const std::vector<std::string> found = faults();
  ASSERT_FALSE(found.empty())
      << "what unpacks to more than the manifest says is not unpacked whole";
}

TEST_F(Verify, TellsManyFaultsInAFewLines) {
  std::string lines;
  for (int i = 0; i < 5000; ++i) lines += "broken\n";
  replace("corpus-00000.jsonl.zst", lines);
  EXPECT_LE(faults().size(), 200u);
}

TEST_F(Verify, StopsWhenAsked) {
  StopToken stop;
  stop.request_stop(2);
  RunMonitor monitor;
  monitor.stop = &stop;
  const Result<Verification> verification = verify(run_options({folder_ / "out"}, ""), monitor);
  ASSERT_FALSE(verification);
  EXPECT_EQ(verification.error().code, ErrorCode::kInterrupted);
}

TEST(VerifyNothing, TellsThatThereIsNoManifest) {
  const TempFolder folder;
  const Result<Verification> verification = verify(run_options({folder.path()}, ""), {});
  ASSERT_FALSE(verification);
  EXPECT_EQ(verification.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace galley
