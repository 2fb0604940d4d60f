// SPDX-License-Identifier: Apache-2.0
// Where in a finished corpus a document stands. A split's two files list documents in ascending
// order, and so do the splits: a number is found by bisection, an id by looking at the beginning of
// every line.
#ifndef GALLEY_PIPELINE_SPLIT_FILES_H_
#define GALLEY_PIPELINE_SPLIT_FILES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/progress.h"
#include "galley/stop_token.h"
#include "write/manifest.h"

namespace galley {

/// The documents that have an id.
struct FoundId {
  std::vector<std::uint64_t> documents;  ///< ascending; at most kMostFound
  std::string nearest;  ///< where there are none: an id that may have been meant, or empty
};
inline constexpr std::size_t kMostFound = 20;

/// The files of a corpus by split. Not thread-safe. Memory: some bytes a split.
class SplitFiles {
 public:
  /// Takes the files from the manifest. Errors: kCorrupt where they are not in pairs.
  [[nodiscard]] static Result<SplitFiles> of(const std::string& folder, const Manifest& manifest);

  struct Split {
    OutputFile corpus;
    OutputFile removed;
    /// Of what the files list; UINT64_MAX for nothing; not asked yet.
    std::optional<std::uint64_t> first_document;
  };
  [[nodiscard]] const Split& split(std::size_t number) const { return splits_[number]; }
  [[nodiscard]] std::size_t size() const { return splits_.size(); }
  [[nodiscard]] const std::string& folder() const { return folder_; }

  /// The splits [first, last) that may hold `document`. Cost: the first records of O(log splits)
  /// files. Errors: those of reading them.
  struct Range {
    std::size_t first = 0;
    std::size_t last = 0;
  };
  [[nodiscard]] Result<Range> splits_of(std::uint64_t document);

  /// Reads all files, as far as need be. Errors: kInterrupted; those of reading.
  [[nodiscard]] Result<FoundId> find(std::string_view id, const StopToken& stop,
                                     RunProgress* progress) const;

 private:
  // The first document that is listed in `split` or, where it lists none, behind it.
  [[nodiscard]] Result<std::uint64_t> first_from(std::size_t split);

  std::string folder_;
  std::vector<Split> splits_;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_SPLIT_FILES_H_
