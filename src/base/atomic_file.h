// SPDX-License-Identifier: Apache-2.0
// Files that appear under their final name only when they are whole.
#ifndef GALLEY_BASE_ATOMIC_FILE_H_
#define GALLEY_BASE_ATOMIC_FILE_H_

#include <string>
#include <string_view>

#include "base/file.h"

namespace galley {

/// What a file's name ends in until it is whole: nobody else has such files to lose.
inline constexpr std::string_view kPartEnding = ".galley-part";
/// What the file at `path` is called until it is whole.
[[nodiscard]] inline std::string part_path_of(std::string_view path) {
  return std::string(path).append(kPartEnding);
}

/// Whether a finished file must outlast a crash of the machine, or only this run.
enum class Durability : std::uint8_t { kDurable, kScratch };

/// A file written beside its final name, as part_path_of() says, and renamed when whole. Destroyed
/// without commit() it leaves nothing behind. What is there already and is no regular file (a
/// device, a FIFO, standard output by its name) is written into instead, never replaced. A link
/// under the final name is replaced (in the program's own folders nobody else has links to keep).
class AtomicFile {
 public:
  /// Starts the file; an old part of it, of a run that died, is overwritten. Errors: kIo,
  /// kResource.
  [[nodiscard]] static Result<AtomicFile> create(const std::string& final_path);
  /// As create(), for a name that a user gave: a link stays, and its target is written. What
  /// another run is writing, and a link by the name of the part, are refused (kConflict). Who reads
  /// a FIFO is waited for until `stop`, which outlives the file, is requested (kInterrupted).
  [[nodiscard]] static Result<AtomicFile> create_named(const std::string& path,
                                                       const StopToken& stop);
  AtomicFile(AtomicFile&&) noexcept = default;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  [[nodiscard]] Status write(std::string_view bytes) { return file_.write(bytes); }
  /// Renames; kDurable also syncs file and folder, so that the file then stands there for good.
  [[nodiscard]] Status commit(Durability durability = Durability::kDurable);
  [[nodiscard]] const std::string& final_path() const { return final_path_; }

 private:
  enum class Ending : std::uint8_t { kRename, kNone };
  [[nodiscard]] static Result<AtomicFile> begin(const std::string& final_path, File::Mode mode,
                                                const StopToken* stop);
  AtomicFile(File file, std::string final_path, Ending ending)
      : file_(std::move(file)), final_path_(std::move(final_path)), ending_(ending) {}

  File file_;
  std::string final_path_;
  Ending ending_;
};

/// Writes `bytes` to `path` as an AtomicFile does.
[[nodiscard]] Status write_file_atomically(const std::string& path, std::string_view bytes,
                                           Durability durability = Durability::kDurable);

}  // namespace galley

#endif  // GALLEY_BASE_ATOMIC_FILE_H_
