// SPDX-License-Identifier: Apache-2.0
// Where two neighbouring lines were neighbours before, the text "goes on". A column holds where it
// goes on for as far as a column reaches; a seam, where it goes on at the seam; a score, where it
// does so from the line before the break to the second behind it, and where columns and the
// paragraph so far are what they were. Those are compared by value, for a change further off
// seldom changes them.
#include "repair/look.h"

#include <algorithm>
#include <memory>

#include "repair/break_scorer.h"
#include "repair/breaks.h"

namespace galley {

namespace {

constexpr std::uint32_t kNew = KnownLines::kNew;

// Lines [begin, end).
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Update {
 public:
  Update(const Look& earlier, std::span<const std::uint32_t> same, Look& look)
      : earlier_(earlier), same_(same), look_(look), size_(look.lines.size()) {}

  void columns() {
    look_.columns.resize(size_);
    std::size_t kept = 0;
    for (std::size_t at = 0; at <= size_;) {
      if (goes_on(at)) {
        ++at;
        continue;
      }
      // Changes whose reaches meet are one.
      const std::size_t begin = std::max(kept, at - std::min(at, kColumnReach));
      std::size_t last = at;
      for (++at; at <= std::min(size_, last + 2 * kColumnReach); ++at) {
        if (!goes_on(at)) last = at;
      }
      const std::size_t end = std::min(size_, last + kColumnReach);
      keep_columns({kept, begin});
      measure({begin, end});
      kept = end;
    }
    keep_columns({kept, size_});
  }

  void seams(std::string_view text, const Vocabulary& vocabulary) {
    const std::size_t breaks = size_ == 0 ? 0 : size_ - 1;
    look_.seams.resize(breaks);
    for (std::size_t i = 0; i < breaks;) {
      if (goes_on(i + 1)) {
        Seam& seam = look_.seams[i] = earlier_.seams[same_[i]];
        const std::size_t last = seam.last.size();
        seam.last = text.substr(look_.lines[i].end - last, last);
        seam.first = text.substr(look_.lines[i + 1].begin, seam.first.size());
        ++i;
        continue;
      }
      const std::size_t begin = i;
      while (i < breaks && !goes_on(i + 1)) ++i;
      read_seams(text, std::span(look_.lines).subspan(begin, i + 1 - begin), vocabulary,
                 std::span(look_.seams).subspan(begin, i - begin));
    }
  }

  // Whether the score of the break behind line i is what it was.
  [[nodiscard]] bool holds(std::size_t i) const {
    if (!goes_on(i) || !goes_on(i + 1) || !goes_on(i + 2)) return false;
    const std::uint32_t before = same_[i];
    return look_.columns[i] == earlier_.columns[before] && look_.signs[i] == earlier_.signs[before];
  }

 private:
  // Whether line at - 1 and line `at` were neighbours, or one the text's edge and still are so.
  [[nodiscard]] bool goes_on(std::size_t at) const {
    if (at == 0) return size_ > 0 && same_[0] == 0;
    if (at == size_) return same_[at - 1] == earlier_.lines.size() - 1;
    return same_[at - 1] != kNew && same_[at] == same_[at - 1] + 1;
  }

  void keep_columns(Stretch kept) {
    for (std::size_t i = kept.begin; i < kept.end; ++i) {
      look_.columns[i] = earlier_.columns[same_[i]];
    }
  }

  // With all lines around that bear on them.
  void measure(Stretch changed) {
    const std::size_t begin = changed.begin - std::min(changed.begin, kColumnReach);
    const std::size_t end = std::min(size_, changed.end + kColumnReach);
    around_.resize(end - begin);
    measure_columns(std::span(look_.lines).subspan(begin, end - begin), around_);
    std::copy_n(around_.begin() + static_cast<std::ptrdiff_t>(changed.begin - begin),
                changed.end - changed.begin,
                look_.columns.begin() + static_cast<std::ptrdiff_t>(changed.begin));
  }

  const Look& earlier_;
  const std::span<const std::uint32_t> same_;
  Look& look_;
  const std::size_t size_;
  std::vector<Column> around_;
};

// Reads the signs of all breaks and fills their scores: keep(i, score) may give one that is known.
template <class Keep>
void score_breaks(std::string_view text, const Vocabulary& vocabulary, Look& look, Keep keep) {
  const PageView page = look.page(text, vocabulary);
  read_paragraph_signs(page, look.signs);
  look.scores.assign(look.seams.size(), kCertainScore);
  // Too large for a thread's stack where the system gives little.
  const auto scorer = std::make_unique<BreakScorer>(page, look.signs, look.scores);
  for (std::size_t i = 0; i < look.scores.size(); ++i) {
    if (!look.signs[i].settled && !keep(i, look.scores[i])) scorer->take(i);
  }
  scorer->finish();
}

}  // namespace

std::uint32_t KnownLines::find(LineOrigin origin, std::string_view content) {
  const std::size_t lines = earlier_.lines.size();
  while (next_ < lines && earlier_.origin(next_).source < origin.source) ++next_;
  if (next_ == lines || earlier_.origin(next_).source != origin.source) return kNew;
  const Line& line = earlier_.lines[next_];
  return text_.substr(line.begin, line.end - line.begin) == content ? next_ : kNew;
}

void look_at(std::string_view text, const Vocabulary& vocabulary, Look& look) {
  const std::size_t breaks = look.lines.empty() ? 0 : look.lines.size() - 1;
  look.columns.resize(look.lines.size());
  measure_columns(look.lines, look.columns);
  look.seams.resize(breaks);
  read_seams(text, look.lines, vocabulary, look.seams);
  score_breaks(text, vocabulary, look, [](std::size_t, std::int32_t&) { return false; });
}

void look_again(std::string_view text, const Vocabulary& vocabulary, const Look& earlier,
                std::span<const std::uint32_t> same, Look& look) {
  Update update(earlier, same, look);
  update.columns();
  update.seams(text, vocabulary);
  score_breaks(text, vocabulary, look, [&](std::size_t i, std::int32_t& score) {
    const bool holds = update.holds(i);
    if (holds) score = earlier.scores[same[i]];
    return holds;
  });
}

}  // namespace galley
