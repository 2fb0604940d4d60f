// SPDX-License-Identifier: Apache-2.0
// A sample is copied out of the archive, decompressed, and then cleaned as any input is. So what
// reading it took is measured while it is copied; the run itself reads plain files.
#include "galley/bench.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <numeric>

#include "base/file.h"
#include "base/hash.h"
#include "base/scratch_folder.h"
#include "base/try.h"
#include "base/work_meter.h"
#include "base/zstd_codec.h"
#include "pipeline/apart.h"
#include "pipeline/issue_log.h"
#include "pipeline/memory_plan.h"
#include "read/byte_stream.h"
#include "read/inputs.h"

namespace galley {

namespace {

constexpr int kZstdLevel = 3;
constexpr std::size_t kBlockBytes = std::size_t{1} << 20;
// Fewer bytes of an input say little of it, and an archive of large files is sampled in several.
constexpr std::uint64_t kLeastOfInput = std::uint64_t{16} << 20;

double sum_of(const std::array<double, kWorks>& seconds) {
  return std::accumulate(seconds.begin(), seconds.end(), 0.0);
}

class Sampler {
 public:
  Sampler(const ScratchFolder& folder, const RunOptions& options, std::uint64_t sample_bytes,
          IssueLog& issues, const StopToken& stop)
      : folder_(folder),
        options_(options),
        sample_bytes_(sample_bytes),
        issues_(issues),
        stop_(stop) {}

  Status take(std::vector<Input> inputs, BenchOutcome& outcome) {
    outcome.inputs = inputs.size();
    for (const Input& input : inputs) outcome.all_bytes += input.size_bytes;
    std::ranges::sort(inputs, {}, [](const Input& input) { return hash64(input.path); });
    std::uint64_t left_inputs = inputs.size();
    for (const Input& input : inputs) {
      GALLEY_TRY(stop_.check());
      if (outcome.sample_bytes >= sample_bytes_) break;
      const std::uint64_t left = sample_bytes_ - outcome.sample_bytes;
      const std::uint64_t share = std::min(left, std::max(left / left_inputs--, kLeastOfInput));
      GALLEY_TRY(copy(input, share, outcome));
    }
    if (outcome.sample_bytes > 0) return {};
    return fail(ErrorCode::kNotFound, "bench", "found nothing in the inputs that can be read",
                "name files or folders with text");
  }

  [[nodiscard]] const WorkMeter& meter() const { return meter_; }

 private:
  // Of a piece of an input the last line, which may be cut, is left out.
  Status copy(const Input& input, std::uint64_t most_bytes, BenchOutcome& outcome) {
    const WorkTimer timer(&meter_, Work::kRead);
    Result<ByteStream> stream = ByteStream::open(input, options_.read.limits, &stop_);
    if (!stream) return tell(input, std::move(stream).error());
    const std::string path =
        join_path(folder_.path(), fmt::format("{:06}", outcome.sampled_inputs));
    GALLEY_ASSIGN(File file, File::open(path, File::Mode::kCreate));
    std::vector<char> block(kBlockBytes);
    std::uint64_t copied = 0;
    while (copied < most_bytes) {
      const Result<std::size_t> got = stream->read(block);
      if (!got) {
        GALLEY_TRY(tell(input, got.error()));
        break;
      }
      if (*got == 0) break;
      std::string_view bytes(block.data(), *got);
      if (copied + *got >= most_bytes) {
        const std::size_t end = bytes.rfind('\n');
        if (end != std::string_view::npos) bytes = bytes.substr(0, end + 1);
      }
      GALLEY_TRY(file.write(bytes));
      copied += bytes.size();
      if (bytes.size() < *got) break;
    }
    outcome.sample_bytes += copied;
    outcome.sample_stored_bytes += std::min(stream->stored_bytes_read(), input.size_bytes);
    outcome.sampled_inputs += 1;
    GALLEY_TRY(file.close());
    return copied > 0 ? Status() : remove_file(path);
  }

