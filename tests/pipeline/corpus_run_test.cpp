// SPDX-License-Identifier: Apache-2.0
// What every run promises, over dumps that are made up anew for each seed.
#include "pipeline/corpus_run.h"

#include <set>
#include <thread>

#include "base/letters.h"
#include "tests/support/fifo.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

using ParagraphName = std::pair<std::uint64_t, std::uint64_t>;  // document, paragraph

constexpr std::size_t kFiles = 24;

class CleanOfMadeUpDumps : public testing::TestWithParam<std::uint64_t> {
 protected:
  CleanOfMadeUpDumps() { DumpMaker(GetParam()).write(folder_ / "dump", kFiles); }
  [[nodiscard]] RunOptions options(std::string_view output) const {
    return run_options({folder_ / "dump"}, folder_ / output);
  }
  [[nodiscard]] Contents contents(std::string_view output) const {
    return contents_of(folder_ / output);
  }

  TempFolder folder_;
};

std::u32string letters_of(std::string_view text) {
  LetterBuffer letters;
  append_letters(text, letters);
  return {letters.letters().begin(), letters.letters().end()};
}

// The paragraphs of a corpus row by their numbers in the repaired document.
std::map<ParagraphName, std::string> paragraphs_of(const std::vector<Json>& rows) {
  std::map<ParagraphName, std::string> paragraphs;
  for (const Json& row : rows) {
    const auto text = row.at("text").get<std::string>();
    std::uint64_t index = 0;
    for (std::size_t begin = 0; begin != std::string::npos; ++index) {
      const std::size_t end = text.find("\n\n", begin);
      const std::uint64_t number =
          row.contains("paragraphs") ? row.at("paragraphs").at(index).get<std::uint64_t>() : index;
      paragraphs[{row.at("document"), number}] = text.substr(begin, end - begin);
      begin = end == std::string::npos ? end : end + 2;
    }
    EXPECT_EQ(row.contains("paragraphs") ? row.at("paragraphs").size() : index, index);
  }
  return paragraphs;
}

TEST_P(CleanOfMadeUpDumps, AccountsForEveryParagraphAndLetter) {
  RunOptions options = this->options("out");
  options.removed_text = RemovedTexts::kKeep;
  const RunSummary summary = clean_well(options);
  const RunCounts& counts = summary.counts;
  EXPECT_GE(counts.documents, kFiles);
  EXPECT_GT(counts.removed_exact, 0u);
  EXPECT_GT(counts.removed_near, 0u);
  EXPECT_GT(counts.joins, 0u);
  EXPECT_EQ(letters_in_side(counts), letters_out_side(counts));
  EXPECT_EQ(counts.paragraphs_in, counts.kept + counts.removed_exact + counts.removed_near);

  const auto kept = paragraphs_of(read_rows(folder_ / "out", "corpus"));
  const auto removed = read_rows(folder_ / "out", "removed");
  std::uint64_t letters_kept = 0, letters_removed = 0;
  for (const auto& [name, text] : kept) letters_kept += count_letters(text);
  std::map<std::string, std::uint64_t> reasons;
  std::set<ParagraphName> gone;
  for (const Json& row : removed) {
    ++reasons[row.at("reason")];
    const auto text = row.at("text").get<std::string>();
    letters_removed += count_letters(text);
    if (row.at("reason") == "furniture") continue;
    const ParagraphName name(row.at("document"), row.at("paragraph"));
    EXPECT_TRUE(gone.insert(name).second) << "removed twice";
    EXPECT_FALSE(kept.contains(name)) << "removed and kept";
    const auto keeper = kept.find({row.at("kept_document"), row.at("kept_paragraph")});
    ASSERT_NE(keeper, kept.end()) << "the keeper must be in the corpus: " << row;
    EXPECT_EQ(row.at("reason") == "near" || letters_of(keeper->second) == letters_of(text), true);
  }
  EXPECT_EQ(kept.size(), counts.kept);
  EXPECT_EQ(reasons["exact"], counts.removed_exact);
  EXPECT_EQ(reasons["near"], counts.removed_near);
  EXPECT_EQ(reasons["furniture"], counts.furniture);
  EXPECT_EQ(letters_kept, counts.letters_kept);
  EXPECT_EQ(letters_removed, counts.letters_removed);

  // Kept and removed numbers together count the paragraphs of each document without a gap.
  std::map<std::uint64_t, std::set<std::uint64_t>> numbers;
  for (const auto& [name, text] : kept) numbers[name.first].insert(name.second);
  for (const auto& [document, paragraph] : gone) numbers[document].insert(paragraph);
  for (const auto& [document, all] : numbers) EXPECT_EQ(*all.rbegin() + 1, all.size()) << document;
}

