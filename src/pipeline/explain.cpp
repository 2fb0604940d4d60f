// SPDX-License-Identifier: Apache-2.0
// A document's story from three witnesses: the corpus has what stayed, the removed map what went
// and for whom, the source (repaired once more) the texts of what went and how lines were joined.
// The source is believed only where it gives again what the corpus holds.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <span>

#include "base/try.h"
#include "base/utf8.h"
#include "galley/run.h"
#include "pipeline/fate.h"
#include "pipeline/indexed_keepers.h"
#include "pipeline/kept_unit.h"
#include "pipeline/memory_plan.h"
#include "pipeline/record_cursor.h"
#include "pipeline/repeated_repair.h"
#include "pipeline/run_identity.h"
#include "pipeline/split_files.h"

namespace galley {

namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{128} << 20;

std::optional<std::uint64_t> numbered(std::string_view name) {
  if (name.size() < 2 || name.front() != '#') return std::nullopt;
  std::uint64_t number = 0;
  const char* const end = name.data() + name.size();
  const auto [stop, fault] = std::from_chars(name.data() + 1, end, number);
  if (fault != std::errc() || stop != end) return std::nullopt;
  return number;
}

class Narrator {
 public:
  Narrator(const RunOptions& options, const RunMonitor& monitor, const Manifest& manifest,
           SplitFiles files)
      : options_(options),
        monitor_(monitor),
        stop_(monitor.stop != nullptr ? *monitor.stop : never_),
        manifest_(manifest),
        files_(std::move(files)) {}

  Result<DocumentStory> tell(std::string_view name) {
    GALLEY_ASSIGN(story_.document, number_of(name));
    const DocumentPlace place = place_of(story_.document, manifest_);
    if (place.input == nullptr) {
      return fail(ErrorCode::kNotFound, std::string(name),
                  fmt::format("is no document of {}", files_.folder()),
                  manifest_.counts.documents == 0
                      ? std::string("its inputs held no document")
                      : fmt::format("its documents are #0 to #{}", manifest_.counts.documents - 1));
    }
    story_.source = place.input->path;
    GALLEY_TRY(gather());
    GALLEY_TRY(ask_source(place));
    GALLEY_TRY(find_keepers());
    return std::move(story_);
  }

 private:
  Result<std::uint64_t> number_of(std::string_view name) {
    if (const std::optional<std::uint64_t> number = numbered(name)) return *number;
    GALLEY_ASSIGN(const FoundId found, files_.find(name, stop_, monitor_.progress));
    if (found.documents.size() == 1) return found.documents.front();
    if (found.documents.empty()) {
      return fail(ErrorCode::kNotFound, name.empty() ? "''" : std::string(name),
                  fmt::format("is the id of no document in {}", files_.folder()),
                  found.nearest.empty()
                      ? fmt::format("see its ids: zstd -dc {}/*.jsonl.zst | jq .id, or name a "
                                    "document by number, as '#0'",
                                    files_.folder())
                      : fmt::format("did you mean {}?", found.nearest));
    }
    const std::size_t shown = std::min<std::size_t>(found.documents.size(), 8);
    std::string all;
    for (const std::uint64_t document : std::span(found.documents).first(shown)) {
      const DocumentPlace place = place_of(document, manifest_);
      all += fmt::format("{}'#{}' of {}", all.empty() ? "" : ", ", document,
                         place.input != nullptr ? place.input->path : "an unknown input");
    }
    if (shown < found.documents.size()) all += ", and more";
    return fail(
        ErrorCode::kUsage, std::string(name),
        fmt::format("is the id of {}{} documents",
                    found.documents.size() < kMostFound ? "" : "at least ", found.documents.size()),
        "name one by its number: " + all);
  }

