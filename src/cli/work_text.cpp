// SPDX-License-Identifier: Apache-2.0
#include "cli/work_text.h"

#include <fmt/format.h>

#include <numeric>

#include "cli/figures.h"

namespace galley {

namespace {

double ratio(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

std::string row(std::string_view name, double seconds, double bytes, double all) {
  return fmt::format("  {:<12} {:>9.3f} {:>10.0f} {:>9.2f} {:>6.1f} %\n", name, seconds,
                     ratio(bytes, seconds) * 1e-6, ratio(seconds, bytes) * 1e9,
                     100 * ratio(seconds, all));
}

// Short times to the hundredth of a second, which a clock's face would round away.
std::string measured(double seconds) {
  return seconds < 60 ? fmt::format("{:.2f} s", seconds) : time_text(seconds);
}

std::uint64_t scaled(std::uint64_t bytes, double scale) {
  return static_cast<std::uint64_t>(static_cast<double>(bytes) * scale);
}

}  // namespace

std::string work_text(const RunSummary& summary) {
  const auto& seconds = summary.work_cpu_seconds;
  const double all = std::accumulate(seconds.begin(), seconds.end(), 0.0);
  const auto bytes = static_cast<double>(summary.decoded_bytes);
  std::string text = fmt::format("  {:<12} {:>9} {:>10} {:>9} {:>8}\n", "work", "core s",
                                 "MB/s/core", "ns/byte", "share");
  for (std::size_t kind = 0; kind < kWorks; ++kind) {
    text += row(to_string(static_cast<Work>(kind)), seconds[kind], bytes, all);
  }
  return text + row("all", all, bytes, all);
}

std::string bench_text(const BenchOutcome& outcome) {
  const RunSummary& run = outcome.run;
  std::string text = fmt::format("sampled   {} of text from {} of {}: {:.1f} % of {} on disk\n",
                                 size_text(outcome.sample_bytes), grouped(outcome.sampled_inputs),
                                 counted(outcome.inputs, "input"), 100 * ratio(1, outcome.scale()),
                                 size_text(outcome.all_bytes));
  text += fmt::format("zstd -3   {} on {}, {}, to {:.1f} % of the size\n",
                      measured(outcome.zstd_seconds),
                      counted(static_cast<std::uint64_t>(outcome.threads), "thread"),
                      rate_text(outcome.sample_bytes, outcome.zstd_seconds),
                      100 * ratio(static_cast<double>(outcome.zstd_bytes),
                                  static_cast<double>(outcome.sample_bytes)));
  text += fmt::format("clean     {}, {}: {:.1f} times as long as zstd; {} of memory{}\n",
                      measured(run.seconds), rate_text(outcome.sample_bytes, run.seconds),
                      ratio(run.seconds, outcome.zstd_seconds), size_text(run.peak_memory_bytes),
                      run.spilled_bytes == 0
                          ? std::string()
                          : fmt::format(", {} spilled to disk", size_text(run.spilled_bytes)));
  text += work_text(run);
  text += fmt::format(
      "forecast  all of it in {} on this machine, if what follows is like the sample; {} of corpus;"
      "\n          temporary files of up to {}, less what --memory holds\n",
      measured(outcome.forecast_seconds()), size_text(scaled(run.bytes_out, outcome.scale())),
      size_text(scaled(run.decoded_bytes, outcome.scale())));
  return text;
}

}  // namespace galley
