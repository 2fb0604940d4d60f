// SPDX-License-Identifier: Apache-2.0
// report.html: one file that tells a person what a run did. All figures and samples come in as
// plain values; what is drawn of them, and how, is the page's own business (src/report/page).
#ifndef GALLEY_REPORT_REPORT_H_
#define GALLEY_REPORT_REPORT_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "galley/explain.h"
#include "galley/figures.h"
#include "galley/summary.h"
#include "report/source_tally.h"

namespace galley {

/// What run.json says; none where it is gone.
struct ReportRun {
  std::uint64_t threads = 0;
  std::uint64_t memory_limit_bytes = 0;
  RunSummary summary;  ///< times, bytes and memory of it
};

/// A keeper, and how many paragraphs were removed for it.
struct CopiedParagraph {
  StandIn paragraph;
  std::uint64_t copies = 0;
};

/// A removed paragraph or line of furniture, with its keeper.
struct ReportPair {
  std::string id;
  std::uint64_t document = 0;
  ParagraphStory paragraph;
};

/// A stretch of a repaired document.
struct ReportPage {
  DocumentStory story;           ///< the paragraphs that are shown
  std::uint64_t paragraphs = 0;  ///< of the whole document
};

struct Report {
  std::string folder;
  std::vector<std::pair<std::string, std::string>> options;
  std::vector<std::pair<std::string, std::string>> versions;
  RunCounts counts;
  RunFigures figures;
  std::optional<ReportRun> run;
  std::uint64_t inputs = 0;  ///< files
  std::uint64_t input_bytes = 0;
  std::uint64_t output_bytes = 0;  ///< of the corpus files

  /// What a source is here: the records' own, or the folder of their ids.
  enum class Sources : std::uint8_t { kSource, kFolder } sources_are = Sources::kSource;
  SourceTable sources;
  std::uint64_t copies_in_document = 0;  ///< removed for a keeper in the same document
  std::uint64_t copies_in_source = 0;    ///< in another document of the same source
  std::uint64_t copies_of_sources = 0;   ///< in another source
  std::uint64_t copies_of_earlier = 0;   ///< in an earlier run

  std::array<std::uint64_t, kLengthBins> kept_chars{};     ///< paragraphs by length
  std::array<std::uint64_t, kLengthBins> removed_chars{};  ///< copies and near-duplicates
  std::array<std::uint64_t, 101> similarity{};             ///< near-duplicates by hundredths
  /// Keepers by how many were removed for them; bins as of lengths.
  std::array<std::uint64_t, kLengthBins> keepers_by_copies{};
  std::uint64_t keepers = 0;
  std::vector<CopiedParagraph> most_copied;  ///< most first

  /// Samples by hash, and of how many.
  std::vector<ReportPair> near, exact, furniture;
  std::vector<ReportPage> pages;
  /// Why no (or not all) sources were read again, in one clause; empty where they were.
  std::string source_fault;
  std::string source_remedy;

  std::vector<Unreadable> unreadable;  ///< the first ones
  std::uint64_t unreadable_in_all = 0;
};

/// The page. Nothing of a document is ever markup in it: text travels as JSON in which no '<'
/// stands. Cost: linear in the samples.
[[nodiscard]] std::string report_html(const Report& report);

/// The page's JSON alone, as UTF-8; not yet fit to stand in a page.
[[nodiscard]] std::string report_json(const Report& report);

}  // namespace galley

#endif  // GALLEY_REPORT_REPORT_H_
