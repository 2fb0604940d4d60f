// SPDX-License-Identifier: Apache-2.0
// What the page tells is counted once more from the rows of corpus and removed map, and its samples
// are compared with what restore gives back.
#include <algorithm>
#include <map>
#include <set>

#include "base/atomic_file.h"
#include "pipeline/repeated_repair.h"
#include "report/page_parts.h"
#include "tests/support/runs.h"
#include "write/manifest.h"

namespace galley {
namespace {

using Pair = std::pair<std::uint64_t, std::uint64_t>;

std::size_t size_of(std::span<const std::string_view> parts) {
  std::size_t bytes = 0;
  for (const std::string_view part : parts) bytes += part.size();
  return bytes;
}

std::string side_of(const Json& pair, char sign) {
  std::string text;
  for (const Json& part : pair.at("parts")) {
    const auto piece = part.get<std::string>();
    if (piece[0] == '=' || piece[0] == sign) text += piece.substr(1);
  }
  return text;
}

std::uint64_t sum_of(const Json& bins) {
  std::uint64_t sum = 0;
  for (const Json& bin : bins) sum += bin.get<std::uint64_t>();
  return sum;
}

class ReportRunTest : public testing::Test {
 protected:
  ReportRunTest() {
    EXPECT_TRUE(make_folders(folder_ / "dump"));
    DumpMaker(29).write(folder_ / "dump", 40);
    options_ = run_options({folder_ / "dump"}, folder_ / "out");
    options_.split_bytes = 4000;
    options_.existing = Existing::kOverwrite;
  }

  // The page's data about what is in out/.
  [[nodiscard]] Json report_out() const {
    RunOptions options = run_options({folder_ / "out"}, "");
    options.memory_bytes = options_.memory_bytes;
    const Result<ReportFile> written = report(options, {});
    if (!written) {
      ADD_FAILURE() << to_string(written.error());
      return {};
    }
    const std::string html = folder_.read("out/report.html");
    EXPECT_EQ(written->bytes, html.size());
    const std::size_t head = size_of(page_head());
    return Json::parse(html.substr(head, html.size() - head - size_of(page_tail())));
  }

