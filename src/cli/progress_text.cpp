// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/json_text.h"
#include "cli/figures.h"

namespace galley {

namespace {

std::string bytes_text(const ProgressView& view) {
  if (view.bytes_total == 0) return size_text(view.bytes_done);
  return fmt::format("{} of {}", size_text(view.bytes_done), size_text(view.bytes_total));
}

std::string duplicates_text(const ProgressView& view) {
  return view.duplicates == 0 ? std::string() : counted(view.duplicates, "duplicate");
}

std::string left_text(const ProgressView& view) {
  return view.seconds_left ? time_text(*view.seconds_left) + " left" : std::string();
}

double percent(const ProgressView& view) {
  return view.share.value_or(0) * 100;
}

}  // namespace

std::string progress_bar(const ProgressView& view, std::size_t columns) {
  constexpr std::size_t kBar = 20;
  std::string line = fmt::format("{:<8}", view.stage);
  if (view.share) line += fmt::format("{:3.0f} %", percent(view));
  // In the order in which they are given up, from the last, where the terminal is too narrow.
  const std::string rate = rate_text(view.bytes_done, view.stage_seconds);
  std::vector<std::string> pieces;
  if (view.share) {
    const auto filled = static_cast<std::size_t>(*view.share * kBar);
    pieces.push_back(fmt::format(" [{:<{}}]", std::string(filled, '#'), kBar));
  }
  for (std::string piece : {bytes_text(view), rate, left_text(view), duplicates_text(view)}) {
    if (!piece.empty()) pieces.push_back("  " + std::move(piece));
  }
  const auto length = [&] {
    std::size_t all = line.size();
    for (const std::string& piece : pieces) all += piece.size();
    return all;
  };
  const auto drop = [&](std::string_view ending) {
    const auto found = std::ranges::find_if(
        pieces, [&](const std::string& piece) { return piece.ends_with(ending); });
    if (found != pieces.end() && length() > columns) pieces.erase(found);
  };
  drop(duplicates_text(view).empty() ? std::string_view("\n") : "duplicates");
  drop("/s");
  drop("]");
  drop(bytes_text(view));
  drop("left");
  for (const std::string& piece : pieces) line += piece;
  return line.substr(0, columns);
}

std::string progress_line(const ProgressView& view) {
  std::string line = view.stage;
  if (view.share) line += fmt::format(" {:.0f} %", percent(view));
  line += fmt::format(", {}, {}", bytes_text(view), rate_text(view.bytes_done, view.stage_seconds));
  if (view.seconds_left) line += ", " + left_text(view);
  if (view.paragraphs > 0) line += ", " + counted(view.paragraphs, "paragraph");
  if (view.duplicates > 0) line += ", " + duplicates_text(view);
  return line;
}

std::string progress_json(const ProgressView& view) {
  const auto or_null = [](bool is_known, std::string text) {
    return is_known ? std::move(text) : std::string("null");
  };
  const double rate =
      view.stage_seconds > 0 ? static_cast<double>(view.bytes_done) / view.stage_seconds : 0;
  return fmt::format(
      R"({{"type":"progress","stage":"{}","stage_number":{},"stages":{},"stage_bytes_done":{},)"
      R"("stage_bytes_total":{},"bytes_per_second":{:.0f},"share":{},"seconds":{:.3f},)"
      R"("seconds_left":{},"paragraphs":{},"duplicates":{}}})",
      view.stage, view.stage_number, view.stages, view.bytes_done,
      or_null(view.bytes_total > 0, std::to_string(view.bytes_total)), rate,
      or_null(view.share.has_value(), fmt::format("{:.4f}", view.share.value_or(0))), view.seconds,
      or_null(view.seconds_left.has_value(), fmt::format("{:.1f}", view.seconds_left.value_or(0))),
      view.paragraphs, view.duplicates);
}

std::string message_json(std::string_view line) {
  std::string_view level = "note";
  if (line.starts_with("galley: ")) line.remove_prefix(8);
  for (const std::string_view each : {"error", "warning"}) {
    if (!line.starts_with(each) || !line.substr(each.size()).starts_with(": ")) continue;
    level = each;
    line.remove_prefix(each.size() + 2);
    break;
  }
  std::string json = fmt::format(R"({{"type":"message","level":"{}","text":)", level);
  append_json_string(json, line);
  return json + "}";
}

std::string summary_json(const RunSummary& summary) {
  const RunCounts& counts = summary.counts;
  return fmt::format(
      R"({{"type":"summary","documents":{},"paragraphs_in":{},"kept":{},"removed_exact":{},)"
      R"("removed_near":{},"furniture":{},"unreadable":{},"bytes_in":{},"decoded_bytes":{},)"
      R"("bytes_out":{},"peak_memory_bytes":{},"seconds":{:.3f}}})",
      counts.documents, counts.paragraphs_in, counts.kept, counts.removed_exact,
      counts.removed_near, counts.furniture, summary.unreadable.size(), summary.bytes_in,
      summary.decoded_bytes, summary.bytes_out, summary.peak_memory_bytes, summary.seconds);
}

}  // namespace galley
