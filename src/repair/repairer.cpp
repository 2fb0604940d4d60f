// SPDX-License-Identifier: Apache-2.0
// Repair as a table of contents. A document is read in stretches of bounded length; each is
// decided, composed, and looked at again as if it were a new document: what the second look would
// still change is changed at once, so that repairing the output changes nothing.
#include "galley/repair.h"

#include <algorithm>

#include "base/utf8.h"
#include "repair/composition.h"
#include "repair/decision.h"
#include "repair/line_writer.h"
#include "repair/wrapped_loops.h"

namespace galley {

namespace {

// Each round joins what is left to join. Real text needs one or two; noise has needed eight.
constexpr int kMostRounds = 24;

// In 64ths: the share of lines around that must reach an edge for it to be a column's.
constexpr std::uint8_t kColumnShare = 16;

}  // namespace

class Repairer::Stages {
 public:
  Stages(const RepairOptions& options, const Vocabulary& vocabulary)
      : options_(options),
        vocabulary_(vocabulary),
        first_(options_, vocabulary_),
        second_(options_, vocabulary_) {}

  void repair(const Document& document, RepairedDocument& out) {
    out.clear();
    std::uint32_t begin = 0;
    const auto end = static_cast<std::uint32_t>(document.text.size());
    while (begin < end) {
      const std::uint32_t bytes = first_.decide(document.text, begin);
      measure(document.text);
      repair_stretch(document.text, begin, begin + bytes, out);
      begin += bytes;
    }
    if (account_ == Account::kUnsettled) settle(document.text, out);
    account_ = Account::kExact;
  }

  [[nodiscard]] RunFigures take_figures() { return std::exchange(figures_, {}); }

 private:
  static void settle(std::string_view text, RepairedDocument& out) {
    std::uint64_t letters = 0;
    for (const Paragraph& paragraph : out.paragraphs) {
      letters += count_letters(out.text_of(paragraph));
    }
    out.edits.settle_letters(count_letters(text), letters);
  }

  // The lines as they were read, furniture left out.
  void measure(std::string_view text) {
    constexpr std::size_t kWidest = RunFigures::kWidths - 1;
    const std::span<const Line> lines = first_.lines();
    const std::span<const Column> columns = first_.columns();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const Line& line = lines[i];
      const Column& column = columns[i];
      ++figures_.line_cells[std::min<std::size_t>(line.cells, kWidest)];
      const std::size_t edge = column.near_cells < kColumnShare ? 0 : column.edge_cells;
      ++figures_.column_cells[std::min(edge, kWidest)];
      // Only what is ASCII is as many bytes long as it is cells wide.
      const std::uint32_t bytes = line.end - line.begin;
      const std::size_t chars =
          bytes == line.cells ? bytes : count_code_points(text.substr(line.begin, bytes));
      ++figures_.line_chars[length_bin(chars)];
    }
  }

  void repair_stretch(std::string_view text, std::uint32_t begin, std::uint32_t end,
                      RepairedDocument& out) {
    Composition composition{text,
                            begin,
                            end,
                            first_.lines(),
                            first_.breaks(),
                            first_.pieces(),
                            first_.taken(),
                            &options_,
                            &vocabulary_,
                            {},
                            {}};
    cuts_.clear();
    stray_.clear();
    // A document of one stretch is composed in its place; what is looked at again is then done.
    const bool in_place = begin == 0;
    RepairedDocument& draft = in_place ? out : draft_;
    for (int round = 0; round < kMostRounds; ++round) {
      draft.clear();
      const Account account = compose(composition, draft);
      const auto which = round == 0 ? Decision::Draft::kFirst : Decision::Draft::kNext;
      if (is_settled(draft, composition, which)) {
        if (!in_place) static_cast<void>(compose(composition, out));
        account_ = std::max(account_, account);
        return;
      }
      number_pieces();
      apply_second(second_, draft.paragraphs, paragraph_of_piece_, first_.pieces(), scratch_);
      composition.pieces = first_.pieces();
      second_.keep_text(draft.text);
    }
    if (in_place) out.clear();
    account_ = std::max(account_, compose(composition, out));
  }

  // Whether a second look changes nothing more; if not, it is in second_ and cuts_.
  bool is_settled(const RepairedDocument& draft, Composition& composition, Decision::Draft which) {
    const Composition& c = composition;
    if (draft.text == c.text.substr(c.begin, c.end - c.begin)) return true;
    second_.decide_again(draft, first_, which);
    const bool cut = find_wrapped_loops(draft, composition, second_.lines(), cuts_);
    composition.cuts = cuts_;
    const bool stray = find_stray_spaces(draft);
    composition.stray = stray_;
    return !cut && !stray && second_.changes_nothing();
  }

  // Paragraphs that would lose spaces as they now are, where their lines would not. False if there
  // are none that were not found before.
  bool find_stray_spaces(const RepairedDocument& draft) {
    const SpaceHabit habit(second_.lines());
    if (!habit.has_gaps()) return false;
    bool found = false, numbered = false;
    for (const Line& line : second_.lines()) {
      if (line.role != LineRole::kText || !habit.are_stray(line.spaced_gaps, line.solid_gaps)) {
        continue;
      }
      if (!numbered) number_pieces();
      numbered = true;
      const auto at = std::ranges::lower_bound(draft.paragraphs, line.begin, {}, &Paragraph::begin);
      const auto paragraph = static_cast<std::uint32_t>(at - draft.paragraphs.begin());
      const auto [begin, end] = std::ranges::equal_range(paragraph_of_piece_, paragraph);
      stray_.resize(first_.lines().size());
      for (auto each = begin; each != end; ++each) {
        const Piece& piece =
            first_.pieces()[static_cast<std::size_t>(each - paragraph_of_piece_.begin())];
        for (std::uint32_t i = piece.first; i < piece.end; ++i) {
          found |= stray_[i] == 0;
          stray_[i] = 1;
        }
      }
    }
    return found;
  }

  // Which paragraph each piece is in; furniture goes with the one before it.
  void number_pieces() {
    paragraph_of_piece_.clear();
    std::uint32_t begun = 0;
    for (const Piece& piece : first_.pieces()) {
      begun += piece.before == Joiner::kParagraph && piece.furniture < 0;
      paragraph_of_piece_.push_back(begun == 0 ? 0 : begun - 1);
    }
  }

  RepairOptions options_;
  const Vocabulary& vocabulary_;
  Decision first_, second_;
  RepairedDocument draft_;
  std::vector<std::uint32_t> paragraph_of_piece_;
  SecondScratch scratch_;
  std::vector<Cut> cuts_;
  std::vector<std::uint8_t> stray_;  // for each line; see Composition
  RunFigures figures_;
  Account account_ = Account::kExact;
};

Repairer::Repairer(const RepairOptions& options, const Vocabulary& vocabulary)
    : stages_(std::make_unique<Stages>(options, vocabulary)) {}
Repairer::~Repairer() = default;
Repairer::Repairer(Repairer&&) noexcept = default;
Repairer& Repairer::operator=(Repairer&&) noexcept = default;

void Repairer::repair(const Document& document, RepairedDocument& out) {
  stages_->repair(document, out);
}

RunFigures Repairer::take_figures() {
  return stages_->take_figures();
}

}  // namespace galley
