// SPDX-License-Identifier: Apache-2.0
// Documents of a finished run, read from their sources once more and repaired as they were then.
#ifndef GALLEY_PIPELINE_REPEATED_REPAIR_H_
#define GALLEY_PIPELINE_REPEATED_REPAIR_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
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

struct RepeatSettings {
  std::string folder;              ///< the corpus
  std::uint64_t most_bytes = 0;    ///< of a document
  std::uint64_t memory_bytes = 0;  ///< what a decompression window may take
};

/// Repeats the repair of documents, with FOLDER/profile. A source that is missing, changed or
/// cannot be read twice is no error but a fault of its documents, as is a document above
/// most_bytes. Not thread-safe. Memory: the profile, a document, and a chunk of its input.
class RepeatedRepairs {
 public:
  /// REQUIRES: `manifest` outlives it. Errors: kCorrupt for damaged options.
  [[nodiscard]] static Result<RepeatedRepairs> open(const Manifest& manifest,
                                                    const RepeatSettings& settings);
  RepeatedRepairs(RepeatedRepairs&&) noexcept;
  ~RepeatedRepairs();

  /// Reads `input` as far as need be, and hands on those of its documents that `indexes`
  /// (ascending, counted in the input) name, in order. Errors: kResource, kInterrupted, the sink's.
  using Sink = std::function<Status(std::uint64_t index, RepeatedDocument document)>;
  [[nodiscard]] Status read(const InputFacts& input, std::span<const std::uint64_t> indexes,
                            const StopToken& stop, const Sink& sink);

 private:
  struct State;
  explicit RepeatedRepairs(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The same for one document.
[[nodiscard]] Result<RepeatedDocument> repeat_repair(const Manifest& manifest,
                                                     const DocumentPlace& place,
                                                     const RepeatSettings& settings,
                                                     const StopToken& stop);

}  // namespace galley

#endif  // GALLEY_PIPELINE_REPEATED_REPAIR_H_
