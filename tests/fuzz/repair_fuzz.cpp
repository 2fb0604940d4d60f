// SPDX-License-Identifier: Apache-2.0
// Repair of whole documents with any options: what comes out is valid text of paragraphs, repairing
// it again changes nothing, every letter is there or accounted for, and output and edits give the
// source back.
#include <array>
#include <memory>
#include <string>

#include "base/check.h"
#include "base/letters.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/repaired.h"

namespace {

using namespace galley;

RepairOptions options_of(std::uint8_t choice) {
  RepairOptions options;
  options.half_width_punctuation = static_cast<HalfWidthPunctuation>(choice & 1);
  options.full_width_latin = static_cast<FullWidthLatin>(choice >> 1 & 1);
  options.page_furniture = static_cast<PageFurniture>(choice >> 2 & 1);
  options.interrupted = static_cast<Interrupted>((choice >> 3 & 3) % 3);
  if (choice >= 0x80) {
    // Breaks that are left as they are for want of confidence, with the other options as they are.
    options = {};
    options.least_confidence = static_cast<std::uint8_t>(choice - 0x80 < 64 ? 60 : 95);
  }
  return options;
}

// Each keeps some megabytes: those of one kind of options are used again.
Repairer& repairer_of(std::uint8_t choice) {
  static const Vocabulary vocabulary;
  static std::array<std::unique_ptr<Repairer>, 34> repairers;
  const std::size_t place = choice < 0x80 ? choice % 32u : choice < 0xC0 ? 32u : 33u;
  if (!repairers[place]) {
    repairers[place] = std::make_unique<Repairer>(options_of(choice), vocabulary);
  }
  return *repairers[place];
}

RepairedDocument repair(std::string_view text, std::uint8_t choice) {
  RepairedDocument out;
  out.edits.set_keep(EditLog::Keep::kEntries);
  Document document;
  document.text = text;
  repairer_of(choice).repair(document, out);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzInput input(data, size);
  const std::uint8_t choice = input.byte();
  std::string text = valid_text(input.rest());
  std::erase(text, '\r');  // the decoder has folded line ends
  const RepairedDocument out = repair(text, choice);
  GALLEY_CHECK(is_valid_utf8(out.text));
  std::string joined;
  for (const Paragraph& paragraph : out.paragraphs) {
    const std::string_view content = out.text_of(paragraph);
    GALLEY_CHECK(!content.empty() && content.find_first_of("\n\f") == std::string_view::npos);
    GALLEY_CHECK(paragraph.source_begin < paragraph.source_end &&
                 paragraph.source_end <= text.size());
    joined += (joined.empty() ? "" : "\n\n") + std::string(content);
  }
  GALLEY_CHECK(joined == out.text);
  GALLEY_CHECK(count_letters(out.text) + out.edits.letters_dropped() ==
               count_letters(text) + out.edits.letters_added());
  GALLEY_CHECK(rebuild(out, text.size()) == text);
  const std::string once = out.text;
  if (choice < 0x80) GALLEY_CHECK(repair(once, choice).text == once);
  return 0;
}
