// SPDX-License-Identifier: Apache-2.0
// Repair as a table of contents: each stage is a file of its own.
#include "galley/repair.h"
#include "repair/breaks.h"
#include "repair/columns.h"
#include "repair/composition.h"
#include "repair/furniture.h"
#include "repair/line.h"
#include "repair/resume.h"

namespace galley {

class Repairer::Stages {
 public:
  Stages(const RepairOptions& options, const Vocabulary& vocabulary)
      : options_(options), vocabulary_(vocabulary) {}

  void repair(const Document& document, RepairedDocument& out) {
    out.clear();
    std::uint32_t begin = 0;
    const auto end = static_cast<std::uint32_t>(document.text.size());
    while (begin < end) {
      const std::uint32_t bytes = read_lines(document.text, begin, lines_);
      repair_stretch(document.text, begin, begin + bytes, out);
      begin += bytes;
    }
  }

 private:
  void repair_stretch(std::string_view text, std::uint32_t begin, std::uint32_t end,
                      RepairedDocument& out) {
    taken_.clear();
    if (options_.page_furniture == PageFurniture::kRemove) {
      take_furniture(text, vocabulary_, lines_, taken_);
    }
    measure_columns(lines_, columns_);
    read_seams(text, lines_, vocabulary_, seams_);
    const PageView page{text, lines_, columns_, seams_, &vocabulary_};
    const Habits habits = habits_of(page);
    score_breaks(page, scores_);
    decide_breaks(page, habits, options_.least_confidence, scores_, breaks_);
    pieces_of(lines_.size(), breaks_, pieces_);
    if (options_.interrupted == Interrupted::kResume) resume_paragraphs(page, habits, pieces_);
    compose({text, begin, end, lines_, breaks_, pieces_, taken_, &options_, &vocabulary_}, out);
  }

  RepairOptions options_;
  const Vocabulary& vocabulary_;
  std::vector<Line> lines_;
  std::vector<TakenLine> taken_;
  std::vector<Column> columns_;
  std::vector<Seam> seams_;
  std::vector<std::int32_t> scores_;
  std::vector<Break> breaks_;
  std::vector<Piece> pieces_;
};

Repairer::Repairer(const RepairOptions& options, const Vocabulary& vocabulary)
    : stages_(std::make_unique<Stages>(options, vocabulary)) {}
Repairer::~Repairer() = default;
Repairer::Repairer(Repairer&&) noexcept = default;
Repairer& Repairer::operator=(Repairer&&) noexcept = default;

void Repairer::repair(const Document& document, RepairedDocument& out) {
  stages_->repair(document, out);
}

}  // namespace galley
