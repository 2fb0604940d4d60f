// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_REPORT_SAMPLE_JSON_H_
#define GALLEY_REPORT_SAMPLE_JSON_H_

#include <nlohmann/json.hpp>
#include <span>

#include "report/report.h"

namespace galley {

using PageJson = nlohmann::ordered_json;

/// A removed paragraph beside its keeper: {"why","id","document","paragraph","chars","similarity",
/// "keeper": {"id","document","paragraph"}, "parts": ["=both","-removed","+kept"], "cut"}. Where
/// one of the texts is not to be had, "text" or "kept" stands in the place of "parts".
[[nodiscard]] PageJson pair_json(const ReportPair& pair);

/// A repaired page: {"id","document","source","of","paragraphs": [{"number","fate","kind","keeper",
/// "lines": [[number, as read, reason or null, confidence, resumed, as written]], "text"}]}.
[[nodiscard]] PageJson page_json(const ReportPage& page);

/// A keeper with its copies.
[[nodiscard]] PageJson copied_json(const CopiedParagraph& copied);

/// The first `most_bytes` bytes of a text, cut between characters.
[[nodiscard]] std::string_view beginning_of(std::string_view text, std::size_t most_bytes);

}  // namespace galley

#endif  // GALLEY_REPORT_SAMPLE_JSON_H_
