// SPDX-License-Identifier: Apache-2.0
// An open end is prose that stops without a sentence's end, at a full line. An orphan beginning is
// a paragraph that follows something which is not its own: another open end, a headline, a byline,
// a caption. They belong together when the seam reads well: characters that stand side by side
// elsewhere, a word of the dictionary that the seam splits, brackets that close what was opened, or
// words that both halves share and the orphan's neighbour does not. A picture with its caption
// begins nothing: what stands behind it goes on where a comma or half a word stands before it. The
// best matches are taken first. An end that nothing fits stays as it is.
//
// Left out: ends and beginnings in different documents.
#include "repair/resume.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "repair/cohesion.h"
#include "repair/hyphen.h"
#include "repair/joiner.h"
#include "repair/newsmarks.h"

namespace galley {

namespace {

constexpr std::size_t kMostPieces = 40;  // how far apart the halves may stand
constexpr std::size_t kMostBehind = 12;  // how far the second half may come before the first
constexpr std::size_t kMostEnds = 64;    // of one stretch: a text in ruins is left alone
// Where so many paragraphs lack their full stop, lacking it means nothing (lists, manuals).
constexpr std::size_t kLeastProsePerEnd = 5;
// Where so few do, a full stop was forgotten: only a bracket or a picture tells of an interruption.
constexpr std::size_t kMostProsePerEnd = 50;
constexpr std::uint32_t kProseCells = 60;
constexpr int kNoMatch = -1000;
constexpr int kLeastMatch = 12;
constexpr int kInPlace = 2 * kLeastMatch;  // what standing side by side says by itself

constexpr std::uint32_t kOpenClasses =
    class_bit(CharacterClass::kHan) | class_bit(CharacterClass::kKana) |
    class_bit(CharacterClass::kLower) | class_bit(CharacterClass::kComma) |
    class_bit(CharacterClass::kWideComma) | class_bit(CharacterClass::kHyphen);

// "十二、": what counts begins rightly, wherever it stands.
bool begins_count(std::string_view text) {
  constexpr std::string_view kNumerals = "一二三四五六七八九十";
  constexpr std::string_view kMark = "、";
  std::size_t at = 0;
  while (at < 3 * kMark.size() && at + kMark.size() <= text.size() &&
         kNumerals.contains(text.substr(at, kMark.size()))) {
    at += kMark.size();
  }
  return at > 0 && text.substr(at).starts_with(kMark);
}

struct Match {
  int score;
  std::uint32_t end;
  std::uint32_t orphan;
};

struct Half {
  std::size_t piece = 0;
  bool ideographic = false;
  mutable std::optional<BracketBalance> brackets = {};  // once they were asked for
};

class Resumer {
 public:
  Resumer(const PageView& page, const Habits& habits, Interrupted which, Dictionary& dictionary,
          std::vector<Piece>& pieces)
      : page_(page), habits_(habits), which_(which), dictionary_(dictionary), pieces_(pieces) {}

  void run() {
    find_halves();
    if (orphans_.empty()) return;
    match();
    reorder();
  }

 private:
  [[nodiscard]] const Line& first_line(std::size_t piece) const {
    return page_.lines[pieces_[piece].first];
  }
  [[nodiscard]] const Line& last_line(std::size_t piece) const {
    return page_.lines[pieces_[piece].end - 1];
  }
  [[nodiscard]] std::string_view text_of(std::size_t piece) const {
    const std::uint32_t begin = first_line(piece).begin;
    return page_.text.substr(begin, last_line(piece).end - begin);
  }

  [[nodiscard]] bool is_prose(std::size_t piece) const {
    const Line& line = first_line(piece);
    if (stands_alone(line)) return false;
    std::uint32_t cells = 0;
    for (std::uint32_t at = pieces_[piece].first; at < pieces_[piece].end && cells < kProseCells;
         ++at) {
      cells += page_.lines[at].cells;
    }
    return cells >= kProseCells;
  }

