// SPDX-License-Identifier: Apache-2.0
// The fixed parts of the page, made by the build of src/report/page and the charts' library.
#ifndef GALLEY_REPORT_PAGE_PARTS_H_
#define GALLEY_REPORT_PAGE_PARTS_H_

#include <span>
#include <string_view>

namespace galley {

/// What stands before and behind the JSON, each in pieces.
[[nodiscard]] std::span<const std::string_view> page_head();
[[nodiscard]] std::span<const std::string_view> page_tail();

}  // namespace galley

#endif  // GALLEY_REPORT_PAGE_PARTS_H_
