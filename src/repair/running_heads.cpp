// SPDX-License-Identifier: Apache-2.0
// The title of a chapter, the label of a form and the name of a member recur too, and what is taken
// out wrongly is lost. So three things must come together: a line recurs a page apart, pages being
// alike in length; it stands in the midst of sentences; and it has a number that counts on from
// page to page or, where it has none, blank lines around it. In the midst of a sentence means that
// the line before is full and goes on, and the one behind begins with a small letter or, where
// letters have no case, without an indent.
//
// Left out: heads without a number in scripts without case, where a label behind a heading looks
// the same; and those that no blank line sets off.
#include "repair/running_heads.h"

#include <algorithm>
#include <optional>
#include <span>

#include "base/hash.h"
#include "base/utf8.h"
#include "base/word_key.h"
#include "repair/page_marks.h"

namespace galley {

namespace {

constexpr std::uint32_t kLeastNameLetters = 4;
constexpr std::uint32_t kLeastPageBytes = 400;  // between two heads
constexpr std::uint32_t kLeastTextCells = 20;   // of a line that a page cuts
constexpr std::uint32_t kMostPagesOn = 4;       // from a head to the next of its name
constexpr std::size_t kLeastPages = 3;
constexpr std::uint32_t kMostUneven = 3;  // the longest page may be so many times the shortest
constexpr std::size_t kEdgeReach = 3;     // lines that may stand at a page's edge
constexpr std::uint32_t kNoNumber = UINT32_MAX;

constexpr std::uint32_t kCaseless =
    kIdeographicClasses | class_bit(CharacterClass::kUncased) | class_bit(CharacterClass::kHangul) |
    class_bit(CharacterClass::kUnspaced) | class_bit(CharacterClass::kMark);
constexpr std::uint32_t kLetters = kCasedClasses | kCaseless;
constexpr std::uint32_t kPauses = class_bit(CharacterClass::kComma) |
                                  class_bit(CharacterClass::kWideComma) |
                                  class_bit(CharacterClass::kHyphen);
constexpr std::uint32_t kSignsAroundNumbers =
    class_bit(CharacterClass::kSpace) | class_bit(CharacterClass::kWideSpace) |
    class_bit(CharacterClass::kHyphen) | class_bit(CharacterClass::kDash) |
    class_bit(CharacterClass::kOpen) | class_bit(CharacterClass::kClose) |
    class_bit(CharacterClass::kStop) | class_bit(CharacterClass::kBullet) |
    class_bit(CharacterClass::kSymbol);

// A line that may be a head: its name, which is its letters, and the number before or behind it.
struct Candidate {
  std::uint64_t name = 0;  // 0 for a bare page number
  std::uint32_t line = 0;
  std::uint32_t number = kNoNumber;
};

// Takes a number of at most four digits, and signs around it, from one end of `text`.
template <bool kFront>
std::uint32_t take_number(std::string_view& text) {
  std::string_view rest = text;
  std::uint32_t number = 0, scale = 1;
  unsigned digits = 0;
  while (!rest.empty()) {
    const char* at = kFront ? rest.data() : rest.data() + rest.size();
    const char* const edge = at;
    const char32_t c = kFront ? next_code_point(at) : previous_code_point(at);
    if (c >= U'0' && c <= U'9') {
      if (++digits > 4) return kNoNumber;
      const std::uint32_t value = static_cast<std::uint32_t>(c - U'0');
      number = kFront ? number * 10 + value : number + value * scale;
      scale *= 10;
    } else if (!is_in(character_class(c), kSignsAroundNumbers)) {
      break;
    }
    const auto width = static_cast<std::size_t>(kFront ? at - edge : edge - at);
    kFront ? rest.remove_prefix(width) : rest.remove_suffix(width);
  }
  if (digits == 0) return kNoNumber;
  text = rest;
  return number;
}

Candidate candidate_of(std::string_view content, std::uint32_t line) {
  if (is_page_number(content)) {
    const std::size_t digit = content.find_first_of("0123456789");
    if (digit == std::string_view::npos) return {0, line, kNoNumber};
    std::string_view number = content.substr(digit);
    return {0, line, take_number<true>(number)};
  }
  std::uint32_t number = take_number<true>(content);
  if (number == kNoNumber) number = take_number<false>(content);
  // What has no number is the same line or another one.
  const std::uint64_t name = number == kNoNumber ? hash64(content) : furniture_key(content);
  return {name, line, number};
}

class HeadFinder {
 public:
  HeadFinder(std::string_view text, const Vocabulary& vocabulary, const std::vector<Line>& lines)
      : text_(text), vocabulary_(vocabulary), lines_(lines) {}