  // What corpus and removed map hold.
  Status gather() {
    GALLEY_ASSIGN(const SplitFiles::Range range, files_.splits_of(story_.document));
    for (std::size_t i = range.first; i < range.last; ++i) {
      GALLEY_TRY(stop_.check());
      GALLEY_TRY(gather_kept(files_.split(i).corpus));
      GALLEY_TRY(gather_removed(files_.split(i).removed));
    }
    // Each list is in order. Furniture goes by the number of the paragraph behind it.
    story_.paragraphs.reserve(kept_.size() + removed_.size());
    std::merge(
        std::move_iterator(removed_.begin()), std::move_iterator(removed_.end()),
        std::move_iterator(kept_.begin()), std::move_iterator(kept_.end()),
        std::back_inserter(story_.paragraphs),
        [](const ParagraphStory& a, const ParagraphStory& b) { return a.number < b.number; });
    return {};
  }

  Status gather_kept(const OutputFile& file) {
    GALLEY_ASSIGN(auto rows, RecordCursor<ParsedCorpusRecord>::open(files_.folder(), file));
    for (; rows.document() <= story_.document && rows.get() != nullptr;) {
      if (rows.document() == story_.document) {
        const ParsedCorpusRecord& row = *rows.get();
        story_.id = row.id;
        for (std::size_t i = 0; i < row.paragraphs.size(); ++i) {
          ParagraphStory paragraph;
          paragraph.number = row.numbers[i];
          paragraph.text = row.paragraphs[i];
          paragraph.chars = count_code_points(row.paragraphs[i]);
          GALLEY_TRY(take(std::move(paragraph), kept_, rows.where()));
        }
      }
      GALLEY_TRY(rows.advance());
    }
    return {};
  }

  Status gather_removed(const OutputFile& file) {
    GALLEY_ASSIGN(auto rows, RecordCursor<ParsedRemovedRecord>::open(files_.folder(), file));
    for (; rows.document() <= story_.document && rows.get() != nullptr;) {
      if (rows.document() == story_.document) {
        const ParsedRemovedRecord& row = *rows.get();
        story_.id = row.id;
        ParagraphStory paragraph;
        paragraph.number = row.paragraph;
        paragraph.fate = fate_of(row.reason);
        paragraph.chars = row.chars;
        if (row.text) paragraph.text = *row.text;
        if (row.reason != RowReason::kFurniture) {
          paragraph.keeper = StandIn{std::string(row.kept_id),
                                     row.kept_document,
                                     row.kept_paragraph,
                                     row.similarity_ppm,
                                     {},
                                     std::string(row.kept_run)};
        }
        GALLEY_TRY(take(std::move(paragraph), removed_, rows.where()));
      }
      GALLEY_TRY(rows.advance());
    }
    return {};
  }

  Status take(ParagraphStory paragraph, std::vector<ParagraphStory>& list,
              const std::string& where) {
    bytes_ += sizeof paragraph + (paragraph.text ? paragraph.text->size() : 0);
    if (bytes_ > kMostBytes) {
      return fail(ErrorCode::kLimit, where, "is of a document too large to be explained",
                  "look at its lines in the removed map");
    }
    list.push_back(std::move(paragraph));
    return {};
  }

  // Texts of what went, and how lines were joined.
  Status ask_source(const DocumentPlace& place) {
    const RepeatSettings settings{files_.folder(), kMostBytes, budget_bytes(options_, 1)};
    GALLEY_ASSIGN(RepeatedDocument repeated, repeat_repair(manifest_, place, settings, stop_));
    if (repeated.fault.empty() && !is_same(repeated)) {
      repeated.fault = fmt::format(
          "is repaired otherwise by this galley ({}) than by that of the "
          "corpus ({})",
          version(), version_of_corpus());
      repeated.remedy = "use the galley that made the corpus";
    }
    story_.source_fault = std::move(repeated.fault);
    story_.source_remedy = std::move(repeated.remedy);
    if (!story_.source_fault.empty()) return {};
    for (ParagraphStory& paragraph : story_.paragraphs) {
      if (paragraph.fate == Fate::kFurniture) continue;
      RepeatedParagraph& again = repeated.paragraphs[paragraph.number];
      paragraph.kind = again.kind;
      paragraph.lines = std::move(again.lines);
      if (!paragraph.text) paragraph.text = std::move(again.text);
    }
    return {};
  }

