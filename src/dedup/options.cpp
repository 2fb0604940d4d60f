// SPDX-License-Identifier: Apache-2.0
#include "galley/dedup.h"

namespace galley {

Status check(const DedupOptions& options) {
  const auto refuse = [](const char* where, const char* what, const char* remedy) {
    return fail(ErrorCode::kUsage, where, what, remedy);
  };
  if (options.similarity_ppm < 500'000 || options.similarity_ppm > 950'000) {
    return refuse("--similarity", "is out of range", "give a number from 0.5 to 0.95");
  }
  if (options.bands > 64) return refuse("--bands", "is too large", "give 1 to 64");
  if (options.rows > 32) return refuse("--rows", "is too large", "give 1 to 32");
  if (options.recall_ppm < 500'000 || options.recall_ppm > 999'999) {
    return refuse("--recall", "is out of range", "give a number from 0.5 to 0.999999");
  }
  if (options.max_letter_errors_ppm > 300'000) {
    return refuse("--max-letter-errors", "is out of range", "give a number from 0 to 0.3");
  }
  return {};
}

}  // namespace galley