  std::vector<RunningHead> find() {
    if (lines_.size() < 2 * kEdgeReach || bytes_between(0, last()) < kLeastPageBytes) return {};
    collect();
    if (candidates_.empty()) return {};
    std::ranges::sort(candidates_, [](const Candidate& a, const Candidate& b) {
      return a.name != b.name ? a.name < b.name : a.line < b.line;
    });
    for_each_group([&](std::span<const Candidate> group) { note_recurring(group); });
    std::ranges::sort(recurring_);
    for_each_group([&](std::span<const Candidate> group) { judge(group); });
    std::ranges::sort(heads_, {}, &RunningHead::line);
    return std::move(heads_);
  }

 private:
  [[nodiscard]] std::uint32_t last() const { return static_cast<std::uint32_t>(lines_.size() - 1); }
  [[nodiscard]] std::uint32_t bytes_between(std::uint32_t a, std::uint32_t b) const {
    return lines_[b].begin - lines_[a].begin;
  }
  [[nodiscard]] bool at_end(std::uint32_t line) const { return line < 1 || line >= last(); }

  // Whether blank lines set it off from both sides.
  [[nodiscard]] bool is_set_off(std::uint32_t i) const {
    return lines_[i].blanks > 0 && lines_[i + 1].blanks > 0;
  }

  [[nodiscard]] bool may_be_head(std::uint32_t i) const {
    const Line& line = lines_[i];
    if (!may_be_furniture(line) || stands_alone(line)) return false;
    if (line.first_class == CharacterClass::kLower) return false;
    if (at_end(i)) return true;
    if (line.page_before || lines_[i + 1].page_before) return false;
    return line.digits > 0 || is_set_off(i);
  }

  void collect() {
    for (std::uint32_t i = 0; i <= last(); ++i) {
      if (!may_be_head(i)) continue;
      const Candidate candidate = candidate_of(content_of(text_, lines_[i]), i);
      if (candidate.name != 0 && letters_in(lines_[i]) < kLeastNameLetters) continue;
      candidates_.push_back(candidate);
    }
  }

  template <class Use>
  void for_each_group(Use use) const {
    for (auto begin = candidates_.begin(); begin != candidates_.end();) {
      const auto end = std::find_if(begin, candidates_.end(),
                                    [&](const Candidate& c) { return c.name != begin->name; });
      use(std::span<const Candidate>(begin, end));
      begin = end;
    }
  }

  void note_recurring(std::span<const Candidate> group) {
    if (group.size() < 2 && group.front().name != 0) return;
    for (const Candidate& candidate : group) recurring_.push_back(candidate.line);
  }

