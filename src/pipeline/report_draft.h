// SPDX-License-Identifier: Apache-2.0
// What the passes of a report hand to one another: the report so far, and what is still wanted for
// its samples.
#ifndef GALLEY_PIPELINE_REPORT_DRAFT_H_
#define GALLEY_PIPELINE_REPORT_DRAFT_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "galley/dedup.h"
#include "pipeline/numbered_paragraph.h"
#include "report/report.h"
#include "write/manifest.h"

namespace galley {

/// Of a paragraph of a document that is to be read again: what must come out.
struct ExpectedParagraph {
  std::uint64_t number = 0;
  std::uint64_t chars = 0;
  std::uint64_t hash = 0;  ///< of the text of one that stayed
  Fate fate = Fate::kKept;
};

/// A document of which a sample is taken.
struct SampledDocument {
  std::string id;
  std::string source;                         ///< as the manifest names the input
  bool is_page = false;                       ///< shown before and after; else some paragraphs are
  std::vector<ExpectedParagraph> paragraphs;  ///< furniture left out
  std::map<std::uint64_t, StandIn> keepers;   ///< of a page's removed paragraphs, by number
  std::vector<ParagraphStory> furniture;      ///< of a page
};

struct ReportDraft {
  Report report;
  DedupUnit unit = DedupUnit::kParagraph;
  std::map<NumberedParagraph, std::string> keeper_texts;   ///< wanted; filled from the corpus
  std::map<std::uint64_t, SampledDocument> documents;      ///< wanted; filled from corpus and map
  std::map<NumberedParagraph, std::string> removed_texts;  ///< wanted; filled from the sources
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_REPORT_DRAFT_H_
