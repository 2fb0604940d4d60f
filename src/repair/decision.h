// SPDX-License-Identifier: Apache-2.0
// All that is decided about a stretch of lines, from furniture to resumed paragraphs.
#ifndef GALLEY_REPAIR_DECISION_H_
#define GALLEY_REPAIR_DECISION_H_

#include <string>
#include <string_view>
#include <vector>

#include "galley/repair.h"
#include "repair/breaks.h"
#include "repair/composition.h"
#include "repair/dictionary.h"
#include "repair/look.h"

namespace galley {

/// Decides, and keeps its memory from stretch to stretch.
class Decision {
 public:
  Decision(const RepairOptions& options, const Vocabulary& vocabulary)
      : options_(options), vocabulary_(vocabulary) {}

  /// Reads text from `begin` on, as far as one stretch reaches, and decides about it.
  /// Returns the bytes read.
  std::uint32_t decide(std::string_view text, std::uint32_t begin);

  /// Whether decide_again() is asked about the first draft of a stretch, or one after another.
  enum class Draft : std::uint8_t { kFirst, kNext };

  /// The same about `draft`, which was composed by the pieces of `first`: what is a line still, or
  /// was one in the draft before, is not measured again, nor decided where nothing has changed.
  /// REQUIRES: the text that `first` decided about lives; kNext: keep_text() was called.
  void decide_again(const RepairedDocument& draft, const Decision& first, Draft which);

  /// Takes the text that was decided about, and gives back memory for the next.
  void keep_text(std::string& text) { kept_text_.swap(text); }

  /// The paragraph of a draft that a line is in.
  [[nodiscard]] std::uint32_t paragraph_of(std::uint32_t line) const { return paragraphs_[line]; }

  [[nodiscard]] std::span<const Line> lines() const { return look_.lines; }
  [[nodiscard]] std::span<const Column> columns() const { return look_.columns; }
  [[nodiscard]] std::span<const TakenLine> taken() const { return taken_; }
  [[nodiscard]] std::span<const Break> breaks() const { return breaks_; }
  [[nodiscard]] std::vector<Piece>& pieces() { return pieces_; }
  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }

  /// Whether every line is a paragraph, in the order of the text.
  [[nodiscard]] bool changes_nothing() const;

 private:
  void read_again(const RepairedDocument& draft, const Decision& first, const Look& earlier,
                  std::string_view earlier_text);
  void take_furniture_of(std::string_view text);
  void find_paragraphs(const RepairedDocument& draft);
  void decide_lines(std::string_view text);

  const RepairOptions& options_;
  const Vocabulary& vocabulary_;
  Dictionary dictionary_;
  std::string_view text_;
  std::string kept_text_;  // of the draft before
  Look look_;
  Look earlier_;                     // at the draft before
  std::vector<std::uint32_t> same_;  // for each line of a draft, the one of the earlier look
  std::vector<std::uint32_t> paragraphs_;
  std::vector<TakenLine> taken_;
  std::vector<Break> breaks_;
  std::vector<Piece> pieces_;
};

/// What a second decision, about the repaired text of a first, changes in the first one's pieces:
/// `paragraph_of_piece` says which paragraph, hence which line of the second, each piece is in.
/// This is how repairing twice comes to equal repairing once.
/// `scratch` keeps memory from call to call.
struct SecondScratch {
  std::vector<std::uint32_t> first_piece;
  std::vector<Piece> ordered;
};
void apply_second(const Decision& second, std::span<const Paragraph> paragraphs,
                  std::span<const std::uint32_t> paragraph_of_piece, std::vector<Piece>& pieces,
                  SecondScratch& scratch);

}  // namespace galley

#endif  // GALLEY_REPAIR_DECISION_H_
