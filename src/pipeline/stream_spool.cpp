// SPDX-License-Identifier: Apache-2.0
#include "pipeline/stream_spool.h"

#include "base/file.h"
#include "base/os.h"
#include "base/try.h"
#include "read/inputs.h"

namespace galley {

namespace {

Result<std::uint64_t> copy_stream(File& from, const std::string& path, const StopToken& stop) {
  GALLEY_ASSIGN(File to, File::open(path, File::Mode::kCreate));
  std::string bytes(std::size_t{1} << 20, '\0');
  std::uint64_t copied = 0;
  for (;;) {
    GALLEY_TRY(stop.check());
    GALLEY_ASSIGN(const std::size_t got, from.read(bytes));
    if (got == 0) return copied;
    GALLEY_TRY(to.write(std::string_view(bytes).substr(0, got)));
    copied += got;
  }
}

}  // namespace

Status spool_streams(std::vector<Input>& inputs, const std::string& folder, const StopToken& stop) {
  std::size_t number = 0;
  for (Input& input : inputs) {
    if (input.kind == Input::Kind::kFile) continue;
    const std::string path = join_path(folder, "input-" + std::to_string(number++));
    if (input.kind == Input::Kind::kStandardInput) {
      GALLEY_ASSIGN(File standard_input, File::standard_input(stop));
      GALLEY_ASSIGN(input.size_bytes, copy_stream(standard_input, path, stop));
    } else {
      GALLEY_ASSIGN(File fifo, File::open_fifo(input.path, stop));
      GALLEY_ASSIGN(input.size_bytes, copy_stream(fifo, path, stop));
    }
    input.kind = Input::Kind::kFile;
    input.stored_path = path;
    GALLEY_ASSIGN(input.sample_hash, sample_hash(path, input.size_bytes));
  }
  return {};
}

}  // namespace galley
