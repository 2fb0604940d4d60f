// SPDX-License-Identifier: Apache-2.0
// Texts in the page are bounded, each by itself: a sample of five hundred stays light whatever the
// corpus holds. What was cut off is told in characters.
#include "report/sample_json.h"

#include <algorithm>

#include "base/utf8.h"
#include "galley/difference.h"

namespace galley {

namespace {

constexpr std::size_t kMostTextBytes = 2400;
constexpr std::size_t kMostLineBytes = 600;
constexpr std::size_t kMostLines = 60;  // of a paragraph

std::string_view name_of(Fate fate) {
  switch (fate) {
    case Fate::kKept:
      return "kept";
    case Fate::kExact:
      return "exact";
    case Fate::kNear:
      return "near";
    case Fate::kFurniture:
      break;
  }
  return "furniture";
}

PageJson keeper_json(const StandIn& keeper) {
  PageJson json;
  json["id"] = beginning_of(keeper.id, kMostNameBytes);
  json["document"] = keeper.document ? PageJson(*keeper.document) : PageJson();
  json["paragraph"] = keeper.paragraph;
  return json;
}

// A text under `name`, and what was cut off it under "cut".
void put_text(PageJson& json, const char* name, std::string_view text) {
  const std::string_view shown = beginning_of(text, kMostTextBytes);
  json[name] = shown;
  if (shown.size() < text.size()) json["cut"] = count_code_points(text.substr(shown.size()));
}

void put_difference(PageJson& json, std::string_view removed, std::string_view kept) {
  PageJson parts = PageJson::array();
  std::size_t left = 2 * kMostTextBytes;
  std::uint64_t cut = 0;
  for (const DifferencePart& part : difference_of(removed, kept)) {
    const std::string_view shown = beginning_of(part.text, left);
    left -= std::min(left, part.text.size());
    cut += count_code_points(part.text.substr(shown.size()));
    if (shown.empty()) continue;
    const char sign = part.in == DifferencePart::In::kBoth    ? '='
                      : part.in == DifferencePart::In::kFirst ? '-'
                                                              : '+';
    parts.push_back(sign + std::string(shown));
  }
  json["parts"] = std::move(parts);
  if (cut > 0) json["cut"] = cut;
}

PageJson lines_json(const ParagraphStory& paragraph) {
  PageJson lines = PageJson::array();
  const std::string_view text = *paragraph.text;
  for (std::size_t i = 0; i < std::min(paragraph.lines.size(), kMostLines); ++i) {
    const SourceLine& line = paragraph.lines[i];
    const std::size_t begin = std::min<std::size_t>(line.text_offset, text.size());
    const std::size_t next =
        i + 1 < paragraph.lines.size()
            ? std::min<std::size_t>(paragraph.lines[i + 1].text_offset, text.size())
            : text.size();
    const std::string_view written = text.substr(begin, std::max(begin, next) - begin);
    lines.push_back(PageJson::array({line.number, beginning_of(line.text, kMostLineBytes),
                                     line.joined ? PageJson(to_string(*line.joined)) : PageJson(),
                                     line.confidence, line.resumed ? 1 : 0,
                                     beginning_of(written, kMostLineBytes)}));
  }
  return lines;
}

}  // namespace

std::string_view beginning_of(std::string_view text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) return text;
  std::size_t end = most_bytes;
  while (end > 0 && is_continuation(text[end])) --end;
  return text.substr(0, end);
}

PageJson pair_json(const ReportPair& pair) {
  const ParagraphStory& paragraph = pair.paragraph;
  PageJson json;
  json["why"] = name_of(paragraph.fate);
  json["id"] = beginning_of(pair.id, kMostNameBytes);
  json["document"] = pair.document;
  json["paragraph"] = paragraph.number;
  json["chars"] = paragraph.chars;
  if (!paragraph.keeper) {
    if (paragraph.text) put_text(json, "text", *paragraph.text);
    return json;
  }
  const StandIn& keeper = *paragraph.keeper;
  json["similarity"] = keeper.similarity_ppm;
  json["keeper"] = keeper_json(keeper);
  if (paragraph.text && keeper.text) {
    put_difference(json, *paragraph.text, *keeper.text);
  } else if (paragraph.text) {
    put_text(json, "text", *paragraph.text);
  } else if (keeper.text) {
    put_text(json, "kept", *keeper.text);
  }
  return json;
}

PageJson page_json(const ReportPage& page) {
  PageJson json;
  json["id"] = beginning_of(page.story.id, kMostNameBytes);
  json["document"] = page.story.document;
  json["source"] = beginning_of(page.story.source, kMostNameBytes);
  json["of"] = page.paragraphs;
  json["paragraphs"] = PageJson::array();
  for (const ParagraphStory& paragraph : page.story.paragraphs) {
    PageJson each;
    each["number"] = paragraph.number;
    each["fate"] = name_of(paragraph.fate);
    each["kind"] = to_string(paragraph.kind);
    if (paragraph.keeper) {
      each["keeper"] = keeper_json(*paragraph.keeper);
      each["similarity"] = paragraph.keeper->similarity_ppm;
    }
    if (paragraph.text && !paragraph.lines.empty()) {
      each["lines"] = lines_json(paragraph);
      if (paragraph.lines.size() > kMostLines) {
        each["moreLines"] = paragraph.lines.size() - kMostLines;
      }
    } else if (paragraph.text) {
      put_text(each, "text", *paragraph.text);
    }
    json["paragraphs"].push_back(std::move(each));
  }
  return json;
}

PageJson copied_json(const CopiedParagraph& copied) {
  PageJson json = keeper_json(copied.paragraph);
  json["copies"] = copied.copies;
  if (copied.paragraph.text) put_text(json, "text", *copied.paragraph.text);
  return json;
}

}  // namespace galley
