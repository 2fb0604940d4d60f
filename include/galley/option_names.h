// SPDX-License-Identifier: Apache-2.0
// What the values of options are called, on the command line and in what is written: by enumerator.
#ifndef GALLEY_OPTION_NAMES_H_
#define GALLEY_OPTION_NAMES_H_

#include <cstddef>
#include <span>
#include <string_view>

namespace galley {

inline constexpr std::string_view kPresetNames[] = {"default", "ocr"};               // DedupPreset
inline constexpr std::string_view kNumbersNames[] = {"distinguish", "ignore"};       // Numbers
inline constexpr std::string_view kKeepNames[] = {"first", "longest", "cleanest"};   // Keep
inline constexpr std::string_view kUnitNames[] = {"paragraph", "document", "item"};  // DedupUnit
inline constexpr std::string_view kScopeNames[] = {"corpus", "document"};            // DedupScope
inline constexpr std::string_view kInterruptedNames[] = {"all", "near", "none"};     // Interrupted

/// REQUIRES: `names` are those of its enumerators.
template <class Enum>
[[nodiscard]] constexpr std::string_view name_of(Enum value,
                                                 std::span<const std::string_view> names) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace galley

#endif  // GALLEY_OPTION_NAMES_H_
