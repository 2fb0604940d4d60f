// SPDX-License-Identifier: Apache-2.0
// All that is decided about a stretch of lines, from furniture to resumed paragraphs.
#ifndef GALLEY_REPAIR_DECISION_H_
#define GALLEY_REPAIR_DECISION_H_

#include <string_view>
#include <vector>

#include "galley/repair.h"
#include "repair/breaks.h"
#include "repair/composition.h"
#include "repair/dictionary.h"

namespace galley {

/// Decides, and keeps its memory from stretch to stretch.
class Decision {
 public:
  Decision(const RepairOptions& options, const Vocabulary& vocabulary)
      : options_(options), vocabulary_(vocabulary) {}

  /// Reads text from `begin` on, as far as one stretch reaches, and decides about it.
  /// Returns the bytes read.
  std::uint32_t decide(std::string_view text, std::uint32_t begin);

  /// The same about `draft`, which was composed by the pieces of `first` out of `source`: what was
  /// measured then and is the same line still is not measured again.
  void decide_again(const RepairedDocument& draft, const Decision& first, std::string_view source);

  [[nodiscard]] std::span<const Line> lines() const { return lines_; }
  [[nodiscard]] std::span<const Column> columns() const { return columns_; }
  [[nodiscard]] std::span<const TakenLine> taken() const { return taken_; }
  [[nodiscard]] std::span<const Break> breaks() const { return breaks_; }
  [[nodiscard]] std::vector<Piece>& pieces() { return pieces_; }
  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }

  /// Whether every line is a paragraph, in the order of the text.
  [[nodiscard]] bool changes_nothing() const;

 private:
  void decide_lines(std::string_view text);

  const RepairOptions& options_;
  const Vocabulary& vocabulary_;
  Dictionary dictionary_;
  std::vector<Line> lines_;
  std::vector<TakenLine> taken_;
  std::vector<Column> columns_;
  std::vector<Seam> seams_;
  std::vector<std::int32_t> scores_;
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
