// SPDX-License-Identifier: Apache-2.0
#include "pipeline/report_removed.h"

#include <algorithm>

#include "base/hash.h"
#include "base/record_sorter.h"
#include "pipeline/fate.h"
#include "pipeline/numbered_paragraph.h"
#include "pipeline/record_cursor.h"
#include "report/hash_sample.h"

namespace galley {

namespace {

constexpr std::size_t kNearSample = 300;
constexpr std::size_t kExactSample = 150;
constexpr std::size_t kFurnitureSample = 50;
constexpr std::size_t kMostCopiedShown = 12;

class RemovedReader {
 public:
  RemovedReader(SpillPlace& place, ReportDraft& draft)
      : draft_(draft), keepers_(place, "keepers", place.budget().free_bytes() / 3) {}

  Status file(const std::string& folder, const OutputFile& file) {
    GALLEY_ASSIGN(auto rows, RecordCursor<ParsedRemovedRecord>::open(folder, file));
    for (; rows.get() != nullptr;) {
      GALLEY_TRY(row(*rows.get()));
      GALLEY_TRY(rows.advance());
    }
    return {};
  }

  Status finish() {
    GALLEY_TRY(count_copies());
    draft_.report.near = samples_[kNear].take();
    draft_.report.exact = samples_[kExact].take();
    draft_.report.furniture = samples_[kFurniture].take();
    for (const auto* sample : {&draft_.report.near, &draft_.report.exact}) {
      for (const ReportPair& pair : *sample) want_texts(pair);
    }
    return {};
  }

 private:
  enum Kind : std::size_t { kExact, kNear, kFurniture };

  Status row(const ParsedRemovedRecord& row) {
    const std::uint64_t hash = mix64(mix64(row.document) + row.paragraph);
    if (row.reason == RowReason::kFurniture) {
      choose(kFurniture, hash, row);
      return {};
    }
    // What goes as a whole is one thing, however many paragraphs it has.
    const auto keeper = std::tuple(row.document, row.kept_document, row.kept_paragraph);
    const bool counted = draft_.unit == DedupUnit::kParagraph || keeper != last_;
    last_ = keeper;
    draft_.report.removed_chars[length_bin(row.chars)] += 1;
    if (!counted) return {};
    const bool near = row.reason == RowReason::kNear;
    if (near) {
      const std::size_t hundredth = row.similarity_ppm / 10'000;
      ++draft_.report.similarity[std::min(hundredth, draft_.report.similarity.size() - 1)];
    }
    choose(near ? kNear : kExact, hash, row);
    if (!row.kept_document) {
      ++draft_.report.copies_of_earlier;
      return {};
    }
    return keepers_.add({*row.kept_document, row.kept_paragraph});
  }

  void choose(Kind kind, std::uint64_t hash, const ParsedRemovedRecord& row) {
    if (!samples_[kind].wants(hash)) return;
    ReportPair pair;
    pair.id = row.id;
    pair.document = row.document;
    pair.paragraph.number = row.paragraph;
    pair.paragraph.fate = fate_of(row.reason);
    pair.paragraph.chars = row.chars;
    if (row.text) pair.paragraph.text = *row.text;
    if (row.reason != RowReason::kFurniture) {
      pair.paragraph.keeper = StandIn{
          std::string(row.kept_id), row.kept_document, row.kept_paragraph, row.similarity_ppm, {}};
    }
    samples_[kind].add(hash, std::move(pair));
  }

  // How often each keeper is named, and the ones most often.
  Status count_copies() {
    GALLEY_TRY(keepers_.sort());
    std::optional<NumberedParagraph> present;
    std::uint64_t copies = 0;
    const auto end_keeper = [&] {
      if (!present) return;
      ++draft_.report.keepers;
      ++draft_.report.keepers_by_copies[length_bin(copies)];
      keep_most_copied(*present, copies);
    };
    for (;;) {
      GALLEY_ASSIGN(const std::optional<NumberedParagraph> next, keepers_.next());
      if (next && next == present) {
        ++copies;
        continue;
      }
      end_keeper();
      if (!next) return {};
      present = next;
      copies = 1;
    }
  }

  void keep_most_copied(const NumberedParagraph& keeper, std::uint64_t copies) {
    std::vector<CopiedParagraph>& most = draft_.report.most_copied;
    if (copies < 2) return;
    // Keepers come in order, so that of equals the first stays in front.
    const auto at = std::find_if(most.begin(), most.end(),
                                 [&](const CopiedParagraph& each) { return each.copies < copies; });
    if (at == most.end() && most.size() == kMostCopiedShown) return;
    StandIn paragraph;
    paragraph.document = keeper.document;
    paragraph.paragraph = keeper.paragraph;
    most.insert(at, {std::move(paragraph), copies});
    if (most.size() > kMostCopiedShown) most.pop_back();
  }

  void want_texts(const ReportPair& pair) {
    const StandIn& keeper = *pair.paragraph.keeper;
    if (draft_.unit != DedupUnit::kDocument && keeper.document) {
      draft_.keeper_texts[{*keeper.document, keeper.paragraph}];
    }
    if (pair.paragraph.text) return;
    draft_.removed_texts[{pair.document, pair.paragraph.number}];
    draft_.documents[pair.document];
  }

  ReportDraft& draft_;
  RecordSorter<NumberedParagraph> keepers_;
  // The document and the keeper of the last row that is no furniture.
  std::tuple<std::uint64_t, std::optional<std::uint64_t>, std::uint64_t> last_{UINT64_MAX, {}, 0};
  HashSample<ReportPair> samples_[3] = {HashSample<ReportPair>(kExactSample),
                                        HashSample<ReportPair>(kNearSample),
                                        HashSample<ReportPair>(kFurnitureSample)};
};

}  // namespace

Status read_removed_map(const SplitFiles& files, SpillPlace& place, RunProgress* progress,
                        ReportDraft& draft) {
  RemovedReader reader(place, draft);
  for (std::size_t i = 0; i < files.size(); ++i) {
    GALLEY_TRY(place.stop().check());
    GALLEY_TRY(reader.file(files.folder(), files.split(i).removed));
    if (progress != nullptr) progress->add_bytes(files.split(i).removed.bytes);
  }
  GALLEY_TRY(reader.finish());
  if (draft.unit != DedupUnit::kDocument) {
    for (const CopiedParagraph& each : draft.report.most_copied) {
      draft.keeper_texts[{*each.paragraph.document, each.paragraph.paragraph}];
    }
  }
  return {};
}

}  // namespace galley