  [[nodiscard]] bool is_same(const RepeatedDocument& repeated) const {
    std::uint64_t next = 0;
    for (const ParagraphStory& paragraph : story_.paragraphs) {
      if (paragraph.fate == Fate::kFurniture) continue;
      if (paragraph.number != next++ || paragraph.number >= repeated.paragraphs.size()) {
        return false;
      }
      const std::string& again = repeated.paragraphs[paragraph.number].text;
      if (paragraph.text ? *paragraph.text != again : paragraph.chars != count_code_points(again)) {
        return false;
      }
    }
    return next == repeated.paragraphs.size();
  }

  [[nodiscard]] std::string version_of_corpus() const {
    for (const auto& [name, value] : manifest_.versions) {
      if (name == "galley") return value;
    }
    return "unknown";
  }

  // The keepers' texts, document after document: each file is read once at most.
  Status find_keepers() {
    GALLEY_ASSIGN(const RecordedWork work,
                  recorded_work(manifest_.options, join_path(files_.folder(), kManifestName)));
    // A document that goes as a whole has a whole document as its keeper.
    if (work.unit == DedupUnit::kDocument) return {};
    std::vector<StandIn*> wanted, indexed;
    for (ParagraphStory& paragraph : story_.paragraphs) {
      if (!paragraph.keeper) continue;
      (paragraph.keeper->document ? wanted : indexed).push_back(&*paragraph.keeper);
    }
    if (!indexed.empty() && !options_.index.empty()) {
      GALLEY_TRY(find_indexed_texts(options_.index, indexed));
    }
    std::sort(wanted.begin(), wanted.end(),
              [](const StandIn* a, const StandIn* b) { return *a->document < *b->document; });
    std::optional<RecordCursor<ParsedCorpusRecord>> rows;
    std::size_t open = SIZE_MAX;
    for (auto first = wanted.begin(); first != wanted.end();) {
      const std::uint64_t document = *(*first)->document;
      const auto last = std::find_if(
          first, wanted.end(), [&](const StandIn* each) { return *each->document != document; });
      GALLEY_ASSIGN(const SplitFiles::Range range, files_.splits_of(document));
      for (std::size_t i = range.first; i < range.last; ++i) {
        GALLEY_TRY(stop_.check());
        if (open != i) {
          GALLEY_ASSIGN(auto opened, RecordCursor<ParsedCorpusRecord>::open(
                                         files_.folder(), files_.split(i).corpus));
          rows.emplace(std::move(opened));
          open = i;
        }
        while (rows->document() < document) GALLEY_TRY(rows->advance());
        if (rows->document() == document) {
          GALLEY_TRY(give_texts(*rows->get(), work.unit, std::span(first, last), rows->where()));
        }
      }
      first = last;
    }
    return {};
  }

  Status give_texts(const ParsedCorpusRecord& row, DedupUnit unit, std::span<StandIn*> keepers,
                    const std::string& where) {
    for (StandIn* const keeper : keepers) {
      const auto text = kept_unit(row, unit, keeper->paragraph);
      if (!text) continue;
      bytes_ += text->size();
      if (bytes_ > 4 * kMostBytes) {
        return fail(ErrorCode::kLimit, where, "makes the document too large to be explained",
                    "look at its lines in the removed map");
      }
      keeper->text = *text;
    }
    return {};
  }

  const RunOptions& options_;
  const RunMonitor& monitor_;
  const StopToken never_;
  const StopToken& stop_;
  const Manifest& manifest_;
  SplitFiles files_;
  DocumentStory story_;
  std::vector<ParagraphStory> kept_, removed_;  // until they are put together
  std::uint64_t bytes_ = 0;
};

}  // namespace

Result<DocumentStory> explain(const RunOptions& options, std::string_view name,
                              const RunMonitor& monitor) {
  const std::string& folder = options.inputs.front();
  GALLEY_ASSIGN(const Manifest manifest, read_manifest(folder));
  GALLEY_ASSIGN(SplitFiles files, SplitFiles::of(folder, manifest));
  return Narrator(options, monitor, manifest, std::move(files)).tell(name);
}

}  // namespace galley
