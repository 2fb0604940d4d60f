// SPDX-License-Identifier: Apache-2.0
#include "tests/support/dump_maker.h"

#include <algorithm>
#include <array>

#include "base/atomic_file.h"
#include "base/check.h"
#include "base/file.h"
#include "base/json_text.h"
#include "base/utf8.h"
#include "base/zstd_codec.h"

namespace galley {

namespace {

constexpr std::array kSubjects = {"The harbor board",    "A committee of farmers",
                                  "The county surveyor", "Captain Amos Ellery",
                                  "The night watchman",  "Miss Clara Whitcomb",
                                  "The ferry company",   "A carload of seed corn",
                                  "The school district", "The union choir"};
constexpr std::array kVerbs = {"has promised to repair",   "will be asked to inspect",
                               "brought home from",        "refused to pay for",
                               "spoke at length about",    "took possession of",
                               "found nothing wrong with", "is expected to open"};
constexpr std::array kObjects = {"the bridge below the mill",
                                 "a new manufacturing establishment",
                                 "the exhibition hall",
                                 "the western lighthouse",
                                 "two hundred barrels of apples",
                                 "the agricultural association",
                                 "the telegraph office on Canal Street",
                                 "the long distance wires"};
constexpr std::array kEnds = {
    "before the first of August", "in spite of the weather", "at the request of the council",
    "without a dissenting voice", "on Tuesday evening",      "for the third time this year"};
constexpr std::array kPhrases = {"青禾镇水务站", "昨日上午",     "把三千册图书", "送到渡口巷小学",
                                 "柳湾乡合作社", "今年秋收以后", "在码头边",     "修好了石板路",
                                 "老船工陈守田", "他向记者介绍", "两岸居民",     "又能看见清水",
                                 "新来的邮递员", "每天清晨五时", "从镇上出发",   "走完十二里山路"};
constexpr std::size_t kMostEarlier = 400;

}  // namespace

std::string DumpMaker::english() {
  std::string text;
  for (std::size_t sentences = 2 + pick(3); sentences > 0; --sentences) {
    if (!text.empty()) text += ' ';
    text += kSubjects[pick(kSubjects.size())];
    text += std::string(" ") + kVerbs[pick(kVerbs.size())];
    text += std::string(" ") + kObjects[pick(kObjects.size())];
    text += ", number " + std::to_string(pick(500)) + ',';
    text += std::string(" ") + kEnds[pick(kEnds.size())] + '.';
  }
  return text;
}

std::string DumpMaker::chinese() {
  std::string text;
  for (std::size_t phrases = 8 + pick(10); phrases > 0; --phrases) {
    text += kPhrases[pick(kPhrases.size())];
    text += phrases == 1 ? "。" : pick(3) == 0 ? "，" : "";
  }
  return text;
}

// Misreads some letters, as recognition does.
void DumpMaker::disturb(std::string& paragraph) {
  for (std::size_t changes = pick(3); changes > 0; --changes) {
    const std::size_t at = pick(paragraph.size());
    if (paragraph[at] >= 'a' && paragraph[at] <= 'z') paragraph[at] = "cehnrstu"[pick(8)];
  }
}

std::string DumpMaker::paragraph() {
  if (!earlier_.empty() && pick(3) == 0) {
    std::string copy = earlier_[pick(earlier_.size())];
    if (pick(2) == 0) disturb(copy);
    return copy;
  }
  std::string text = pick(2) == 0 ? english() : chinese();
  if (earlier_.size() < kMostEarlier) earlier_.push_back(text);
  return text;
}

std::string DumpMaker::wrapped(const std::string& paragraph) {
  const bool is_han = static_cast<unsigned char>(paragraph[0]) >= 0xE0;
  const std::size_t width = is_han ? 14 + pick(8) : 24 + pick(16);
  std::string out;
  std::size_t column = 0;
  const char* at = paragraph.data();
  const char* const end = at + paragraph.size();
  const char* word = at;
  while (at != end) {
    const char* const begin = at;
    static_cast<void>(next_code_point(at));
    if (is_han) {
      if (column++ == width) {
        out += '\n';
        column = 1;
      }
      out.append(begin, at);
      continue;
    }
    if (at != end && *begin != ' ') continue;
    // A word is complete; a long one may be split where the column ends.
    const auto length = static_cast<std::size_t>(at - word);
    if (column + length > width && column > 0) {
      const std::size_t room = width - std::min(width, column);
      if (length > 8 && room > 3 && room + 3 < length && pick(3) == 0) {
        out.append(word, room);
        if (pick(2) == 0) out += '-';
        word += room;
      }
      while (!out.empty() && out.back() == ' ') out.pop_back();
      out += '\n';
      column = 0;
    }
    out.append(word, at);
    column += static_cast<std::size_t>(at - word);
    word = at;
  }
  return out + '\n';
}

std::string DumpMaker::page(std::size_t paragraphs) {
  std::string text = "THE HARBOR COUNTY WEEKLY MESSENGER\n\n";
  const std::string_view between = pick(2) == 0 ? "\n" : "";
  for (std::size_t i = 0; i < paragraphs; ++i) {
    text += wrapped(paragraph());
    text += between;
  }
  return text + '\n' + std::to_string(1 + pick(8)) + '\n';
}

std::string DumpMaker::records(std::size_t count, std::size_t paragraphs) {
  std::string lines;
  for (std::size_t i = 0; i < count; ++i) {
    // One id in eight has been given before.
    const std::uint64_t id = pick(8) == 0 && records_ > 0 ? records_ - 1 : records_++;
    lines += "{\"id\":\"record-" + std::to_string(id) + "\",\"text\":";
    append_json_string(lines, page(paragraphs));
    lines += ",\"page\":" + std::to_string(i) + ",\"paper\":{\"title\":\"Messenger\"}}\n";
  }
  return lines;
}

void DumpMaker::write(const std::string& folder, std::size_t files) {
  GALLEY_CHECK(make_folders(join_path(folder, "below")));
  for (std::size_t i = 0; i < files; ++i) {
    std::string name = std::to_string(i);
    name.insert(0, 4 - std::min<std::size_t>(4, name.size()), '0');
    if (i % 3 == 2) name.insert(0, "below/");
    const bool is_records = i % 4 == 1;
    // In an order of our own: compilers evaluate a call's arguments in different ones.
    const std::size_t count = 1 + pick(is_records ? 4 : 8);
    std::string bytes = is_records ? records(count, 1 + pick(4)) : page(count);
    name += is_records ? ".jsonl" : ".txt";
    if (i % 5 == 4) {
      Result<std::string> compressed = zstd_compress(bytes, 3);
      GALLEY_CHECK(compressed);
      bytes = *std::move(compressed);
      name += ".zst";
    }
    GALLEY_CHECK(write_file_atomically(join_path(folder, name), bytes));
  }
}

}  // namespace galley