  [[nodiscard]] bool is_open(std::size_t piece) const {
    const Line& line = last_line(piece);
    if (!is_in(line.last_class, kOpenClasses) || !is_prose(piece)) return false;
    if (!has_sentence_end_inside(piece)) return false;
    if (byline_of(line) != Byline::kNone) return false;
    // In columns the line is full; where a line is a paragraph it is long.
    const Column& column = page_.columns[pieces_[piece].end - 1];
    return pieces_[piece].end - pieces_[piece].first == 1
               ? line.cells >= kProseCells
               : line.cells * 8 >= column.edge_cells * 7u;
  }

  // The same of any length: the end of a paragraph that another page or column cut.
  [[nodiscard]] bool is_open_text(std::size_t piece) const {
    const Line& line = last_line(piece);
    return is_in(line.last_class, kOpenClasses) && byline_of(line) == Byline::kNone &&
           has_sentence_end_inside(piece);
  }

  [[nodiscard]] bool is_orphan(std::size_t piece) const {
    const Line& line = first_line(piece);
    if (piece == 0 || stands_alone(line) || line.role == LineRole::kItem) return false;
    if (has_dateline(line) || has_caption_mark(line) || has_label(line)) return false;
    if (begins_count(text_of(piece))) return false;
    if (byline_of(line) >= Byline::kNames) return false;
    if (line.first_class == CharacterClass::kLower) return true;
    if (!is_ideographic(line.first_class)) return false;
    if (is_picture(piece - 1)) return true;
    return is_prose(piece) && (!ends_sentence(piece - 1) || closes_first(piece));
  }

  // A picture or its caption.
  [[nodiscard]] bool is_picture(std::size_t piece) const {
    const Line& line = first_line(piece);
    return line.role == LineRole::kImage || has_caption_mark(line);
  }

  [[nodiscard]] bool only_pictures_between(std::size_t end, std::size_t orphan) const {
    for (std::size_t piece = end + 1; piece < orphan; ++piece) {
      if (!is_picture(piece)) return false;
    }
    return end < orphan;
  }

  [[nodiscard]] bool has_sentence_end_inside(std::size_t piece) const {
    const std::string_view text = text_of(piece);
    return text.find("。") != std::string_view::npos || text.find("，") != std::string_view::npos ||
           text.find(',') != std::string_view::npos;
  }

  [[nodiscard]] bool ends_sentence(std::size_t piece) const {
    return end_rank(last_line(piece).end_class) >= end_rank(CharacterClass::kEllipsis) &&
           byline_of(last_line(piece)) == Byline::kNone;
  }

  // Whether a bracket is closed that this piece has not opened.
  [[nodiscard]] bool closes_first(std::size_t piece) const {
    int opened = 0;
    for (std::uint32_t at = pieces_[piece].first; at < pieces_[piece].end; ++at) {
      opened += page_.lines[at].brackets;
    }
    if (opened >= 0) return false;  // most texts are done with here
    return bracket_balance(text_of(piece)).closed_before_open > 0;
  }

  void find_halves() {
    for (std::size_t piece = 0; piece < pieces_.size(); ++piece) {
      prose_ += is_prose(piece);
      if (is_open(piece)) ends_.push_back({piece, is_ideographic(last_line(piece).last_class)});
    }
    if (ends_.empty() || ends_.size() > kMostEnds) return;
    if ((ends_.size() - 1) * kLeastProsePerEnd > prose_) return;
    for (std::size_t piece = 0; piece < pieces_.size(); ++piece) {
      if (is_orphan(piece))
        orphans_.push_back({piece, is_ideographic(first_line(piece).first_class)});
    }
  }

  [[nodiscard]] bool are_ends_rare() const { return ends_.size() * kMostProsePerEnd < prose_; }

  // What may stand inside another paragraph: signs, a headline, a byline, a caption.
  [[nodiscard]] bool is_inset(std::size_t piece) const {
    const Line& line = first_line(piece);
    if (stands_alone(line) || has_caption_mark(line)) return true;
    if (byline_of(line) >= Byline::kNames) return true;
    return !is_prose(piece) && !ends_sentence(piece);
  }

  [[nodiscard]] bool only_insets_between(std::size_t end, std::size_t orphan) const {
    for (std::size_t piece = end + 1; piece < orphan; ++piece) {
      if (!is_inset(piece)) return false;
    }
    return end < orphan;
  }