TEST_P(CleanOfMadeUpDumps, BytesDoNotDependOnThreadsOrMemory) {
  std::optional<Contents> first;
  for (const std::uint64_t memory : {std::uint64_t{8} << 30, kNoMemory}) {
    for (const int threads : {1, 2, 3, 7}) {
      RunOptions options = this->options("out");
      options.threads = threads;
      options.memory_bytes = memory;
      options.split_bytes = 4096;
      options.existing = Existing::kOverwrite;
      // Where the limit leaves no room for many threads they are asked for all the same.
      clean_well(options);
      const Contents contents = this->contents("out");
      if (!first) first = contents;
      EXPECT_EQ(difference_of(*first, contents), "") << threads << " threads, " << memory;
    }
  }
}

TEST_P(CleanOfMadeUpDumps, UnionOfSplitsIsTheWhole) {
  clean_well(options("whole"));
  const auto corpus = read_rows(folder_ / "whole", "corpus");
  const auto removed = read_rows(folder_ / "whole", "removed");
  for (const std::uint64_t split_bytes : {1u, 700u, 5000u, 100'000u}) {
    RunOptions options = this->options("split");
    options.split_bytes = split_bytes;
    options.existing = Existing::kOverwrite;
    clean_well(options);
    EXPECT_EQ(read_rows(folder_ / "split", "corpus"), corpus) << split_bytes;
    EXPECT_EQ(read_rows(folder_ / "split", "removed"), removed) << split_bytes;
    EXPECT_EQ(faults_in(folder_ / "split"), std::vector<std::string>());
  }
}

TEST_P(CleanOfMadeUpDumps, IsRepairAndThenDedup) {
  RunOptions learning = options("profile");
  ASSERT_TRUE(learn(learning, {}));
  RunOptions cleaning = options("cleaned");
  cleaning.profile = folder_ / "profile";
  const RunSummary cleaned = clean_well(cleaning);

  RunOptions repairing = options("");
  repairing.profile = folder_ / "profile";
  folder_.write("repaired.jsonl", repair_well(repairing, RepairedFormat::kJsonl));
  RunOptions removing = options("deduplicated");
  removing.inputs = {folder_ / "repaired.jsonl"};
  const RunSummary deduplicated = dedup_well(removing);

  const auto texts_of = [&](std::string_view output) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (const Json& row : read_rows(folder_ / output, "corpus")) {
      texts.emplace_back(row.at("id"), row.at("text"));
    }
    return texts;
  };
  EXPECT_EQ(texts_of("cleaned"), texts_of("deduplicated"));
  const auto removals_of = [&](std::string_view output) {
    std::vector<Json> rows;
    for (Json& row : read_rows(folder_ / output, "removed")) {
      if (row.at("reason") != "furniture") rows.push_back(std::move(row));
    }
    return rows;
  };
  EXPECT_EQ(removals_of("cleaned"), removals_of("deduplicated"));
  EXPECT_EQ(cleaned.counts.kept, deduplicated.counts.kept);
}

TEST_P(CleanOfMadeUpDumps, OfItsOwnOutputKeepsIdsSourcesAndMetadata) {
  clean_well(options("once"));
  RunOptions again = options("twice");
  again.inputs.clear();
  for (const std::string& name : names_in(folder_ / "once")) {
    if (name.starts_with("corpus-")) again.inputs.push_back(folder_ / "once/" + name);
  }
  const RunSummary summary = clean_well(again);
  const auto once = read_rows(folder_ / "once", "corpus");
  const auto twice = read_rows(folder_ / "twice", "corpus");
  ASSERT_EQ(once.size(), twice.size());
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_EQ(once[i].at("id"), twice[i].at("id"));
    EXPECT_EQ(once[i].at("source"), twice[i].at("source"));
    EXPECT_EQ(once[i].value("metadata", Json()), twice[i].value("metadata", Json()));
    EXPECT_EQ(once[i].at("text"), twice[i].at("text")) << "clean text goes through unchanged";
  }
  EXPECT_EQ(summary.counts.removed_exact + summary.counts.removed_near, 0u);
}

