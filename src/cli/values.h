// SPDX-License-Identifier: Apache-2.0
// Reading the values of options: sizes, counts, fractions, choices. Every failure names the option,
// the value and what would be right.
#ifndef GALLEY_CLI_VALUES_H_
#define GALLEY_CLI_VALUES_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "galley/encoding.h"
#include "galley/result.h"

namespace galley {

/// Bytes: "4096", "64K", "512M", "2G", "1T", with "iB" or "B" behind if one likes; all of 1024.
[[nodiscard]] Result<std::uint64_t> parse_size(std::string_view option, std::string_view value);

/// A size from `low` to `high` bytes; UINT64_MAX for no upper end.
[[nodiscard]] Result<std::uint64_t> parse_size_within(std::string_view option,
                                                      std::string_view value, std::uint64_t low,
                                                      std::uint64_t high);

/// "512M", "1G": a size as one writes it; bytes where nothing rounder says it exactly.
[[nodiscard]] std::string size_word(std::uint64_t bytes);

/// A whole number in [low, high].
[[nodiscard]] Result<std::uint64_t> parse_count(std::string_view option, std::string_view value,
                                                std::uint64_t low, std::uint64_t high);

/// A decimal fraction in [low_ppm, high_ppm] millionths, exactly: "0.8" is 800000. At most six
/// decimals.
[[nodiscard]] Result<std::uint32_t> parse_fraction(std::string_view option, std::string_view value,
                                                   std::uint32_t low_ppm, std::uint32_t high_ppm);

/// The index of `value` in `choices`. A misspelt one is answered with the nearest right one.
[[nodiscard]] Result<std::size_t> parse_choice(std::string_view option, std::string_view value,
                                               std::span<const std::string_view> choices);

/// The encoding of that name.
[[nodiscard]] Result<Encoding> parse_encoding(std::string_view option, std::string_view value);

/// The name of a member of JSON records, which is UTF-8 whatever the terminal's encoding.
[[nodiscard]] Result<std::string> parse_member_name(std::string_view option,
                                                    std::string_view value);

/// The names of all encodings in lower case, in the order of the enumeration.
[[nodiscard]] std::span<const std::string> encoding_names();

/// The candidate that takes the fewest changed letters to reach, if few enough to be meant.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> candidates);

/// Numbers of tasks, "0-3,7", ascending and each once. Errors: kUsage.
[[nodiscard]] Result<std::vector<std::uint32_t>> parse_tasks(std::string_view option,
                                                             std::string_view value);

}  // namespace galley

#endif  // GALLEY_CLI_VALUES_H_
