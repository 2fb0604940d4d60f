// SPDX-License-Identifier: Apache-2.0
// Profiles of any bytes, as they are or with right checksums: loaded whole or refused; what is
// loaded can be asked, merged either way round with the same outcome, saved and loaded again.
#include <cstring>
#include <string>

#include "base/check.h"
#include "base/count_cells.h"
#include "galley/profile.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/memory_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace galley;
  static MemoryFile file;
  FuzzInput input(data, size);
  const std::uint8_t shape = input.byte();
  const RunKind kind{"profile", 1, 0, kProfileCells};
  file.set((shape & 1) != 0 ? std::string(input.rest()) : run_of(input, kind));
  const Result<Profile> profile = Profile::load(file.path());
  if (!profile) {
    GALLEY_CHECK(!profile.error().what.empty() && !profile.error().remedy.empty());
    return 0;
  }
  // What follows walks over 32 MiB each time: now and then is enough.
  if ((shape & 0xF0) != 0) return 0;
  Profile other;
  Profile both = *profile;
  both.merge(other);
  GALLEY_CHECK(both.content_hash() == profile->content_hash());
  other.merge(*profile);
  GALLEY_CHECK(other.content_hash() == both.content_hash());
  static_cast<void>(profile->vocabulary());
  return 0;
}