  const TempFolder folder_;
  RunOptions options_;
};

TEST_F(ReportRunTest, CountsWhatCorpusAndMapHold) {
  clean_well(options_);
  const Json report = report_out();
  std::map<std::uint64_t, std::uint64_t> similarity;
  std::map<Pair, std::uint64_t> copies;
  std::uint64_t same_document = 0, removed = 0;
  for (const Json& row : read_rows(folder_ / "out", "removed")) {
    if (row.at("reason") == "furniture") continue;
    ++removed;
    if (row.at("reason") == "near") {
      ++similarity[static_cast<std::uint64_t>(row.at("similarity").get<double>() * 100 + 1e-9)];
    }
    ++copies[{row.at("kept_document"), row.at("kept_paragraph")}];
    same_document += row.at("kept_document") == row.at("document");
  }
  ASSERT_GT(removed, 20u) << "the dump has no copies";
  for (std::size_t i = 0; i < report.at("similarity").size(); ++i) {
    EXPECT_EQ(report["similarity"][i], similarity[i]) << i;
  }
  EXPECT_EQ(report.at("keepers"), copies.size());
  EXPECT_EQ(sum_of(report.at("keepersByCopies")), copies.size());
  EXPECT_EQ(sum_of(report.at("removedChars")), removed);
  EXPECT_EQ(sum_of(report.at("keptChars")), report.at("counts").at("kept"));
  const Json& sources = report.at("sources");
  EXPECT_EQ(sources.at("inDocument"), same_document);
  EXPECT_EQ(sources.at("inDocument").get<std::uint64_t>() +
                sources.at("inSource").get<std::uint64_t>() +
                sources.at("ofSources").get<std::uint64_t>(),
            removed);
  std::uint64_t most = 0;
  for (const auto& [keeper, count] : copies) most = std::max(most, count);
  ASSERT_GT(most, 1u);
  const Json& first = report.at("mostCopied").at(0);
  EXPECT_EQ(first.at("copies"), most);
  EXPECT_EQ((copies[{first.at("document"), first.at("paragraph")}]), most);
  EXPECT_FALSE(first.at("text").get<std::string>().empty());
}

TEST_F(ReportRunTest, CountsBySource) {
  clean_well(options_);
  const Json report = report_out();
  const Manifest manifest = *read_manifest(folder_ / "out");
  std::map<std::uint64_t, std::string> source_of;
  std::map<std::string, std::uint64_t> kept, removed;
  std::map<std::pair<std::string, std::string>, std::uint64_t> copies;
  for (const Json& row : read_rows(folder_ / "out", "corpus")) {
    source_of[row.at("document")] = row.at("source");
  }
  for (const Json& row : read_rows(folder_ / "out", "removed")) {
    if (row.at("reason") == "furniture") continue;
    // Of a document that is gone from the corpus only its input is known.
    const auto source = source_of.find(row.at("document"));
    const std::string copier = source != source_of.end()
                                   ? source->second
                                   : place_of(row["document"], manifest).input->path;
    ++removed[copier];
    ++copies[{copier, source_of.at(row.at("kept_document"))}];
  }
  const Json& rows = report.at("sources").at("rows");
  ASSERT_LE(rows.size(), 41u);
  std::uint64_t documents = 0, all_kept = 0;
  for (const Json& row : rows) {
    documents += row.at("documents").get<std::uint64_t>();
    all_kept += row.at("kept").get<std::uint64_t>();
    if (row.at("sources") == 1 && removed.contains(row.at("name"))) {
      EXPECT_EQ(row.at("exact").get<std::uint64_t>() + row.at("near").get<std::uint64_t>(),
                removed[row["name"]]);
    }
  }
  EXPECT_EQ(all_kept, report.at("counts").at("kept"));
  EXPECT_LE(documents, report.at("counts").at("documents"));
  for (const Json& cell : report.at("sources").at("copies")) {
    const Json& copier = rows.at(cell.at(0).get<std::size_t>());
    const Json& keeper = rows.at(cell.at(1).get<std::size_t>());
    const auto at = copies.find({copier.at("name"), keeper.at("name")});
    if (copier.at("sources") != 1 || keeper.at("sources") != 1 || at == copies.end()) continue;
    EXPECT_EQ(cell.at(2), at->second) << copier << keeper;
  }
}

// With --keep-removed and without, the texts are the same: then they come from the sources.
TEST_F(ReportRunTest, ShowsTheTextsThatWentAndStayed) {
  options_.removed_text = RemovedTexts::kKeep;
  clean_well(options_);
  const Json with = report_out();
  std::map<Pair, std::string> texts;
  for (const Json& row : read_rows(folder_ / "out", "removed")) {
    if (row.at("reason") == "furniture") continue;
    texts[{row.at("document"), row.at("paragraph")}] = row.at("text");
  }
  std::size_t seen = 0;
  for (const Json& pair : with.at("pairs")) {
    if (pair.at("why") == "furniture") continue;
    ++seen;
    EXPECT_EQ(side_of(pair, '-'), (texts[{pair.at("document"), pair.at("paragraph")}]));
  }
  EXPECT_EQ(seen, std::min<std::size_t>(texts.size(), seen));
  EXPECT_GT(seen, 20u);
  options_.removed_text = RemovedTexts::kDrop;
  clean_well(options_);
  EXPECT_EQ(report_out().at("pairs"), with.at("pairs"));
}

TEST_F(ReportRunTest, ShowsPagesFromTheirLines) {
  clean_well(options_);
  const Json report = report_out();
  ASSERT_FALSE(report.at("pages").empty());
  std::size_t joined = 0;
  for (const Json& page : report.at("pages")) {
    for (const Json& paragraph : page.at("paragraphs")) {
      if (!paragraph.contains("lines")) continue;
      for (const Json& line : paragraph["lines"]) joined += !line.at(2).is_null();
    }
  }
  EXPECT_GT(joined, 10u);
  EXPECT_EQ(report.at("sourceFault"), "");
}

TEST_F(ReportRunTest, SaysWhyTextsAreMissing) {
  clean_well(options_);
  ASSERT_TRUE(remove_tree(folder_ / "dump"));
  const Json report = report_out();
  EXPECT_NE(report.at("sourceFault").get<std::string>().find("is not there any more"),
            std::string::npos);
  EXPECT_TRUE(report.at("pages").empty());
  for (const Json& pair : report.at("pairs")) {
    EXPECT_FALSE(pair.contains("parts"));
    EXPECT_EQ(pair.contains("kept"), pair.at("why") != "furniture");
  }
}

TEST_F(ReportRunTest, BelievesNoSourceThatGivesSomethingElse) {
  clean_well(options_);
  // Of the same size, with the same bytes where they are sampled: nothing but the repair can tell.
  Manifest manifest = *read_manifest(folder_ / "out");
  for (auto& [name, value] : manifest.options) {
    if (name == "confidence") value = "100";
  }
  ASSERT_TRUE(write_file_atomically(folder_ / "out/manifest.json", to_json(manifest)));
  EXPECT_NE(report_out().at("sourceFault").get<std::string>().find("repaired otherwise"),
            std::string::npos);
}

TEST_F(ReportRunTest, IsTheSameInLittleMemory) {
  clean_well(options_);
  Json much = report_out();
  options_.memory_bytes = kNoMemory;
  EXPECT_EQ(report_out(), much);
}

TEST_F(ReportRunTest, MeasuresTheSameOnAnyNumberOfThreads) {
  clean_well(options_);
  const RunFigures figures = read_manifest(folder_ / "out")->figures;
  EXPECT_NE(figures, RunFigures());
  options_.threads = 1;
  clean_well(options_);
  EXPECT_EQ(read_manifest(folder_ / "out")->figures, figures);
}

TEST_F(ReportRunTest, TakesDocumentsAsOneThing) {
  folder_.write("dump/zz-again.txt",
                "One wholly other tale of the harbor bell, rung at dawn.\n\n"
                "And its second paragraph, of the keeper and his lamp.\n");
  folder_.write("dump/zz-first.txt",
                "One wholly other tale of the harbor bell, rung at dawn.\n\n"
                "And its second paragraph, of the keeper and his lamp.\n");
  options_.dedup.unit = DedupUnit::kDocument;
  clean_well(options_);
  const Json report = report_out();
  std::set<std::uint64_t> documents;
  for (const Json& row : read_rows(folder_ / "out", "removed")) {
    if (row.at("reason") != "furniture") documents.insert(row.at("document").get<std::uint64_t>());
  }
  std::uint64_t told = 0;
  for (const Json& pair : report.at("pairs")) told += pair.at("why") != "furniture";
  EXPECT_EQ(told, documents.size());
  EXPECT_GE(told, 1u);
}

TEST_F(ReportRunTest, NeedsNoRunFacts) {
  clean_well(options_);
  ASSERT_TRUE(remove_file(folder_ / "out/run.json"));
  EXPECT_TRUE(report_out().at("run").is_null());
  folder_.write("out/run.json", "{\"seconds\":\"many\"");
  EXPECT_TRUE(report_out().at("run").is_null());
}

TEST_F(ReportRunTest, OfDedupHasNoPages) {
  dedup_well(options_);
  const Json report = report_out();
  EXPECT_TRUE(report.at("pages").empty());
  EXPECT_TRUE(report.at("figures").at("lineCells").empty());
  EXPECT_EQ(report.at("sourceFault"), "");
}

TEST_F(ReportRunTest, OfNothingIsAReportToo) {
  const std::string empty = folder_.write("empty.txt", "");
  options_.inputs = {empty};
  clean_well(options_);
  EXPECT_EQ(report_out().at("counts").at("paragraphs_in"), 0);
  EXPECT_EQ(faults_in(folder_ / "out"), std::vector<std::string>()) << "verify exempts the report";
}

TEST_F(ReportRunTest, NeedsARunThatIsFinished) {
  EXPECT_FALSE(report(run_options({folder_ / "dump"}, ""), {}));
  EXPECT_FALSE(path_exists(folder_ / "dump/report.html"));
}

}  // namespace
}  // namespace galley
