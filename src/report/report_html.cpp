// SPDX-License-Identifier: Apache-2.0
// The page is the same bytes for every corpus but for one element of JSON. In that, no '<' may
// stand: it could end the element, and what followed would be markup of a stranger's making.
#include "report/page_parts.h"
#include "report/report.h"

namespace galley {

std::string report_html(const Report& report) {
  const std::string json = report_json(report);
  std::string html;
  for (const std::string_view part : page_head()) html += part;
  for (const char c : json) {
    if (c == '<') {
      html += "\\u003c";
    } else {
      html += c;
    }
  }
  for (const std::string_view part : page_tail()) html += part;
  return html;
}

}  // namespace galley
