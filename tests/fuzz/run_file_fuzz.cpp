// SPDX-License-Identifier: Apache-2.0
// Runs of any bytes, as they are or with right checksums: reading ends, with an error where it
// must, and finds the same records from the front and by their numbers.
#include <optional>
#include <string>
#include <vector>

#include "base/check.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/memory_os.h"

namespace {

using namespace galley;

constexpr std::uint64_t kMostRecords = 20'000;

struct Pair {
  std::uint64_t key = 0;
  std::uint64_t value = 0;
};

void read_through(const std::string& path, const RunKind& kind) {
  Result<RunReader> reader = RunReader::open(path, kind);
  if (!reader) {
    GALLEY_CHECK(!reader.error().what.empty() && !reader.error().remedy.empty());
    return;
  }
  std::vector<std::string> records;
  for (;;) {
    const Result<std::optional<std::string_view>> record = reader->next();
    if (!record || !*record || records.size() == kMostRecords) break;
    GALLEY_CHECK(kind.record_bytes == 0 || (*record)->size() == kind.record_bytes);
    records.emplace_back(**record);
  }
  for (std::uint64_t block = 0; block < std::min<std::uint64_t>(reader->blocks(), 8); ++block) {
    if (Result<RunReader::Block> read = reader->block(block); read) {
      GALLEY_CHECK(read->records > 0);
    }
  }
  if (kind.record_bytes == 0) return;
  for (const std::uint64_t index : {std::uint64_t{0}, reader->records() / 2, reader->records()}) {
    if (!reader->seek_record(index)) continue;
    static_cast<void>(reader->next());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static MemoryOs memory;
  const ScopedOs in_place(memory);
  FuzzInput input(data, size);
  const std::uint8_t shape = input.byte();
  RunKind kind = run_kind_of<Pair>("pairs", 7);
  if ((shape & 1) != 0) kind = {"words", 1, 0, 42};
  if ((shape & 4) != 0) kind.block_bytes = 64;
  memory.set("run", (shape & 2) != 0 ? std::string(input.rest()) : run_of(input, kind));
  read_through("run", kind);
  return 0;
}