  // Of an input that cannot be read, as of one that ends in the middle, the sample has what came
  // before.
  Status tell(const Input& input, Error error) {
    if (error.code == ErrorCode::kInterrupted || error.code == ErrorCode::kResource) {
      return std::unexpected(std::move(error));
    }
    issues_.take({{unreadable(input.path, std::nullopt, std::move(error))}});
    return {};
  }

  const ScratchFolder& folder_;
  const RunOptions& options_;
  const std::uint64_t sample_bytes_;
  IssueLog& issues_;
  const StopToken& stop_;
  WorkMeter meter_;
};

Status compress_sample(const std::string& folder, BenchOutcome& outcome) {
  GALLEY_ASSIGN(const InputList found, list_inputs(std::vector<std::string>{folder}));
  const auto start = std::chrono::steady_clock::now();
  GALLEY_ASSIGN(ZstdEncoder encoder, ZstdEncoder::create(kZstdLevel, outcome.threads, folder));
  const auto sink = [&](std::string_view bytes) -> Status {
    outcome.zstd_bytes += bytes.size();
    return {};
  };
  std::vector<char> block(kBlockBytes);
  for (const Input& input : found.inputs) {
    GALLEY_ASSIGN(ByteStream stream, ByteStream::open(input, ReadLimits{}));
    for (;;) {
      GALLEY_ASSIGN(const std::size_t got, stream.read(block));
      if (got == 0) break;
      GALLEY_TRY(encoder.write({block.data(), got}, sink));
    }
  }
  GALLEY_TRY(encoder.finish(sink));
  outcome.zstd_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return {};
}

}  // namespace

double BenchOutcome::scale() const {
  return sample_stored_bytes == 0
             ? 0
             : static_cast<double>(all_bytes) / static_cast<double>(sample_stored_bytes);
}

double BenchOutcome::forecast_seconds() const {
  const double all = sum_of(run.work_cpu_seconds);
  const double sampling = sampling_cpu_seconds;
  // Reading the archive is shared among the threads as the rest was.
  return all <= sampling ? 0 : run.seconds * all / (all - sampling) * scale();
}

Result<BenchOutcome> bench(const RunOptions& options, std::uint64_t sample_bytes,
                           const RunMonitor& monitor) {
  const StopToken never;
  const StopToken& stop = monitor.stop != nullptr ? *monitor.stop : never;
  BenchOutcome outcome;
  outcome.threads = thread_count(options);
  GALLEY_ASSIGN(const ScratchFolder scratch, ScratchFolder::make(options.temp));
  const std::string folder = join_path(scratch.path(), "sample");
  GALLEY_ASSIGN(const ScratchFolder sample, ScratchFolder::make_at(folder));
  GALLEY_ASSIGN(InputList found, list_inputs(options.inputs));
  IssueLog issues(monitor);
  issues.take(found.issues);
  GALLEY_TRY(check_stream_apart(found.inputs));
  Sampler sampler(sample, options, sample_bytes, issues, stop);
  GALLEY_TRY(sampler.take(std::move(found.inputs), outcome));
  GALLEY_TRY(compress_sample(folder, outcome));

  RunOptions run_options = options;
  run_options.inputs = {folder};
  run_options.output = join_path(scratch.path(), "corpus");
  run_options.edits.clear();
  RunMonitor run_monitor = monitor;
  run_monitor.work_timing = WorkTiming::kOn;
  run_options.checkpoints = Checkpoints::kNone;
  GALLEY_ASSIGN(outcome.run, clean(run_options, run_monitor));
  auto& unreadable = outcome.run.unreadable;
  unreadable.insert(unreadable.begin(), issues.unreadable().begin(), issues.unreadable().end());
  outcome.sampling_cpu_seconds = sampler.meter().seconds(Work::kRead);
  outcome.run.work_cpu_seconds[static_cast<std::size_t>(Work::kRead)] +=
      outcome.sampling_cpu_seconds;
  return outcome;
}

}  // namespace galley
