// SPDX-License-Identifier: Apache-2.0
#include "write/manifest.h"

#include <gtest/gtest.h>

#include "tests/support/effort.h"
#include "tests/support/generators.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

Manifest example() {
  Manifest manifest;
  manifest.options = {{"command", "clean"}, {"similarity", "0.800000"}};
  manifest.versions = {{"galley", "0.1.0"}, {"zstd", "1.5.4"}};
  manifest.inputs = {{"dump/a.txt", 762, "75e44b54d8c426bf", 1}, {"dump/b\xFF.txt", 9, "00", 2}};
  manifest.outputs = {
      {"corpus-00000.jsonl.zst", 100, 300, {0x0123456789abcdef, 0xfedcba9876543210}},
      {"removed-00000.jsonl.zst", 9, 0, {1, 2}}};
  std::uint64_t value = 1000;
  for (const NamedCount& count : named_counts()) manifest.counts.*count.value = ++value;
  manifest.unreadable = {{"dump/c.txt", 0, "cannot be opened"}, {"dump/d.jsonl", 17, "is\tbroken"}};
  return manifest;
}

TEST(Manifest, IsReadBackAsItWasWritten) {
  const Manifest manifest = example();
  const Result<Manifest> back = parse_manifest(to_json(manifest), "manifest.json");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->options, manifest.options);
  EXPECT_EQ(back->versions, manifest.versions);
  ASSERT_EQ(back->inputs.size(), 2u);
  EXPECT_EQ(back->inputs[0].path, "dump/a.txt");
  EXPECT_EQ(back->inputs[0].bytes, 762u);
  EXPECT_EQ(back->inputs[0].sampled_hash, "75e44b54d8c426bf");
  EXPECT_EQ(back->inputs[1].documents, 2u);
  EXPECT_EQ(back->inputs[1].path, "dump/b\\xFF.txt") << "JSON holds no bytes that are not UTF-8";
  ASSERT_EQ(back->outputs.size(), 2u);
  EXPECT_EQ(back->outputs[0].name, "corpus-00000.jsonl.zst");
  EXPECT_EQ(back->outputs[0].bytes, 100u);
  EXPECT_EQ(back->outputs[0].uncompressed_bytes, 300u);
  EXPECT_EQ(back->outputs[0].xxh3_128, manifest.outputs[0].xxh3_128);
  EXPECT_EQ(back->counts, manifest.counts);
  ASSERT_EQ(back->unreadable.size(), 2u);
  EXPECT_EQ(back->unreadable[0].line, 0u);
  EXPECT_EQ(back->unreadable[1].line, 17u);
  EXPECT_EQ(back->unreadable[1].reason, "is\\x09broken");
  EXPECT_EQ(to_json(*back), to_json(manifest));
}

TEST(Manifest, KeepsFigures) {
  Manifest manifest = example();
  EXPECT_EQ(to_json(manifest).find("figures"), std::string::npos) << "none are told of dedup";
  manifest.figures.line_cells[0] = 1;
  manifest.figures.line_cells[255] = 2;
  manifest.figures.column_cells[40] = 3;
  manifest.figures.line_chars[7] = UINT64_MAX;
  manifest.figures.edits[static_cast<std::size_t>(EditReason::kResumed)] = 4;
  const std::string json = to_json(manifest);
  const Result<Manifest> back = parse_manifest(json, "manifest.json");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->figures, manifest.figures);
  EXPECT_EQ(to_json(*back), json);
}

