// SPDX-License-Identifier: Apache-2.0
#include "galley/summary.h"

namespace galley {

std::span<const NamedCount> named_counts() {
  static constexpr NamedCount kCounts[] = {
      {"documents", &RunCounts::documents},
      {"repeated_ids", &RunCounts::repeated_ids},
      {"paragraphs_in", &RunCounts::paragraphs_in},
      {"kept", &RunCounts::kept},
      {"removed_exact", &RunCounts::removed_exact},
      {"removed_near", &RunCounts::removed_near},
      {"removed_by_index", &RunCounts::removed_by_index},
      {"furniture", &RunCounts::furniture},
      {"letters_in", &RunCounts::letters_in},
      {"letters_kept", &RunCounts::letters_kept},
      {"letters_removed", &RunCounts::letters_removed},
      {"letters_edited", &RunCounts::letters_edited},
      {"letters_added", &RunCounts::letters_added},
      {"bad_bytes", &RunCounts::bad_bytes},
      {"joins", &RunCounts::joins},
      {"words_rejoined", &RunCounts::words_rejoined},
      {"resumed", &RunCounts::resumed},
      {"candidate_pairs", &RunCounts::candidate_pairs},
      {"skipped_pairs", &RunCounts::skipped_pairs},
  };
  static_assert(sizeof(RunCounts) == std::size(kCounts) * sizeof(std::uint64_t),
                "every count has a name");
  return kCounts;
}

RunCounts& RunCounts::operator+=(const RunCounts& other) {
  for (const NamedCount& count : named_counts()) this->*count.value += other.*count.value;
  return *this;
}

std::string_view to_string(Stage stage) {
  static constexpr std::string_view kNames[kStages] = {"plan",  "survey",  "map",
                                                       "match", "resolve", "emit"};
  return kNames[static_cast<std::size_t>(stage)];
}

std::string_view to_string(Work work) {
  static constexpr std::string_view kNames[kWorks] = {
      "read", "decode", "learn", "repair", "fingerprint", "spool", "match", "write", "compress"};
  return kNames[static_cast<std::size_t>(work)];
}

}  // namespace galley
