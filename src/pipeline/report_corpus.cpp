// SPDX-License-Identifier: Apache-2.0
// A removed row names its keeper's document, not that document's source: sources are sorted by
// document beside the rows, and both walked in step.
#include "pipeline/report_corpus.h"
#include "pipeline/kept_unit.h"

#include <algorithm>
#include <compare>
#include <set>

#include "base/hash.h"
#include "base/record_sorter.h"
#include "base/utf8.h"
#include "pipeline/record_cursor.h"
#include "pipeline/repeated_repair.h"

namespace galley {

namespace {

constexpr std::size_t kMostSourceRows = 40;
// Of all documents that are to be read again; some 100 MB.
constexpr std::uint64_t kMostExpected = std::uint64_t{3} << 20;

// The source of all documents from here to the next entry.
struct SourceFrom {
  std::uint64_t document = 0;
  std::uint64_t source = 0;
  friend auto operator<=>(const SourceFrom&, const SourceFrom&) = default;
};

struct KeeperUse {
  std::uint64_t keeper_document = 0;
  std::uint64_t copier_source = 0;
  friend auto operator<=>(const KeeperUse&, const KeeperUse&) = default;
};

std::string_view folder_of(std::string_view id) {
  const std::size_t slash = id.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : id.substr(0, slash);
}

class CorpusReader {
 public:
  CorpusReader(const Manifest& manifest, SpillPlace& place, ReportDraft& draft)
      : manifest_(manifest),
        draft_(draft),
        sources_(place, "sources", place.budget().free_bytes() / 4),
        uses_(place, "uses", place.budget().free_bytes() / 4) {}

  // One source for all tells nothing: then the folders of the ids are the sources, if they have
  // any.
  Status choose_sources(const SplitFiles& files) {
    constexpr std::size_t kSplits = 64, kRecords = 16;
    std::set<std::string, std::less<>> names, folders;
    const std::size_t step = files.size() / kSplits + 1;
    for (std::size_t i = 0; i < files.size(); i += step) {
      GALLEY_ASSIGN(auto corpus,
                    RecordCursor<ParsedCorpusRecord>::open(files.folder(), files.split(i).corpus));
      for (std::size_t seen = 0; corpus.get() != nullptr && seen < kRecords; ++seen) {
        names.emplace(corpus.get()->source);
        folders.emplace(folder_of(corpus.get()->id));
        GALLEY_TRY(corpus.advance());
      }
    }
    if (names.size() < 2 && folders.size() > 1) {
      draft_.report.sources_are = Report::Sources::kFolder;
    }
    return {};
  }

  Status split(const std::string& folder, const SplitFiles::Split& split) {
    GALLEY_ASSIGN(auto corpus, RecordCursor<ParsedCorpusRecord>::open(folder, split.corpus));
    GALLEY_ASSIGN(auto removed, RecordCursor<ParsedRemovedRecord>::open(folder, split.removed));
    while (corpus.get() != nullptr || removed.get() != nullptr) {
      const std::uint64_t document = std::min(corpus.document(), removed.document());
      const bool has_kept = corpus.document() == document;
      begin_document(document, has_kept ? corpus.get() : nullptr,
                     has_kept ? corpus.get()->id : removed.get()->id);
      GALLEY_TRY(sources_.add({document, source_}));
      if (has_kept) {
        take_kept(*corpus.get());
        GALLEY_TRY(corpus.advance());
      }
      while (removed.document() == document) {
        GALLEY_TRY(take_removed(*removed.get()));
        GALLEY_TRY(removed.advance());
      }
    }
    return {};
  }

  Status finish() {
    GALLEY_TRY(match_sources());
    draft_.report.sources = tally_.table(kMostSourceRows);
    for (auto& [number, document] : draft_.documents) {
      std::sort(document.paragraphs.begin(), document.paragraphs.end(),
                [](const auto& a, const auto& b) { return a.number < b.number; });
    }
    return {};
  }

 private:
  void begin_document(std::uint64_t document, const ParsedCorpusRecord* kept, std::string_view id) {
    // A document of which all went is in no corpus file: the input it came from must do.
    const DocumentPlace place = kept == nullptr ? place_of(document, manifest_) : DocumentPlace();
    const std::string_view name = draft_.report.sources_are == Report::Sources::kFolder
                                      ? folder_of(id)
                                  : kept != nullptr        ? kept->source
                                  : place.input != nullptr ? std::string_view(place.input->path)
                                                           : std::string_view();
    source_ = tally_.number_of(name);
    // A long document may stand in several records.
    if (document != document_) ++tally_.counts(source_).documents;
    document_ = document;
    const auto wanted = draft_.documents.find(document);
    sampled_ = wanted == draft_.documents.end() ? nullptr : &wanted->second;
    if (sampled_ != nullptr) sampled_->id = id;
  }

