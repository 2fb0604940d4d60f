// SPDX-License-Identifier: Apache-2.0
#include "pipeline/memory_plan.h"

#include <algorithm>
#include <thread>

namespace galley {

namespace {

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;
// Program, libraries, vocabulary, one decompression window of the usual size, stacks.
constexpr std::uint64_t kFixedBytes = 64 * kMiB;
// A chunk being read, its documents, the repairer's and fingerprinter's scratch, a share of the
// compressors' jobs.
constexpr std::uint64_t kThreadBytes = 40 * kMiB;
constexpr std::uint64_t kLearnerBytes = 34 * kMiB;

}  // namespace

std::uint64_t memory_limit_bytes(const RunOptions& options) {
  return options.memory_bytes != 0 ? options.memory_bytes : machine_memory_bytes() / 2;
}

int thread_count(const RunOptions& options) {
  const auto machine = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  const int wanted = options.threads > 0 ? options.threads : machine;
  const std::uint64_t limit = memory_limit_bytes(options);
  // At least half of the limit is left to what grows with the input.
  const std::uint64_t room = limit / 2 > kFixedBytes ? (limit / 2 - kFixedBytes) / kThreadBytes : 0;
  return std::clamp(wanted, 1, static_cast<int>(std::clamp<std::uint64_t>(room, 1, 4096)));
}

std::uint64_t budget_bytes(const RunOptions& options, int threads) {
  const std::uint64_t taken = kFixedBytes + static_cast<std::uint64_t>(threads) * kThreadBytes;
  const std::uint64_t limit = memory_limit_bytes(options);
  return limit > taken ? limit - taken : 0;
}

int learner_threads(int threads, const MemoryBudget& budget) {
  const std::uint64_t fit = budget.free_bytes() / kLearnerBytes;
  return static_cast<int>(std::clamp<std::uint64_t>(fit, 1, static_cast<std::uint64_t>(threads)));
}

}  // namespace galley
