// SPDX-License-Identifier: Apache-2.0
// Repair in one call, and the source put together again from what repair reports.
#ifndef GALLEY_TESTS_SUPPORT_REPAIRED_H_
#define GALLEY_TESTS_SUPPORT_REPAIRED_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/profile.h"
#include "galley/repair.h"

namespace galley {

/// The words that a text teaches. Made once for calls with the same text: it takes longer than
/// repair, with sanitizers a second. One thread at a time.
inline const Vocabulary& vocabulary_of(std::string_view learnt) {
  static ProfileLearner learner;
  static std::string last;
  static std::optional<Vocabulary> vocabulary;
  if (!vocabulary || last != learnt) {
    last = learnt;
    Document document;
    document.text = last;
    learner.learn(document);
    vocabulary.emplace(learner.take().vocabulary());
  }
  return *vocabulary;
}

/// A document's text, repaired with what `learnt` teaches (the text itself if it is empty).
inline RepairedDocument repair_text(std::string_view text, std::string_view learnt = {},
                                    const RepairOptions& options = {}) {
  Repairer repairer(options, vocabulary_of(learnt.empty() ? text : learnt));
  Document document;
  RepairedDocument out;
  out.edits.set_keep(EditLog::Keep::kEntries);
  document.text = text;
  repairer.repair(document, out);
  return out;
}

inline std::string repaired(std::string_view text, std::string_view learnt = {},
                            const RepairOptions& options = {}) {
  return repair_text(text, learnt, options).text;
}

/// The source as output and edits tell it. `source_bytes` is its length; a byte that nothing tells
/// stays NUL.
inline std::string rebuild(const RepairedDocument& out, std::size_t source_bytes) {
  std::string source(source_bytes, '\0');
  std::size_t from = 0, to = 0;
  const auto copy = [&](std::string_view bytes) {
    if (to + bytes.size() > source.size()) source.resize(to + bytes.size());
    source.replace(to, bytes.size(), bytes);
    to += bytes.size();
  };
  for (const Edit& edit : out.edits.entries()) {
    copy(std::string_view(out.text).substr(from, edit.output - from));
    from = edit.output + edit.replacement_bytes;
    if (edit.reason == EditReason::kResumed) {
      to = edit.begin;
    } else {
      copy(out.edits.original_of(edit));
    }
  }
  copy(std::string_view(out.text).substr(from));
  return source;
}

}  // namespace galley

#endif  // GALLEY_TESTS_SUPPORT_REPAIRED_H_