  [[nodiscard]] BracketBalance balance_of(const Half& half) const {
    if (!half.brackets) half.brackets = bracket_balance(text_of(half.piece));
    return *half.brackets;
  }

  // REQUIRES: they are near each other, as orphans_near() tells.
  [[nodiscard]] int score(const Half& end, const Half& orphan) const {
    if (end.piece == orphan.piece || orphan.piece == end.piece + 1) return kNoMatch;
    if (which_ == Interrupted::kNear && !only_insets_between(end.piece, orphan.piece)) {
      return kNoMatch;
    }
    const Line& line = last_line(end.piece);
    const Line& next = first_line(orphan.piece);
    if (is_ideographic_break(line, next) != (end.ideographic || orphan.ideographic))
      return kNoMatch;
    const int found =
        orphan.ideographic ? score_ideographic(end, orphan) : score_spaced(end.piece, orphan.piece);
    const bool may_begin = orphan.ideographic && line.last_class == CharacterClass::kHan;
    return !may_begin && only_pictures_between(end.piece, orphan.piece)
               ? std::max(found, 3 * kLeastMatch)
               : found;
  }

  // How well this piece goes on with the one behind it, which needs no other reason to stand there.
  [[nodiscard]] int score_in_place(std::size_t piece) const {
    if (piece + 1 == pieces_.size()) return kNoMatch;
    const Line& line = last_line(piece);
    const Line& next = first_line(piece + 1);
    if (line.last_class != CharacterClass::kHan || next.first_class != CharacterClass::kHan)
      return kNoMatch;
    if (stands_alone(next) || next.role == LineRole::kItem || has_dateline(next)) return kNoMatch;
    const int seam = pair_score(*page_.vocabulary, line.last, next.first);
    return seam > 0 ? seam + kInPlace : kNoMatch;
  }

  [[nodiscard]] int score_ideographic(const Half& end_half, const Half& orphan_half) const {
    const std::size_t end = end_half.piece, orphan = orphan_half.piece;
    const BracketBalance before = balance_of(end_half);
    const BracketBalance behind = balance_of(orphan_half);
    if (behind.closed_before_open > 0 && before.left_open == 0) return kNoMatch;
    if (before.left_open > 0 && behind.closed_before_open == 0) return kNoMatch;
    const bool bracketed = behind.closed_before_open > 0;
    if (are_ends_rare() && !bracketed) return kNoMatch;
    const Line& line = last_line(end);
    // Kana end sentences and begin them too often for their pairs to tell anything.
    const bool han = line.last_class == CharacterClass::kHan &&
                     first_line(orphan).first_class == CharacterClass::kHan;
    const int seam =
        han ? pair_score(*page_.vocabulary, line.last, first_line(orphan).first) : -kLeastMatch;
    // Behind a headline or byline an article begins rightly; only there where another end is open
    // is a beginning out of place by itself.
    const int least = bracketed                  ? -kLeastMatch
                      : is_open_text(orphan - 1) ? -kLeastMatch / 2
                                                 : kLeastMatch;
    if (seam < least) {
      return seam == 0 && han && splits_word(end, orphan) ? 3 * kLeastMatch : kNoMatch;
    }
    const int own = shared_pairs(text_of(end), text_of(orphan));
    const int neighbour = shared_pairs(text_of(orphan - 1), text_of(orphan));
    return (bracketed ? 2 * kLeastMatch : 0) + std::clamp(seam, -24, 64) +
           std::clamp(own - neighbour, -8, 12) * 3;
  }

  // Where the vocabulary knows too little the dictionary is asked, and believed only where no other
  // beginning would make a word as well.
  [[nodiscard]] bool splits_word(std::size_t end, std::size_t orphan) const {
    if (!dictionary_.is_word_split(text_of(end), text_of(orphan))) return false;
    return std::ranges::none_of(orphans_, [&](const Half& other) {
      return other.piece != orphan && other.ideographic &&
             dictionary_.is_word_split(text_of(end), text_of(other.piece));
    });
  }

