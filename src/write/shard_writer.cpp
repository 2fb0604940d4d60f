// SPDX-License-Identifier: Apache-2.0
#include "write/shard_writer.h"

#include <fmt/format.h>

#include "base/try.h"

namespace galley {

Result<ShardWriter> ShardWriter::create(const std::string& folder, std::string name, int level,
                                        int threads) {
  GALLEY_ASSIGN(AtomicFile file, AtomicFile::create(join_path(folder, name)));
  GALLEY_ASSIGN(ZstdEncoder encoder, ZstdEncoder::create(level, threads, file.final_path()));
  return ShardWriter(std::move(file), std::move(encoder), std::move(name));
}

Status ShardWriter::write_compressed(std::string_view bytes) {
  description_.bytes += bytes.size();
  return file_.write(bytes);
}

Status ShardWriter::flush() {
  hash_.update(lines_);
  description_.uncompressed_bytes += lines_.size();
  GALLEY_TRY(
      encoder_.write(lines_, [this](std::string_view bytes) { return write_compressed(bytes); }));
  lines_.clear();
  return {};
}

Result<OutputFile> ShardWriter::finish() {
  GALLEY_TRY(flush());
  GALLEY_TRY(encoder_.finish([this](std::string_view bytes) { return write_compressed(bytes); }));
  GALLEY_TRY(file_.commit());
  description_.xxh3_128 = hash_.value();
  return description_;
}

std::string shard_name(std::string_view stem, std::uint64_t split) {
  return fmt::format("{}-{:05}.jsonl.zst", stem, split);
}

}  // namespace galley
