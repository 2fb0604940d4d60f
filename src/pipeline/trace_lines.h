// SPDX-License-Identifier: Apache-2.0
// What repair tells of itself where it is asked to: the edit log (--edits) and the structure of a
// document (--structure).
//
// An edit is one JSON object a line:
//
//   {"id","document"?,"stage","reason","confidence","source":[b,e],"text":[b,e],"output":o,"was","now"}
//
// `document` is its number in the corpus (not of galley repair). `source` are bytes of the input as
// it is decompressed, `text` bytes of the decoded text (of repair's edits; decoding's have none),
// `output` is where `now` stands in what the stage made of it. A document's edits come in the order
// of its output. To get the decoded text back from the repaired one, walk repair's edits: what
// stands between two of them is copied, `was` takes the place of `now`, and after "resumed" the
// output goes on at text[0].
#ifndef GALLEY_PIPELINE_TRACE_LINES_H_
#define GALLEY_PIPELINE_TRACE_LINES_H_

#include <cstdint>
#include <optional>
#include <string>

#include "pipeline/document_batch.h"

namespace galley {

/// Appends the lines of all edits of one document. REQUIRES: read with SourceMapping::kBuild and
/// both logs with Keep::kEntries.
void append_edit_lines(const BatchDocument& read, const RepairedDocument& repaired,
                       std::optional<std::uint64_t> document, std::string& lines);

/// The bytes of the input that a paragraph came from, its first to its last. REQUIRES: as above.
[[nodiscard]] ByteSpan source_of(const BatchDocument& read, const Paragraph& paragraph);

/// Appends {"kind":"headline","source":[b,e]}.
void append_structure(ParagraphKind kind, ByteSpan source, std::string& json);

}  // namespace galley

#endif  // GALLEY_PIPELINE_TRACE_LINES_H_
