// SPDX-License-Identifier: Apache-2.0
#include "pipeline/stream_spool.h"

#include <optional>

#include "base/file.h"
#include "base/os.h"
#include "base/try.h"
#include "read/inputs.h"

namespace galley {

namespace {

// What became of one stream: it was copied, or could not be read.
struct Copied {
  std::uint64_t bytes = 0;
  std::optional<Error> unread;
};

Result<Copied> copy_stream(Result<File> from, const std::string& path, const StopToken& stop) {
  Copied copied;
  if (!from) {
    copied.unread = from.error();
    return copied;
  }
  GALLEY_ASSIGN(File to, File::open(path, File::Mode::kCreate));
  std::string bytes(std::size_t{1} << 20, '\0');
  for (;;) {
    GALLEY_TRY(stop.check());
    const Result<std::size_t> got = from->read(bytes);
    if (!got && got.error().code == ErrorCode::kInterrupted) return std::unexpected(got.error());
    if (!got) copied.unread = got.error();
    if (!got || *got == 0) return copied;
    GALLEY_TRY(to.write(std::string_view(bytes).substr(0, *got)));
    copied.bytes += *got;
  }
}

}  // namespace

Status spool_streams(std::vector<Input>& inputs, const std::string& folder, const StopToken& stop,
                     std::vector<Issue>& issues) {
  std::size_t number = 0;
  std::vector<Input> readable;
  for (Input& input : inputs) {
    if (input.kind != Input::Kind::kFile) {
      const std::string path = join_path(folder, "input-" + std::to_string(number++));
      GALLEY_ASSIGN(const Copied copied, copy_stream(input.kind == Input::Kind::kStandardInput
                                                         ? File::standard_input(stop)
                                                         : File::open_fifo(input.path, stop),
                                                     path, stop));
      if (copied.unread) {
        GALLEY_TRY(remove_file(path));
        issues.push_back(unreadable(input.path, std::nullopt, *copied.unread));
        continue;
      }
      input.kind = Input::Kind::kFile;
      input.stored_path = path;
      input.size_bytes = copied.bytes;
      GALLEY_ASSIGN(input.sample_hash, sample_hash(path, input.size_bytes));
    }
    readable.push_back(std::move(input));
  }
  inputs = std::move(readable);
  return {};
}

}  // namespace galley
