// SPDX-License-Identifier: Apache-2.0
// Finding paragraphs that repeat an earlier one: the settings, and what comes out.
#ifndef GALLEY_DEDUP_H_
#define GALLEY_DEDUP_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "galley/result.h"

namespace galley {

/// How two paragraphs are compared.
enum class DedupPreset : std::uint8_t {
  kDefault,  ///< Jaccard coefficient of the sets of five-letter shingles
  kOcr,      ///< share of matching letters after alignment: reprints as recognition left them
};

/// Whether two paragraphs of one wording with other numbers in it are different records.
enum class Numbers : std::uint8_t { kDistinguish, kIgnore };

/// Which of several copies stays: what ranks first.
enum class Keep : std::uint8_t { kFirst, kLongest, kCleanest };

/// What is compared and removed as a whole.
enum class DedupUnit : std::uint8_t {
  kParagraph,
  kDocument,
  /// A paragraph together with those that it goes on in: recognition parts what it reads by blank
  /// lines where none were printed. Of a noisy document of at most 2 KiB all.
  kItem,
};

/// Whether copies are looked for in the whole corpus or within each document only.
enum class DedupScope : std::uint8_t { kCorpus, kDocument };

/// How far an equal 128-bit hash and an equal number of letters are trusted.
enum class ExactCopies : std::uint8_t {
  kByHash,
  kByLetters,  ///< letters are compared too: for input that somebody made to collide
};

/// All that decides which paragraphs go. Shares are parts per million: no floating point decides.
struct DedupOptions {
  DedupPreset preset = DedupPreset::kDefault;
  Numbers numbers = Numbers::kDistinguish;  ///< kOcr: only where nearly all are others
  Keep keep = Keep::kFirst;
  DedupUnit unit = DedupUnit::kParagraph;
  DedupScope scope = DedupScope::kCorpus;
  ExactCopies exact_copies = ExactCopies::kByHash;
  std::uint32_t similarity_ppm = 800'000;  ///< 500,000 to 950,000; of kDefault
  /// Shorter paragraphs stay. A letter of an alphabet counts as a quarter. 0: 20, or 12 with kOcr,
  /// whose stricter test for short texts takes the place of the rest.
  std::uint32_t min_letters = 0;
  std::uint32_t bands = 0;                        ///< 0: what the recall asks for; else 1 to 64
  std::uint32_t rows = 0;                         ///< 0: likewise; else 1 to 32
  std::uint32_t recall_ppm = 997'000;             ///< of pairs exactly at the threshold
  std::uint32_t max_letter_errors_ppm = 166'667;  ///< misread letters of each print; of kOcr
};

/// Success, or what is wrong with the options (kUsage).
[[nodiscard]] Status check(const DedupOptions& options);

/// Why a paragraph goes.
enum class RemovalReason : std::uint8_t { kExact, kNear };

/// Where the paragraph is that stays for a removed one.
enum class KeeperPlace : std::uint8_t { kInput, kIndex };

/// One removed paragraph. `ord` and `keeper_ord` are places in the input: whatever numbers the
/// caller gave the paragraphs, ascending in the order of the input.
struct Removal {
  std::uint64_t ord = 0;
  std::uint64_t keeper_ord = 0;
  std::uint32_t similarity_ppm = 0;  ///< rounded down; 1,000,000 for an exact copy
  RemovalReason reason = RemovalReason::kExact;
  KeeperPlace keeper_place = KeeperPlace::kInput;  ///< kIndex: keeper_ord is its serial there
  friend bool operator==(const Removal&, const Removal&) = default;
};

/// What a search did, for the manifest. None of it depends on threads or memory.
struct DedupCounts {
  std::uint64_t paragraphs = 0;        ///< all that were offered
  std::uint64_t short_paragraphs = 0;  ///< below min_letters: never removed
  std::uint64_t distinct = 0;          ///< different texts among the others
  std::uint64_t candidate_pairs = 0;   ///< pairs of distinct texts that share a band
  std::uint64_t compared_pairs = 0;    ///< of these, compared letter by letter
  std::uint64_t verified_pairs = 0;    ///< of these, similar enough
  std::uint64_t skipped_pairs = 0;     ///< pairs in hot bands that were not looked at
  std::uint64_t removed_exact = 0;
  std::uint64_t removed_near = 0;
};

/// The removals among `paragraphs`, in their order; ord is the index. All in memory; the texts are
/// looked at until the function returns. What it gives is what clean() would remove of them: going
/// by rank, a paragraph goes if it is similar enough to one that stays, compared letter by letter.
/// Sources: Broder, On the resemblance and containment of documents, 1997; Indyk and Motwani,
/// Approximate nearest neighbors, 1998 (banding).
/// REQUIRES: valid UTF-8; for DedupScope::kDocument all paragraphs belong to one document; not
/// Keep::kCleanest, which needs a profile. `threads` is at least 1 and changes nothing but the
/// time. Errors: kUsage for options out of range. Cost: about 20 ns a byte and 700 bytes a
/// paragraph.
[[nodiscard]] Result<std::vector<Removal>> find_duplicates(
    std::span<const std::string_view> paragraphs, const DedupOptions& options, int threads);

}  // namespace galley

#endif  // GALLEY_DEDUP_H_
