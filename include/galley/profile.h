// SPDX-License-Identifier: Apache-2.0
// What a corpus teaches about itself: its words away from line ends, hyphenated words, pairs of CJK
// characters, and the lines that recur at the head and foot of its pages.
#ifndef GALLEY_PROFILE_H_
#define GALLEY_PROFILE_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "galley/document.h"
#include "galley/result.h"
#include "galley/vocabulary.h"

namespace galley {

/// Counts of fixed capacity (32 MiB, whatever the input and --memory), kept as a sketch: merging
/// the profiles of two halves gives, bit for bit, the profile of the whole. A count may be too high
/// where keys collide, never too low. Movable and copyable. Threads: reading at once is safe,
/// changing is not. Source: the count-min sketch of Cormode and Muthukrishnan, 2005.
class Profile {
 public:
  Profile();
  /// Of another size than all others: for tests. REQUIRES: `cells` is 16 times a power of two, at
  /// least 32.
  explicit Profile(std::size_t cells);

  /// Adds what another profile has learnt. Commutative and associative. Cost: one pass over 32 MiB.
  /// REQUIRES: the same size.
  void merge(const Profile& other);

  /// Writes a run file (kind "profile"): only cells that are not zero, so small for small inputs.
  /// It stands under `path` whole or not at all. Errors: kIo, kResource.
  [[nodiscard]] Status save(const std::string& path) const;
  /// Errors: kNotFound, kIo, kCorrupt, kUnsupported, kConflict (another kind of run).
  [[nodiscard]] static Result<Profile> load(const std::string& path);
  /// The same into `empty`, whose size the file's must be. Errors: as load().
  [[nodiscard]] static Result<Profile> load_into(Profile empty, const std::string& path);

  /// 32 hexadecimal digits that are the same for equal contents: for manifests.
  [[nodiscard]] std::string content_hash() const;

  /// The form that repair asks. Cost: about 20 ms and 8 MiB.
  [[nodiscard]] Vocabulary vocabulary() const;

  [[nodiscard]] std::uint64_t words() const { return totals_[kWordTotal]; }
  [[nodiscard]] std::uint64_t pairs() const { return totals_[kPairTotal]; }
  [[nodiscard]] std::uint64_t pages() const { return totals_[kPageTotal]; }
  [[nodiscard]] std::uint64_t documents() const { return totals_[kDocumentTotal]; }

 private:
  friend class ProfileLearner;
  enum Total : std::uint8_t { kWordTotal, kPairTotal, kPageTotal, kDocumentTotal, kTotals };

  LargeTable<std::uint32_t> cells_;
  std::array<std::uint64_t, kTotals> totals_{};
};

/// Learns documents into a profile. One for each thread; merge the profiles at the end. Not
/// thread-safe. Memory: the profile's 32 MiB and half a MiB.
class ProfileLearner {
 public:
  ProfileLearner();

  /// Cost: linear, about that of compressing the text. REQUIRES: document.text is valid UTF-8.
  void learn(const Document& document);
  /// What was learnt since the last call.
  [[nodiscard]] Profile take();

 private:
  struct Cached {
    std::uint64_t key = 0;
    std::uint64_t count = 0;
  };
  void count(std::uint64_t key);
  void add_soon(const Cached& counted);
  void learn_page(std::string_view page);
  void learn_line(std::string_view line);
  bool learn_words(std::string_view token);
  void learn_pairs(std::string_view token, bool one_space_behind, char32_t& last);
  void flush();

  Profile profile_;
  std::vector<Cached> cache_;
  std::array<Cached, 32> waiting_{};  // left the cache, not yet in the cells
  std::size_t next_waiting_ = 0;
  std::vector<std::uint32_t> characters_;  // of the first plane, counted without hashing
};

}  // namespace galley

#endif  // GALLEY_PROFILE_H_