TEST_P(CleanOfMadeUpDumps, VerifyAcceptsWhatItWrote) {
  RunOptions options = this->options("out");
  options.split_bytes = 3000;
  clean_well(options);
  EXPECT_EQ(faults_in(folder_ / "out"), std::vector<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Seeds, CleanOfMadeUpDumps, testing::Range<std::uint64_t>(1, 5));

TEST(CorpusRun, RepeatedSaysThatItIsComplete) {
  const TempFolder folder;
  DumpMaker(9).write(folder / "dump", 4);
  const RunOptions options = run_options({folder / "dump"}, folder / "out");
  EXPECT_EQ(clean_well(options).state, RunSummary::State::kDone);
  const Contents before = contents_of(folder / "out");
  RunOptions again = options;
  again.threads = 1;  // decides nothing
  EXPECT_EQ(clean_well(again).state, RunSummary::State::kAlreadyComplete);
  again.existing = Existing::kResume;
  EXPECT_EQ(clean_well(again).state, RunSummary::State::kAlreadyComplete);
  EXPECT_EQ(difference_of(before, contents_of(folder / "out")), "");
}

TEST(CorpusRun, TwoIntoOneFolderAreLockedOut) {
  const TempFolder folder;
  DumpMaker(9).write(folder / "dump", 4);
  RunOptions options = run_options({folder / "dump"}, folder / "out");
  clean_well(options);
  // The second begins while the first is at work: in the middle of its first message.
  folder.write("dump/empty.txt", "");
  options.existing = Existing::kOverwrite;
  std::optional<Error> error;
  RunMonitor monitor;
  monitor.on_issue = [&](const Issue&) {
    const Result<RunSummary> second = clean(options, {});
    if (!second) error = second.error();
  };
  clean_well(options, monitor);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::kConflict);
  EXPECT_NE(error->what.find("another run is writing"), std::string::npos);
  EXPECT_EQ(faults_in(folder / "out"), std::vector<std::string>()) << "the first is unharmed";
}

// Each of two runs at once spools its own standard input or FIFO.
TEST(CorpusRun, TwoWithOneTempFolderDoNotMeet) {
  const TempFolder folder;
  DumpMaker maker(3);
  std::vector<std::thread> runs;
  std::vector<std::unique_ptr<WrittenFifo>> fifos;
  for (const std::string name : {"a", "b"}) {
    const std::string page = maker.page(30);
    folder.write(name + ".txt", page);
    fifos.push_back(
        std::make_unique<WrittenFifo>(folder / ("fifo-" + name), std::vector<std::string>{page}));
    runs.emplace_back([&folder, fifo = fifos.back()->path(), name] {
      RunOptions options = run_options({fifo}, folder / ("out-" + name));
      options.temp = folder / "temp";
      options.memory_bytes = kNoMemory;
      clean_well(options);
    });
  }
  for (std::thread& run : runs) run.join();
  for (const std::string name : {"a", "b"}) {
    RunOptions options = run_options({folder / (name + ".txt")}, folder / ("plain-" + name));
    clean_well(options);
    const auto expected = read_rows(folder / ("plain-" + name), "corpus");
    const auto found = read_rows(folder / ("out-" + name), "corpus");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].at("text"), expected[0].at("text"));
    EXPECT_EQ(found[0].at("id"), "fifo-" + name);
  }
  EXPECT_TRUE(names_in(folder / "temp").empty()) << "nothing temporary stays";
}

TEST(CorpusRun, CountsEqualIdsAndKeepsTheirDocuments) {
  const TempFolder folder;
  folder.write("in.jsonl",
               "{\"id\":\"a\",\"text\":\"First text.\"}\n{\"id\":\"b\",\"text\":\"Second text.\"}\n"
               "{\"id\":\"a\",\"text\":\"Third text.\"}\n{\"id\":\"a\",\"text\":\"Fourth.\"}\n");
  const RunSummary summary = clean_well(run_options({folder / "in.jsonl"}, folder / "out"));
  EXPECT_EQ(summary.counts.documents, 4u);
  EXPECT_EQ(summary.counts.repeated_ids, 2u);
  EXPECT_EQ(read_rows(folder / "out", "corpus").size(), 4u);
}

