// SPDX-License-Identifier: Apache-2.0
// XXH3 (xxHash 0.8): the only hashes of the house. The only file that knows xxhash.h.
#ifndef GALLEY_BASE_HASH_H_
#define GALLEY_BASE_HASH_H_

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace galley {

/// 128 bits, compared as one number.
struct Hash128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend auto operator<=>(const Hash128&, const Hash128&) = default;
};

[[nodiscard]] inline std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}
[[nodiscard]] inline std::uint64_t hash64(const void* bytes, std::size_t size, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes, size, seed);
}
[[nodiscard]] inline Hash128 hash128(const void* bytes, std::size_t size) {
  const XXH128_hash_t hash = XXH3_128bits(bytes, size);
  return {hash.high64, hash.low64};
}

/// 32 lower-case hexadecimal digits, the high half first, as `xxhsum -H2` prints it.
[[nodiscard]] std::string to_hex(const Hash128& hash);

/// Hashes what comes in pieces; the same value as hash128() of the whole.
class StreamHash128 {
 public:
  StreamHash128() { XXH3_128bits_reset(&state_); }
  void update(std::string_view bytes) { XXH3_128bits_update(&state_, bytes.data(), bytes.size()); }
  [[nodiscard]] Hash128 value() const {
    const XXH128_hash_t hash = XXH3_128bits_digest(&state_);
    return {hash.high64, hash.low64};
  }

 private:
  XXH3_state_t state_;
};

/// A seed that nobody outside can know beforehand: another in each process and for each `object`.
/// For tables whose keys the input picks; nothing that is written may depend on it.
[[nodiscard]] std::uint64_t unforeseen_seed(const void* object);

/// Spreads the bits of a number that is no hash yet (the finisher of MurmurHash3: a bijection).
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t value) {
  value ^= value >> 33;
  value *= 0xFF51AFD7ED558CCDu;
  value ^= value >> 33;
  value *= 0xC4CEB9FE1A85EC53u;
  value ^= value >> 33;
  return value;
}

}  // namespace galley

#endif  // GALLEY_BASE_HASH_H_