  // Between spaced words the seam tells much only where a word was split.
  [[nodiscard]] int score_spaced(std::size_t end, std::size_t orphan) const {
    if (orphan < end) return kNoMatch;
    const Line& line = last_line(end);
    const Line& next = first_line(orphan);
    if (next.first_class != CharacterClass::kLower) return kNoMatch;
    if (line.last_class == CharacterClass::kHyphen) {
      return surely_parts_word(page_, line, next) ? 3 * kLeastMatch : kNoMatch;
    }
    const Seam seam = read_seam(page_.text, line, next, *page_.vocabulary);
    return is_surely_one_word(seam, page_.vocabulary->words()) ? 2 * kLeastMatch : kNoMatch;
  }

  // Those from kMostBehind before an end to kMostPieces behind it.
  [[nodiscard]] std::span<const Half> orphans_near(std::size_t end) const {
    const std::size_t least = end - std::min(end, kMostBehind);
    const auto first = std::ranges::lower_bound(orphans_, least, {}, &Half::piece);
    const auto last = std::ranges::upper_bound(orphans_, end + kMostPieces, {}, &Half::piece);
    return {first, last};
  }

  void match() {
    follows_.assign(pieces_.size(), kNobody);
    leads_.assign(pieces_.size(), kNobody);
    // Evenly spaced text may be clean: there a seam must read better still.
    const int least = is_evenly_spaced(page_.lines) ? 3 * kLeastMatch : kLeastMatch;
    std::vector<Match> matches;
    for (const Half& end : ends_) {
      for (const Half& orphan : orphans_near(end.piece)) {
        const int at = score(end, orphan);
        if (at >= least && at > score_in_place(end.piece) &&
            at > score_in_place(orphan.piece - 1)) {
          matches.push_back({at, static_cast<std::uint32_t>(end.piece),
                             static_cast<std::uint32_t>(orphan.piece)});
        }
      }
    }
    // The best first; of equals the one that stands first.
    std::ranges::sort(matches, [](const Match& a, const Match& b) {
      return std::tuple(-a.score, a.end, a.orphan) < std::tuple(-b.score, b.end, b.orphan);
    });
    for (const Match& match : matches) {
      if (follows_[match.end] != kNobody || leads_[match.orphan] != kNobody) continue;
      if (closes_circle(match.end, match.orphan)) continue;
      follows_[match.end] = match.orphan;
      leads_[match.orphan] = match.end;
    }
  }

  [[nodiscard]] bool closes_circle(std::size_t end, std::size_t orphan) const {
    for (std::uint32_t at = static_cast<std::uint32_t>(orphan); at != kNobody; at = follows_[at]) {
      if (at == end) return true;
    }
    return false;
  }

  void reorder() {
    std::vector<Piece> ordered;
    ordered.reserve(pieces_.size());
    for (std::uint32_t piece = 0; piece < pieces_.size(); ++piece) {
      if (leads_[piece] != kNobody) continue;
      ordered.push_back(pieces_[piece]);
      for (std::uint32_t at = piece; follows_[at] != kNobody; at = follows_[at]) {
        Piece next = pieces_[follows_[at]];
        const Line& line = last_line(at);
        const Line& behind = first_line(follows_[at]);
        const Seam seam = read_seam(page_.text, line, behind, *page_.vocabulary);
        next.before = choose_joiner(page_, {line, behind, seam}, habits_);
        next.confidence = kConfidence;
        ordered.push_back(next);
      }
    }
    pieces_ = std::move(ordered);
  }

  static constexpr std::uint32_t kNobody = UINT32_MAX;
  static constexpr std::uint8_t kConfidence = 80;

  const PageView& page_;
  const Habits& habits_;
  const Interrupted which_;
  Dictionary& dictionary_;
  std::vector<Piece>& pieces_;
  std::size_t prose_ = 0;
  std::vector<Half> ends_, orphans_;
  std::vector<std::uint32_t> follows_, leads_;
};

}  // namespace

void resume_paragraphs(const PageView& page, const Habits& habits, Interrupted which,
                       Dictionary& dictionary, std::vector<Piece>& pieces) {
  Resumer(page, habits, which, dictionary, pieces).run();
}

}  // namespace galley