  void take_kept(const ParsedCorpusRecord& record) {
    SourceCounts& counts = tally_.counts(source_);
    counts.kept += record.paragraphs.size();
    for (std::size_t i = 0; i < record.paragraphs.size(); ++i) {
      const std::string_view text = record.paragraphs[i];
      const std::uint64_t chars = count_code_points(text);
      counts.chars_kept += chars;
      ++draft_.report.kept_chars[length_bin(chars)];
      expect({record.numbers[i], chars, hash64(text), Fate::kKept});
    }
    // The keepers that are wanted of this document.
    for (auto at = draft_.keeper_texts.lower_bound({record.document, 0});
         at != draft_.keeper_texts.end() && at->first.document == record.document; ++at) {
      const auto text = kept_unit(record, draft_.unit, at->first.paragraph);
      if (text) at->second = *text;
    }
    for (CopiedParagraph& copied : draft_.report.most_copied) {
      if (copied.paragraph.document == record.document) copied.paragraph.id = record.id;
    }
  }

  Status take_removed(const ParsedRemovedRecord& row) {
    SourceCounts& counts = tally_.counts(source_);
    if (row.reason == RowReason::kFurniture) {
      ++counts.furniture;
      if (sampled_ != nullptr && sampled_->is_page) {
        ParagraphStory furniture;
        furniture.number = row.paragraph;
        furniture.fate = Fate::kFurniture;
        furniture.text = row.text;
        sampled_->furniture.push_back(std::move(furniture));
      }
      return {};
    }
    const bool exact = row.reason == RowReason::kExact;
    ++(exact ? counts.removed_exact : counts.removed_near);
    counts.chars_removed += row.chars;
    expect({row.paragraph, row.chars, 0, exact ? Fate::kExact : Fate::kNear});
    if (sampled_ != nullptr && sampled_->is_page) {
      sampled_->keepers[row.paragraph] = StandIn{
          std::string(row.kept_id), row.kept_document, row.kept_paragraph, row.similarity_ppm, {}};
    }
    if (!row.kept_document) return {};
    if (*row.kept_document == row.document) {
      ++draft_.report.copies_in_document;
      tally_.add_copies(source_, source_, 1);
      return {};
    }
    return uses_.add({*row.kept_document, source_});
  }

  void expect(const ExpectedParagraph& paragraph) {
    if (sampled_ == nullptr) return;
    if (++expected_ > kMostExpected) return;  // and the document is not believed
    sampled_->paragraphs.push_back(paragraph);
  }

  Status match_sources() {
    GALLEY_TRY(sources_.sort());
    GALLEY_TRY(uses_.sort());
    GALLEY_ASSIGN(std::optional<SourceFrom> source, sources_.next());
    for (;;) {
      GALLEY_ASSIGN(const std::optional<KeeperUse> use, uses_.next());
      if (!use) return {};
      while (source && source->document < use->keeper_document) {
        GALLEY_ASSIGN(source, sources_.next());
      }
      const bool found = source && source->document == use->keeper_document;
      const auto keeper = static_cast<std::uint32_t>(found ? source->source : 0);
      const auto copier = static_cast<std::uint32_t>(use->copier_source);
      ++(keeper == copier ? draft_.report.copies_in_source : draft_.report.copies_of_sources);
      tally_.add_copies(copier, keeper, 1);
    }
  }

  const Manifest& manifest_;
  ReportDraft& draft_;
  RecordSorter<SourceFrom> sources_;
  RecordSorter<KeeperUse> uses_;
  SourceTally tally_;
  std::uint32_t source_ = 0;
  std::uint64_t document_ = UINT64_MAX;
  SampledDocument* sampled_ = nullptr;
  std::uint64_t expected_ = 0;
};

}  // namespace

Status read_corpus(const SplitFiles& files, const Manifest& manifest, SpillPlace& place,
                   RunProgress* progress, ReportDraft& draft) {
  CorpusReader reader(manifest, place, draft);
  GALLEY_TRY(reader.choose_sources(files));
  for (std::size_t i = 0; i < files.size(); ++i) {
    GALLEY_TRY(place.stop().check());
    GALLEY_TRY(reader.split(files.folder(), files.split(i)));
    if (progress != nullptr) progress->add_bytes(files.split(i).corpus.bytes);
  }
  return reader.finish();
}

}  // namespace galley