TEST(CorpusRun, OfNothingIsAnEmptyCorpus) {
  const TempFolder folder;
  ASSERT_TRUE(make_folders(folder / "empty"));
  const RunSummary summary = clean_well(run_options({folder / "empty"}, folder / "out"));
  EXPECT_EQ(summary.counts, RunCounts());
  EXPECT_EQ(faults_in(folder / "out"), std::vector<std::string>());
  EXPECT_EQ(read_json(folder / "out/manifest.json").at("inputs").size(), 0u);
}

TEST(CorpusRun, NamesWhatIsMissingAndGoesOn) {
  const TempFolder folder;
  folder.write("there.txt", "Some text that is there.\n");
  std::vector<std::string> told;
  RunMonitor monitor;
  monitor.on_issue = [&](const Issue& issue) { told.push_back(to_string(issue.error)); };
  const RunSummary summary = clean_well(
      run_options({folder / "missing.txt", folder / "there.txt"}, folder / "out"), monitor);
  ASSERT_EQ(summary.unreadable.size(), 1u);
  EXPECT_EQ(summary.unreadable[0].path, folder / "missing.txt");
  EXPECT_EQ(told.size(), 1u);
  EXPECT_EQ(summary.counts.documents, 1u);
  const Json manifest = read_json(folder / "out/manifest.json");
  EXPECT_EQ(manifest.at("unreadable").at(0).at("path"), folder / "missing.txt");
}

TEST(CorpusRun, KeepsAProfileThatLiesInWhatIsOverwritten) {
  const TempFolder folder;
  DumpMaker(5).write(folder / "dump", 4);
  RunOptions options = run_options({folder / "dump"}, folder / "out");
  clean_well(options);
  const Contents learnt = contents_of(folder / "out");
  options.profile = folder / "out/profile";
  options.existing = Existing::kOverwrite;
  clean_well(options);
  const Contents given = contents_of(folder / "out");
  for (const std::string name : {"profile", "corpus-00000.jsonl.zst", "removed-00000.jsonl.zst"}) {
    EXPECT_EQ(given.at(name), learnt.at(name)) << name;
  }
}

TEST(CorpusRun, StopsWhenAsked) {
  const TempFolder folder;
  DumpMaker(5).write(folder / "dump", 12);
  folder.write("dump/empty.txt", "");
  const RunOptions options = run_options({folder / "dump"}, folder / "out");
  StopToken stop;
  RunMonitor monitor;
  monitor.stop = &stop;
  monitor.on_issue = [&](const Issue&) { stop.request_stop(2); };
  const Result<RunSummary> stopped = clean(options, monitor);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::kInterrupted);
  for (const std::string& name : names_in(folder / "out")) EXPECT_EQ(name, ".galley");

  const Result<RunSummary> blind = clean(options, {});
  ASSERT_FALSE(blind);
  EXPECT_NE(blind.error().remedy.find("--resume"), std::string::npos);
  RunOptions resuming = options;
  resuming.existing = Existing::kResume;
  clean_well(resuming);
  clean_well(run_options({folder / "dump"}, folder / "other"));
  EXPECT_EQ(difference_of(contents_of(folder / "out"), contents_of(folder / "other")), "");
}

TEST(CorpusRun, NamesTheInputThatHasChanged) {
  const TempFolder folder;
  DumpMaker(5).write(folder / "dump", 3);
  RunOptions options = run_options({folder / "dump"}, folder / "out");
  clean_well(options);
  const std::string path = folder.write("dump/0000.txt", "Something else altogether.\n");
  const Result<RunSummary> changed = clean(options, {});
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().code, ErrorCode::kConflict);
  EXPECT_NE(changed.error().what.find(path), std::string::npos) << changed.error().what;
  options.existing = Existing::kResume;
  EXPECT_FALSE(clean(options, {})) << "a finished run of other inputs cannot be resumed";
  options.existing = Existing::kOverwrite;
  EXPECT_EQ(clean_well(options).state, RunSummary::State::kDone);
}

}  // namespace
}  // namespace galley
