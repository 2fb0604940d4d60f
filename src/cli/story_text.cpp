// SPDX-License-Identifier: Apache-2.0
#include "cli/story_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "cli/figures.h"
#include "galley/difference.h"

namespace galley {

namespace {

constexpr std::size_t kIndent = 4;

std::string in_ink(std::string_view text, Ink ink, Colour colour) {
  return fmt::format("{}{}{}", change_to(ink, colour), text, change_to(Ink::kPlain, colour));
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

// `text` in so many columns: of a longer one its two ends, which are what joining looks at.
std::string cut(std::string_view text, std::size_t columns) {
  constexpr std::string_view kDots = " ... ";
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  std::size_t used = 0;
  const char* at = begin;
  while (at != end && used <= columns) used += columns_of(next_code_point(at));
  if (at == end && used <= columns) return without_controls(text);

  const std::size_t room = columns - kDots.size();
  const char* head = begin;
  for (used = 0; used + 2 <= room / 2;) used += columns_of(next_code_point(head));
  const char* tail = end;
  for (; used + 2 <= room;) used += columns_of(previous_code_point(tail));
  return fmt::format("{}{}{}", without_controls({begin, head}), kDots,
                     without_controls({tail, end}));
}

// How a line came to what stands before it, in few words.
std::string_view join_word(EditReason reason) {
  switch (reason) {
    case EditReason::kJoinSpace:
      return "space";
    case EditReason::kJoinNothing:
      return "nothing";
    case EditReason::kResumed:
      return "goes on";
    default:
      return to_string(reason);
  }
}

std::string block(std::string_view text, Colour colour) {
  Paragraphs lines(kIndent, colour);
  lines.add(text, Ink::kPlain);
  return lines.finish();
}

std::string line_table(const std::vector<SourceLine>& lines, Colour colour) {
  constexpr std::size_t kBeforeText = 4 + 7 + 2 + 14 + 2 + 5 + 2;
  std::string table =
      in_ink(fmt::format("    {:>7}  {:<14}  {:>5}  text\n", "line", "joined by", "sure"),
             Ink::kDim, colour);
  bool was_brought = false;
  for (const SourceLine& line : lines) {
    std::string how, sure;
    if (line.joined) {
      how = join_word(*line.joined);
      sure = fmt::format("{} %", line.confidence);
    }
    was_brought = was_brought || line.resumed;
    table += fmt::format("   {}{:>7}  {:<14}  {:>5}  {}\n", line.resumed ? '*' : ' ', line.number,
                         how, sure, cut(line.text, Paragraphs::kColumns - kBeforeText));
  }
  if (was_brought) table += "   * from elsewhere in the document\n";
  return table;
}

std::string marked_difference(std::string_view removed, std::string_view kept, Colour colour) {
  Paragraphs lines(kIndent, colour);
  for (const DifferencePart& part : difference_of(removed, kept)) {
    const std::string text(part.text);
    const bool plain = colour == Colour::kNone;
    switch (part.in) {
      case DifferencePart::In::kBoth:
        lines.add(text, Ink::kPlain);
        break;
      case DifferencePart::In::kFirst:
        lines.add(plain ? "[-" + text + "-]" : text, Ink::kGone);
        break;
      case DifferencePart::In::kSecond:
        lines.add(plain ? "{+" + text + "+}" : text, Ink::kCome);
        break;
    }
  }
  return lines.finish();
}

std::string keeper_name(const StandIn& keeper) {
  std::string name = fmt::format("paragraph {} of {}", keeper.paragraph, printable(keeper.id));
  if (keeper.document) return name + fmt::format(" (#{})", *keeper.document);
  name += keeper.run.empty() ? std::string(" (of an earlier run)")
                             : fmt::format(" (of the earlier run {})", keeper.run);
  return name;
}

// The line that says what became of it.
std::string headline(const ParagraphStory& paragraph) {
  const std::string size = counted(paragraph.chars, "character", "characters");
  std::string line = fmt::format("paragraph {}", paragraph.number);
  switch (paragraph.fate) {
    case Fate::kKept:
      line += ", kept";
      break;
    case Fate::kExact:
      line += ", removed: a copy";
      break;
    case Fate::kNear:
      line += fmt::format(", removed: a near-duplicate, similarity {}.{:03}",
                          paragraph.keeper->similarity_ppm / 1'000'000,
                          paragraph.keeper->similarity_ppm / 1000 % 1000);
      break;
    case Fate::kFurniture:
      return fmt::format("before paragraph {}, removed: furniture of the page, {}",
                         paragraph.number, size);
  }
  line += ", " + size;
  if (paragraph.kind != ParagraphKind::kText)
    line += fmt::format(", {}", to_string(paragraph.kind));
  return line;
}

}  // namespace

std::string story_head(const DocumentStory& story, Colour colour) {
  std::array<std::uint64_t, 4> fates{};
  std::uint64_t joins = 0;
  for (const ParagraphStory& paragraph : story.paragraphs) {
    ++fates[static_cast<std::size_t>(paragraph.fate)];
    for (const SourceLine& line : paragraph.lines) joins += line.joined ? 1u : 0u;
  }
  const auto of = [&](Fate fate) { return fates[static_cast<std::size_t>(fate)]; };
  const std::uint64_t removed = of(Fate::kExact) + of(Fate::kNear);
  std::string head = in_ink(fmt::format("document #{}{}{}", story.document,
                                        story.id.empty() ? "" : ": ", printable(story.id)),
                            Ink::kBold, colour);
  head += fmt::format("\nread from   {}\n", printable(story.source));
  head += fmt::format("paragraphs  {} kept, {} removed ({}, {}), {}\n", grouped(of(Fate::kKept)),
                      grouped(removed), counted(of(Fate::kExact), "copy", "copies"),
                      counted(of(Fate::kNear), "near-duplicate", "near-duplicates"),
                      counted(of(Fate::kFurniture), "line of furniture", "lines of furniture"));
  if (story.source_fault.empty()) {
    head += fmt::format("joined      {}\n", counted(joins, "line break", "line breaks"));
  } else {
    head += fmt::format("joined      not known: the source {}\n", story.source_fault);
  }
  return head;
}

std::string paragraph_text(const ParagraphStory& paragraph, Colour colour) {
  const bool stays = paragraph.fate == Fate::kKept;
  std::string out =
      '\n' + in_ink(headline(paragraph), stays ? Ink::kBold : Ink::kGone, colour) + '\n';
  if (paragraph.keeper) {
    out += fmt::format("  in its place stays {}\n", keeper_name(*paragraph.keeper));
  }
  const bool has_joins = paragraph.lines.size() > 1;
  if (has_joins) out += line_table(paragraph.lines, colour);
  const bool is_known = paragraph.text.has_value();
  const bool has_keeper = paragraph.keeper && paragraph.keeper->text;
  if (is_known && has_keeper && *paragraph.text != *paragraph.keeper->text) {
    const bool plain = colour == Colour::kNone;
    out += fmt::format(
        "  beside the one that stays, {}:\n",
        plain ? "[-removed-] {+kept+}"
              : in_ink("removed", Ink::kGone, colour) + " " + in_ink("kept", Ink::kCome, colour));
    out += marked_difference(*paragraph.text, *paragraph.keeper->text, colour);
  } else if (is_known) {
    if (!has_joins) out += block(*paragraph.text, colour);
    if (has_keeper) out += "  the one that stays is the same, character for character\n";
  } else if (has_keeper) {
    out += "  its text is not known; the one that stays:\n";
    out += block(*paragraph.keeper->text, colour);
  } else {
    out += "  its text is not known\n";
  }
  return out;
}

}  // namespace galley