  // The text before and behind a line, without what else stands at the page's edge.
  [[nodiscard]] std::optional<std::uint32_t> text_before(std::uint32_t i) const {
    for (std::size_t step = 0; step < kEdgeReach && i > 0; ++step) {
      if (!std::ranges::binary_search(recurring_, --i)) return i;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<std::uint32_t> text_behind(std::uint32_t i) const {
    for (std::size_t step = 0; step < kEdgeReach && i < last(); ++step) {
      if (!std::ranges::binary_search(recurring_, ++i)) return i;
    }
    return std::nullopt;
  }

  // As wide as the lines above and below it are.
  [[nodiscard]] bool is_full(std::uint32_t i) const {
    constexpr std::uint32_t kAround = 4;
    std::uint32_t widest = 0;
    const std::uint32_t begin = i < kAround ? 0 : i - kAround;
    const std::uint32_t end = std::min(last(), i + 2 * kAround);
    for (std::uint32_t at = begin; at <= end; ++at) widest = std::max(widest, lines_[at].cells);
    return lines_[i].cells * 20 >= widest * 17;
  }

  enum class Cut : std::uint8_t { kNone, kLikely, kCertain };

  // Whether a sentence goes on over the line.
  [[nodiscard]] Cut cut_at(std::uint32_t i) const {
    const auto before = text_before(i);
    const auto behind = text_behind(i);
    if (!before || !behind || !is_full(*before)) return Cut::kNone;
    const Line& end = lines_[*before];
    const Line& begin = lines_[*behind];
    if (end.cells < kLeastTextCells || !is_in(end.last_class, kLetters | kPauses))
      return Cut::kNone;
    if (begin.first_class == CharacterClass::kLower) return Cut::kCertain;
    const bool is_indented = *behind < last() && lines_[*behind + 1].blanks == 0 &&
                             begin.indent > lines_[*behind + 1].indent;
    return is_in(begin.first_class, kCaseless) && !is_indented ? Cut::kCertain : Cut::kLikely;
  }

  void judge(std::span<const Candidate> group) {
    if (group.front().name == 0) {
      judge_numbers(group);
    } else if (is_head(group)) {
      for (const Candidate& candidate : group) {
        heads_.push_back({candidate.line, FurnitureKind::kRunningHead});
      }
    }
  }

  struct Tally {
    std::size_t inner = 0;    // those with text on both sides
    std::size_t cut = 0;      // those that a sentence goes on over, as far as one can tell
    std::size_t certain = 0;  // of these, for certain
    std::size_t set_off = 0;
    std::size_t counted = 0;  // whose number goes on from the one before
    bool caseless = false;
    bool uneven = false;  // they are not a page apart
  };

  [[nodiscard]] Tally tally_of(std::span<const Candidate> group) const {
    Tally tally;
    std::uint32_t shortest = UINT32_MAX, longest = 0;
    for (std::size_t i = 0; i < group.size(); ++i) {
      if (i > 0) {
        const bool counts = goes_on(group[i - 1], group[i]);
        tally.counted += counts;
        const std::uint32_t pages = counts ? group[i].number - group[i - 1].number : 1;
        const std::uint32_t bytes = bytes_between(group[i - 1].line, group[i].line) / pages;
        shortest = std::min(shortest, bytes);
        longest = std::max(longest, bytes);
      }
      const std::uint32_t line = group[i].line;
      if (at_end(line)) continue;
      ++tally.inner;
      tally.set_off += is_set_off(line);
      const Cut cut = cut_at(line);
      tally.cut += cut != Cut::kNone;
      tally.certain += cut == Cut::kCertain;
      tally.caseless |= is_in(lines_[line].first_class, kCaseless);
    }
    tally.uneven = shortest < kLeastPageBytes || longest / kMostUneven > shortest;
    return tally;
  }

  static bool goes_on(const Candidate& a, const Candidate& b) {
    return a.number != kNoNumber && b.number != kNoNumber && b.number > a.number &&
           b.number - a.number <= kMostPagesOn;
  }

  // Whether it begins this document or ends or begins several of the corpus.
  [[nodiscard]] bool begins_documents(const Candidate& first) const {
    return first.line == 0 ||
           vocabulary_.count(furniture_key(content_of(text_, lines_[first.line]))) >= kLeastPages;
  }

  [[nodiscard]] bool is_head(std::span<const Candidate> group) const {
    if (group.size() < 2) return false;
    const Tally tally = tally_of(group);
    if (tally.uneven || tally.certain == 0) return false;
    const bool all_cut = tally.certain == tally.inner;
    const bool all_set_off = tally.set_off == tally.inner;
    if (tally.counted + 1 == group.size()) {
      return group.size() < kLeastPages ? all_cut && all_set_off : tally.cut * 2 >= tally.inner;
    }
    if (group.front().number != kNoNumber || tally.caseless) return false;
    const std::size_t least = begins_documents(group.front()) ? 2 : kLeastPages;
    return all_set_off && tally.certain >= least && tally.cut * 3 >= tally.inner * 2;
  }

  // Bare numbers are everywhere in tables: those that count from page to page are pages'.
  void judge_numbers(std::span<const Candidate> group) {
    std::vector<Candidate> chain;
    for (const Candidate& candidate : group) {
      if (candidate.number == kNoNumber || at_end(candidate.line)) continue;
      if (!chain.empty()) {
        const Candidate& end = chain.back();
        const bool is_next = candidate.number == end.number + 1 &&
                             bytes_between(end.line, candidate.line) >= kLeastPageBytes;
        if (!is_next && candidate.number <= end.number + 1 && chain.size() > 1) continue;
        if (!is_next) {
          take_chain(chain);
          chain.clear();
        }
      }
      chain.push_back(candidate);
    }
    take_chain(chain);
  }

  void take_chain(std::span<const Candidate> chain) {
    if (chain.size() < kLeastPages) return;
    const Tally tally = tally_of(chain);
    if (tally.uneven || tally.certain == 0 || tally.cut * 2 < tally.inner) return;
    for (const Candidate& candidate : chain) {
      heads_.push_back({candidate.line, FurnitureKind::kPageNumber});
    }
  }

  std::string_view text_;
  const Vocabulary& vocabulary_;
  const std::vector<Line>& lines_;
  std::vector<Candidate> candidates_;     // by name, then by line
  std::vector<std::uint32_t> recurring_;  // lines of those with company, in order
  std::vector<RunningHead> heads_;
};

}  // namespace

std::vector<RunningHead> find_running_heads(std::string_view text, const Vocabulary& vocabulary,
                                            const std::vector<Line>& lines) {
  return HeadFinder(text, vocabulary, lines).find();
}

}  // namespace galley
