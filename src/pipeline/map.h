// SPDX-License-Identifier: Apache-2.0
// map: the documents of a chunk are repaired and fingerprinted; their text goes to the spool and
// their fingerprints to the search for duplicates.
#ifndef GALLEY_PIPELINE_MAP_H_
#define GALLEY_PIPELINE_MAP_H_

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "base/work_meter.h"
#include "dedup/duplicate_search.h"
#include "fingerprint/fingerprinter.h"
#include "fingerprint/seen_contents.h"
#include "galley/repair.h"
#include "galley/run.h"
#include "pipeline/document_batch.h"
#include "pipeline/plan.h"
#include "pipeline/spool.h"

namespace galley {

/// Whether map repairs documents or takes them as they are (galley dedup).
enum class Taking : std::uint8_t { kRepair, kAsIs };

/// What became of one chunk. Its parts are for Spool::append, in order.
struct MappedChunk {
  struct Part {
    std::uint32_t split = 0;
    std::uint32_t first_index = 0;  ///< of its first paragraph among the chunk's
    SpoolPart spool;
  };
  std::vector<Part> parts;
  std::uint64_t paragraphs = 0;
  std::uint64_t text_bytes = 0;  ///< of its documents as they were decoded
  std::uint64_t repeats = 0;     ///< of the paragraphs, those seen before: told while it works
  std::uint64_t last_document_paragraphs = 0;  ///< for the piece that may continue it
  RunCounts counts;
  std::vector<std::uint64_t> id_hashes;
  std::string edit_lines;  ///< for --edits
  RunFigures figures;
  std::optional<DuplicateSearch::Batch> batch;  ///< its fingerprints, where no search has them
  std::optional<Sample> sample;                 ///< a repaired paragraph worth showing
};

/// Works on chunks. One for each thread: it keeps its memory from chunk to chunk.
class Mapper {
 public:
  /// What all mappers of a run share; outlives them.
  struct Shared {
    const RunOptions* options = nullptr;
    Taking taking = Taking::kRepair;
    const Vocabulary* vocabulary = nullptr;  ///< null where nothing asks for words
    DuplicateSearch* search = nullptr;       ///< null: chunks keep their fingerprints instead
    SeenContents* seen = nullptr;
    std::uint64_t split_bytes = 0;
    WorkMeter* meter = nullptr;  ///< null where nothing is timed
  };
  explicit Mapper(const Shared& shared);

  /// Maps the documents of chunk `number`. Errors: those of the search's spilling.
  [[nodiscard]] Result<MappedChunk> map(std::uint32_t number, const PlannedChunk& plan,
                                        const DocumentBatch& batch);

  /// Gives the search the fingerprints of a store's documents, which were mapped before this run.
  /// Errors: those of the search's spilling and of reading the store.
  [[nodiscard]] Status fingerprint_again(const Spool& spool, std::uint32_t store);

 private:
  void take_text(const Document& document);
  void fingerprint(std::uint64_t first_ord, std::uint64_t document_number);
  // Those of a document, whose first paragraph is at `place`. Counts their letters.
  template <class TextOf>
  void fingerprint_units(std::size_t paragraphs, ParagraphPlace place, TextOf text_of);
  [[nodiscard]] ParagraphPlace place_of(std::uint64_t ord, std::uint64_t document_number) const;
  // Returns the letters of `text`, and sets what Keep::kCleanest ranks by.
  std::uint32_t add_to_search(std::string_view text, ParagraphPlace& place);
  void describe_structure(const BatchDocument& read);
  void count_furniture_letters(const Document& document);
  [[nodiscard]] std::uint64_t letters_of(const Document& document) const;
  void choose_sample(const Document& document, MappedChunk& mapped) const;

  const Shared& shared_;
  std::optional<Repairer> repairer_;  // none where text is taken as it is
  Fingerprinter fingerprinter_;
  DuplicateSearch::Batch batch_;
  std::uint64_t repeats_ = 0;  // of the chunk at hand
  RepairedDocument repaired_;
  std::vector<std::uint32_t> letters_;
  std::vector<std::uint32_t> furniture_letters_;
  std::vector<std::string> structure_;
  std::array<std::uint64_t, kEditReasons> edits_{};
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_MAP_H_
