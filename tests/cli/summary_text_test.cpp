// SPDX-License-Identifier: Apache-2.0
#include "cli/summary_text.h"

#include <gtest/gtest.h>

#include <sstream>

namespace galley {
namespace {

RunSummary summary_of_some_run() {
  RunSummary summary;
  summary.counts.documents = 1234;
  summary.counts.paragraphs_in = 1000;
  summary.counts.kept = 900;
  summary.counts.removed_exact = 60;
  summary.counts.removed_near = 40;
  summary.counts.joins = 5000;
  summary.counts.furniture = 7;
  summary.bytes_in = 1 << 20;
  summary.decoded_bytes = 4 << 20;
  summary.bytes_out = 2048;
  summary.peak_memory_bytes = 100 << 20;
  summary.seconds = 2;
  return summary;
}

std::string text_of(const RunSummary& summary) {
  RunOptions options;
  options.output = "corpus";
  return summary_text(summary, options);
}

bool tells(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(SummaryText, TellsWhatCameInAndStayed) {
  const std::string text = text_of(summary_of_some_run());
  EXPECT_TRUE(tells(text, "1,234 documents, 4.0 MiB of text from 1.0 MiB")) << text;
  EXPECT_TRUE(tells(text, "100 of 1,000 paragraphs (10.0 %): 60 exact copies, 40 near-duplicates"))
      << text;
  EXPECT_TRUE(tells(text, "900 paragraphs in corpus, 2.0 KiB on disk")) << text;
  EXPECT_TRUE(tells(text, "0:02 (2.1 MB/s), 100 MiB of memory at most\n")) << text;
  EXPECT_TRUE(tells(text, "Next: zstd -dc corpus/corpus-00000.jsonl.zst")) << text;
  EXPECT_FALSE(tells(text, "warning")) << text;
  EXPECT_FALSE(tells(text, "unread")) << text;
}

TEST(SummaryText, OfNothingDividesByNothing) {
  RunSummary summary;
  summary.counts.documents = 1;  // of spaces
  const std::string text = text_of(summary);
  EXPECT_TRUE(tells(text, "0 of 0 paragraphs (0.0 %)")) << text;
  EXPECT_TRUE(tells(text, "read      1 document, ")) << text;
}

TEST(SummaryText, OfNoDocumentNothingMoreIsTold) {
  const std::string text = text_of({});
  EXPECT_EQ(text, "read      0 documents, 0 B of text from 0 B\n");
}

TEST(SummaryText, NamesWhatWasNotReadAndWhatSpilled) {
  RunSummary summary = summary_of_some_run();
  summary.counts.bad_bytes = 17;
  summary.unreadable.push_back({"a", 0, "reason"});
  summary.spilled_bytes = 5 << 20;
  const std::string text = text_of(summary);
  EXPECT_TRUE(tells(text, "17 bytes could not be read")) << text;
  EXPECT_TRUE(tells(text, "1 input or record could not be read")) << text;
  EXPECT_TRUE(tells(text, "5.0 MiB spilled to disk")) << text;
}

TEST(SummaryText, ShowsOneRepairAndOneRemoval) {
  RunSummary summary = summary_of_some_run();
  summary.samples.push_back({"a.txt", "broken\nline", "", "broken line", "joined"});
  summary.samples.push_back(
      {"b.txt, paragraph 3", "a copy", "a.txt, paragraph 0", "the first", "similarity 0.91"});
  const std::string text = text_of(summary);
  EXPECT_TRUE(tells(text, "Before (a.txt):\n    broken\n    line\n")) << text;
  EXPECT_TRUE(tells(text, "After (joined):\n    broken line\n")) << text;
  EXPECT_TRUE(tells(text, "Removed, similarity 0.91 (b.txt, paragraph 3):\n    a copy\n")) << text;
  EXPECT_TRUE(tells(text, "Kept in its place (a.txt, paragraph 0):\n    the first\n")) << text;
}

TEST(SummaryText, LongLinesOfSamplesAreBrokenAtSpaces) {
  RunSummary summary = summary_of_some_run();
  std::string prose = "It";
  for (int i = 0; i < 12; ++i) prose += " was settled";
  summary.samples.push_back({"a", "x", "", prose, "note"});
  const std::string text = text_of(summary);
  EXPECT_TRUE(
      tells(text,
            "    It was settled was settled was settled was settled was settled was settled "
            "was settled was\n    settled was settled was settled was settled was settled\n"))
      << text;
}

TEST(SummaryText, SamplesAreCutAndCannotSteerTheTerminal) {
  RunSummary summary = summary_of_some_run();
  std::string lengthy;
  for (int i = 0; i < 2000; ++i) lengthy += "版";
  summary.samples.push_back({"a", lengthy + "\x1B[2J", "",
                             "\x1B[2Jafter\x07\xC2\x9B"
                             "2J\x7F",
                             "note"});
  const std::string text = text_of(summary);
  EXPECT_TRUE(tells(text, " ...\n")) << text;
  EXPECT_FALSE(tells(text, "\x1B")) << text;
  EXPECT_FALSE(tells(text, "\x07")) << text;
  EXPECT_FALSE(tells(text, "\xC2\x9B")) << text;
  EXPECT_FALSE(tells(text, "\x7F")) << text;
  // Each ideograph takes two columns of a terminal: 48 in a line of 100 with its indent.
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 4 + 46 * 3 + 4u);
}

}  // namespace
}  // namespace galley
