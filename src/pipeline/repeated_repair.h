// SPDX-License-Identifier: Apache-2.0
// One document of a finished run, read from its source once more and repaired as it was then.
#ifndef GALLEY_PIPELINE_REPEATED_REPAIR_H_
#define GALLEY_PIPELINE_REPEATED_REPAIR_H_

#include <cstdint>
#include <string>
#include <vector>

#include "galley/explain.h"
#include "galley/run.h"
#include "write/manifest.h"

namespace galley {

/// A paragraph as it was before removal.
struct RepeatedParagraph {
  std::string text;
  ParagraphKind kind = ParagraphKind::kText;
  std::vector<SourceLine> lines;
};

struct RepeatedDocument {
  std::vector<RepeatedParagraph> paragraphs;
  /// Why there are none, and what would help, each in one clause; empty where it was read.
  std::string fault;
  std::string remedy;
};

/// The input that holds `document`, by the manifest's counts; null where none does.
struct DocumentPlace {
  const InputFacts* input = nullptr;
  std::uint64_t index = 0;  ///< of the document in its input
};
[[nodiscard]] DocumentPlace place_of(std::uint64_t document, const Manifest& manifest);

/// Reads the input at `place` up to the document and repairs that with FOLDER/profile. A source
/// that is missing, changed or cannot be read twice is no error but a fault. Memory: the document
/// and a chunk of its input. Errors: kCorrupt for damaged options, kLimit for a document above
/// `most_bytes`, kResource, kInterrupted.
struct RepeatSettings {
  std::string folder;  ///< the corpus
  std::uint64_t most_bytes = 0;
  std::uint64_t memory_bytes = 0;  ///< what a decompression window may take
};
[[nodiscard]] Result<RepeatedDocument> repeat_repair(const Manifest& manifest,
                                                     const DocumentPlace& place,
                                                     const RepeatSettings& settings,
                                                     const StopToken& stop);

}  // namespace galley

#endif  // GALLEY_PIPELINE_REPEATED_REPAIR_H_