TEST(Manifest, HasTheNamesThatTheDesignPromises) {
  const std::string json = to_json(example());
  for (const std::string_view name : {"\"galley\": \"corpus 1\"",
                                      "\"path\"",
                                      "\"bytes\"",
                                      "\"documents\"",
                                      "\"name\"",
                                      "\"uncompressed_bytes\"",
                                      "\"xxh3_128\": \"0123456789abcdeffedcba9876543210\"",
                                      "\"counts\"",
                                      "\"paragraphs_in\"",
                                      "\"kept\"",
                                      "\"removed_exact\"",
                                      "\"removed_near\"",
                                      "\"furniture\"",
                                      "\"letters_in\"",
                                      "\"letters_kept\"",
                                      "\"letters_removed\"",
                                      "\"letters_edited\"",
                                      "\"bad_bytes\"",
                                      "\"joins\"",
                                      "\"words_rejoined\"",
                                      "\"candidate_pairs\"",
                                      "\"skipped_pairs\"",
                                      "\"line\": null",
                                      "\"line\": 17",
                                      "\"reason\""}) {
    EXPECT_NE(json.find(name), std::string::npos) << name;
  }
}

TEST(Manifest, EveryCutIsFound) {
  const std::string json = to_json(example());
  for (std::size_t size = 0; size < json.size(); ++size) {
    const Result<Manifest> cut = parse_manifest(json.substr(0, size), "m");
    ASSERT_FALSE(cut) << size;
    EXPECT_EQ(cut.error().code, ErrorCode::kCorrupt);
    EXPECT_FALSE(cut.error().remedy.empty());
  }
}

TEST(Manifest, EveryFlipIsFound) {
  const std::string json = to_json(example());
  for (std::size_t at = 0; at < json.size(); ++at) {
    for (const int bit : {0, 1, 5, 7}) {
      std::string flipped = json;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
      EXPECT_FALSE(parse_manifest(flipped, "m")) << at << ' ' << bit;
    }
  }
}

TEST(Manifest, OfAnotherFormatIsTold) {
  const Result<Manifest> other = parse_manifest(R"({"galley":"corpus 2"})", "m");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::kUnsupported);
}

RC_GTEST_PROP(Manifest, TakesAnyBytes, ()) {
  RC_ASSERT(!parse_manifest(*any_bytes(), "m"));
}

TEST(Manifest, TakesDeepNesting) {
  const std::size_t depth = by_effort<std::size_t>(100'000, 1'000'000);
  EXPECT_FALSE(parse_manifest(std::string(depth, '['), "m"));
  EXPECT_FALSE(parse_manifest(
      "{\"galley\":" + std::string(depth, '[') + std::string(depth, ']') + "}", "m"));
}

TEST(Identity, TellsWhatDecidesTheBytes) {
  const Manifest manifest = example();
  Manifest other = manifest;
  other.outputs.clear();
  other.counts = {};
  other.unreadable.clear();
  other.inputs[0].documents = 5;
  EXPECT_EQ(other.identity(), manifest.identity());
  const auto differs = [&](auto change) {
    Manifest changed = manifest;
    change(changed);
    return changed.identity() != manifest.identity();
  };
  EXPECT_TRUE(differs([](Manifest& m) { m.options[1].second = "0.900000"; }));
  EXPECT_TRUE(differs([](Manifest& m) { m.versions[1].second = "1.5.5"; }));
  EXPECT_TRUE(differs([](Manifest& m) { m.inputs[0].path = "dump/aa.txt"; }));
  EXPECT_TRUE(differs([](Manifest& m) { m.inputs[0].bytes = 763; }));
  EXPECT_TRUE(differs([](Manifest& m) { m.inputs[0].sampled_hash = "75e44b54d8c426be"; }));
  EXPECT_TRUE(differs([](Manifest& m) { std::swap(m.inputs[0], m.inputs[1]); }));
  EXPECT_TRUE(differs([](Manifest& m) { m.inputs.pop_back(); }));
}

TEST(ReadManifest, TellsThatThereIsNone) {
  const TempFolder folder;
  const Result<Manifest> none = read_manifest(folder.path());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::kNotFound);
  folder.write("manifest.json", to_json(example()));
  EXPECT_TRUE(read_manifest(folder.path()));
}

}  // namespace
}  // namespace galley
