// SPDX-License-Identifier: Apache-2.0
// Files: descriptors that close themselves, whole reads and writes; folders; paths.
#ifndef GALLEY_BASE_FILE_H_
#define GALLEY_BASE_FILE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "galley/result.h"
#include "galley/stop_token.h"

namespace galley {

/// An open descriptor. Moves, never copies; closes on destruction (an unnoticed failure to close is
/// why writers call sync() or close() and look at the answer).
class File {
 public:
  enum class Mode : std::uint8_t {
    kRead,         ///< an existing file
    kCreate,       ///< new or truncated, read and write
    kCreateAlone,  ///< the same, for one writer at a time
    kCreateNew,    ///< must not exist
    kWriteInto,    ///< an existing file that is not cut: a device, a FIFO
    kFolder,       ///< an existing folder, to be locked or synced
  };

  File() = default;
  /// Takes over an open descriptor. `path` is used in messages.
  File(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  ~File();
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;

  /// Opens `path`. Errors: kNotFound, kResource (descriptors, disk), kIo; kConflict where a link
  /// stands in the place of what is to be created, and with kCreateAlone where another run has it.
  [[nodiscard]] static Result<File> open(const std::string& path, Mode mode);

  /// Standard input under a descriptor of its own: closing it leaves standard input open. Its path
  /// is "-". It heeds `stop`.
  [[nodiscard]] static Result<File> standard_input(const StopToken& stop);
  /// Standard output, likewise, under the path "standard output". It heeds no stop, and so writes
  /// as much at once as it is given: for those whose reader reads on, or ends and the pipe with it.
  [[nodiscard]] static Result<File> standard_output();
  /// A FIFO that heeds `stop`; it is its read() that waits for a writer.
  [[nodiscard]] static Result<File> open_fifo(const std::string& path, const StopToken& stop);
  /// As kWriteInto, waiting for the reader of a FIFO only until `stop` is requested, which write()
  /// heeds too. Errors: as open(); kInterrupted.
  [[nodiscard]] static Result<File> open_into(const std::string& path, const StopToken& stop);

  /// From now on read() and write() wait for the other end of a pipe, a socket or a terminal only
  /// until `stop` is requested (kInterrupted). REQUIRES: `stop` outlives the file; one writer.
  void heed(const StopToken& stop);

  /// Reads up to bytes.size(); 0 only at the end. Retries EINTR. Errors: kIo; kInterrupted where a
  /// stop is heeded.
  [[nodiscard]] Result<std::size_t> read(std::span<char> bytes);
  /// Reads exactly bytes.size() at `offset`. Errors: kIo; kCorrupt where the file ends before.
  [[nodiscard]] Status read_at(std::span<char> bytes, std::uint64_t offset) const;
  /// Writes all of `bytes`. Errors: kResource for a full disk, kClosedPipe, kIo; kInterrupted where
  /// a stop is heeded.
  [[nodiscard]] Status write(std::string_view bytes);
  /// Moves what was written to the disk itself.
  [[nodiscard]] Status sync();
  /// Closes and reports what the system says about it.
  [[nodiscard]] Status close();

  [[nodiscard]] Result<std::uint64_t> size_bytes() const;
  /// Moves the place of the next read() of a regular file. False where there is no such place (a
  /// pipe); the file is then read on from where it was.
  [[nodiscard]] Result<bool> try_seek(std::uint64_t offset);
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  [[nodiscard]] static Result<File> create_alone(const std::string& path);

  [[nodiscard]] Status wait_for(short events);

  int descriptor_ = -1;
  std::string path_;
  const StopToken* stop_ = nullptr;  // only of what can make one wait
};

/// The whole file. `most_bytes` guards against reading what is not what it claims to be (kLimit).
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::uint64_t most_bytes);

/// mkdir -p. Errors: kIo, kResource, kConflict where a part of the path is no folder.
[[nodiscard]] Status make_folders(const std::string& path);
[[nodiscard]] Status sync_folder(const std::string& path);
/// Locks a folder (flock(2)) until the File is closed or its process ends. Errors: kConflict where
/// another holds the lock, and does for some seconds more: it may be about to end; kInterrupted
/// where `stop`, if there is one, ends the waiting. On file systems that know no locks it succeeds
/// without one.
[[nodiscard]] Result<File> lock_folder(const std::string& path, const StopToken* stop = nullptr);
/// Removes the file; that it does not exist is success.
[[nodiscard]] Status remove_file(const std::string& path);
/// Removes the folder and what is in it, not following links; that it does not exist is success.
[[nodiscard]] Status remove_tree(const std::string& path);
/// The names in a folder without "." and "..", in byte order.
[[nodiscard]] Result<std::vector<std::string>> list_folder(const std::string& path);
[[nodiscard]] bool path_exists(const std::string& path);
/// Joins with exactly one slash; an absolute `name` is taken as it is.
[[nodiscard]] std::string join_path(std::string_view folder, std::string_view name);
/// The folder that relative paths start in, with no links and dots in its path. Errors: kIo.
[[nodiscard]] Result<std::string> current_folder();
/// The part behind the last slash.
[[nodiscard]] std::string_view last_name(std::string_view path);
/// Bytes free for this user on the file system that holds `path` (or the nearest folder above it).
[[nodiscard]] Result<std::uint64_t> free_disk_bytes(const std::string& path);

}  // namespace galley

#endif  // GALLEY_BASE_FILE_H_
