// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run_identity.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

namespace galley {
namespace {

using Change = std::function<void(RunOptions&)>;

// Everything that decides the bytes of a corpus. A new option belongs here or into the list below.
const std::vector<std::pair<std::string, Change>> kDeciding = {
    {"input-format", [](RunOptions& o) { o.read.format = InputFormat::kText; }},
    {"text-field", [](RunOptions& o) { o.read.text_field = "body"; }},
    {"id-field", [](RunOptions& o) { o.read.id_field = "key"; }},
    {"encoding", [](RunOptions& o) { o.read.encoding = Encoding::kUtf8; }},
    {"max-line", [](RunOptions& o) { o.read.limits.most_line_bytes = 7; }},
    {"max-document", [](RunOptions& o) { o.read.limits.most_document_bytes = 7; }},
    {"max-expansion", [](RunOptions& o) { o.read.limits.most_expansion = 7; }},
    {"max-window", [](RunOptions& o) { o.read.limits.most_window_bytes = 7; }},
    {"level", [](RunOptions& o) { o.level = 7; }},
    {"split-size", [](RunOptions& o) { o.split_bytes = 7; }},
    {"keep-removed", [](RunOptions& o) { o.removed_text = RemovedTexts::kKeep; }},
    {"preset", [](RunOptions& o) { o.dedup.preset = DedupPreset::kOcr; }},
    {"similarity", [](RunOptions& o) { o.dedup.similarity_ppm = 700'000; }},
    {"numbers", [](RunOptions& o) { o.dedup.numbers = Numbers::kIgnore; }},
    {"keep", [](RunOptions& o) { o.dedup.keep = Keep::kLongest; }},
    {"unit", [](RunOptions& o) { o.dedup.unit = DedupUnit::kDocument; }},
    {"scope", [](RunOptions& o) { o.dedup.scope = DedupScope::kDocument; }},
    {"min-letters", [](RunOptions& o) { o.dedup.min_letters = 7; }},
    {"bands", [](RunOptions& o) { o.dedup.bands = 7; }},
    {"rows", [](RunOptions& o) { o.dedup.rows = 7; }},
    {"recall", [](RunOptions& o) { o.dedup.recall_ppm = 900'000; }},
    {"max-letter-errors", [](RunOptions& o) { o.dedup.max_letter_errors_ppm = 7; }},
    {"survey-size", [](RunOptions& o) { o.survey_bytes = 7; }},
    {"structure", [](RunOptions& o) { o.structure = Structure::kWrite; }},
    {"confidence", [](RunOptions& o) { o.repair.least_confidence = 7; }},
    {"fold-punctuation",
     [](RunOptions& o) { o.repair.half_width_punctuation = HalfWidthPunctuation::kFold; }},
    {"fold-width", [](RunOptions& o) { o.repair.full_width_latin = FullWidthLatin::kFold; }},
    {"keep-furniture", [](RunOptions& o) { o.repair.page_furniture = PageFurniture::kKeep; }},
    {"interrupted", [](RunOptions& o) { o.repair.interrupted = Interrupted::kNear; }},
};

// What may differ between two runs that write the same bytes.
const std::vector<Change> kFree = {
    [](RunOptions& o) { o.output = "elsewhere"; },
    [](RunOptions& o) { o.existing = Existing::kOverwrite; },
    [](RunOptions& o) { o.threads = 7; },
    [](RunOptions& o) { o.memory_bytes = 7; },
    [](RunOptions& o) { o.temp = "elsewhere"; },
};

TEST(RecordedOptions, TellEveryOptionThatDecidesTheBytes) {
  const auto usual = recorded_options({}, Taking::kRepair, "");
  for (const auto& [name, change] : kDeciding) {
    RunOptions options;
    change(options);
    const auto recorded = recorded_options(options, Taking::kRepair, "");
    ASSERT_EQ(recorded.size(), usual.size());
    std::set<std::string> differing;
    for (std::size_t i = 0; i < usual.size(); ++i) {
      EXPECT_EQ(recorded[i].first, usual[i].first);
      if (recorded[i].second != usual[i].second) differing.insert(usual[i].first);
    }
    EXPECT_EQ(differing, std::set<std::string>{name});
  }
  EXPECT_EQ(usual.size(), kDeciding.size() + 1) << "those and the command";
}

TEST(RecordedOptions, TellNothingElse) {
  for (const Change& change : kFree) {
    RunOptions options;
    change(options);
    EXPECT_EQ(recorded_options(options, Taking::kRepair, ""),
              recorded_options({}, Taking::kRepair, ""));
  }
}

TEST(RecordedOptions, TellCommandsAndProfilesApart) {
  EXPECT_NE(recorded_options({}, Taking::kRepair, ""), recorded_options({}, Taking::kAsIs, ""));
  EXPECT_NE(recorded_options({}, Taking::kRepair, "1"), recorded_options({}, Taking::kRepair, "2"));
}

TEST(RecordedInputs, HavePathSizeAndHash) {
  Input input;
  input.path = "a/b.txt";
  input.size_bytes = 17;
  input.sample_hash = 0xABC;
  const std::vector<InputFacts> facts = recorded_inputs({input});
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0].path, "a/b.txt");
  EXPECT_EQ(facts[0].bytes, 17u);
  EXPECT_EQ(facts[0].sampled_hash, "0000000000000abc");
}

TEST(RecordedVersions, NameGalleyAndItsCompressor) {
  const auto versions = recorded_versions();
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_EQ(versions[0], NamedValue("galley", std::string(version())));
  EXPECT_EQ(versions[1].first, "zstd");
}

// What decides how a document is read and repaired is read back as it was written.
TEST(RecordedWork, GivesBackWhatWasRecorded) {
  for (const auto& [name, change] : kDeciding) {
    RunOptions options;
    change(options);
    for (const Taking taking : {Taking::kRepair, Taking::kAsIs}) {
      const auto recorded = recorded_options(options, taking, "");
      const Result<RecordedWork> work = recorded_work(recorded, "manifest.json");
      ASSERT_TRUE(work) << name;
      EXPECT_EQ(work->taking, taking);
      RunOptions back;
      back.read = work->read;
      back.repair = work->repair;
      back.dedup.unit = work->unit;
      const auto again = recorded_options(back, taking, "");
      for (std::size_t i = 0; i < recorded.size(); ++i) {
        // The others decide neither.
        static const std::set<std::string> kRead = {
            "input-format", "text-field",       "id-field",   "encoding",       "max-line",
            "max-document", "max-expansion",    "max-window", "unit",           "confidence",
            "fold-width",   "fold-punctuation", "command",    "keep-furniture", "interrupted"};
        if (!kRead.contains(recorded[i].first)) continue;
        EXPECT_EQ(again[i], recorded[i]) << name;
      }
    }
  }
}

TEST(RecordedWork, RefusesWhatNoRunRecords) {
  for (const char* name : {"command", "input-format", "encoding", "max-line", "confidence",
                           "fold-width", "interrupted", "unit"}) {
    EXPECT_FALSE(recorded_work({{name, "strange"}}, "manifest.json")) << name;
  }
  EXPECT_FALSE(recorded_work({{"confidence", "300"}}, "manifest.json"));
  EXPECT_TRUE(recorded_work({}, "manifest.json"));
}

}  // namespace
}  // namespace galley
