// SPDX-License-Identifier: Apache-2.0
// The table, put together from its groups in the order of the help. Defaults are told as text and
// set in the structs; a test holds them together.
#include <vector>

#include "cli/options.h"

namespace galley {

std::span<const OptionRow> option_rows() {
  static const std::vector<OptionRow> rows = [] {
    std::vector<OptionRow> all;
    for (const std::span<const OptionRow> group :
         {input_rows(), output_rows(), repairing_rows(), duplicate_rows(), resource_rows(),
          message_rows()}) {
      all.insert(all.end(), group.begin(), group.end());
    }
    return all;
  }();
  return rows;
}

std::string_view title(OptionGroup group) {
  static constexpr std::string_view kTitles[kOptionGroups] = {
      "Input", "Output", "Repairing", "Duplicates", "Resources", "Messages"};
  return kTitles[static_cast<std::size_t>(group)];
}

}  // namespace galley
