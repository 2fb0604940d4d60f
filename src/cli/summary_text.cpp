// SPDX-License-Identifier: Apache-2.0
#include "cli/summary_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "cli/figures.h"
#include "cli/terminal_text.h"

namespace galley {

namespace {

constexpr std::size_t kColumns = 96;

// `text` in indented lines, cut after `most_lines`. Line breaks of the text stay; longer lines are
// broken at the last space, or anywhere in text without spaces. Whoever made the text cannot steer
// the terminal by it.
std::string block(std::string_view text, std::size_t most_lines) {
  constexpr std::size_t kRoom = kColumns - 4;
  std::string out = "    ";
  std::size_t lines = 1, column = 0;
  std::size_t space = 0, space_column = 0;  // where the last space of this line stands in `out`
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const char* const begin = at;
    const char32_t character = next_code_point(at);
    const bool ends_line = character == '\n' || character == '\f';
    if (ends_line || column + columns_of(character) > kRoom) {
      // A word that goes on where the line is full moves to the next line whole.
      const bool in_word = !ends_line && character != ' ' && columns_of(character) == 1;
      std::string carried;
      std::size_t carried_columns = 0;
      if (in_word && space > 0) {
        carried = out.substr(space + 1);
        carried_columns = column - space_column - 1;
        out.resize(space);
      }
      if (++lines > most_lines) return out + " ...\n";
      out += "\n    " + carried;
      column = carried_columns;
      space = 0;
      if (ends_line || character == ' ') continue;
    }
    if (character == ' ' && column > 0) {
      space = out.size();
      space_column = column;
    }
    out +=
        is_control(character) ? " " : std::string_view(begin, static_cast<std::size_t>(at - begin));
    column += columns_of(character);
  }
  return out + '\n';
}

double percent(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

std::string sample_text(const Sample& sample) {
  if (sample.after_place.empty()) {
    return fmt::format("\nBefore ({}):\n{}After ({}):\n{}", sample.place, block(sample.before, 8),
                       sample.note, block(sample.after, 6));
  }
  return fmt::format("\nRemoved, {} ({}):\n{}Kept in its place ({}):\n{}", sample.note,
                     sample.place, block(sample.before, 4), sample.after_place,
                     block(sample.after, 4));
}

}  // namespace

namespace {

// Of a word whose plural is not by an s.
std::string counted_as(std::uint64_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(number), number == 1 ? one : many);
}

std::string unread_text(const RunSummary& summary, const RunOptions& options) {
  if (summary.unreadable.empty()) return "";
  return fmt::format("unread    {} could not be read{}\n",
                     counted_as(summary.unreadable.size(), "input or record", "inputs or records"),
                     options.output.empty() ? "" : "; see manifest.json");
}

}  // namespace

std::string summary_text(const RunSummary& summary, const RunOptions& options) {
  const RunCounts& counts = summary.counts;
  const std::uint64_t removed = counts.removed_exact + counts.removed_near;
  std::string text =
      fmt::format("read      {}, {} of text from {}\n", counted(counts.documents, "document"),
                  size_text(summary.decoded_bytes), size_text(summary.bytes_in));
  // There is nothing to tell of a run over nothing, and nothing to look at next.
  if (counts.documents == 0) return text + unread_text(summary, options);
  text += fmt::format(
      "repaired  {} joined, {} put together, {} resumed, {} of\n"
      "          furniture taken out\n",
      counted(counts.joins, "line break"), counted(counts.words_rejoined, "split word"),
      counted(counts.resumed, "paragraph"), counted(counts.furniture, "line"));
  text += fmt::format("removed   {} of {} ({:.1f} %): {}, {}\n", grouped(removed),
                      counted(counts.paragraphs_in, "paragraph"),
                      percent(removed, counts.paragraphs_in),
                      counted_as(counts.removed_exact, "exact copy", "exact copies"),
                      counted(counts.removed_near, "near-duplicate"));
  if (counts.removed_by_index > 0) {
    text += fmt::format("          of these, {} for one that an earlier run of the index has\n",
                        grouped(counts.removed_by_index));
  }
  // A dry run has no output folder.
  const std::string where = options.output.empty() ? "" : " in " + options.output;
  text += fmt::format("kept      {}{}, {} on disk\n", counted(counts.kept, "paragraph"), where,
                      size_text(summary.bytes_out));
  text += fmt::format("took      {} ({}), {} of memory at most{}\n", time_text(summary.seconds),
                      rate_text(summary.decoded_bytes, summary.seconds),
                      size_text(summary.peak_memory_bytes),
                      summary.spilled_bytes == 0
                          ? std::string()
                          : fmt::format(", {} spilled to disk", size_text(summary.spilled_bytes)));
  if (counts.bad_bytes > 0) {
    text += fmt::format("warning   {} could not be read in any encoding and became U+FFFD\n",
                        counted(counts.bad_bytes, "byte"));
  }
  text += unread_text(summary, options);
  for (const Sample& sample : summary.samples) text += sample_text(sample);
  if (options.output.empty()) return text;
  text += fmt::format(
      "\nNext: zstd -dc {0}/corpus-00000.jsonl.zst | head -n 1     or: galley verify {0}\n",
      options.output);
  return text;
}

}  // namespace galley
