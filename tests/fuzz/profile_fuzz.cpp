// SPDX-License-Identifier: Apache-2.0
// Profiles of any bytes, as they are or with right checksums: loaded whole or refused; what is
// loaded can be asked, merged either way round with the same outcome, saved and loaded again.
//
// The profiles are small ones, by the same code: those of the program take 32 MiB each, which is
// all that a run would do.
#include <string>

#include "base/check.h"
#include "base/count_cells.h"
#include "base/hash.h"
#include "galley/profile.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/memory_os.h"

namespace {

using namespace galley;

constexpr std::size_t kCells = kCellsPerBlock << 6;

Result<Profile> load(const std::string& path) {
  return Profile::load_into(Profile(kCells), path);
}

void check_saved(const Profile& profile) {
  GALLEY_CHECK(profile.save("saved").has_value());
  const Result<Profile> again = load("saved");
  GALLEY_CHECK(again && again->content_hash() == profile.content_hash());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static MemoryOs memory;
  const ScopedOs in_place(memory);
  FuzzInput input(data, size);
  const std::uint8_t shape = input.byte();
  const RunKind kind{"profile", 1, 0, kCells};
  memory.set("profile", (shape & 1) != 0 ? std::string(input.rest()) : run_of(input, kind));
  const Result<Profile> profile = load("profile");
  if (!profile) {
    GALLEY_CHECK(!profile.error().what.empty() && !profile.error().remedy.empty());
    return 0;
  }
  static const Profile kNothing(kCells);
  Profile both = *profile;
  both.merge(kNothing);
  GALLEY_CHECK(both.content_hash() == profile->content_hash());
  both.merge(*profile);
  Profile other = *profile;
  other.merge(both);
  both.merge(*profile);
  GALLEY_CHECK(other.content_hash() == both.content_hash());
  check_saved(*profile);
  // The built-in words are some thousands: now and then is enough.
  if (hash64({reinterpret_cast<const char*>(data), size}) % 64 == 0) {
    static_cast<void>(profile->vocabulary());
  }
  return 0;
}
