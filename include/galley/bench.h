// SPDX-License-Identifier: Apache-2.0
// How fast galley is on an archive and a machine, found out on a sample.
#ifndef GALLEY_BENCH_H_
#define GALLEY_BENCH_H_

#include <cstdint>

#include "galley/result.h"
#include "galley/run.h"
#include "galley/summary.h"

namespace galley {

/// What bench() measured.
struct BenchOutcome {
  std::uint64_t all_bytes = 0;            ///< of all inputs, as they lie on disk
  std::uint64_t sample_stored_bytes = 0;  ///< of these, read for the sample
  std::uint64_t sample_bytes = 0;         ///< the same decompressed
  std::uint64_t sampled_inputs = 0;
  std::uint64_t inputs = 0;
  int threads = 0;
  RunSummary run;                   ///< of clean() on the sample; its read includes the sampling
  double sampling_cpu_seconds = 0;  ///< of reading the sample out of the archive
  double zstd_seconds = 0;          ///< wall clock of zstd -3 on the sample, with as many threads
  std::uint64_t zstd_bytes = 0;     ///< what came out of it

  /// How many times the sample the archive is.
  [[nodiscard]] double scale() const;
  /// Wall clock that clean() of all inputs would take, if it grew as they do.
  [[nodiscard]] double forecast_seconds() const;
};

/// Takes about `sample_bytes` of decompressed text from options.inputs (the beginnings of inputs
/// chosen by a hash of their names, or all of them where they are less), cleans it in a scratch
/// folder below options.temp, and compresses it with zstd. Leaves nothing behind; options.output is
/// not looked at. Errors: those of clean(); kNotFound where nothing could be read.
[[nodiscard]] Result<BenchOutcome> bench(const RunOptions& options, std::uint64_t sample_bytes,
                                         const RunMonitor& monitor);

}  // namespace galley

#endif  // GALLEY_BENCH_H_
